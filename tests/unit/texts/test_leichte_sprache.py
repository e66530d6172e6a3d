"""Leichte Sprache: its rules, as far as a program can check them, and who is spoken to in it."""

from __future__ import annotations

import ast
import inspect
import re
import threading
from collections.abc import Iterator
from string import Formatter

import pytest

from sozialmonitor.store.store import Store
from sozialmonitor.texts import german
from sozialmonitor.texts.german import Style, load_texts, set_style_provider, text, texts_of
from sozialmonitor.ui import cache
from tests.support.sources import Module, list_modules
from tests.support.typologies import CACHE_ARGUMENTS

LONGEST_SENTENCE = 12
LONGEST_WORD = 15
EASY = sorted(load_texts(Style.EASY).items())
SUBJUNCTIVE = re.compile(r"\b(würd|könnt|wär|hätt|müsst|sollt|dürft)\w*", re.IGNORECASE)

every_text = pytest.mark.parametrize(("key", "sentences"), EASY, ids=[key for key, _ in EASY])


@pytest.fixture(autouse=True)
def provider() -> Iterator[None]:
    before = german._provider
    yield
    set_style_provider(before)


def list_fields(sentence: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(sentence) if field}


@every_text
def test_an_easy_text_says_the_same(key: str, sentences: str) -> None:
    assert key in load_texts()
    assert list_fields(sentences) == list_fields(load_texts()[key])


@every_text
def test_sentences_are_short_and_plain(key: str, sentences: str) -> None:
    for sentence in re.split(r"[.!?:](?=\s|$)|\n", sentences):
        assert len(sentence.split()) <= LONGEST_SENTENCE, sentence
    assert not SUBJUNCTIVE.search(sentences)
    assert not re.search(r"[;()]", sentences)


@every_text
def test_long_words_have_hyphens(key: str, sentences: str) -> None:
    for word in re.findall(r"\w+", re.sub(r"{\w+}", "", sentences)):
        assert len(word) <= LONGEST_WORD, word


def test_navigation_explanations_and_sentences_are_covered() -> None:
    easy = load_texts(Style.EASY)
    assert {"page", "explain", "reading", "trend", "status"} <= {key.split(".")[0] for key in easy}
    for group in ("explain.", "trend."):
        assert {key for key in load_texts() if key.startswith(group)} == {key for key in easy if key.startswith(group)}


def test_what_is_missing_falls_back_to_the_ordinary_text() -> None:
    set_style_provider(lambda: Style.EASY)
    assert "panel.choose" not in load_texts(Style.EASY)
    assert text("panel.choose") == load_texts()["panel.choose"]
    assert text("page.series") == load_texts(Style.EASY)["page.series"] != load_texts()["page.series"]
    with pytest.raises(KeyError):
        text("gibt.es-nicht")


def test_two_sessions_read_different_texts_at_once() -> None:
    """The provider is asked in the thread that speaks: nothing is remembered from one reader to the next."""
    session = threading.local()
    set_style_provider(lambda: getattr(session, "style", Style.ORDINARY))
    together, wrong = threading.Barrier(2), []

    def read(style: Style) -> None:
        session.style = style
        together.wait(timeout=10)
        wrong.extend(style for _ in range(2000) if text("page.series") != load_texts(style)["page.series"])

    threads = [threading.Thread(target=read, args=(style,)) for style in Style]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert wrong == []


def test_texts_for_browsers_are_the_same_for_everybody() -> None:
    before = texts_of("map")
    set_style_provider(lambda: Style.EASY)
    assert texts_of("map") == before


def list_asked(module: Module) -> Iterator[tuple[int, ast.expr]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "text":
            yield node.lineno, node.args[0]


def test_modules_with_a_cache_of_their_own_hold_no_easy_text() -> None:
    """The chart's specification is built once: in one visitor's language it would be shown to all others."""
    modules = [module for module in list_modules() if re.search(r"@functools\.(lru_)?cache", module.text)]
    assert "sozialmonitor/charts/time_series.py" in {module.name for module in modules}
    easy = set(load_texts(Style.EASY))
    for module in modules:
        for line, key in list_asked(module):
            constants = [item.value for item in ast.walk(key) if isinstance(item, ast.Constant)]
            if isinstance(key, ast.JoinedStr):
                constants += [item for item in easy if item.startswith(str(constants[0]))]
            assert not set(constants) & easy, f"{module.name}:{line}"


SHARED = [name for name, value in vars(cache).items() if hasattr(value, "cache_clear")]
"""Everything ``ui/cache`` keeps for all sessions."""


@pytest.mark.parametrize("name", SHARED)
def test_what_sessions_share_reads_the_same_in_every_style(town_store: Store, name: str) -> None:
    """A cached sentence in one visitor's language would be shown to all others."""
    function = getattr(cache, name)
    if "get_outlines" in inspect.getsource(function) or "style" in inspect.signature(function).parameters:
        return  # lines only, or kept separately for each style
    known = {"store": town_store, **CACHE_ARGUMENTS}
    arguments = [known[parameter] for parameter in inspect.signature(function).parameters]
    read = []
    for style in Style:
        for other in SHARED:
            getattr(cache, other).cache_clear()
        set_style_provider(lambda chosen=style: chosen)
        read.append(repr(function(*arguments)))
    for other in SHARED:
        getattr(cache, other).cache_clear()
    assert read[0] == read[1]
