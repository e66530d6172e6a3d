"""The call of a command: argparse, speaking German."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from sozialmonitor.catalog.validation import suggest_remedy
from sozialmonitor.domain.characters import make_printable

_MISTAKES = (
    (r"the following arguments are required: BEFEHL", "es fehlt der Befehl"),
    (r"the following arguments are required: (.+)", "es fehlt {0}"),
    (r"argument (\S+): expected one argument", "hinter {0} fehlt die Angabe"),
    (r"argument (\S+): expected at least one argument", "hinter {0} fehlt mindestens eine Angabe"),
    (r"argument (\S+): expected at most one argument", "hinter {0} steht mehr als eine Angabe"),
    (r"argument (\S+): expected (\d+) arguments?", "hinter {0} fehlen Angaben; erwartet: {1}"),
    (r"argument (\S+): ignored explicit argument '(.*)'", "zu {0} gehört keine Angabe, gefunden: ›{1}‹"),
    (r"argument (\S+): not allowed with argument (\S+)", "{0} und {1} schließen einander aus"),
    (r"argument (\S+): invalid \S+ value: '(.*)'", "›{1}‹ ist für {0} nicht möglich"),
    (r"one of the arguments (.+) is required", "eine dieser Angaben fehlt: {0}"),
    (r"unrecognized arguments: (.+)", "unbekannt ist ›{0}‹"),
    (r"unexpected option string: (.+)", "unbekannt ist ›{0}‹"),
    (r"ambiguous option: (\S+) could match (.+)", "›{0}‹ ist mehrdeutig: {1}"),
)
"""What argparse finds fault with, and how that is said here."""

_OTHERWISE = "der Aufruf ist so nicht möglich"

_CHOICE = re.compile(
    r"argument (\S+): (?:invalid choice: |unknown parser )'(.*?)' \((?:choose from|choices:) (.*)\)", re.DOTALL
)


class GermanParser(argparse.ArgumentParser):
    """An argument parser whose help and complaints are German; its commands are parsed by the same class."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=_GermanFormatter, **options)
        self._optionals.title, self._positionals.title = "Angaben", "Argumente"
        self.add_argument("-h", "--help", action="help", help="diese Hilfe zeigen")

    def error(self, message: str) -> NoReturn:
        """End with code 2, saying what is wrong with the call and where to look."""
        self.complain(describe_mistake(message))

    def complain(self, mistake: str) -> NoReturn:
        """End with code 2 for a mistake that is told in German."""
        self.exit(2, f"Fehler im Aufruf: {make_printable(mistake)}.\nHilfe: {self.prog} --help\n")


class _GermanFormatter(argparse.HelpFormatter):
    """Help that begins with "Aufruf"."""

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)


def describe_mistake(message: str) -> str:
    """A complaint of argparse in German."""
    if found := _CHOICE.match(message):
        known = [word.strip(" '") for word in found[3].split(",")]
        remedy = suggest_remedy(found[2], known, f"vorhanden sind: {', '.join(known)}")
        return f"den Befehl ›{found[2]}‹ gibt es nicht; {remedy}"
    for pattern, german in _MISTAKES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return german.format(*found.groups())
    return _OTHERWISE
