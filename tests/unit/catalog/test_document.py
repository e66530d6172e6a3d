"""Every key of a YAML file is found again by its line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.catalog.document import load_document
from sozialmonitor.catalog.validation import suggest_remedy

keys = st.from_regex(r"[a-z]{1,6}", fullmatch=True).filter(
    lambda key: key not in {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
)
trees = st.recursive(
    st.integers(0, 9) | st.from_regex(r"[a-z]{3,8}x", fullmatch=True),
    lambda inner: st.dictionaries(keys, inner, min_size=1, max_size=3) | st.lists(inner, min_size=1, max_size=3),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("documents")


@given(tree=st.dictionaries(keys, trees, min_size=1, max_size=4))
def test_every_key_is_found_by_its_line(folder: Path, tree: dict[str, object]) -> None:
    path = folder / "x.yaml"
    path.write_text(yaml.safe_dump(tree), encoding="utf-8")
    document, defects = load_document(path, "x.yaml")
    assert defects == []
    assert document is not None
    assert document.data == tree
    lines = path.read_text(encoding="utf-8").splitlines()
    for key_path, line in document.lines.items():
        if isinstance(key_path[-1], str):
            assert f"{key_path[-1]}:" in lines[line - 1]
        assert document.locate(key_path) == f"x.yaml, Zeile {line}, Schlüssel {'.'.join(map(str, key_path))}"


def test_an_unknown_place_falls_back_to_the_line_above(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a:\n  b: 1\n", encoding="utf-8")
    document, _ = load_document(path, "x.yaml")
    assert document is not None
    assert document.locate(("a", "c")) == "x.yaml, Zeile 1, Schlüssel a.c"
    assert document.locate(("d",)) == "x.yaml, Schlüssel d"
    assert document.locate(()) == "x.yaml"


@pytest.mark.parametrize(
    ("content", "finding", "remedy"),
    [
        (b"", "Die Datei ist leer", "mit Inhalt füllen oder löschen"),
        (b"# nur ein Kommentar\n", "Die Datei ist leer", "mit Inhalt füllen oder löschen"),
        ("a: ü".encode("latin-1"), "Die Datei ist nicht in UTF-8 geschrieben", "als UTF-8 speichern"),
        (
            b"a: 2021-02-30",
            "Das ist kein gültiges YAML (day is out of range for month)",
            "unsichtbare Zeichen entfernen, Datumsangaben prüfen",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_a_defect(tmp_path: Path, content: bytes, finding: str, remedy: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    document, defects = load_document(path, "x.yaml")
    assert document is None
    assert [(item.place, item.finding, item.remedy) for item in defects] == [("x.yaml", finding, remedy)]


@pytest.mark.parametrize(
    "content", [b"a: \x07", b"? [a]\n: b", b"a: 1\n b: 2", b"---\na: 1\n---\nb: 2", b"a: *x", b"\t"]
)
def test_no_content_makes_the_reader_fail_in_another_way(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    document, defects = load_document(path, "x.yaml")
    assert document is None
    assert len(defects) == 1


@given(content=st.binary(max_size=60))
def test_arbitrary_bytes_never_raise(folder: Path, content: bytes) -> None:
    path = folder / "bytes.yaml"
    path.write_bytes(content)
    load_document(path, "bytes.yaml")


def test_the_likely_right_word_is_suggested() -> None:
    known = ["stadtbezirke", "stadtteile"]
    assert suggest_remedy("stadteile", known, "sonst") == "gemeint ist vermutlich ›stadtteile‹"
    assert suggest_remedy("kreise", known, "sonst") == "sonst"
