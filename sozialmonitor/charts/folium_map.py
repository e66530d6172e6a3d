"""The folium map: constant for a geography, so that its frame is never reloaded; values follow as messages."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence

import folium
from branca.element import MacroElement
from jinja2 import Template

from sozialmonitor.texts.german import texts_of

SVG_UP_TO = 1_500
"""Up to this many areas each one is an SVG element that the keyboard reaches; above, one canvas draws all."""

_SCRIPTS = (
    "vendor/leaflet.js",
    "vendor/topojson-client.min.js",
    "map/format.js",
    "map/wording.js",
    "map/protocol.js",
    "map/geometry.js",
    "map/patterns.js",
    "map/model.js",
    "map/symbols.js",
    "map/view.js",
    "map/svg-layer.js",
    "map/canvas-layer.js",
    "map/tooltip.js",
    "map/legend.js",
    "map/slider.js",
    "map/keyboard.js",
    "map/outbox.js",
    "map/frame.js",
    "map/app.js",
    "map/mount.js",
)
_STYLES = ("vendor/leaflet.css", "map/map.css")


class AreaLayer(MacroElement):
    """Mounts the layer of areas. Its configuration is base64 and therefore inert in a script."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "sozialmonitor.mount({{ this._parent.get_name() }}, sozialmonitor.protocol.decodeJson('{{ this.config }}'));"
        "{% endmacro %}"
    )

    def __init__(self, config: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "AreaLayer"
        self.config = config


class Message(MacroElement):
    """Hands one message to the live layer. Both parts are base64 and therefore inert in a script."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.feature_group = []; sozialmonitor.receive('{{ this.header }}', '{{ this.numbers }}');"
        "{% endmacro %}"
    )

    def __init__(self, header: str, numbers: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Message"
        self.header = header
        self.numbers = numbers


def build_map(bounds: Sequence[Sequence[float]], geometry: Mapping[str, str], areas: int, assets: str) -> folium.Map:
    """The map of a geography: no tiles, no values, no names; built anew in each run and always the same.

    Args:
        bounds: south-west and north-east corner, latitude first. geometry: file names by level of detail.
        areas: how many there are. assets: address of our scripts, relative to the frame, so that it
            survives a base path.
    """
    folium_map = folium.Map(
        location=[sum(corner[axis] for corner in bounds) / 2 for axis in (0, 1)],
        tiles=None,
        zoom_control=False,
        keyboard=False,
        zoom_snap=0.25,
        attribution_control=False,
    )
    # Leaflet and our layer come from this server; folium's own list points to content networks.
    folium_map.default_js = [(name, f"{assets}/{name}") for name in _SCRIPTS]
    folium_map.default_css = [(name, f"{assets}/{name}") for name in _STYLES]
    config = {
        "geometry": {level: f"../../geometry/{name}" for level, name in geometry.items()},
        "bounds": bounds,
        "renderer": "svg" if areas <= SVG_UP_TO else "canvas",
        "texts": texts_of("map"),
    }
    AreaLayer(base64.b64encode(json.dumps(config, ensure_ascii=False).encode()).decode()).add_to(folium_map)
    return folium_map


def build_message(header: str, numbers: str) -> folium.FeatureGroup:
    """The feature group that carries one message to the layer."""
    group = folium.FeatureGroup()
    Message(header, numbers).add_to(group)
    return group
