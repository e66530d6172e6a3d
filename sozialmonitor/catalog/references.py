"""Checks across the files of one catalogue: whatever is referred to must exist."""

from __future__ import annotations

from pathlib import Path

from sozialmonitor.catalog.document import Document
from sozialmonitor.catalog.typologies import FILE as TYPOLOGIES_FILE
from sozialmonitor.catalog.validation import check_known, suggest_remedy
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.indicator import Indicator, Operator, Term
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.period import is_period


def check_references(catalogue: MonitorCatalogue, folder: Path, documents: dict[str, Document]) -> list[Defect]:
    """Every reference that leads nowhere, each with the likely right word.

    Args:
        catalogue: what was loaded. folder: the monitor's folder. documents: indicator files by id.
    """
    prefix = f"{folder.parent.name}/{folder.name}"
    defects = _check_monitor(catalogue, prefix)
    defects += _check_geographies(catalogue, prefix)
    defects += _check_sources(catalogue, prefix)
    defects += _check_typologies(catalogue, f"{prefix}/{TYPOLOGIES_FILE}")
    for indicator in catalogue.indicators.values():
        defects += _check_indicator(catalogue, indicator, documents[indicator.id])
    return defects


def _check_monitor(catalogue: MonitorCatalogue, prefix: str) -> list[Defect]:
    monitor, place = catalogue.monitor, f"{prefix}/monitor.yaml"
    defects = check_known(place, "Die Gliederung", monitor.territory, catalogue.geographies)
    defects += check_known(place, "Die Gliederung", monitor.default_geography, catalogue.geographies)
    defects += check_known(place, "Den Indikator", monitor.default_indicator, catalogue.indicators)
    defects += _check_term(catalogue, monitor.small_areas.population, place)
    if len(catalogue.areas.get(monitor.territory, ())) > 1:
        finding = f"Die Gliederung ›{monitor.territory}‹ hat mehr als ein Gebiet"
        defects.append(Defect(place, finding, "als territory die Gliederung mit genau einem Gebiet angeben"))
    return defects


def _check_geographies(catalogue: MonitorCatalogue, prefix: str) -> list[Defect]:
    place = f"{prefix}/geographies.yaml"
    defects: list[Defect] = []
    for geography in catalogue.geographies.values():
        defects += check_known(place, "Die Quelle", geography.boundaries.source, catalogue.sources)
        if geography.boundaries.dissolve is not None:
            defects += check_known(place, "Die Gliederung", geography.boundaries.dissolve, catalogue.geographies)
            defects += _check_dissolve(catalogue, geography.id, geography.boundaries.dissolve, place)
        if geography.parent is not None:
            defects += check_known(place, "Die Gliederung", geography.parent, catalogue.geographies)
        elif geography.id != catalogue.monitor.territory:
            defects.append(Defect(place, f"Die Gliederung ›{geography.id}‹ hat keine übergeordnete", "parent angeben"))
        defects += _check_parents(catalogue, geography.id, geography.parent, f"{prefix}/{geography.areas}")
    return defects


def _check_dissolve(catalogue: MonitorCatalogue, geography_id: str, finer_id: str, place: str) -> list[Defect]:
    """Only areas that lie in this geography, directly or by way of others, can be merged into it."""
    above = _list_ancestors(catalogue, finer_id)
    if not {finer_id, *above} <= set(catalogue.geographies):
        return []  # told where the unknown geography is named
    if geography_id == finer_id or geography_id not in above:
        finding = f"Die Gliederung ›{geography_id}‹ lässt sich nicht aus ›{finer_id}‹ zusammensetzen"
        return [Defect(place, finding, f"als dissolve eine Gliederung angeben, die in ›{geography_id}‹ liegt")]
    filled = {area.code for area in catalogue.areas[finer_id]}
    for level in (finer_id, *above[: above.index(geography_id)]):
        filled = {area.parent or "" for area in catalogue.areas[level] if area.code in filled}
    return [
        Defect(
            f"{place}, Gliederung {geography_id}",
            f"Im Gebiet ›{area.code}‹ ({area.name}) liegt kein Gebiet aus ›{finer_id}‹",
            "parent der feineren Gebiete berichtigen oder das Gebiet entfernen",
        )
        for area in catalogue.areas[geography_id]
        if filled and area.code not in filled
    ]


def _list_ancestors(catalogue: MonitorCatalogue, geography_id: str) -> list[str]:
    """Ids of all coarser geographies, the next one first; ends at an unknown one and before a circle closes."""
    above: list[str] = []
    current = catalogue.geographies.get(geography_id)
    while current is not None and current.parent is not None and current.parent not in above:
        above.append(current.parent)
        current = catalogue.geographies.get(current.parent)
    return above


def _check_parents(catalogue: MonitorCatalogue, geography_id: str, parent_id: str | None, place: str) -> list[Defect]:
    known = {area.code for area in catalogue.areas.get(parent_id or "", ())}
    return [
        Defect(
            place,
            f"Gebiet ›{area.code}‹ gehört zu ›{area.parent or ''}‹, das es in ›{parent_id}‹ nicht gibt",
            suggest_remedy(area.parent or "", sorted(known), "parent berichtigen"),
        )
        for area in catalogue.areas[geography_id]
        if known and area.parent not in known  # an unreadable list of parents has been told
    ]


def _check_sources(catalogue: MonitorCatalogue, prefix: str) -> list[Defect]:
    defects: list[Defect] = []
    for source in catalogue.sources.values():
        defects += check_known(f"{prefix}/sources.yaml", "Die Lizenz", source.licence, catalogue.licences)
    for table in catalogue.tables.values():
        if table.source is not None:
            defects += check_known(f"{prefix}/tables.yaml", "Die Quelle", table.source, catalogue.sources)
    return defects


def _check_typologies(catalogue: MonitorCatalogue, place: str) -> list[Defect]:
    """Who is valued depends on the number of inhabitants, which has to be published as well."""
    if not catalogue.typologies or catalogue.population_indicator is not None:
        return []
    term = catalogue.monitor.small_areas.population
    finding = "Für die Typologien fehlt die Einwohnerzahl als Indikator"
    return [Defect(place, finding, f"einen Indikator mit ›operator: count‹ und ›numerator: {term}‹ anlegen")]


def _check_indicator(catalogue: MonitorCatalogue, indicator: Indicator, document: Document) -> list[Defect]:
    themes = [theme.id for theme in catalogue.monitor.themes]
    defects = check_known(document.locate(("theme",)), "Das Thema", indicator.theme, themes)
    place = document.locate(("formula",))
    for term in indicator.formula.terms:
        defects += _check_term(catalogue, term, place)
    if indicator.reliability is not None:
        defects += _check_term(catalogue, indicator.reliability.base, document.locate(("reliability", "base")))
    defects += _check_additive(catalogue, indicator, place)
    defects += _check_sourced(catalogue, indicator, place)
    for index, item in enumerate(indicator.list_breaks(with_reference=True)):
        if not is_period(item.period):
            finding = f"›{item.period}‹ ist keine Periode"
            defects.append(
                Defect(document.locate(("breaks", index)), finding, "als 2024, 2024-Q1 oder 2024-06 schreiben")
            )
    return defects


def _check_term(catalogue: MonitorCatalogue, term: Term, place: str) -> list[Defect]:
    table = catalogue.tables.get(term.table)
    if table is None:
        return check_known(place, "Die Tabelle", term.table, catalogue.tables)
    return check_known(place, "Die Reihe", term.series, table.series, f"in der Tabelle ›{term.table}‹ ")


def _check_additive(catalogue: MonitorCatalogue, indicator: Indicator, place: str) -> list[Defect]:
    """A rate must never be summed: only additive series may stand in a sum."""
    if indicator.formula.operator is Operator.PUBLISHED:
        return []
    return [
        Defect(
            place,
            f"Die Reihe ›{term}‹ ist nicht addierbar (additive: false)",
            "nur Anzahlen in Zähler und Nenner verwenden",
        )
        for term in (*indicator.formula.numerator, *indicator.formula.denominator)
        if (table := catalogue.tables.get(term.table))
        and (series := table.series.get(term.series))
        and not series.additive
    ]


def _check_sourced(catalogue: MonitorCatalogue, indicator: Indicator, place: str) -> list[Defect]:
    bare = {
        term.table
        for term in indicator.formula.terms
        if term.table in catalogue.tables and catalogue.tables[term.table].source is None
    }
    return [
        Defect(
            place,
            f"Der Indikator ›{indicator.id}‹ hat keine Quelle: die Tabelle ›{table}‹ nennt keine",
            f"in tables.yaml bei ›{table}‹ source angeben",
        )
        for table in sorted(bare)
    ]
