"""The layers of the program, held over the syntax tree of every module."""

from __future__ import annotations

import ast
import re

import pytest

from tests.support.sources import ROOT, Module, list_modules

MODULES = list_modules()

MAY_IMPORT = {
    "domain": set(),
    "catalog": {"domain"},
    "calc": {"domain"},
    "texts": {"domain", "calc"},
    "store": {"domain", "catalog", "calc"},
    "views": {"domain", "calc", "store", "texts"},
    "charts": {"domain", "calc", "texts", "views"},
    "exports": {"domain", "calc", "store", "texts", "views"},
    "ui": {"domain", "calc", "store", "texts", "views", "charts", "exports"},
    "build": {"domain", "catalog", "calc", "store", "texts"},
    "pages": {"ui", "views"},
    "app": {"ui"},
    "__main__": {"build"},
    "__init__": set(),
}
"""Part → other parts it may import. Nothing imports ``build`` but the command line's entry."""

STREAMLIT = {"ui", "pages", "app"}
NO_PANDAS = {"domain", "pages", "app"}
OPENS_FILES = {"catalog", "build", "store", "texts"}
MAY_ALSO_OPEN = {
    "sozialmonitor/ui/assets.py",  # our own scripts and styles
    "sozialmonitor/ui/html.py",
    "sozialmonitor/exports/geo.py",  # a GeoPackage can only be written to a file, here a temporary one
}

FILE_METHODS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "touch", "mkdir", "unlink", "rename"}
FILE_FUNCTIONS = {"read_csv", "read_parquet", "read_table", "read_dataframe", "read_file", "to_csv", "to_parquet"}

LONGEST_MODULE = 300
LONGEST_PAGE = 40

every_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
every_page = pytest.mark.parametrize(
    "module", [module for module in MODULES if module.part in {"pages", "app"}], ids=lambda module: module.name
)


def test_every_part_has_its_line_in_the_table() -> None:
    assert {module.part for module in MODULES} == set(MAY_IMPORT)


def test_the_table_has_no_circle() -> None:
    """Layers can be ordered so that each imports only those before it."""
    left, done = dict(MAY_IMPORT), set()
    while left:
        ready = {part for part, used in left.items() if used <= done}
        assert ready, f"a circle among {sorted(left)}"
        done |= ready
        left = {part: used for part, used in left.items() if part not in ready}


@every_module
def test_imports_follow_the_layers(module: Module) -> None:
    assert module.parts_used <= MAY_IMPORT[module.part] | {module.part}


@every_module
def test_streamlit_stays_in_the_user_interface(module: Module) -> None:
    assert module.part in STREAMLIT or not {name for name in module.libraries if name.startswith("streamlit")}


@every_module
def test_pandas_stays_out_of_domain_and_pages(module: Module) -> None:
    assert module.part not in NO_PANDAS or not module.libraries & {"pandas", "geopandas", "numpy", "pyarrow"}


@every_module
def test_nothing_is_imported_behind_the_back_of_these_tests(module: Module) -> None:
    assert not module.libraries & {"importlib", "runpy", "pkgutil"}
    assert "__import__" not in module.text
    assert not re.search(r"\b(exec|eval)\(", module.text)


@every_module
def test_files_are_opened_where_they_belong(module: Module) -> None:
    if module.part not in OPENS_FILES and module.name not in MAY_ALSO_OPEN:
        assert list_file_calls(module.tree) == []


def list_file_calls(tree: ast.AST) -> list[str]:
    """Calls that read or write files, with their line."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id == "open":
                found.append(f"line {node.lineno}: open")
            if isinstance(node.func, ast.Attribute) and node.func.attr in FILE_METHODS | FILE_FUNCTIONS:
                found.append(f"line {node.lineno}: {node.func.attr}")
    return found


def test_file_calls_are_recognised() -> None:
    """The check above is worth nothing if it misses the usual spellings."""
    for line in ("open('x')", "Path('x').read_text()", "p.open()", "pd.read_csv('x')", "pq.read_table(p)"):
        assert list_file_calls(ast.parse(line)), line


@every_page
def test_pages_are_thin(module: Module) -> None:
    assert len(module.text.splitlines()) <= LONGEST_PAGE
    forbidden = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.Try)
    assert not [node for node in ast.walk(module.tree) if isinstance(node, forbidden)]


def test_nothing_but_the_package_file_lies_directly_in_pages() -> None:
    """Streamlit takes every script there for a page of its own, past the navigation and its audiences."""
    found = {path.name for path in (ROOT / "pages").iterdir() if path.name != "__pycache__"}
    folders = {name for name in found if (ROOT / "pages" / name).is_dir()}
    assert found - folders == {"__init__.py"}
    assert folders <= {"public", "internal"}


@every_module
def test_modules_stay_short(module: Module) -> None:
    assert len(module.text.splitlines()) <= LONGEST_MODULE


@every_module
def test_every_module_says_what_it_is(module: Module) -> None:
    assert ast.get_docstring(module.tree), f"{module.name} has no docstring"


@every_module
def test_every_public_function_and_class_says_what_it_does(module: Module) -> None:
    silent = [node.name for node in list_public(module.tree) if not ast.get_docstring(node)]
    assert silent == []


def list_public(
    tree: ast.Module | ast.ClassDef,
) -> list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Functions, classes and methods that others may call."""
    found: list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef] = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            found.append(node)
            if isinstance(node, ast.ClassDef):
                found += list_public(node)
    return found


@every_module
def test_gaps_are_never_filled_with_zero(module: Module) -> None:
    """``fillna(0)`` on values turns "secret" into "none". Where a status explains zero, that is said by name."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "fillna":
            assert not [item for item in node.args if isinstance(item, ast.Constant) and item.value == 0]


@every_module
def test_errors_are_never_swallowed(module: Module) -> None:
    """No bare ``except``, and ``except Exception`` only at the outermost border of the user interface."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"line {node.lineno}"
            names = {item.id for item in ast.walk(node.type) if isinstance(item, ast.Name)}
            assert module.part == "ui" or not names & {"Exception", "BaseException"}, f"line {node.lineno}"
