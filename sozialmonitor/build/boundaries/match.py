"""Whether a file draws exactly the areas of the list, each once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sozialmonitor.build.boundaries.drawing import Feature
from sozialmonitor.catalog.zeros import explain_zeros, find_meant, index_by_digits, lacks_zeros, tell_more
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.geography import Area
from sozialmonitor.domain.refusals import quote


def check_match(features: tuple[Feature, ...], areas: tuple[Area, ...], name: str) -> list[Defect]:
    """Codes drawn several times, areas without a shape, and shapes without an area."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for feature in features:
        if feature.code is not None:
            numbers[feature.code].append(feature.number)
    listed = {area.code for area in areas}
    missing = listed - set(numbers)
    by_digits = index_by_digits(missing)
    unknown = {code: find_meant(code, by_digits) for code in sorted(set(numbers) - listed)}
    unpadded = {code: meant for code, meant in unknown.items() if meant and lacks_zeros(meant, code)}
    defects = [_refuse_twice(code, found, name) for code, found in numbers.items() if len(found) > 1]
    defects += [
        Defect(
            name,
            f"Für das Gebiet ›{area.code}‹ ({area.name}) fehlt die Fläche",
            "Fläche ergänzen oder das Gebiet aus der Liste entfernen",
        )
        for area in areas
        if area.code in missing and area.code not in unpadded.values()
    ]
    if unpadded:
        defects.append(_refuse_unknown(next(iter(unpadded)), unknown, name, tell_more(len(unpadded) - 1, "Flächen")))
    return defects + [_refuse_unknown(code, unknown, name) for code in unknown if code not in unpadded]


def _refuse_unknown(code: str, meant: Mapping[str, str | None], name: str, more: str = "") -> Defect:
    finding = f"Die Fläche ›{quote(code)}‹ gehört zu keinem Gebiet der Liste{more}"
    if known := meant[code]:
        return Defect(name, finding, explain_zeros(code, known, "der Liste in areas/"))
    return Defect(name, finding, "Code berichtigen oder das Gebiet in areas/ ergänzen")


def _refuse_twice(code: str, numbers: list[int], name: str) -> Defect:
    told = ", ".join(str(number) for number in numbers[:10]) + (" …" if len(numbers) > 10 else "")
    finding = f"Das Gebiet ›{quote(code)}‹ hat mehrere Flächen (Nummer {told})"
    return Defect(name, finding, "zu einer Fläche zusammenfassen oder die falsche löschen")
