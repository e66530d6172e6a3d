"""What the rows of a value table stand for: a known area, a plausible period, and nothing twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sozialmonitor.catalog.csv_file import CsvFile
from sozialmonitor.catalog.telling import quote, tell_first
from sozialmonitor.catalog.validation import suggest_remedy
from sozialmonitor.catalog.zeros import explain_zeros, find_meant, index_by_digits, lacks_zeros, tell_more
from sozialmonitor.domain.errors import Defect, RefusedValueError
from sozialmonitor.domain.geography import UNASSIGNED
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.period import PeriodKind, get_period_kind, get_today
from sozialmonitor.domain.table import KEYS, Table, check_observed

MOST_PERIODS = 600
"""Fifty years of months."""
MOST_VALUES = 10_000_000
"""Periods × areas × series of a table; a hundred megabytes while they are computed with."""

KIND_NAMES = {PeriodKind.YEAR: "Jahre", PeriodKind.QUARTER: "Quartale", PeriodKind.MONTH: "Monate"}


def check_keys(file: CsvFile, table: Table, catalogue: MonitorCatalogue) -> tuple[list[int], list[Defect]]:
    """Every row whose geography, area or period is unknown, implausible or has stood there before.

    Returns:
        The other rows, none of a table that is too large to compute with; and every defect.
    """
    known = {geography: {area.code for area in areas} | {UNASSIGNED} for geography, areas in catalogue.areas.items()}
    defects = _check_geographies(file, known) + _check_areas(file, catalogue, known)
    refusals, found = _check_periods(file, table)
    too_large = _check_size(file, table, catalogue)
    defects += found + too_large + _check_unassigned(file) + _check_repeated(file, tuple(table.series))
    if too_large:
        return [], defects
    return _list_sound_rows(file, known, refusals) if defects else list(range(len(file.rows))), defects


def _list_sound_rows(file: CsvFile, known: Mapping[str, set[str]], refusals: Collection[str]) -> list[int]:
    """Rows that stand for something, each thing once."""
    first: dict[tuple[str, ...], int] = {}
    for row, (geography, area, period) in enumerate(zip(*(file.get_cells(key) for key in KEYS), strict=True)):
        if geography in known and area in known[geography] and period not in refusals:
            first.setdefault((geography, area, period), row)
    return list(first.values())


def _check_geographies(file: CsvFile, known: Mapping[str, set[str]]) -> list[Defect]:
    """Each unknown geography where it occurs first."""
    first: dict[str, int] = {}
    for row, geography in enumerate(file.get_cells("geography")):
        if geography not in known:
            first.setdefault(geography, row)
    return tell_first(
        list(first),
        lambda geography: Defect(
            file.locate(first[geography], "geography"),
            f"Die Gliederung {quote(geography)} gibt es nicht",
            suggest_remedy(geography, sorted(known), f"vorhanden sind: {', '.join(sorted(known))}"),
        ),
        f"{file.name}, Spalte geography",
        "Unbekannt",
        "Gliederung",
    )


def _check_areas(file: CsvFile, catalogue: MonitorCatalogue, known: Mapping[str, set[str]]) -> list[Defect]:
    """Unknown codes by row; once for each list of areas that lacks the zeros which the rows have."""
    geographies, areas = file.get_cells("geography"), file.get_cells("area")
    by_digits = {geography: index_by_digits(codes) for geography, codes in known.items()}
    rows: list[int] = []
    unpadded: dict[str, list[int]] = {}
    for row, (geography, area) in enumerate(zip(geographies, areas, strict=True)):
        if geography in known and area not in known[geography]:
            meant = find_meant(area, by_digits[geography])
            is_listed_wrong = meant is not None and lacks_zeros(meant, area)
            (unpadded.setdefault(geography, []) if is_listed_wrong else rows).append(row)

    def describe(row: int, more: str = "") -> Defect:
        place, code, geography = file.locate(row, "area"), areas[row], geographies[row]
        if not code:
            remedy = f"Gebietscode eintragen; nicht zuordenbare Fälle mit ›{UNASSIGNED}‹"
            return Defect(place, "Ein Wert steht ohne Gebiet da", remedy)
        finding = f"Der Gebietscode {quote(code)} ist in ›{geography}‹ unbekannt{more}"
        listed = catalogue.geographies[geography].areas
        if meant := find_meant(code, by_digits[geography]):
            return Defect(place, finding, explain_zeros(code, meant, listed))
        if named := next((area.code for area in catalogue.areas[geography] if area.name == code), None):
            return Defect(place, finding, f"in dieser Spalte steht der Code, für {quote(code)} also ›{named}‹")
        if elsewhere := next((other for other, codes in known.items() if code in codes), None):
            return Defect(place, finding, f"in ›{elsewhere}‹ gibt es ihn: die Gliederung der Zeile berichtigen")
        return Defect(place, finding, f"Code berichtigen oder das Gebiet in {listed} ergänzen")

    once = [describe(found[0], tell_more(len(found) - 1, "Zeilen")) for found in unpadded.values()]
    return once + tell_first(rows, describe, f"{file.name}, Spalte area", "Unbekannter Gebietscode", "Zeile")


def _check_periods(file: CsvFile, table: Table) -> tuple[Collection[str], list[Defect]]:
    """Each period that is none where it occurs first, and periods of different lengths.

    A monitor shows what has been observed: no period lies in the future.

    Returns:
        What is no period, and every defect; nothing for a table of too many.
    """
    today = get_today()
    first: dict[str, int] = {}
    for row, code in enumerate(file.get_cells("period")):
        first.setdefault(code, row)
    if len(first) > MOST_PERIODS:
        return [], []
    refusals: dict[str, RefusedValueError] = {}
    for code in first:
        try:
            check_observed(code, table.reference, today)
        except RefusedValueError as refusal:
            refusals[code] = refusal
    defects = tell_first(
        list(refusals),
        lambda code: Defect(file.locate(first[code], "period"), refusals[code].finding, refusals[code].remedy),
        f"{file.name}, Spalte period",
        "Keine Periode",
        "Periode",
    )
    return refusals, defects + _check_kinds(file, {code: row for code, row in first.items() if code not in refusals})


def _check_kinds(file: CsvFile, first: Mapping[str, int]) -> list[Defect]:
    kinds: dict[PeriodKind, str] = {}
    for code in first:
        kinds.setdefault(get_period_kind(code), code)
    if len(kinds) < 2:
        return []
    usual, *others = kinds
    defects = []
    for kind in others:
        names, codes = f"{KIND_NAMES[usual]} und {KIND_NAMES[kind]}", f"›{kinds[usual]}‹ und ›{kinds[kind]}‹"
        remedy = "Perioden gleicher Länge verwenden oder in zwei Tabellen aufteilen"
        place = file.locate(first[kinds[kind]], "period")
        defects.append(Defect(place, f"{names} stehen in einer Tabelle ({codes})", remedy))
    return defects


def _check_size(file: CsvFile, table: Table, catalogue: MonitorCatalogue) -> list[Defect]:
    """Series are dense: a table of few rows that name many periods would still fill the memory."""
    periods = len(set(file.get_cells("period")))
    if periods > MOST_PERIODS:
        finding = f"Die Tabelle hat {periods} Perioden"
        return [Defect(f"{file.name}, Spalte period", finding, f"höchstens {MOST_PERIODS} sind möglich; aufteilen")]
    areas = sum(map(len, catalogue.areas.values()))
    if (values := periods * areas * len(table.series)) > MOST_VALUES:
        finding = f"{periods} Perioden, {areas} Gebiete und {len(table.series)} Reihen ergeben {values} Werte"
        return [Defect(file.name, finding, f"höchstens {MOST_VALUES // 1_000_000} Millionen sind möglich; aufteilen")]
    return []


def _check_unassigned(file: CsvFile) -> list[Defect]:
    """Whoever belongs to no Stadtteil belongs to no Stadtbezirk either: counted at one level only."""
    at: dict[str, str] = {}
    rows: dict[tuple[str, str], int] = {}
    for row, (geography, area, period) in enumerate(zip(*(file.get_cells(key) for key in KEYS), strict=True)):
        if area == UNASSIGNED and at.setdefault(period, geography) != geography:
            rows.setdefault((geography, period), row)
    periods = file.get_cells("period")
    return tell_first(
        list(rows.values()),
        lambda row: Defect(
            file.locate(row, "area"),
            f"›{UNASSIGNED}‹ steht in Periode {quote(periods[row])} schon bei einer anderen Gliederung",
            "nicht zuordenbare Fälle nur bei einer Gliederung angeben",
        ),
        f"{file.name}, Spalte area",
        f"›{UNASSIGNED}‹ bei zwei Gliederungen",
        "Zeile",
    )


def _check_repeated(file: CsvFile, series: tuple[str, ...]) -> list[Defect]:
    first: dict[tuple[str, str, str], int] = {}
    keys = list(zip(*(file.get_cells(key) for key in KEYS), strict=True))
    repeated = [row for row, key in enumerate(keys) if first.setdefault(key, row) != row]
    columns = [file.columns.index(item) for item in series] if repeated else []

    def describe(row: int) -> Defect:
        _, area, period = keys[row]
        before = first[keys[row]]
        finding = f"Gebiet {quote(area)} mit Periode {quote(period)} steht schon in Zeile {file.lines[before]}"
        if all(file.rows[row][column] == file.rows[before][column] for column in columns):
            return Defect(file.locate(row), finding, "eine der beiden Zeilen löschen; sie sind gleich")
        remedy = "die Werte unterscheiden sich: Gliederung, Code oder Periode einer der beiden Zeilen berichtigen"
        return Defect(file.locate(row), finding, remedy)

    return tell_first(repeated, describe, file.name, "Doppelt", "Zeile")
