"""Calls of the command line that are wrong, and its help: in German, with what to do about it."""

from __future__ import annotations

import argparse
import inspect
import re

import pytest

from sozialmonitor.build.call import describe_mistake
from sozialmonitor.build.command import main
from tests.support.english import find_english

HELP = "Hilfe: python -m sozialmonitor"


@pytest.mark.parametrize(
    ("call", "message", "where"),
    [
        ([], "es fehlt der Befehl.", ""),
        (["biuld"], "den Befehl ›biuld‹ gibt es nicht; gemeint ist vermutlich ›build‹.", ""),
        (["köln"], "den Befehl ›köln‹ gibt es nicht; vorhanden sind: build, check, status, typology.", ""),
        (["build", "--data"], "hinter --data fehlt die Angabe.", " build"),
        (["build", "--releases", ""], "›‹ ist für --releases nicht möglich.", " build"),
        (["typology", "--input"], "hinter --input fehlt die Angabe.", " typology"),
        (["typology", "--farbe", "rot"], "unbekannt ist ›--farbe rot‹.", ""),
        (["build", "jetzt"], "unbekannt ist ›jetzt‹.", ""),
        (["check", "mannhein"], "den Monitor ›mannhein‹ gibt es nicht; gemeint ist vermutlich ›mannheim‹.", " check"),
        (
            ["check", "k\x1bln"],
            "den Monitor ›k[U+001B]ln‹ gibt es nicht; vorhanden sind: flensburg, gemeinden, mannheim.",
            " check",
        ),
        (["build", "--help=x"], "zu -h/--help gehört keine Angabe, gefunden: ›x‹.", " build"),
        (["typology", "--p", "x"], "›--p‹ ist mehrdeutig: --preset, --population.", " typology"),
    ],
)
def test_a_wrong_call_is_told_in_german(
    call: list[str], message: str, where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(call)
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"Fehler im Aufruf: {message}\n{HELP}{where} --help\n"


@pytest.mark.parametrize(
    "call", [["--help"], ["build", "-h"], ["check", "-h"], ["status", "-h"], ["typology", "--help"]]
)
def test_help_is_german(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(call)
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert told.startswith("Aufruf: python -m sozialmonitor")
    assert told.count("Aufruf:") == 1
    for english in ("usage", "options:", "positional", "show this", "FLAGGED", "INPUT"):
        assert english not in told


def test_quotes_around_choices_do_not_matter() -> None:
    """Newer versions of Python leave them away."""
    for known in ("'build', 'check'", "build, check"):
        found = describe_mistake(f"argument BEFEHL: invalid choice: 'chek' (choose from {known})")
        assert found == "den Befehl ›chek‹ gibt es nicht; gemeint ist vermutlich ›check‹"


def test_no_words_of_the_library_are_left() -> None:
    """Every complaint that stands in the library's source, as it would come with names filled in."""
    found = re.findall(r"""_\((?:'([^'\n]*)'|"([^"\n]*)")""", inspect.getsource(argparse))
    complaints = {re.sub(r"%(\(\w+\))?[rs]", "'--x'", single or double) for single, double in found}
    assert len(complaints) > 20
    for complaint in complaints | {"expected 2 arguments"}:
        for message in (complaint, f"argument --x: {complaint}"):
            assert find_english(describe_mistake(message)) == [], message
