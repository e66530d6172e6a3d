"""Every key of a YAML file is found again by its line."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.catalog.document import load_document, read_document
from sozialmonitor.catalog.tree import DEEPEST, MOST_NODES
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
    ],
)
def test_a_file_that_cannot_be_read_is_a_defect(tmp_path: Path, content: bytes, finding: str, remedy: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    document, defects = load_document(path, "x.yaml")
    assert document is None
    assert [(item.place, item.finding, item.remedy) for item in defects] == [("x.yaml", finding, remedy)]


@pytest.mark.parametrize(
    "content", [b"a: \x07", b"? [a]\n: b", b"a: 1\n b: 2", b"---\na: 1\n---\nb: 2", b"a: *x", b"\t", b"\xef\xbf\xbe"]
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


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("~", None),
        ("", None),
        ("022", "022"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2015-01-01", "2015-01-01"),
        ("2015-02-31", "2015-02-31"),
        ("12-31", "12-31"),
        ("-5", -5),
        ("1.5", 1.5),
        ("-.5e3", -500.0),
        ("1e400", float("inf")),
        (".", "."),
        ("-.", "-."),
        ("e5", "e5"),
        ("'1'", "1"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_an_unquoted_word_means_what_it_looks_like(written: str, meant: object) -> None:
    document, defects = read_document(f"a: {written}", "x")
    assert (document and document.data, defects) == ({"a": meant}, [])


def test_keys_are_text() -> None:
    document, _ = read_document("1: a\nnull: b\nyes: c\n2015-01-01: d\n? \n: e\n<<: f", "x")
    assert document is not None
    assert list(document.data) == ["1", "null", "yes", "2015-01-01", "", "<<"]


def test_a_key_twice_is_told_once_and_where_it_stood() -> None:
    document, defects = read_document("a: {x: 1}\na: {x: 2}\nb: {y: 1, y: 2}", "x")
    assert document is not None
    assert [(item.place, item.finding) for item in defects] == [
        ("x, Zeile 2, Schlüssel a", "Der Schlüssel steht schon in Zeile 1"),
        ("x, Zeile 3, Schlüssel y", "Der Schlüssel steht schon in Zeile 3"),
    ]


BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + level)}: &{chr(98 + level)} [{','.join(['*' + chr(97 + level)] * 10)}]\n" for level in range(9)
)


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        (BOMB, "Marken wie ›&a‹ sind nicht erlaubt"),
        ("a: &a [*a]", "Marken wie ›&a‹ sind nicht erlaubt"),
        ("a: *b", "Verweise wie ›*b‹ sind nicht erlaubt"),
        ("[" * 100_000, "Die Angaben sind zu tief verschachtelt"),
        ("- " * 100_000, "Die Angaben sind zu tief verschachtelt"),
        ("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), "Die Angaben sind zu tief verschachtelt"),
        ("a: [" + "1," * MOST_NODES + "]", f"Die Datei hat mehr als {MOST_NODES // 1000}.000 Angaben"),
        ("a: !!python/object/apply:os.system [ls]", "Typangaben mit Ausrufezeichen sind nicht erlaubt"),
        ("a: ! b", "Typangaben mit Ausrufezeichen sind nicht erlaubt"),
        ("a: 1\n---\nb: 2", "Hier beginnt ein zweites Dokument (›---‹)"),
        ("? [a, b]\n: c", "Als Schlüssel steht hier kein einzelnes Wort"),
        ("a: \x07", "Die Datei enthält ein unerlaubtes Zeichen: Steuerzeichen (U+0007)"),
        ("a:\n\tb: 1", "Das ist kein gültiges YAML: hier steht ein Tabulator"),
        ("a: b: c", "Das ist kein gültiges YAML: hier darf kein Doppelpunkt stehen"),
        ("a: 'b", "Das ist kein gültiges YAML: ein Anführungszeichen ist nicht geschlossen"),
        ("a: @b", "Das ist kein gültiges YAML: ein Wert beginnt mit einem Sonderzeichen"),
    ],
    ids=itertools.count(),  # brackets in a name cannot be asked for one by one
)
def test_what_yaml_offers_beyond_a_catalogue_is_refused_at_once(content: str, finding: str) -> None:
    begin = time.process_time()
    document, defects = read_document(content, "x")
    assert time.process_time() - begin < 2  # milliseconds, but for a busy machine
    assert document is None
    assert defects[0].finding == finding
    assert len(defects) <= 20


@pytest.mark.parametrize("target", ["/dev/zero", "/etc", "x.yaml", "../outside.yaml"])
def test_a_link_that_leads_astray_is_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "outside.yaml").write_text("a: 1", encoding="utf-8")
    (tmp_path / "inside").mkdir()
    path = tmp_path / "inside" / "x.yaml"
    path.symlink_to(target)
    document, defects = load_document(path, "x.yaml", path.parent)
    assert document is None
    assert len(defects) == 1


def test_the_likely_right_word_is_suggested() -> None:
    known = ["stadtbezirke", "stadtteile"]
    assert suggest_remedy("stadteile", known, "sonst") == "gemeint ist vermutlich ›stadtteile‹"
    assert suggest_remedy("kreise", known, "sonst") == "sonst"
