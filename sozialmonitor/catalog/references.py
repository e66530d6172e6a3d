"""Checks across the files of one catalogue: whatever is referred to must exist."""

from __future__ import annotations

from sozialmonitor.catalog.flawed import check_flawed, check_term
from sozialmonitor.catalog.levels import check_levels
from sozialmonitor.catalog.parts import Parts
from sozialmonitor.catalog.typologies import FILE as TYPOLOGIES_FILE
from sozialmonitor.catalog.validation import check_known
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.formula import Operator, Term
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import Monitor
from sozialmonitor.domain.table import Series


def check_references(parts: Parts, name: str) -> list[Defect]:
    """Every reference that leads nowhere, each with the likely right word.

    Args:
        parts: what could be read. name: how the monitor's folder is called in messages.
    """
    defects = check_levels(parts, name) + _check_sources(parts)
    if parts.monitor is not None and parts.document is not None:
        defects += _check_monitor(parts, parts.monitor)
        defects += _check_typologies(parts, parts.monitor, f"{name}/{TYPOLOGIES_FILE}")
    for indicator in parts.indicators.items.values():
        defects += _check_indicator(parts, indicator)
    return defects + _check_titles(parts) + check_flawed(parts)


def _check_monitor(parts: Parts, monitor: Monitor) -> list[Defect]:
    assert parts.document is not None
    locate = parts.document.locate
    defects = parts.geographies.check(locate(("territory",)), "Die Gliederung", monitor.territory)
    defects += parts.geographies.check(locate(("default_geography",)), "Die Gliederung", monitor.default_geography)
    defects += parts.indicators.check(locate(("default_indicator",)), "Den Indikator", monitor.default_indicator)
    defects += _check_default(parts, monitor, locate(("default_indicator",)))
    defects += _check_population(parts, monitor.small_areas.population, locate(("small_areas", "population")))
    return defects + _check_themes(parts, monitor)


def _check_default(parts: Parts, monitor: Monitor, place: str) -> list[Defect]:
    """Whoever may see any indicator may see the one the monitor opens with."""
    default = parts.indicators.items.get(monitor.default_indicator)
    wider = [
        item.id
        for item in parts.indicators.items.values()
        if default is not None and not item.audience.may_see(default.audience)
    ]
    if default is None or not wider:
        return []
    finding = f"Der Indikator ›{default.id}‹ ist nicht für alle bestimmt (audience: {default.audience})"
    remedy = f"einen anderen angeben, zum Beispiel ›{min(wider)}‹; die öffentliche Seite öffnet sonst mit einem anderen"
    return [Defect(place, finding, remedy)]


def _check_population(parts: Parts, term: Term, place: str) -> list[Defect]:
    """Inhabitants are counted: their number is whole and not below zero."""
    series = _find_series(parts, term)
    if series is None:
        return check_term(parts, term, place)
    if _counts(series):
        return []
    finding = f"Die Reihe ›{term}‹ zählt nichts: sie ist nicht addierbar, hat Nachkommastellen oder kann negativ sein"
    return [
        Defect(place, finding, "die Reihe der Einwohnerzahl angeben, in tables.yaml ohne additive, decimals, signed")
    ]


def _check_themes(parts: Parts, monitor: Monitor) -> list[Defect]:
    """A theme without indicators would be an empty heading."""
    assert parts.document is not None
    indicators = parts.indicators
    if not indicators.is_whole or indicators.named != set(indicators.items):
        return []  # an indicator with defects may be the one
    used = {indicator.theme for indicator in indicators.items.values()}
    return [
        Defect(
            parts.document.locate(("themes", position)),
            f"Zum Thema ›{theme.id}‹ gehört kein Indikator",
            "das Thema entfernen oder bei einem Indikator als theme angeben",
        )
        for position, theme in enumerate(monitor.themes)
        if theme.id not in used
    ]


def _check_sources(parts: Parts) -> list[Defect]:
    defects: list[Defect] = []
    for source in parts.sources.items.values():
        defects += parts.check_licence(parts.sources.locate(source.id, "licence"), source.licence)
    for table in parts.tables.items.values():
        if table.source is not None:
            defects += parts.sources.check(parts.tables.locate(table.id, "source"), "Die Quelle", table.source)
    return defects


def _check_typologies(parts: Parts, monitor: Monitor, place: str) -> list[Defect]:
    """Who is valued depends on the number of inhabitants, which has to be published as well."""
    term, indicators = monitor.small_areas.population, parts.indicators
    if not parts.typologies.items or not indicators.is_whole or indicators.named != set(indicators.items):
        return []
    if (series := _find_series(parts, term)) and not _counts(series):
        return []  # told where it is named
    for item in indicators.items.values():
        if item.formula.operator is Operator.COUNT and item.formula.numerator == (term,):
            return []
    finding = "Für die Typologien fehlt die Einwohnerzahl als Indikator"
    return [Defect(place, finding, f"einen Indikator mit ›operator: count‹ und ›numerator: {term}‹ anlegen")]


def _check_indicator(parts: Parts, indicator: Indicator) -> list[Defect]:
    defects: list[Defect] = []
    if parts.monitor is not None:
        themes = [theme.id for theme in parts.monitor.themes]
        defects += check_known(parts.indicators.locate(indicator.id, "theme"), "Das Thema", indicator.theme, themes)
    place = parts.indicators.locate(indicator.id, "formula")
    for term in indicator.formula.terms:
        defects += check_term(parts, term, place)
    if indicator.reliability is not None:
        base = parts.indicators.locate(indicator.id, "reliability", "base")
        defects += check_term(parts, indicator.reliability.base, base)
    return defects + _check_additive(parts, indicator, place) + _check_sourced(parts, indicator, place)


def _check_titles(parts: Parts) -> list[Defect]:
    """Who reads a heading, a list or a column must know which indicator it is."""
    defects: list[Defect] = []
    for key in ("title", "short_title"):
        first: dict[str, str] = {}
        for indicator in parts.indicators.items.values():
            title = getattr(indicator, key)
            other = first.setdefault(title.casefold(), indicator.id)
            if other != indicator.id:
                finding = f"›{title}‹ heißt auch der Indikator ›{other}‹"
                place = parts.indicators.locate(indicator.id, key)
                defects.append(Defect(place, finding, "die beiden so benennen, dass man sie unterscheiden kann"))
    return defects


def _check_additive(parts: Parts, indicator: Indicator, place: str) -> list[Defect]:
    """A rate must never be summed: only additive series may stand in a sum, and no published rate may be one."""
    formula = indicator.formula
    if formula.operator is Operator.PUBLISHED:
        assert formula.value is not None  # the model demands it
        series = _find_series(parts, formula.value)
        if indicator.unit.is_count or series is None or not series.additive:
            return []
        finding = f"Die Reihe ›{formula.value}‹ gilt als Anzahl, und ihre Gebiete würden addiert"
        return [Defect(place, finding, "in tables.yaml bei der Reihe ›additive: false‹ angeben")]
    return [
        Defect(
            place,
            f"Die Reihe ›{term}‹ ist nicht addierbar (additive: false)",
            "nur Anzahlen in Zähler und Nenner verwenden",
        )
        for term in (*formula.numerator, *formula.denominator)
        if (series := _find_series(parts, term)) and not series.additive
    ]


def _counts(series: Series) -> bool:
    return series.additive and series.is_whole and not series.signed


def _find_series(parts: Parts, term: Term) -> Series | None:
    table = parts.tables.items.get(term.table)
    return table.series.get(term.series) if table else None


def _check_sourced(parts: Parts, indicator: Indicator, place: str) -> list[Defect]:
    tables = parts.tables.items
    named = {term.table for term in indicator.formula.terms if term.table in tables}
    return [
        Defect(
            place,
            f"Der Indikator ›{indicator.id}‹ hat keine Quelle: die Tabelle ›{table}‹ nennt keine",
            f"in tables.yaml bei ›{table}‹ source angeben",
        )
        for table in sorted(named)
        if tables[table].source is None
    ]
