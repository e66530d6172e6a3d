"""What must stand in every file: sources, licences, boundaries, breaks, Datenstand, method."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sozialmonitor.domain.geography import BoundaryKind
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.source import Source
from sozialmonitor.texts.german import text
from sozialmonitor.views.reading import describe_breaks

Notes = tuple[tuple[str, str], ...]
"""Pairs of label and text."""


def list_sources(catalogue: MonitorCatalogue, indicators: Iterable[Indicator]) -> tuple[Source, ...]:
    """The publications behind several indicators, each once."""
    found = {source.id: source for indicator in indicators for source in catalogue.get_sources(indicator)}
    return tuple(found.values())


def collect_notes(
    catalogue: MonitorCatalogue,
    indicators: Sequence[Indicator],
    geographies: Iterable[str],
    release: str,
    method: str,
) -> Notes:
    """Everything needed to cite these indicators at these levels."""
    notes = [note for source in list_sources(catalogue, indicators) for note in _cite(catalogue, source)]
    notes += [note for source in _list_boundaries(catalogue, geographies) for note in _cite(catalogue, *source)]
    label = catalogue.monitor.reference_label
    notes += [
        (indicator.title, note)
        for indicator in indicators
        for note in describe_breaks(indicator.list_breaks(with_reference=True), label)
    ]
    notes.append((text("export.release"), release))
    notes.append((text("export.method"), method))
    notes.append((text("export.rounding_title"), text("export.rounding")))
    return tuple(notes)


def describe_licence(catalogue: MonitorCatalogue, source: Source) -> str:
    """Terms of use of a source, with the address of their wording."""
    licence = catalogue.licences[source.licence]
    return f"{licence.title} ({licence.url})" if licence.url else licence.title


def _list_boundaries(catalogue: MonitorCatalogue, geographies: Iterable[str]) -> list[tuple[Source, str, str]]:
    """Each publication of boundaries once, with its label and what has to be said about its lines."""
    levels = [catalogue.geographies[item].boundaries for item in geographies]
    found = dict.fromkeys((level.source, level.kind) for level in levels)
    return [
        (
            catalogue.sources[source],
            text("export.boundaries"),
            f", {text('note.schematic_short')}" if kind is BoundaryKind.SCHEMATIC else "",
        )
        for source, kind in found
    ]


def _cite(catalogue: MonitorCatalogue, source: Source, label: str = "", remark: str = "") -> list[tuple[str, str]]:
    notes = [
        (label or text("export.source"), f"{source.citation}{remark}"),
        (text("export.licence"), describe_licence(catalogue, source)),
    ]
    return [*notes, (text("export.processing"), source.processing)] if source.processing else notes
