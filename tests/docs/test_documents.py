"""What the documentation points at is there: files, headings, targets, variables, names in the code, counts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from streamlit.config import get_config_options

from sozialmonitor.catalog.loader import load_catalogues
from sozialmonitor.texts.german import load_texts
from tests.docs.blocks import read_blocks

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]

_FENCE = re.compile(r"^ *```.*?^ *```$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_SETTING = re.compile(r"\b((?:SOZIALMONITOR|STREAMLIT)_[A-Z_]+)\b")
_PATH = re.compile(r"(?:app\.py|(?:benchmarks|data|docs|geo|pages|scripts|sozialmonitor|tests)/[\w./-]*)")

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())


def read_prose(document: Path) -> str:
    """The text outside of fenced blocks."""
    return _FENCE.sub("", document.read_text(encoding="utf-8"))


def read_program() -> str:
    """All Python files of the program."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "sozialmonitor").rglob("*.py")))


def list_anchors(document: Path) -> set[str]:
    """The anchors of a document's headings, as code hosting sites make them."""
    titles = re.findall(r"^#+ +(.+)$", read_prose(document), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@every_document
def test_relative_links_lead_somewhere(document: Path) -> None:
    broken = []
    for link in _LINK.findall(read_prose(document)):
        parts = urlsplit(link)
        if parts.scheme:
            continue
        target = (document.parent / unquote(parts.path)).resolve() if parts.path else document
        if not target.exists() or (parts.fragment and unquote(parts.fragment) not in list_anchors(target)):
            broken.append(link)
    assert not broken


@every_document
def test_make_targets_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    commands = re.findall(r"(?:`|^ *)make ([a-z][a-z0-9-]*)", text, re.MULTILINE)
    targets = re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(commands) <= set(targets)


@every_document
def test_environment_variables_exist(document: Path) -> None:
    known = set(_SETTING.findall(read_program())) | {option.env_var for option in get_config_options().values()}
    assert set(_SETTING.findall(document.read_text(encoding="utf-8"))) <= known


def test_every_variable_of_the_program_is_in_the_handbook() -> None:
    explained = _SETTING.findall((ROOT / "docs" / "handbuch" / "betrieb.md").read_text(encoding="utf-8"))
    assert {name for name in _SETTING.findall(read_program()) if name.startswith("SOZIALMONITOR_")} <= set(explained)


@pytest.mark.parametrize("variable", ["HOST", "PORT", "PYTHON"])
def test_variables_of_make_exist(variable: str) -> None:
    assert f"\n{variable} ?= " in (ROOT / "Makefile").read_text(encoding="utf-8")


@every_document
def test_paths_in_prose_exist(document: Path) -> None:
    """Of invented places, what a how-to makes, what a build makes, and patterns, nothing is expected."""
    made = {block.path for path in DOCUMENTS for block in read_blocks(path)}
    named = [code for code in _CODE.findall(read_prose(document)) if _PATH.fullmatch(code)]
    expected = [path for path in named if "musterstadt" not in path and "data/releases" not in path]
    assert [path for path in expected if not (ROOT / path).exists() and path not in made] == []


def test_the_glossary_uses_the_words_of_the_code() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    words = re.findall(r"^\|[^|`]*`([\w.]+)`[^|]*\|", text, re.MULTILINE)
    program = read_program()
    unknown = [word for word in words if not re.search(rf"\b{re.escape(word)}\b", program) and word not in load_texts()]
    assert len(words) > 40
    assert not unknown


def test_every_model_of_the_catalogue_is_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    domain = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "sozialmonitor" / "domain").glob("*.py"))
    models = set(re.findall(r"^class (\w+)\((?:Model|StrEnum|IntEnum)\)", domain, re.MULTILINE))
    assert {model for model in models if f"`{model}`" not in glossary} == set()


def test_decisions_are_numbered_without_gaps() -> None:
    names = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
    for name in names:
        text = (ROOT / "docs" / "decisions" / name).read_text(encoding="utf-8")
        assert text.startswith(f"# {name[:4]} ")
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequence"))


def test_the_readme_counts_what_ships() -> None:
    catalogues, defects = load_catalogues(ROOT / "data")
    assert not defects
    rows = [line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    shipped = [row for row in cells if len(row) == 5 and row[2].isdigit()]
    counted = []
    for item in catalogues:
        levels = [key for key in item.geographies if key != item.monitor.territory]
        areas = ", ".join(f"{len(item.areas[key])} {item.geographies[key].title}" for key in levels)
        counted.append([areas, str(len(item.indicators))])
    assert [row[1:3] for row in shipped] == counted


def list_imports(path: Path) -> Iterator[str]:
    """Every module a file imports, in functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_the_layers_are_those_of_the_decision() -> None:
    """Files are not looked at here: opening one is no import."""
    text = (ROOT / "docs" / "decisions" / "0007-layers.md").read_text(encoding="utf-8")
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| `")]
    assert len(rows) == 11
    for row in rows:
        names, allowed, never = (set(re.findall(r"[\w.]+", cell)) for cell in row)
        for name in sorted(names):
            package = ROOT / "sozialmonitor" / name
            folder = package if package.exists() else ROOT / name
            files = sorted(folder.rglob("*.py")) if folder.is_dir() else [folder]
            assert files
            for path in files:
                modules = set(list_imports(path))
                layers = {module.split(".")[1] for module in modules if module.startswith("sozialmonitor.")}
                layers -= {"__version__"}  # of the whole program, and no part of it
                assert layers <= allowed | {name}, f"{path} imports {layers - allowed - {name}}"
                assert not never & {module.split(".")[0] for module in modules}, f"{path} imports one of {never}"
