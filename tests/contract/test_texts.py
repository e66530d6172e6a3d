"""Every text has a reader, and every reader finds its text."""

from __future__ import annotations

import ast
import functools
import re
from dataclasses import dataclass, field
from string import Formatter

import pytest

from sozialmonitor.calc.trends import Trend
from sozialmonitor.domain.classification import ClassMethod, Palette
from sozialmonitor.domain.geography import BoundaryKind
from sozialmonitor.domain.indicator import Operator
from sozialmonitor.domain.status import Status
from sozialmonitor.texts.german import load_texts, text
from tests.support.sources import ROOT, Module, list_modules

FAMILIES = {
    "status.": [status.name.lower() for status in Status],
    "formula.": [operator.value for operator in Operator],
    "choice.method_": [method.value for method in ClassMethod],
    "choice.palette_": [palette.value for palette in Palette],
    "sources.": [kind.value for kind in BoundaryKind],
    "trend.": [trend.name.lower() for trend in Trend],
}
"""Keys put together from a prefix and the members of an enumeration: text(f"status.{status…}")."""

LOCAL = {"sources.", "method.", "page.", "panel.", "choice."}
"""Keys put together from a prefix and words that stand in the same module."""

SCRIPTS = ROOT / "sozialmonitor" / "ui" / "assets" / "map"


@dataclass
class Use:
    """How the program uses its texts.

    Attributes:
        asked: keys that stand in a call of ``text``. keys: every word that looks like a key; some are chosen
            first and looked up afterwards. prefixes: beginnings of keys, with their modules. groups: whole groups.
    """

    asked: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    prefixes: set[tuple[str, Module]] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)

    def list_families(self) -> set[str]:
        """Keys made of prefixes."""
        enumerated = {f"{prefix}{word}" for prefix, _ in self.prefixes for word in FAMILIES.get(prefix, ())}
        local = {
            f"{prefix}{word}"
            for prefix, module in self.prefixes
            if prefix in LOCAL
            for word in list_words(module)
            if f"{prefix}{word}" in load_texts()
        }
        return enumerated | local


def list_words(module: Module) -> set[str]:
    """All string constants of a module."""
    return {
        node.value for node in ast.walk(module.tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@functools.cache
def collect() -> Use:
    """Everything the modules use."""
    use = Use()
    known = {key.split(".")[0] for key in load_texts()}
    for module in list_modules():
        words = {word for word in list_words(module) if re.fullmatch(r"[a-z]+\.[A-Za-z_-]+", word)}
        use.keys |= {word for word in words if word.split(".")[0] in known}
        for node in ast.walk(module.tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            if node.func.id == "text" and not isinstance(node.args[0], ast.JoinedStr):
                inside = [item.value for item in ast.walk(node.args[0]) if isinstance(item, ast.Constant)]
                use.asked |= {word for word in inside if isinstance(word, str) and "." in word}
            elif node.func.id == "text":
                start = node.args[0].values[0]
                assert isinstance(start, ast.Constant), f"{module.name}:{node.lineno}: a key begins with its group"
                use.prefixes.add((str(start.value), module))
            if node.func.id == "texts_of":
                assert isinstance(node.args[0], ast.Constant), f"{module.name}:{node.lineno}: groups are literal"
                use.groups.add(str(node.args[0].value))
    return use


def test_every_key_that_is_used_exists() -> None:
    use = collect()
    assert len(use.asked) > 50
    assert (use.asked | use.list_families()) - set(load_texts()) == set()
    assert use.groups <= {key.split(".")[0] for key in load_texts()}


def test_every_text_is_used() -> None:
    use = collect()
    used = use.keys | use.list_families()
    assert {key for key in load_texts() if key not in used and key.split(".")[0] not in use.groups} == set()


def test_every_prefix_is_known_here() -> None:
    assert {prefix for prefix, _ in collect().prefixes} == set(FAMILIES) | LOCAL


def test_texts_of_the_map_are_used_by_its_scripts() -> None:
    """A whole group travels to the browser; there each text must have a reader as well."""
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SCRIPTS.glob("*.js")))
    for group in collect().groups:
        for key in (key.partition(".")[2] for key in load_texts() if key.startswith(f"{group}.")):
            assert re.search(rf"\b{key}\b", scripts), f"{group}.{key} is not used by any script"


def list_calls() -> list[tuple[str, str, set[str]]]:
    """Calls ``text("key", name=…)`` with a literal key: place, key, names filled in."""
    calls = []
    for module in list_modules():
        for node in ast.walk(module.tree):
            is_text = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "text"
            if not is_text or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            if all(item.arg for item in node.keywords):
                names = {str(item.arg) for item in node.keywords}
                calls.append((f"{module.name}:{node.lineno}", str(node.args[0].value), names))
    return calls


def test_calls_fill_in_exactly_the_placeholders() -> None:
    texts = load_texts()
    calls = list_calls()
    assert len(calls) > 50
    for place, key, names in calls:
        assert names == {field for _, field, _, _ in Formatter().parse(texts[key]) if field}, f"{place}: {key}"


@pytest.mark.parametrize("key", sorted(load_texts()))
def test_a_text_is_written_as_german_is(key: str) -> None:
    sentence = load_texts()[key]
    assert sentence == sentence.strip()
    assert sentence
    assert "  " not in sentence
    assert '"' not in sentence, "German quotation marks"
    assert "..." not in sentence or key.startswith("status."), "one sign: …"
    assert not re.search(r"[<>`]", sentence), "no markup in a sentence"


def test_an_unknown_key_is_an_error_of_the_program() -> None:
    with pytest.raises(KeyError):
        text("gibt.es-nicht")
    with pytest.raises(KeyError):
        text("panel.source")
