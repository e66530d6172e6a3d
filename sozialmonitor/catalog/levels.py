"""Checks of the levels of one catalogue: every level leads to the whole territory, every area to one above it."""

from __future__ import annotations

from sozialmonitor.catalog.parts import Parts
from sozialmonitor.catalog.telling import MOST_TOLD
from sozialmonitor.catalog.validation import suggest_remedy
from sozialmonitor.catalog.zeros import explain_zeros, find_meant, index_by_digits, lacks_zeros, tell_more
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.geography import Area, Geography
from sozialmonitor.domain.period import get_today


def check_levels(parts: Parts, name: str) -> list[Defect]:
    """Everything that keeps the levels from fitting together; ``name`` is the monitor's folder in messages."""
    defects: list[Defect] = []
    for geography in parts.geographies.items.values():
        defects += _check_geography(parts, geography)
        defects += _check_areas(parts, geography, f"{name}/{geography.areas}")
    return defects + _check_territory(parts)


def _check_geography(parts: Parts, geography: Geography) -> list[Defect]:
    levels, boundaries = parts.geographies, geography.boundaries
    place = levels.locate(geography.id, "boundaries", "source")
    defects = parts.sources.check(place, "Die Quelle", boundaries.source)
    if geography.territorial_status.valid_from > get_today():
        finding = f"Der Gebietsstand gilt erst ab {geography.territorial_status.valid_from}"
        place = levels.locate(geography.id, "territorial_status", "valid_from")
        defects.append(Defect(place, finding, "den Tag berichtigen; ein Monitor zeigt Gebiete, die es schon gibt"))
    if geography.parent is not None:
        defects += levels.check(levels.locate(geography.id, "parent"), "Die Gliederung", geography.parent)
    if geography.id in _list_ancestors(parts, geography.id):
        finding = f"Die Gliederung ›{geography.id}‹ liegt auf Umwegen in sich selbst"
        return [*defects, Defect(levels.locate(geography.id, "parent"), finding, "parent berichtigen")]
    if boundaries.dissolve is not None:
        place = levels.locate(geography.id, "boundaries", "dissolve")
        defects += levels.check(place, "Die Gliederung", boundaries.dissolve)
        defects += _check_dissolve(parts, geography, boundaries.dissolve, place)
    return defects


def _check_territory(parts: Parts) -> list[Defect]:
    """Exactly one level has nothing above it: the whole territory, which is one area."""
    if parts.monitor is None or parts.document is None:
        return []
    levels, territory = parts.geographies, parts.monitor.territory
    defects = [
        Defect(levels.locate(item.id), f"Die Gliederung ›{item.id}‹ hat keine übergeordnete", "parent angeben")
        for item in levels.items.values()
        if item.parent is None and item.id != territory
    ]
    whole = levels.items.get(territory)
    if whole is not None and whole.parent is not None:
        finding = f"Das Gesamtgebiet ›{territory}‹ kann in keiner anderen Gliederung liegen"
        defects.append(Defect(levels.locate(territory, "parent"), finding, "parent weglassen"))
    if len(parts.areas.get(territory, ())) > 1:
        finding = f"Die Gliederung ›{territory}‹ hat mehr als ein Gebiet"
        remedy = "als territory die Gliederung mit genau einem Gebiet angeben"
        defects.append(Defect(parts.document.locate(("territory",)), finding, remedy))
    return defects


def _check_areas(parts: Parts, geography: Geography, place: str) -> list[Defect]:
    """Every area lies in one of the level above; in the whole territory's list there is nothing to lie in."""
    areas = parts.areas.get(geography.id, ())
    if geography.parent is None:
        return _list_some(
            place,
            [area for area in areas if area.parent is not None],
            "Gebiet ›{0.code}‹ gehört zu ›{0.parent}‹, aber diese Gliederung hat keine übergeordnete",
            "die Spalte parent leeren oder in geographies.yaml parent angeben",
        )
    if geography.parent not in parts.whole_areas:
        return []  # an unreadable list of parents has been told
    known = sorted(area.code for area in parts.areas[geography.parent])
    by_digits, listed = index_by_digits(known), parts.geographies.items[geography.parent].areas
    lost = [area for area in areas if area.parent not in set(known)]
    meant = {area.code: find_meant(area.parent or "", by_digits) for area in lost}
    unpadded = [area for area in lost if (found := meant[area.code]) and lacks_zeros(found, area.parent or "")]

    def describe(area: Area, more: str = "") -> Defect:
        parent = area.parent or ""
        finding = f"Gebiet ›{area.code}‹ gehört zu ›{parent}‹, das es in ›{geography.parent}‹ nicht gibt{more}"
        if found := meant[area.code]:
            return Defect(place, finding, explain_zeros(parent, found, listed))
        return Defect(place, finding, suggest_remedy(parent, known, "parent berichtigen"))

    once = [describe(unpadded[0], tell_more(len(unpadded) - 1, "Gebiete"))] if unpadded else []
    others = [area for area in lost if area not in unpadded]
    return [*once, *map(describe, others[:MOST_TOLD]), *_tell_rest(place, others)]


def _check_dissolve(parts: Parts, geography: Geography, finer: str, place: str) -> list[Defect]:
    """Only areas that lie in this geography, directly or by way of others, can be merged into it."""
    above = _list_ancestors(parts, finer)
    if not {finer, *above} <= set(parts.geographies.items):
        return []  # told where the unknown geography is named
    if geography.id == finer or geography.id not in above:
        finding = f"Die Gliederung ›{geography.id}‹ lässt sich nicht aus ›{finer}‹ zusammensetzen"
        return [Defect(place, finding, f"als dissolve eine Gliederung angeben, die in ›{geography.id}‹ liegt")]
    steps = [finer, *above[: above.index(geography.id)]]
    if not {*steps, geography.id} <= parts.whole_areas:
        return []
    filled = {area.code for area in parts.areas[finer]}
    for level in steps:
        filled = {area.parent or "" for area in parts.areas[level] if area.code in filled}
        above_it = parts.geographies.items[level].parent or ""
        if not filled <= {area.code for area in parts.areas[above_it]}:
            return []  # told where the unknown parent is named
    empty = [area for area in parts.areas[geography.id] if area.code not in filled]
    return _list_some(
        parts.geographies.locate(geography.id),
        empty if filled else [],
        f"Im Gebiet ›{{0.code}}‹ ({{0.name}}) liegt kein Gebiet aus ›{finer}‹",
        "parent der feineren Gebiete berichtigen oder das Gebiet entfernen",
    )


def _list_ancestors(parts: Parts, geography_id: str) -> list[str]:
    """Ids of all coarser geographies, the next one first; ends at an unknown one and before a circle closes again."""
    above: list[str] = []
    current = parts.geographies.items.get(geography_id)
    while current is not None and current.parent is not None and current.parent not in above:
        above.append(current.parent)
        current = parts.geographies.items.get(current.parent)
    return above


def _list_some(place: str, areas: list[Area], finding: str, remedy: str) -> list[Defect]:
    told = [Defect(place, finding.format(area), remedy) for area in areas[:MOST_TOLD]]
    return told + _tell_rest(place, areas)


def _tell_rest(place: str, areas: list[Area]) -> list[Defect]:
    rest = len(areas) - MOST_TOLD
    return [Defect(place, f"Ebenso {rest} weitere Gebiete", "ebenso berichtigen", is_rest=True)] if rest > 0 else []
