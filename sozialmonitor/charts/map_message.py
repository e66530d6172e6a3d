"""What travels to the browser for one interaction: numbers and labels, never geometry and never names.

The message is two base64 strings, so nothing in it can break out of the script that carries it, and no
template engine finds anything to execute.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field

import numpy as np

from sozialmonitor.calc.rounding import MISSING, Integers, compute_display_integers
from sozialmonitor.charts.colours import SELECTED_AREAS, ZERO
from sozialmonitor.charts.map_picture import ClassKey, Grid, MapPicture, Sign, Symbol
from sozialmonitor.texts.format import format_period
from sozialmonitor.views.reading import name_measure

ALL_AT_ONCE = 2_000
"""Up to this many numbers everything travels at once; above, the values shown first and the rest on demand."""

PART_ALL, PART_FIRST, PART_REST = "all", "first", "rest"


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


def encode_message(picture: MapPicture, sequence: int, *, rest: bool = False) -> tuple[str, str]:
    """Header and numbers of a map as two base64 strings.

    Args:
        picture: what is shown. sequence: number of the message; the browser keeps the newest.
        rest: send what the first message left out: the other periods, and the counts behind the rates.
    """
    part, periods = _choose_periods(picture, rest)
    payload = _Payload()
    for period in periods:
        _add_period(payload, picture, period, part)
    header = json.dumps(
        _build_header(picture, sequence, part, periods, payload.blocks), ensure_ascii=False, separators=(",", ":")
    )
    return base64.b64encode(header.encode()).decode(), base64.b64encode(bytes(payload.content)).decode()


def _choose_periods(picture: MapPicture, rest: bool) -> tuple[str, list[int]]:
    every = list(range(len(picture.periods)))
    if picture.display.size <= ALL_AT_ONCE:
        return PART_ALL, every
    if rest:
        return PART_REST, every
    return PART_FIRST, [picture.active]


def _add_period(payload: _Payload, picture: MapPicture, period: int, part: str) -> None:
    if part != PART_REST or period != picture.active:
        payload.add("value", period, picture.display[period])
    if part != PART_FIRST:
        for kind, counts in picture.counts.items():
            if not np.isnan(counts[period]).all():
                payload.add(kind, period, compute_display_integers(counts[period], _get_decimals(picture, kind)))


def _get_decimals(picture: MapPicture, kind: str) -> int:
    """Digits after the point with which a count is printed."""
    if picture.bases is None:
        return 0
    return picture.bases.numerator_decimals if kind == "numerator" else picture.bases.denominator_decimals


def _pack(integers: Integers) -> tuple[bytes, str]:
    """In the smallest type that holds everything.

    int16 and int32, whose smallest integer means "missing", else float64, which is exact up to 2^53 and has NaN.
    """
    present = integers[integers != MISSING]
    largest = int(np.abs(present).max(initial=0))
    if largest > np.iinfo(np.int32).max:
        return np.where(integers == MISSING, np.nan, integers.astype("<f8")).tobytes(), "f8"
    kind = np.dtype("<i2" if largest < np.iinfo(np.int16).max else "<i4")
    packed = np.where(integers == MISSING, np.iinfo(kind).min, integers).astype(kind)
    return packed.tobytes(), kind.str[1:]


def _build_header(
    picture: MapPicture, sequence: int, part: str, periods: list[int], blocks: list[dict[str, object]]
) -> dict[str, object]:
    return {
        "seq": sequence,
        "key": picture.key,
        "part": part,
        "title": picture.title,
        "legend": name_measure(picture.title, picture.unit),
        "unit": picture.unit,
        "unitOfOne": picture.unit_of_one or picture.unit,
        "decimals": picture.decimals,
        "isRate": picture.symbol is Symbol.CHOROPLETH,
        "directionText": picture.direction,
        "symbol": picture.symbol,
        **_describe_circles(picture.display),
        "periods": picture.periods,
        "periodLabels": [format_period(period) for period in picture.periods],
        "active": picture.active,
        "classes": [_describe_classes(item) for item in picture.classes],
        "reference": _describe_reference(picture),
        "numeratorLabel": picture.numerator_label,
        "denominatorLabel": picture.denominator_label,
        **_describe_counts(picture),
        "areaCount": picture.areas,
        "blocks": blocks,
        "status": _list_statuses(picture, periods),
        "statuses": dict(_describe_sign(*item) for item in picture.signs.values()),
        "selected": picture.positions,
        "selectedColours": SELECTED_AREAS[: len(picture.positions)],
        "focus": picture.positions[-1] if picture.positions else None,
    }


def _describe_classes(classes: ClassKey) -> dict[str, object]:
    zero = {"colour": ZERO, "label": classes.zero} if classes.zero else None
    described: dict[str, object] = {"breaks": classes.breaks, "colours": classes.colours, "labels": classes.labels}
    return {**described, "zero": zero, "grid": _describe_grid(classes.grid)}


def _describe_grid(grid: Grid | None) -> dict[str, object] | None:
    return None if grid is None else {"title": grid.title, "rows": grid.rows, "columns": grid.columns}


def _describe_reference(picture: MapPicture) -> dict[str, object] | None:
    if picture.reference is None:
        return None
    tiny = [] if picture.tiny_reference is None else np.flatnonzero(picture.tiny_reference).tolist()
    values = [_or_none(item) for item in picture.reference]
    return {"label": picture.reference_label, "values": values, **({"tiny": tiny} if tiny else {})}


def _describe_circles(display: Integers) -> dict[str, object]:
    """Largest size of a number, which gets the largest circle; where some are negative, both ends too."""
    present = display[display != MISSING]
    lowest, highest = int(present.min(initial=0)), int(present.max(initial=0))
    ends: dict[str, object] = {"circleMax": max(-lowest, highest, 1)}
    return {**ends, "circleRange": [lowest, highest]} if lowest < 0 else ends


def _describe_counts(picture: MapPicture) -> dict[str, object]:
    """Only what differs from whole numbers of a whole, which most are."""
    if picture.bases is None or not picture.counts:
        return {}
    decimals = {kind: _get_decimals(picture, kind) for kind in picture.counts}
    own: dict[str, object] = {f"{kind}Decimals": digits for kind, digits in decimals.items() if digits}
    return own if picture.bases.is_part else {**own, "isBase": True}


def _list_statuses(picture: MapPicture, periods: list[int]) -> list[dict[str, object]]:
    """Sparse: only areas whose number is missing or needs a remark."""
    return [
        {"period": period, "code": name, "areas": areas.tolist()}
        for period in periods
        for code, (name, _) in picture.signs.items()
        if (areas := np.flatnonzero(picture.statuses[period] == code)).size
    ]


def _describe_sign(name: str, sign: Sign) -> tuple[str, dict[str, object]]:
    return name, {
        "label": sign.label,
        "sign": sign.sign,
        "pattern": sign.pattern,
        "hasValue": sign.has_value,
        "classed": sign.is_classed,
        **({"tiny": True} if sign.is_tiny else {}),
    }


def _or_none(integer: int) -> int | None:
    return None if integer == MISSING else int(integer)
