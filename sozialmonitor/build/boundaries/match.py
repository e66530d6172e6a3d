"""Whether a file draws exactly the areas of the list, each once."""

from __future__ import annotations

from collections import defaultdict

from sozialmonitor.build.boundaries.drawing import Feature
from sozialmonitor.catalog.telling import tell_missing_zeros
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
    unknown = sorted(set(numbers) - listed)
    meant = _guess_codes(unknown, listed - set(numbers))
    return [
        *(_refuse_twice(code, found, name) for code, found in numbers.items() if len(found) > 1),
        *(
            Defect(
                name,
                f"Für das Gebiet ›{area.code}‹ ({area.name}) fehlt die Fläche",
                "Fläche ergänzen oder das Gebiet aus der Liste entfernen",
            )
            for area in areas
            if area.code not in numbers
        ),
        *(
            Defect(
                name,
                f"Die Fläche ›{quote(code)}‹ gehört zu keinem Gebiet der Liste",
                tell_missing_zeros(meant[code])
                if code in meant
                else "Code berichtigen oder das Gebiet in areas/ ergänzen",
            )
            for code in unknown
        ),
    ]


def _refuse_twice(code: str, numbers: list[int], name: str) -> Defect:
    told = ", ".join(str(number) for number in numbers[:10]) + (" …" if len(numbers) > 10 else "")
    finding = f"Das Gebiet ›{quote(code)}‹ hat mehrere Flächen (Nummer {told})"
    return Defect(name, finding, "zu einer Fläche zusammenfassen oder die falsche löschen")


def _guess_codes(unknown: list[str], missing: set[str]) -> dict[str, str]:
    """Areas of the list whose code differs by leading zeros only."""
    stripped = {code.lstrip("0"): code for code in missing}
    return {code: stripped[code.lstrip("0")] for code in unknown if code.lstrip("0") in stripped}
