"""Files with the classes of a typology."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from sozialmonitor.domain.selection import Selection
from sozialmonitor.exports.class_tables import build_german_class_csv, build_machine_class_csv
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.ui.cache import get_class_results
from sozialmonitor.ui.html import show_html, tag
from sozialmonitor.views.typology.export import ClassExport, build_class_export


def show_downloads(store: Store, selection: Selection) -> None:
    """One button per dialect; a file is made when its button is pressed, not before."""
    typology = store.get_typology(selection.monitor, selection.classes.typology or "")

    def make(build: Callable[[ClassExport], bytes]) -> Callable[[], bytes]:
        def load() -> bytes:
            results = get_class_results(store, selection.monitor, typology)
            return build(build_class_export(store, selection.monitor, typology, results))

        return load

    name = f"{selection.monitor}_typologie_{typology.id}"
    lead = tag("p", text("typology.downloads_lead"), class_="sm-detail")
    with st.container(key="typology-downloads"):
        show_html(tag("h2", text("typology.downloads"), class_="sm-section"), lead)
        row = st.container(horizontal=True)
        for key, ending, media_type, build in (
            ("csv", "-csv.zip", "application/zip", build_german_class_csv),
            ("machine", ".csv", "text/csv", build_machine_class_csv),
        ):
            row.download_button(
                text(f"data.{key}"),
                data=make(build),
                file_name=f"{name}{ending}",
                mime=media_type,
                key=f"typology.{key}",
                on_click="ignore",
            )
