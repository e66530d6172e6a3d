"""The page „Daten“: downloads of what is on the screen and of everything, and links to cite a view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st

from sozialmonitor.domain.selection import Selection
from sozialmonitor.exports.geo import build_geojson, build_geopackage
from sozialmonitor.exports.package import build_data_package
from sozialmonitor.exports.tables import build_german_csv, build_machine_csv
from sozialmonitor.exports.workbook import build_workbook
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.ui.choices import choose_areas, choose_indicator, choose_level, choose_period
from sozialmonitor.ui.context import resolve_current
from sozialmonitor.ui.html import show_html, tag
from sozialmonitor.ui.links import build_address
from sozialmonitor.ui.notes import show_replacements
from sozialmonitor.views.export_view import Export, build_monitor_export, build_screen_export


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


@st.fragment
def show_data_page(store: Store) -> None:
    """Choices, downloads, links."""
    resolved = resolve_current(store)
    selection = resolved.selection
    title, lead = tag("h1", text("page.data")), tag("p", text("data.lead"), class_="sm-lead")
    show_html(tag("header", title, lead, class_="sm-head"))
    show_replacements(resolved.notes)
    show_html(tag("h2", text("data.screen")))
    _show_choices(store, selection)
    all_periods = st.checkbox(text("data.all_periods"), value=True, key="data.all_periods")
    only_selected = bool(selection.areas) and st.checkbox(text("data.only_selected"), key="data.only_selected")
    _show_screen_downloads(store, selection, all_periods=all_periods, only_selected=only_selected)
    show_html(tag("h2", text("data.monitor", monitor=store.get_catalogue(selection.monitor).monitor.title)))
    show_html(tag("p", text("data.monitor_lead")))
    _show_downloads(_TABLES, lambda: build_monitor_export(store, selection.monitor), selection.monitor, "monitor")
    _show_addresses(selection)


def _show_choices(store: Store, selection: Selection) -> None:
    indicator, level, period, areas = st.columns([5, 2, 2, 4], vertical_alignment="bottom")
    with indicator:
        choose_indicator(store, selection)
    with level:
        choose_level(store, selection)
    with period:
        choose_period(store, selection)
    with areas:
        choose_areas(store, selection)


def _show_screen_downloads(store: Store, selection: Selection, *, all_periods: bool, only_selected: bool) -> None:
    def load() -> Export:
        return build_screen_export(store, selection, all_periods=all_periods, only_selected=only_selected)

    def with_boundaries(build: Callable[..., bytes]) -> Callable[[Export], bytes]:
        return lambda export: build(export, store.load_boundaries(selection.monitor, selection.geography))

    formats = (
        *_TABLES,
        _Format("geojson", ".geojson", "application/geo+json", with_boundaries(build_geojson)),
        _Format("gpkg", ".gpkg", "application/geopackage+sqlite3", with_boundaries(build_geopackage)),
    )
    name = "_".join((selection.monitor, selection.indicator, selection.geography))
    name = name if all_periods else f"{name}_{selection.period}"
    _show_downloads(formats, load, name, "screen")


def _show_downloads(formats: tuple[_Format, ...], load: Callable[[], Export], name: str, group: str) -> None:
    """One button per format; a file is made when its button is pressed, not before."""
    for column, item in zip(st.columns(len(formats)), formats, strict=True):
        column.download_button(
            text(f"data.{item.key}"),
            data=lambda item=item: item.build(load()),  # type: ignore[misc]
            file_name=f"{name}{item.ending}",
            mime=item.media_type,
            help=text(f"data.{item.key}_help"),
            key=f"data.{group}.{item.key}",
            on_click="ignore",
            width="stretch",
        )


def _show_addresses(selection: Selection) -> None:
    """The address of the map that shows the same, to cite it or to put it into another page."""
    show_html(tag("h2", text("data.links")), tag("p", text("data.links_lead")))
    base = (st.context.url or "").split("?")[0].rsplit("/", 1)[0]
    address = f"{base}/{build_address('map', selection)}"
    st.code(address, language=None, wrap_lines=True)
    show_html(tag("p", text("data.embed_lead")))
    frame = (
        f'<iframe src="{escape(address)}&amp;embed=true" width="100%" height="900" title="{text("app.name")}"></iframe>'
    )
    st.code(frame, language="html", wrap_lines=True)
