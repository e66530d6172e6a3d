"""The folium map: constant for a geography, so that its frame is never reloaded; values follow as messages."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence

import folium
from branca.element import MacroElement
from jinja2 import Template

SVG_UP_TO = 1_500
"""Up to this many areas each one is an SVG element that the keyboard reaches; above, one canvas draws all."""


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

    def render(self, **_: object) -> str:
        """Nothing: the component reads the macro itself, and branca would parse the whole message as a template."""
        return ""


def build_map(
    bounds: Sequence[Sequence[float]],
    geometry: Mapping[str, str],
    areas: int,
    attribution: str,
    script: str,
    style: str,
    *,
    is_linked: bool = False,
    qualifiers: Mapping[str, str] | None = None,
) -> folium.Map:
    """The map of a geography: no tiles, no values, no names; built anew in each run and always the same.

    Args:
        bounds: south-west and north-east corner, latitude first. geometry: file names by level of detail.
        areas: how many there are. attribution: source line of the boundaries.
        is_linked: other maps of the same areas on the page move along with this one.
        qualifiers: by code what sets namesakes apart; names themselves travel with the boundaries.
        script, style: addresses of our own files, relative to the frame, so that they survive a base path.
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
    folium_map.default_js = [("sozialmonitor", script)]
    folium_map.default_css = [("sozialmonitor", style)]
    config = {
        "geometry": {level: f"../../geometry/{name}" for level, name in geometry.items()},
        "bounds": bounds,
        "renderer": "svg" if areas <= SVG_UP_TO else "canvas",
        "attribution": attribution,
        "linked": is_linked,
        **({"qualifiers": qualifiers} if qualifiers else {}),
    }
    AreaLayer(base64.b64encode(json.dumps(config, ensure_ascii=False).encode()).decode()).add_to(folium_map)
    return folium_map


def build_message(header: str, numbers: str) -> folium.FeatureGroup:
    """The feature group that carries one message to the layer."""
    group = folium.FeatureGroup()
    Message(header, numbers).add_to(group)
    return group
