"""In what a typology differs from the declared one, in words."""

from __future__ import annotations

from collections.abc import Mapping

from sozialmonitor.domain.typology import Bands, CutoffKind, Typology, TypologyIndicator
from sozialmonitor.texts.format import format_plain_number
from sozialmonitor.texts.german import text


def describe_differences(declared: Typology, typology: Typology, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Everything that was set differently; empty if nothing was.

    Args:
        titles: of the indicators, by id.
    """
    found = [_compare(item, typology.get_indicator(item.indicator), titles) for item in declared.indicators]
    found += [
        text("lab.added", indicator=titles[item.indicator], weight=format_plain_number(item.weight))
        for item in typology.indicators
        if declared.get_indicator(item.indicator) is None
    ]
    if declared.standardisation is not typology.standardisation:
        method = text(f"lab.standardisation_{typology.standardisation.value}")
        found.append(text("lab.changed_method", method=method))
    if declared.clusters != typology.clusters:
        counts = {"now": str(typology.clusters), "before": str(declared.clusters)}
        found.append(text("lab.changed_clusters", **counts))
    for title, before, after in (
        ("lab.cutoffs_status", declared.status, typology.status),
        ("lab.cutoffs_dynamic", declared.dynamic, typology.dynamic),
    ):
        if before and after and before.cutoffs != after.cutoffs:
            cutoffs = {"now": format_cutoffs(after), "before": format_cutoffs(before)}
            found.append(text("lab.changed_cutoffs", place=text(title), **cutoffs))
    return tuple(item for item in found if item)


def format_cutoffs(bands: Bands) -> str:
    """Like "−1; 1; 1,5 Standardabweichungen"."""
    if bands.kind is CutoffKind.QUANTILE:
        numbers = [f"{format_plain_number(100 * cutoff)} %" for cutoff in bands.cutoffs]
    else:
        numbers = [format_plain_number(cutoff) for cutoff in bands.cutoffs]
    return text(f"lab.cutoffs_{bands.kind.value}", numbers="; ".join(numbers))


def _compare(declared: TypologyIndicator, item: TypologyIndicator | None, titles: Mapping[str, str]) -> str | None:
    title = titles[declared.indicator]
    if item is None:
        return text("lab.left_out", indicator=title)
    if item.weight == declared.weight:
        return None
    weights = {"now": format_plain_number(item.weight), "before": format_plain_number(declared.weight)}
    return text("lab.changed_weight", indicator=title, **weights)
