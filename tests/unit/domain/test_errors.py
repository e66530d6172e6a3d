"""Defects in the order in which the author of a file comes across them."""

from __future__ import annotations

from sozialmonitor.domain.errors import Defect, sort_defects


def test_defects_are_told_in_reading_order() -> None:
    """By file and line; in one line as they were found; what is counted besides comes last."""
    ordered = [
        Defect("a.csv", "Die Datei ist klein", "vergrößern"),
        Defect("a.csv, Zeile 9, Spalte period", "x", "y"),
        Defect("a.csv, Zeile 10, Spalte period", "x", "y"),
        Defect("a.csv, Zeile 10, Spalte area", "x", "y"),
        Defect("a.csv, Spalte area", "Leer: 4 weitere Zellen", "ebenso berichtigen", is_rest=True),
        Defect("b/c.csv, Zeile 1", "x", "y"),
        Defect("b/d.csv", "x", "y"),
        Defect("b/", "Weitere 3 Dateien", "ebenso", is_rest=True),
        Defect("c.csv", "x", "y"),
    ]
    by_file = [*ordered[7:], *ordered[4:7], *ordered[2:4], *ordered[:2]]
    assert sort_defects([*by_file, ordered[0]]) == ordered
