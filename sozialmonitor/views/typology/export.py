"""The classes of a typology as they leave the program: all areas and periods, rounded as they are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from sozialmonitor import __version__
from sozialmonitor.calc.rounding import MISSING, compute_display_integers
from sozialmonitor.calc.typology.classes import UNCLASSED
from sozialmonitor.calc.typology.result import ClassedIndex, TypologyResult
from sozialmonitor.calc.typology.series import TypologySeries, find_large_areas, find_start
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.status import Status
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.export.notes import Notes, collect_notes
from sozialmonitor.views.map_view import describe_period
from sozialmonitor.views.typology.absence import explain_no_class
from sozialmonitor.views.typology.class_map import find_close
from sozialmonitor.views.typology.method import describe_method
from sozialmonitor.views.typology.series import collect_typology_series
from sozialmonitor.views.typology.words import DECIMALS


@dataclass(frozen=True)
class ClassRow:
    """One area in one period, as texts; numbers with decimal point, empty where there is none.

    Attributes:
        dynamic_since: period that changes are measured from. sign, reason: why there is no class.
    """

    typology: str
    geography: str
    code: str
    name: str
    period: str
    reference_date: str
    status: str
    status_index: str
    dynamic: str
    dynamic_index: str
    dynamic_since: str
    borderline: str
    sign: str
    reason: str


CLASS_COLUMNS = tuple(item.name for item in fields(ClassRow))
"""Columns of a file of classes; how they are called in German stands in ``texts/german.yaml``."""

CLASS_NUMBERS = ("status_index", "dynamic_index")
"""Columns that hold a number or nothing."""


@dataclass(frozen=True)
class ClassExport:
    """Classes with everything needed to cite them and to compute them again.

    Attributes:
        name: file name without ending. release: identifies the Datenstand. method: version of the methods.
        settings: everything the typology declares, as JSON. notes: what must stand in every file.
    """

    name: str
    release: str
    method: str
    settings: str
    catalogue: MonitorCatalogue
    rows: tuple[ClassRow, ...]
    indicators: tuple[Indicator, ...]
    notes: Notes


def build_class_export(
    store: Store, monitor: str, typology: Typology, results: Mapping[str, TypologyResult]
) -> ClassExport:
    """Everything a typology says about all areas, in all its periods.

    Args:
        results: of the typology by period.
    """
    catalogue = store.get_catalogue(monitor)
    series = collect_typology_series(store, monitor, typology)
    indicators = tuple(item.indicator for item in series.indicators)
    method = text("export.version", version=__version__)
    notes = collect_notes(catalogue, indicators, [typology.geography or ""], store.release_id, method)
    settings = typology.model_dump_json(exclude_none=True)
    declared = ((text("typology.choose"), typology.title), *describe_method(catalogue, typology, store.release_id))
    return ClassExport(
        name=f"{monitor}_typologie_{typology.id}",
        release=store.release_id,
        method=method,
        settings=settings,
        catalogue=catalogue,
        rows=tuple(row for period, result in results.items() for row in _build_rows(catalogue, series, result, period)),
        indicators=indicators,
        notes=(*declared, (text("typology.settings"), settings), *notes),
    )


def _build_rows(
    catalogue: MonitorCatalogue, series: TypologySeries, result: TypologyResult, period: str
) -> Iterator[ClassRow]:
    typology, start = series.typology, find_start(series, period)
    close, date = find_close(result), describe_period(catalogue, typology.indicator_ids[0], period)
    is_large = find_large_areas(series, period)
    for position, area in enumerate(catalogue.areas[typology.geography or ""]):
        reason = explain_no_class(series, result, period, position) or ""
        sign = (Status.BLOCKED if is_large[position] else Status.SMALL_AREA).sign if reason else ""
        yield ClassRow(
            typology=typology.id,
            geography=typology.geography or "",
            code=area.code,
            name=area.name,
            period=period,
            reference_date=date,
            status=_write_class(result.status, typology.status_names, position),
            status_index=_write_index(result.status, position),
            dynamic=_write_class(result.dynamic, typology.dynamic.names if typology.dynamic else (), position),
            dynamic_index=_write_index(result.dynamic, position),
            dynamic_since=start or "",
            borderline=""
            if reason or typology.clusters
            else text(f"typology.borderline_{'yes' if close[position] else 'no'}"),
            sign=sign,
            reason=reason,
        )


def _write_class(item: ClassedIndex | None, names: tuple[str, ...], position: int) -> str:
    code = UNCLASSED if item is None else int(item.codes[position])
    return "" if code == UNCLASSED else names[code]


def _write_index(item: ClassedIndex | None, position: int) -> str:
    display = MISSING if item is None else int(compute_display_integers(item.index.values[position], DECIMALS))
    return "" if display == MISSING else f"{display / 10**DECIMALS:.{DECIMALS}f}"
