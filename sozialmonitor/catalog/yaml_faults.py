"""What the parsers of YAML complain about, told in German: libyaml's words and those of the parser in Python."""

from __future__ import annotations

import yaml

from sozialmonitor.domain.errors import Defect

_ALIGN = "mit den anderen Zeilen auf eine Höhe rücken"
_CLOSE = "das Anführungszeichen am Ende des Textes ergänzen"
_TAB = ("hier steht ein Tabulator", "mit Leerzeichen einrücken")

_PROBLEMS = (
    ("mapping values are not", "hier darf kein Doppelpunkt stehen", "Text mit Doppelpunkt in Anführungszeichen setzen"),
    ("':'", "es fehlt ein Doppelpunkt", "als ›schlüssel: wert‹ schreiben"),
    ("'\\t'", *_TAB),
    ("tab character", *_TAB),
    ("',' or", "eine Klammer ist nicht geschlossen", "die Klammer schließen, zwischen die Einträge Kommas setzen"),
    ("end of stream", "ein Anführungszeichen ist nicht geschlossen", _CLOSE),
    ("document indicator", "ein Anführungszeichen ist nicht geschlossen", _CLOSE),
    ("escape", "hinter einem umgekehrten Schrägstrich steht etwas Falsches", "einfache Anführungszeichen verwenden"),
    ("start any token", "ein Wert beginnt mit einem Sonderzeichen", "den Wert in Anführungszeichen setzen"),
    ("block entry", "der Eintrag ist falsch eingerückt", _ALIGN),
    ("'-' indicator", "der Eintrag ist falsch eingerückt", _ALIGN),
    ("expected key", "die Zeile ist falsch eingerückt", _ALIGN),
    ("<block end>", "die Zeile ist falsch eingerückt", _ALIGN),
    ("leading space", "die Zeile ist falsch eingerückt", _ALIGN),
    ("node content", "hier fehlt ein Wert", "den Wert ergänzen"),
    ("alias", "ein Verweis hat keinen Namen", "Text mit ›*‹ am Anfang in Anführungszeichen setzen"),
    ("anchor", "eine Marke ist falsch geschrieben", "Text mit ›&‹ am Anfang in Anführungszeichen setzen"),
    ("tag", "eine Typangabe ist falsch geschrieben", "Text mit ›!‹ am Anfang in Anführungszeichen setzen"),
    ("directive", "eine Zeile beginnt mit ›%‹", "Text mit ›%‹ am Anfang in Anführungszeichen setzen"),
)
"""The first whose words occur in the complaint counts."""

_OTHERWISE = ("der Aufbau stimmt nicht", "Einrückung, Doppelpunkte und Anführungszeichen prüfen")


def describe_yaml_error(error: yaml.YAMLError, text: str, name: str) -> Defect:
    """A complaint of a parser about ``text``, which is that of the file called ``name``."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return Defect(name, f"Das ist kein gültiges YAML: {_OTHERWISE[0]}", _OTHERWISE[1])
    complaint = f"{getattr(error, 'problem', '')} {getattr(error, 'context', '')}"
    lines = text.split("\n")
    if mark.line < len(lines) and "\t" in lines[mark.line][: mark.column + 1]:
        complaint = "tab character"
    reason, remedy = next(((reason, remedy) for words, reason, remedy in _PROBLEMS if words in complaint), _OTHERWISE)
    return Defect(f"{name}, Zeile {mark.line + 1}", f"Das ist kein gültiges YAML: {reason}", remedy)
