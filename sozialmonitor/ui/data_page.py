"""The page „Daten“: downloads of what is on the screen and of everything, and links to cite a view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from sozialmonitor.domain.selection import Selection
from sozialmonitor.exports.geo import build_geojson, build_geopackage
from sozialmonitor.exports.package import build_data_package
from sozialmonitor.exports.tables import build_german_csv, build_machine_csv
from sozialmonitor.exports.workbook import build_workbook
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.ui.choices import choose_areas, choose_indicator, choose_level, choose_period
from sozialmonitor.ui.context import resolve_current
from sozialmonitor.ui.head import show_head
from sozialmonitor.ui.html import show_html, tag
from sozialmonitor.ui.links import build_address, find_root
from sozialmonitor.ui.notes import show_origin, show_reading_help, show_replacements
from sozialmonitor.ui.plain import plain
from sozialmonitor.views.export.view import (
    Export,
    build_monitor_export,
    build_screen_export,
    find_leading_zero,
    name_screen_export,
)
from sozialmonitor.views.map_view import describe_date


@dataclass(frozen=True)
class _Format:
    """A file format: key of its texts, ending, media type, and what makes it."""

    key: str
    ending: str
    media_type: str
    build: Callable[[Export], bytes]


_TABLES = (
    _Format("xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", build_workbook),
    _Format("csv", "-csv.zip", "application/zip", build_german_csv),
    _Format("machine", ".csv", "text/csv", build_machine_csv),
    _Format("package", "-datapackage.zip", "application/zip", build_data_package),
)
_PER_ROW = 3


@st.fragment
def show_data_page(store: Store) -> None:
    """Choices, downloads, links."""
    resolved = resolve_current(store)
    selection = resolved.selection
    show_head("data", text("page.data"), text("data.lead"))
    show_replacements(resolved.notes)
    _show_screen(store, selection)
    _show_monitor(store, selection.monitor)
    _show_addresses(store, selection)
    indicator = store.get_indicator(selection.monitor, selection.indicator)
    geography = store.get_geography(selection.monitor, selection.geography)
    show_reading_help(indicator, with_title=True)
    show_origin(store, selection.monitor, [indicator], [geography], describe_date(store, selection))


def _show_screen(store: Store, selection: Selection) -> None:
    show_html(tag("h2", text("data.screen"), class_="sm-section"))
    indicator, areas = st.columns([5, 4], vertical_alignment="bottom")
    with indicator:
        choose_indicator(store, selection)
    with areas:
        choose_areas(store, selection)
    level, period, extent = st.columns([2, 2, 5], vertical_alignment="bottom")
    with level:
        choose_level(store, selection)
    with period:
        choose_period(store, selection)
    with extent:
        all_periods, only_selected = _choose_extent(selection)

    def load() -> Export:
        return build_screen_export(store, selection, all_periods=all_periods, only_selected=only_selected)

    def with_boundaries(build: Callable[..., bytes]) -> Callable[[Export], bytes]:
        return lambda export: build(export, store.load_boundaries(selection.monitor, selection.geography))

    formats = (
        *_TABLES,
        _Format("geojson", ".geojson", "application/geo+json", with_boundaries(build_geojson)),
        _Format("gpkg", ".gpkg", "application/geopackage+sqlite3", with_boundaries(build_geopackage)),
    )
    name = name_screen_export(selection, all_periods=all_periods, only_selected=only_selected)
    _show_downloads(formats, load, name, "screen", find_leading_zero(store, selection.monitor))


def _choose_extent(selection: Selection) -> tuple[bool, bool]:
    """All periods or the one shown, all areas or the chosen ones: how much goes into a file, not what is looked at."""
    label = text("data.all_periods", period=format_period(selection.period))
    all_periods = st.checkbox(plain(label), value=True, key="data.all_periods")
    only_selected = st.checkbox(text("data.only_selected"), key="data.only_selected", disabled=not selection.areas)
    return all_periods, only_selected and bool(selection.areas)


def _show_monitor(store: Store, monitor: str) -> None:
    title = text("data.monitor", monitor=store.get_catalogue(monitor).monitor.title)
    show_html(tag("h2", title, class_="sm-section"), tag("p", text("data.monitor_lead"), class_="sm-detail"))
    zero = find_leading_zero(store, monitor)
    _show_downloads(_TABLES, lambda: build_monitor_export(store, monitor), monitor, "monitor", zero)


def _show_downloads(
    formats: tuple[_Format, ...], load: Callable[[], Export], name: str, group: str, zero: str | None
) -> None:
    """One button per format; a file is made when its button is pressed, not before.

    ``zero`` is a code of the monitor that spreadsheets damage when they open the German CSV.
    """
    for start in range(0, len(formats), _PER_ROW):
        for column, item in zip(st.columns(_PER_ROW), formats[start : start + _PER_ROW], strict=False):
            with column:
                st.download_button(
                    text(f"data.{item.key}"),
                    data=lambda item=item: item.build(load()),  # type: ignore[misc]
                    file_name=f"{name}{item.ending}",
                    mime=item.media_type,
                    key=f"data.{group}.{item.key}",
                    on_click="ignore",
                    width="stretch",
                )
                told = [text(f"data.{item.key}_help")]
                if item.key == "csv" and zero is not None:
                    told.append(text("data.csv_zeros", code=zero))
                show_html(tag("p", " ".join(told), class_="sm-detail sm-small"))


def _show_addresses(store: Store, selection: Selection) -> None:
    """The address of the map that shows the same, to cite it or to put it into another page."""
    show_html(tag("h2", text("data.links"), class_="sm-section"), tag("p", text("data.links_lead"), class_="sm-detail"))
    address = f"{find_root(st.context.url or '', 'data')}/{build_address('map', selection)}"
    st.code(address, language=None, wrap_lines=True)
    show_html(tag("p", text("data.embed_lead"), class_="sm-detail"))
    catalogue = store.get_catalogue(selection.monitor)
    title = text(
        "data.embed_title",
        app=text("app.name"),
        indicator=catalogue.indicators[selection.indicator].title,
        monitor=catalogue.monitor.title,
    )
    frame = tag("iframe", src=f"{address}&embed=true", width="100%", height="900", title=title)
    st.code(frame, language=None, wrap_lines=True)
