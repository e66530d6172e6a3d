"""A typology in words: how it is formed, and in what it differs from the declared one."""

from __future__ import annotations

from collections.abc import Mapping

from sozialmonitor.domain.indicator import Direction
from sozialmonitor.domain.typology import Aggregation, Bands, CutoffKind, Typology, TypologyIndicator
from sozialmonitor.texts.format import MINUS, format_integer
from sozialmonitor.texts.german import text


def describe_method(typology: Typology) -> tuple[str, ...]:
    """How the index is formed and cut, a sentence each."""
    sentences = [text(f"lab.method_{typology.standardisation.value}")]
    sentences.append(text("lab.method_mean" if typology.aggregation is Aggregation.MEAN else "lab.method_sum"))
    if typology.clusters is not None:
        sentences.append(text("lab.method_clusters", count=str(typology.clusters)))
    elif typology.second_standardisation:
        sentences.append(text("lab.method_second"))
    for title, bands in (("lab.status", typology.status), ("lab.dynamic", typology.dynamic)):
        if bands is not None:
            sentences.append(text("lab.method_cutoffs", index=text(title), cutoffs=format_cutoffs(bands)))
    sentences.append(text("lab.method_small", minimum=format_integer(typology.minimum_population)))
    if typology.clusters is None:
        sentences.append(text("lab.method_borderline", margin=format_plain(typology.borderline)))
    return tuple(sentences)


def describe_indicator(item: TypologyIndicator, title: str) -> str:
    """Title, weight, and how it goes in."""
    kind = "lab.strength" if item.direction is Direction.HIGHER_IS_BETTER else "lab.burden"
    return text("lab.card_indicator", title=title, weight=format_plain(item.weight), kind=text(kind))


def describe_differences(declared: Typology, typology: Typology, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Everything that was set differently; empty if nothing was.

    Args:
        titles: of the indicators, by id.
    """
    found = [_compare(item, typology.get_indicator(item.indicator), titles) for item in declared.indicators]
    found += [
        text("lab.added", indicator=titles[item.indicator], weight=format_plain(item.weight))
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
        numbers = [f"{format_plain(100 * cutoff)} %" for cutoff in bands.cutoffs]
    else:
        numbers = [format_plain(cutoff) for cutoff in bands.cutoffs]
    return text(f"lab.cutoffs_{bands.kind.value}", numbers="; ".join(numbers))


def format_plain(number: float) -> str:
    """A number that was set by hand, with the decimals it has."""
    return f"{number:g}".replace(".", ",").replace("-", MINUS)


def _compare(declared: TypologyIndicator, item: TypologyIndicator | None, titles: Mapping[str, str]) -> str | None:
    title = titles[declared.indicator]
    if item is None:
        return text("lab.left_out", indicator=title)
    if item.weight == declared.weight:
        return None
    weights = {"now": format_plain(item.weight), "before": format_plain(declared.weight)}
    return text("lab.changed_weight", indicator=title, **weights)
