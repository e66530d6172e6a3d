"""The call of a command: argparse, speaking German."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from sozialmonitor.catalog.validation import suggest_remedy

_MISTAKES = (
    (r"the following arguments are required: BEFEHL", "es fehlt der Befehl"),
    (r"the following arguments are required: (.+)", "es fehlt {0}"),
    (r"argument (\S+): expected one argument", "hinter {0} fehlt die Angabe"),
    (r"unrecognized arguments: (.+)", "unbekannt ist ›{0}‹"),
    (r"ambiguous option: (\S+) could match (.+)", "›{0}‹ ist mehrdeutig: {1}"),
)
"""What argparse finds fault with, and how that is said here; the rest stays in its own words."""

_CHOICE = re.compile(r"argument \S+: invalid choice: '(.*?)' \(choose from (.*)\)", re.DOTALL)


class GermanParser(argparse.ArgumentParser):
    """An argument parser whose help and complaints are German; its commands are parsed by the same class."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=_GermanFormatter, **options)
        self._optionals.title = "Angaben"
        self.add_argument("-h", "--help", action="help", help="diese Hilfe zeigen")

    def error(self, message: str) -> NoReturn:
        """End with code 2, saying what is wrong with the call and where to look."""
        self.exit(2, f"Fehler im Aufruf: {describe_mistake(message)}.\nHilfe: {self.prog} --help\n")


class _GermanFormatter(argparse.HelpFormatter):
    """Help that begins with "Aufruf"."""

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)


def describe_mistake(message: str) -> str:
    """A complaint of argparse in German."""
    if found := _CHOICE.match(message):
        known = [word.strip(" '") for word in found[2].split(",")]
        remedy = suggest_remedy(found[1], known, f"vorhanden sind: {', '.join(known)}")
        return f"den Befehl ›{found[1]}‹ gibt es nicht; {remedy}"
    for pattern, german in _MISTAKES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return german.format(*found.groups())
    return message
