"""What travels to the browser for one interaction: numbers and labels, never geometry and never names.

The message is two base64 strings, so nothing in it can break out of the script that carries it, and no
template engine finds anything to execute.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field

import numpy as np

from sozialmonitor.calc.rounding import MISSING, Floats, Integers
from sozialmonitor.charts.colours import SELECTED_AREAS, ZERO, get_class_colours
from sozialmonitor.domain.status import Status
from sozialmonitor.texts.format import format_period, format_unit
from sozialmonitor.texts.german import text
from sozialmonitor.views.map_view import MapView
from sozialmonitor.views.reading import describe_status
from sozialmonitor.views.scale import Classes, Scale

ALL_AT_ONCE = 2_000
"""Up to this many numbers everything travels at once; above, the values shown first and the rest on demand."""

COUNTS_UP_TO = 2_000
"""Up to this many areas the counts behind a rate travel too, with the rest."""

PART_ALL, PART_FIRST, PART_REST = "all", "first", "rest"

_PATTERNS = {
    Status.LIMITED: "none",
    Status.SUPPRESSED: "dots",
    Status.SMALL_AREA: "plain",
}


@dataclass
class _Payload:
    """Binary blocks one behind the other, and where each begins."""

    blocks: list[dict[str, object]] = field(default_factory=list)
    content: bytearray = field(default_factory=bytearray)

    def add(self, kind: str, period: int, integers: Integers) -> None:
        packed, name = _pack(integers)
        self.blocks.append({"kind": kind, "period": period, "type": name, "offset": len(self.content)})
        self.content += packed
        self.content += b"\0" * (-len(self.content) % 4)


def encode_message(view: MapView, sequence: int, *, rest: bool = False) -> tuple[str, str]:
    """Header and numbers of a map as two base64 strings.

    Args:
        view: what is shown. sequence: number of the message; the browser keeps the newest.
        rest: send what the first message left out: the other periods, and the counts behind the rates.
    """
    part, periods = _choose_periods(view, rest)
    payload = _Payload()
    for period in periods:
        _add_period(payload, view, period, part)
    header = json.dumps(
        _build_header(view, sequence, part, periods, payload.blocks), ensure_ascii=False, separators=(",", ":")
    )
    return base64.b64encode(header.encode()).decode(), base64.b64encode(bytes(payload.content)).decode()


def _choose_periods(view: MapView, rest: bool) -> tuple[str, list[int]]:
    every = list(range(len(view.scale.periods)))
    if view.scale.display.size <= ALL_AT_ONCE:
        return PART_ALL, every
    if rest:
        return PART_REST, every
    return PART_FIRST, [view.period]


def _add_period(payload: _Payload, view: MapView, period: int, part: str) -> None:
    if part != PART_REST or period != view.period:
        payload.add("value", period, view.scale.display[period])
    if part != PART_FIRST and len(view.areas) <= COUNTS_UP_TO and view.indicator.is_rate:
        block = view.observations.block
        for kind, counts in (("numerator", block.numerators), ("denominator", block.denominators)):
            if not np.isnan(counts[period]).all():
                payload.add(kind, period, _to_integers(counts[period]))


def _to_integers(counts: Floats) -> Integers:
    return np.where(np.isnan(counts), MISSING, np.nan_to_num(np.rint(counts))).astype(np.int64)


def _pack(integers: Integers) -> tuple[bytes, str]:
    """As int16 if everything fits, else int32; the smallest integer of the type means "missing"."""
    present = integers[integers != MISSING]
    small = present.size == 0 or int(np.abs(present).max()) < np.iinfo(np.int16).max
    kind = np.dtype("<i2" if small else "<i4")
    packed = np.where(integers == MISSING, np.iinfo(kind).min, integers).astype(kind)
    return packed.tobytes(), "i2" if small else "i4"


def _build_header(
    view: MapView, sequence: int, part: str, periods: list[int], blocks: list[dict[str, object]]
) -> dict[str, object]:
    indicator, scale = view.indicator, view.scale
    statuses = _list_statuses(view, periods)
    return {
        "seq": sequence,
        "key": view.key,
        "part": part,
        "title": indicator.title,
        "unit": format_unit(indicator.unit),
        "decimals": indicator.decimals,
        "isRate": indicator.is_rate,
        "directionText": view.direction,
        "symbol": "choropleth" if indicator.is_rate else "circle",
        "circleMax": int(scale.display.max(initial=1)),
        "periods": scale.periods,
        "periodLabels": [format_period(period) for period in scale.periods],
        "active": view.period,
        "classes": [_describe_classes(item, scale) for item in scale.classes],
        "reference": {"label": view.monitor.reference_label, "values": [_or_none(item) for item in scale.reference]},
        "numeratorLabel": indicator.numerator_label,
        "denominatorLabel": indicator.denominator_label,
        "areaCount": len(view.areas),
        "blocks": blocks,
        "status": statuses,
        "statuses": {Status(code).name.lower(): _describe(Status(code)) for code in _used_statuses(view)},
        "selected": view.positions,
        "selectedColours": SELECTED_AREAS[: len(view.positions)],
        "focus": view.positions[-1] if view.positions else None,
    }


def _describe_classes(classes: Classes, scale: Scale) -> dict[str, object]:
    colours = get_class_colours(len(classes.breaks) + 1, scale.palette)
    zero = {"colour": ZERO, "label": text("legend.zero")} if classes.has_zero else None
    return {"breaks": classes.breaks, "colours": colours, "labels": classes.labels, "zero": zero}


def _used_statuses(view: MapView) -> list[int]:
    return [int(code) for code in np.unique(view.observations.block.statuses) if code != Status.VALUE]


def _list_statuses(view: MapView, periods: list[int]) -> list[dict[str, object]]:
    """Sparse: only areas whose value is missing or limited."""
    statuses = view.observations.block.statuses
    return [
        {
            "period": period,
            "code": Status(code).name.lower(),
            "areas": np.flatnonzero(statuses[period] == code).tolist(),
        }
        for period in periods
        for code in np.unique(statuses[period])
        if code != Status.VALUE
    ]


def _describe(status: Status) -> dict[str, object]:
    return {
        "label": describe_status(status),
        "sign": status.sign,
        "pattern": _PATTERNS.get(status, "hatch"),
        "hasValue": status.has_value,
        "classed": status.is_classed,
    }


def _or_none(integer: int) -> int | None:
    return None if integer == MISSING else int(integer)
