"""Namesakes are told apart on every page: in choices, headings, sentences, tables, charts and on the map."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from sozialmonitor.charts.map_picture import build_value_picture
from sozialmonitor.domain.selection import Selection
from sozialmonitor.ui.cache import get_scale
from sozialmonitor.ui.links import ADDRESSES
from sozialmonitor.ui.map.content import draw_map
from sozialmonitor.views.map_view import build_map_view
from tests.conftest import ROOT
from tests.support.town import NAME, Town, copy_town

NAMESAKES = {"011": "Altstadt", "022": "Alt-Stadt", "012": "Hafen", "013": "Hafen"}
LABELS = {"011": "Altstadt (Nord)", "022": "Alt-Stadt (Süd)", "012": "Hafen (012)", "013": "Hafen (013)"}
"""Two lie in different Stadtbezirke, two in the same one; the other two are called like nobody else."""

CHOSEN = "011,022,012,013"
SHAPES: dict[str, list[dict[str, str]]] = {
    "series": [{"reihen": "indikatoren", "indikatoren": "leerstand"}, {"reihen": "alle"}, {"gebiete": ""}],
    "comparison": [
        {"vergleich": "streuung", "indikatoren": "unter-18-anteil"},
        {"vergleich": "karten"},
        {"gebiete": "011"},
        {"gebiete": "012,013"},
    ],
    "profile": [{"gebiete": code} for code in NAMESAKES],
    "typology": [{"typologie": "arbeit"}, {"gebiete": ""}],
    "agreement": [{"typologie": "arbeit", "typologie2": "wachstum"}],
    "indicators": [{"indikator": key} for key in ("arbeitslosenquotient", "unter-18-anteil", "leistungen")],
    "map": [{"indikator": "arbeitslosenquotient"}, {"gebiete": ""}],
}
"""What a page shows beside its ordinary state."""

NAMED = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(set(NAMESAKES.values()))))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The town with namesakes."""
    town = copy_town(tmp_path_factory.mktemp("namesakes"))
    rename(town)
    assert town.run("build") == 0
    return town


def rename(town: Town) -> None:
    """Give some Stadtteile a name that others have too, in the list and in the file of boundaries."""
    path = town.folder / "areas" / "stadtteile.csv"
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    written = [",".join([code, NAMESAKES.get(code, name), parent]) for code, name, parent in rows]
    path.write_text("\n".join(written) + "\n", encoding="utf-8")

    def change(content: dict[str, list[dict[str, dict[str, str]]]]) -> None:
        for feature in content["features"]:
            own = feature["properties"]
            own["name"] = NAMESAKES.get(own["code"], own["name"])

    town.change_boundaries(change)


def list_words(app: AppTest) -> Iterator[str]:
    """Everything a page says, piece by piece."""
    for element in app.get("html"):
        yield element.proto.body
    for kind in ("info", "caption", "markdown", "button", "checkbox", "radio", "toggle", "expander"):
        for element in app.get(kind):
            yield str(getattr(element, "label", "") or getattr(element, "value", ""))
    for kind in ("selectbox", "multiselect"):
        for element in app.get(kind):
            yield from (str(option) for option in element.options)
    for chart in app.get("vega_lite_chart"):
        yield from (str(cell) for data in chart.proto.datasets for cell in read_cells(data.data.data))
        yield from (str(cell) for cell in read_cells(chart.proto.data.data))
        yield chart.proto.spec


def read_cells(packed: bytes) -> Iterator[object]:
    """Cells of a table as it travels to a chart."""
    if packed:
        for column in pa.ipc.open_stream(packed).read_all().to_pydict().values():
            yield from column


def find_bare(words: str) -> list[str]:
    """Names of namesakes that nothing sets apart, with what stands around them."""
    return [
        words[max(0, found.start() - 40) : found.end() + 20]
        for found in NAMED.finditer(words)
        if not any(words.startswith(label, found.start()) for label in LABELS.values())
    ]


@pytest.mark.parametrize("page", sorted(ADDRESSES))
def test_no_page_calls_two_areas_alike(town: Town, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    monkeypatch.setenv("SOZIALMONITOR_RELEASES", str(town.releases))
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()
    said = ""
    for shape in ({}, *SHAPES.get(page, [])):
        app.query_params.clear()
        app.query_params.update({"monitor": NAME, "indikator": "leerstand", "gebiete": CHOSEN} | shape)
        app.switch_page(f"pages/public/{page}.py").run()
        assert not app.exception
        said += "\n".join(list_words(app))
    assert find_bare(said) == []
    if page not in {"start", "sources", "imprint", "privacy", "accessibility", "lab", "warning"}:
        assert any(label in said for label in LABELS.values()), "the namesakes are there at all"


def test_bare_names_are_recognised() -> None:
    assert len(find_bare("Hafen und Hafen (012), Altstadt (Nord), Altstadt: 5")) == 2


def test_the_map_is_told_what_sets_namesakes_apart_and_nothing_else(town: Town, published_town: Town) -> None:
    for place, expected in ((town, {"011": "Nord", "022": "Süd", "012": "012", "013": "013"}), (published_town, None)):
        store = place.load_store()
        selection = Selection(NAME, "leerstand", "stadtteile", "2021")
        scale = get_scale(store, NAME, "leerstand", "stadtteile", selection.classification)
        picture = build_value_picture(build_map_view(store, selection, scale))
        (layer,) = [child for child in draw_map(store, picture)._children.values() if hasattr(child, "config")]
        assert json.loads(base64.b64decode(layer.config)).get("qualifiers") == expected
