"""How a typology is computed, in words, generated from what the monitor declares."""

from __future__ import annotations

from sozialmonitor.domain.indicator import Direction
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.typology import Bands, CutoffKind, Typology, TypologyIndicator
from sozialmonitor.texts.format import NO_BREAK_SPACE, format_integer, format_plain_number
from sozialmonitor.texts.german import text

Method = tuple[tuple[str, str], ...]
"""Pairs of head and sentence."""


def describe_method(catalogue: MonitorCatalogue, typology: Typology, release: str) -> Method:
    """Everything somebody needs to compute the classes again.

    Args:
        release: identifies the Datenstand; it is the version of the typology too.
    """
    parts = [
        (text("typology.method_source"), text(f"typology.source_{typology.preset or 'own'}")),
        (text("typology.method_indicators"), describe_indicators(catalogue, typology)),
        *describe_rules(typology),
    ]
    if typology.note:
        parts.append((text("typology.method_note"), typology.note))
    parts.append((text("typology.limits"), typology.limits))
    parts.append((text("typology.method_version"), text("typology.version", typology=typology.id, release=release)))
    return tuple(parts)


def describe_rules(typology: Typology) -> Method:
    """How the index is formed and cut, and which areas are valued; the same for declared and for changed typologies."""
    parts = [
        (text("typology.method_index"), _describe_index(typology)),
        (text("typology.method_status"), _describe_status(typology)),
    ]
    minimum = format_integer(typology.minimum_population)
    if typology.dynamic is not None:
        window = text("typology.method_window", years=format_integer(typology.window_years))
        parts.append((text("typology.method_dynamic"), f"{_describe_bands(typology.dynamic)} {window}"))
    parts.append((text("typology.method_valued"), text("typology.valued_rule", minimum=minimum)))
    if typology.status is not None:
        margin = format_plain_number(typology.borderline)
        parts.append((text("typology.method_close"), text("typology.close_rule", margin=margin)))
    return tuple(parts)


def describe_indicators(catalogue: MonitorCatalogue, typology: Typology) -> str:
    """Titles with weight and direction: "SGB-II-Quote (Gewicht 1, Belastung)"."""
    return "; ".join(
        describe_indicator(item, catalogue.indicators[item.indicator].title) for item in typology.indicators
    )


def describe_indicator(item: TypologyIndicator, title: str) -> str:
    """Title with weight and direction."""
    direction = text("typology.strength" if item.direction is Direction.HIGHER_IS_BETTER else "typology.burden")
    return text("typology.weighted", indicator=title, weight=format_plain_number(item.weight), direction=direction)


def _describe_index(typology: Typology) -> str:
    sentences = [text(f"typology.standardised_{typology.standardisation}")]
    if typology.clusters is None:
        sentences.append(text(f"typology.aggregated_{typology.aggregation}"))
        if typology.second_standardisation:
            sentences.append(text("typology.second"))
    return " ".join(sentences)


def _describe_status(typology: Typology) -> str:
    if typology.status is None:
        return text("typology.clustered", count=format_integer(typology.clusters or 0))
    return _describe_bands(typology.status)


def _describe_bands(bands: Bands) -> str:
    """The classes from least to most burden with the cut-offs between them."""
    is_share = bands.kind is CutoffKind.QUANTILE
    classes = bands.names[0]
    for cutoff, name in zip(bands.cutoffs, bands.names[1:], strict=True):
        number = f"{format_plain_number(100 * cutoff)}{NO_BREAK_SPACE}%" if is_share else format_plain_number(cutoff)
        classes = text("typology.step", before=classes, cutoff=number, name=name)
    return text(f"typology.bands_{bands.kind}", classes=classes)
