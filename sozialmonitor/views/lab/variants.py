"""How many areas keep their class when one thing is done differently: cheap enough to be shown at once."""

from __future__ import annotations

from dataclasses import dataclass

from sozialmonitor.calc.typology.result import ClassedIndex, Columns
from sozialmonitor.calc.typology.sensitivity import WEIGHT_FACTORS, Variant, VariantKind, compute_variants
from sozialmonitor.calc.typology.series import TypologySeries, find_start, get_changes, get_levels
from sozialmonitor.domain.typology import Bands
from sozialmonitor.texts.format import format_integer
from sozialmonitor.texts.german import text

FACTORS = (0.0, *WEIGHT_FACTORS)
"""Columns of the table: left out, a fifth less, a fifth more, twice as much."""


@dataclass(frozen=True)
class VariantTable:
    """Areas that keep their class in one index, by indicator and by what is done differently.

    Attributes:
        title: which index, and of how many areas. rows: name of the indicator, then a cell for each of ``FACTORS``.
        single: the same for a single standardisation, in a sentence; None where there is only one anyway.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    single: str | None


def build_variant_tables(
    series: TypologySeries, period: str, status: ClassedIndex | None, dynamic: ClassedIndex | None
) -> tuple[VariantTable, ...]:
    """Status, and Dynamik where there is one; none for clusters.

    Args:
        status, dynamic: the classes of the period, whose valued areas stay the same.
    """
    typology, start = series.typology, find_start(series, period)
    tables = []
    if typology.status is not None and status is not None:
        tables.append(_build_table("lab.status", get_levels(series, period), typology.status, status))
    if typology.dynamic is not None and dynamic is not None and start is not None:
        tables.append(_build_table("lab.dynamic", get_changes(series, start, period), typology.dynamic, dynamic))
    return tuple(tables)


def _build_table(key: str, columns: Columns, bands: Bands, classed: ClassedIndex) -> VariantTable:
    valued = classed.index.is_valued
    variants = compute_variants(columns.values, columns.scheme, bands, valued)
    total = int(valued.sum())
    found = {(item.indicator, item.factor): _format_kept(item, total) for item in variants}
    rows = tuple(
        (name, *(found.get((column, factor), text("lab.impossible")) for factor in FACTORS))
        for column, name in enumerate(columns.scheme.names)
    )
    single = next((item for item in variants if item.kind is VariantKind.SINGLE_STANDARDISATION), None)
    title = text("lab.variants_index", index=text(key), total=format_integer(total))
    return VariantTable(title, rows, text("lab.single", kept=_format_kept(single, total)) if single else None)


def _format_kept(variant: Variant, total: int) -> str:
    kept = total - variant.changed
    return text("lab.kept", count=format_integer(kept), percent=_format_percent(kept, total))


def format_share(count: int, total: int) -> str:
    """Like "11 von 13 (85 %)"."""
    numbers = {"count": format_integer(count), "total": format_integer(total)}
    return text("lab.share", percent=_format_percent(count, total), **numbers)


def _format_percent(count: int, total: int) -> str:
    """Rounded, but never to 0 or 100 where it is neither."""
    percent = 100 * count / total if total else 0.0
    return format_integer(min(max(percent, 1), 99) if 0 < count < total else percent)
