"""Finding the line to mend where the structure of a CSV file is broken."""

from __future__ import annotations

import io
import re

from sozialmonitor.catalog.telling import quote
from sozialmonitor.domain.errors import Defect

LONGEST_CELL = 131_072
"""Characters; Python's reader of CSV takes no more, and no office means more."""

_QUOTED = re.compile(r'"(?:[^"]|"")*+("?)')
_DECIMAL_COMMA = re.compile(r"-?[0-9]+")


def describe_fault(text: str, name: str, line: int, delimiter: str) -> Defect:
    """Why the record that begins on ``line`` cannot be split: a quotation mark, or a cell without end."""
    record = "".join(list(io.StringIO(text, newline=""))[line - 1 :])
    start = 0
    while (start := record.find('"', start)) >= 0:
        if start and record[start - 1] not in f"{delimiter}\r\n":  # amid a cell it is a character like any other
            start += 1
            continue
        found = _QUOTED.match(record, start)
        assert found is not None  # it begins with a quotation mark
        opens, closes = line + _count_lines(record[:start]), line + _count_lines(record[: found.end()])
        if not found[1]:
            return _describe_open(name, opens)
        if record[found.end() : found.end() + 1] not in {"", delimiter, "\r", "\n"}:
            return _describe_surplus(name, opens, closes)
        if found.end() - start > LONGEST_CELL:
            break
        start = found.end()
    finding = f"Eine Zelle hat mehr als {LONGEST_CELL:,} Zeichen".replace(",", ".")
    return Defect(f"{name}, Zeile {line}", finding, "kürzen; vermutlich fehlt ein Trennzeichen oder Zeilenumbruch")


def _describe_open(name: str, line: int) -> Defect:
    finding = "Ein Anführungszeichen wird geöffnet und nicht geschlossen"
    return Defect(f"{name}, Zeile {line}", finding, "am Ende der Zelle schließen oder löschen")


def _describe_surplus(name: str, opens: int, closes: int) -> Defect:
    place = f"{name}, Zeile {opens}"
    if closes > opens:
        finding = f"Ein Anführungszeichen wird hier geöffnet und erst in Zeile {closes} geschlossen"
        return Defect(place, finding, "am Ende der Zelle schließen oder löschen")
    finding = "Hinter einem schließenden Anführungszeichen steht noch Text"
    return Defect(place, finding, "Anführungszeichen in einer Zelle verdoppeln oder löschen")


def describe_uneven(cells: list[str], line: int, last_line: int, expected: int, name: str) -> Defect:
    """A row that has more or fewer cells than the header.

    Args:
        cells: of the row. line, last_line: where it begins and ends. expected: number of columns.
    """
    place = f"{name}, Zeile {line}"
    finding = f"Die Zeile hat {_count_cells(len(cells))}, die Kopfzeile {expected}"
    if last_line > line:
        finding += f"; eine Zelle in Anführungszeichen reicht bis Zeile {last_line}"
        return Defect(place, finding, "das Anführungszeichen am Ende der Zelle schließen oder löschen")
    if len(cells) < expected:
        return Defect(place, finding, "fehlende Zellen ergänzen; nach jeder Spalte steht ein Trennzeichen")
    surplus = cells[expected:]
    if not any(surplus):
        return Defect(place, finding, "überzählige Trennzeichen am Zeilenende löschen")
    remedy = f"überzählig: {quote(' '.join(surplus))}; löschen"
    if all(_DECIMAL_COMMA.fullmatch(cell) for cell in cells[-2:]):
        remedy += " oder, falls es ein Dezimalkomma ist, mit Dezimalpunkt schreiben"
    return Defect(place, finding, remedy)


def _count_cells(count: int) -> str:
    return "eine Zelle" if count == 1 else f"{count} Zellen"


def _count_lines(text: str) -> int:
    return text.count("\n") + len(re.findall(r"\r(?!\n)", text))
