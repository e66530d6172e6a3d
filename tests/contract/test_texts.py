"""Every text has a reader, and every reader finds its text."""

from __future__ import annotations

import ast
import re
from string import Formatter

import pytest

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
}
"""Keys put together from a prefix and the members of an enumeration: f"status.{status…}"."""

SCRIPTS = ROOT / "sozialmonitor" / "ui" / "assets" / "map"


def find_keys(module: Module) -> tuple[set[str], set[str], set[str]]:
    """Keys, prefixes of f-string keys and whole groups that a module uses."""
    keys: set[str] = set()
    prefixes: set[str] = set()
    groups: set[str] = set()
    known = {key.split(".")[0] for key in load_texts()}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            # Keys are also chosen first and looked up afterwards, so every dotted word of a known group counts.
            if re.fullmatch(r"[a-z]+\.[A-Za-z_-]+", node.value) and node.value.split(".")[0] in known:
                keys.add(node.value)
        elif isinstance(node, ast.JoinedStr) and len(node.values) > 1 and isinstance(node.values[0], ast.Constant):
            start = str(node.values[0].value)
            if re.fullmatch(r"[a-z]+\.[a-z_]*", start) and start.split(".")[0] in known:
                prefixes.add(start)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "texts_of":
            assert isinstance(node.args[0], ast.Constant), f"{module.name}: groups are named literally"
            groups.add(str(node.args[0].value))
    return keys, prefixes, groups


def collect() -> tuple[set[str], set[str], set[str]]:
    found = [find_keys(module) for module in list_modules()]
    return tuple(set().union(*(item[part] for item in found)) for part in range(3))  # type: ignore[return-value]


def test_every_key_that_is_used_exists() -> None:
    keys, prefixes, groups = collect()
    assert len(keys) > 50
    used = keys | {f"{prefix}{word}" for prefix in prefixes for word in FAMILIES[prefix]}
    assert used - set(load_texts()) == set()
    assert groups <= {key.split(".")[0] for key in load_texts()}


def test_every_text_is_used() -> None:
    keys, prefixes, groups = collect()
    used = keys | {f"{prefix}{word}" for prefix in prefixes for word in FAMILIES[prefix]}
    unused = {key for key in load_texts() if key not in used and key.split(".")[0] not in groups}
    assert unused == set()


def test_every_family_of_keys_is_used() -> None:
    assert set(FAMILIES) == collect()[1]


def test_texts_of_the_map_are_used_by_its_scripts() -> None:
    """A whole group travels to the browser; there each text must have a reader as well."""
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SCRIPTS.glob("*.js")))
    for group in collect()[2]:
        for key in (key.partition(".")[2] for key in load_texts() if key.startswith(f"{group}.")):
            assert re.search(rf"\b{key}\b", scripts), f"{group}.{key} is not used by any script"


def list_calls() -> list[tuple[str, str, set[str]]]:
    """Calls ``text("key", name=…)`` with a literal key: place, key, names filled in."""
    calls = []
    for module in list_modules():
        for node in ast.walk(module.tree):
            is_text = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "text"
            if is_text and node.args and isinstance(node.args[0], ast.Constant):
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
