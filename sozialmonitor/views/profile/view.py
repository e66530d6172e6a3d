"""Everything the profile of one area shows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sozialmonitor.domain.geography import Area, BoundaryKind, Geography
from sozialmonitor.domain.monitor import Monitor, Theme
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.views.evidence import describe_signed
from sozialmonitor.views.map_view import MissingValues
from sozialmonitor.views.names import sort_areas
from sozialmonitor.views.profile.population import Population, build_population
from sozialmonitor.views.profile.rows import ProfileRow, Side, build_rows
from sozialmonitor.views.profile.sentences import Lead, build_lead, describe_item, describe_tests
from sozialmonitor.views.profile.similar import Similar, build_similar
from sozialmonitor.views.reading import describe_breaks, describe_status
from sozialmonitor.views.spread import Newest
from sozialmonitor.views.start_view import describe_newest


@dataclass(frozen=True)
class ThemeRows:
    """The rates of one theme."""

    theme: Theme
    rows: tuple[ProfileRow, ...]


@dataclass(frozen=True)
class ProfileView:
    """One area at a glance.

    Attributes:
        selection: with the area shown as its focus, also where none was chosen. is_chosen: whether one was.
        lead: the selected indicator as a figure with sentences. summary: how many values differ.
        strengths, burdens: sentences on secured differences with a direction. tested: number of indicators
            that could have come out as either. missing: rates without a plain value, by reason.
    """

    selection: Selection
    is_chosen: bool
    monitor: Monitor
    geography: Geography
    area: Area
    position: int
    title: str
    subtitle: str
    as_of: str
    lead: Lead
    summary: tuple[str, ...]
    population: Population | None
    groups: tuple[ThemeRows, ...]
    strengths: tuple[str, ...]
    burdens: tuple[str, ...]
    tested: int
    similar: Similar
    missing: tuple[MissingValues, ...]
    notes: tuple[str, ...]

    @property
    def rows(self) -> tuple[ProfileRow, ...]:
        """All rates, in the order of the themes."""
        return tuple(row for group in self.groups for row in group.rows)


def build_profile_view(store: Store, selection: Selection, newest: Newest) -> ProfileView:
    """Assemble the profile of the area in focus, or of the first one while none is chosen.

    Args:
        store: what the audience may see. selection: resolved against it. newest: of the same geography.
    """
    catalogue = store.get_catalogue(selection.monitor)
    areas = store.get_areas(selection.monitor, selection.geography)
    code = selection.focus or sort_areas(areas)[0].code
    shown = selection if selection.areas else replace(selection, areas=(code,))
    position = store.get_area_position(selection.monitor, selection.geography, code)
    rows = build_rows(store, selection.monitor, selection.geography, position, newest)
    geography, monitor = catalogue.geographies[selection.geography], catalogue.monitor
    return ProfileView(
        selection=shown,
        is_chosen=selection.focus is not None,
        monitor=monitor,
        geography=geography,
        area=areas[position],
        position=position,
        title=areas[position].label,
        subtitle=text("profile.subtitle", level=geography.singular, monitor=monitor.title),
        as_of=describe_newest(store, monitor.id),
        lead=build_lead(store, shown, position, rows),
        summary=describe_tests(rows, monitor.reference_label),
        population=build_population(store, shown, position, rows),
        groups=_group_by_theme(monitor, rows),
        strengths=_list_side(rows, Side.FAVOURABLE),
        burdens=_list_side(rows, Side.UNFAVOURABLE),
        tested=sum(row.can_take_side for row in rows),
        similar=build_similar(newest, areas, position),
        missing=_list_missing(rows),
        notes=_collect_notes(store, shown, rows),
    )


def _group_by_theme(monitor: Monitor, rows: tuple[ProfileRow, ...]) -> tuple[ThemeRows, ...]:
    groups = [
        ThemeRows(theme, tuple(row for row in rows if row.indicator.theme == theme.id)) for theme in monitor.themes
    ]
    return tuple(group for group in groups if group.rows)


def _list_side(rows: tuple[ProfileRow, ...], side: Side) -> tuple[str, ...]:
    return tuple(describe_item(row) for row in rows if row.side is side)


def _list_missing(rows: tuple[ProfileRow, ...]) -> tuple[MissingValues, ...]:
    found: list[MissingValues] = []
    for status in Status:
        names: dict[str, list[str]] = {}
        for row in (item for item in rows if item.status is status is not Status.VALUE):
            name = f"{row.indicator.short_title} ({format_period(row.period)})"
            names.setdefault(describe_status(status, row.indicator), []).append(name)
        found += [MissingValues(reason, tuple(listed)) for reason, listed in names.items()]
    return tuple(found)


def _collect_notes(store: Store, selection: Selection, rows: tuple[ProfileRow, ...]) -> tuple[str, ...]:
    label = store.get_catalogue(selection.monitor).monitor.reference_label
    geography = store.get_geography(selection.monitor, selection.geography)
    notes = [text("note.schematic")] if geography.boundaries.kind is BoundaryKind.SCHEMATIC else []
    without = [row.indicator.short_title for row in rows if not row.has_reference]
    if without:
        notes.append(text("profile.without_reference", reference=label, indicators=", ".join(without)))
    breaks = [
        f"{row.indicator.short_title}: {note}"
        for row in rows
        for note in describe_breaks(row.indicator.list_breaks(with_reference=True), label)
    ]
    signed = describe_signed(store.get_catalogue(selection.monitor), [row.indicator for row in rows])
    return (*notes, *([signed] if signed else []), *breaks)
