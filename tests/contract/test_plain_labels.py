"""Nothing of a catalogue reaches Streamlit's Markdown as it is: labels, notices, captions, tooltips."""

from __future__ import annotations

import ast

from tests.support.sources import list_modules

READS_MARKDOWN = {
    "badge", "button", "caption", "checkbox", "download_button", "error", "expander", "header", "info", "link_button",
    "markdown", "multiselect", "number_input", "page_link", "popover", "radio", "segmented_control", "select_slider",
    "selectbox", "slider", "spinner", "status", "subheader", "success", "tabs", "text_area", "text_input", "title",
    "toast", "toggle", "warning", "write",
    "select_one", "pick_one", "select_some", "switch", "_radio",
}  # fmt: skip
"""Calls whose first argument, ``label``, ``body``, ``help`` or ``placeholder`` is Markdown; the last ones are ours."""

SPOKEN = {"label", "body", "help", "captions"}
OPTIONS = {"radio", "segmented_control"}
"""Widgets whose options are Markdown, too."""

SAFE = {"plain", "format_integer", "format_number", "format_period"}
GIVEN = {"sozialmonitor/ui/widgets.py": {"label"}}
"""Parameters that their callers, which are asked here as well, have made safe."""

EXCEPTIONS = {
    "sozialmonitor/ui/site_page.py": "texts of the city's own pages are written in Markdown",
    "sozialmonitor/ui/navigation.py": "page_link of a page, whose title is ours",
    "sozialmonitor/ui/first_build.py": "names of steps, which are ours",
}


SHOWN = {ast.IfExp: ("body", "orelse"), ast.ListComp: ("elt",), ast.GeneratorExp: ("elt",), ast.Lambda: ("body",)}
"""Parts of an expression that end up on the page; of others it is all."""


def is_safe(node: ast.AST, given: set[str]) -> bool:
    """Whether an expression holds nothing of a catalogue, or only made harmless."""
    if isinstance(node, ast.Call):
        return is_safe_call(node, given)
    if isinstance(node, ast.Name | ast.Attribute):
        return ast.unparse(node) in given
    parts = [getattr(node, name) for name in SHOWN[type(node)]] if type(node) in SHOWN else ast.iter_child_nodes(node)
    return all(is_safe(part, given) for part in parts if isinstance(part, ast.expr))


def is_safe_call(node: ast.Call, given: set[str]) -> bool:
    """A text of ours with safe words filled in, words made plain, a number, or several of these joined."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr == "join" and all(is_safe(item, given) for item in (node.func.value, *node.args))
    name = getattr(node.func, "id", "")
    return name in SAFE or (name == "text" and all(item.arg and is_safe(item.value, given) for item in node.keywords))


def list_unsafe(tree: ast.AST, given: set[str]) -> list[str]:
    """Calls that hand something else to Markdown."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in READS_MARKDOWN:
            continue
        options = {"format_func"} if name in OPTIONS else set()
        named = [item.value for item in node.keywords if item.arg in SPOKEN | options]
        first = node.args[:1] if name != "page_link" else []
        found += [f"line {item.lineno}: {ast.unparse(item)}" for item in (*first, *named) if not is_safe(item, given)]
    return found


def test_nothing_of_a_catalogue_reaches_markdown() -> None:
    shown = [module for module in list_modules() if module.part in {"ui", "pages"}]
    found = {module.name: list_unsafe(module.tree, GIVEN.get(module.name, set())) for module in shown}
    assert {name: places for name, places in found.items() if places and name not in EXCEPTIONS} == {}


def test_violations_are_recognised() -> None:
    for line in (
        "st.info(view.reason)",
        "st.expander(f'{entry.theme} · x')",
        "st.checkbox(title)",
        "st.info(text('a.b', name=area.label))",
        "st.radio(text('a.b'), x, format_func=lambda key: titles[key])",
        "st.page_link(page, label=title)",
        "st.info(' '.join(notes))",
        "left.selectbox(text('a.b'), x, help=indicator.description)",
    ):
        assert list_unsafe(ast.parse(line), set()), line
