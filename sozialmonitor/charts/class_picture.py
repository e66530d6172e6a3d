"""The map of a typology: Status as lightness, Dynamik as hue."""

from __future__ import annotations

import numpy as np

from sozialmonitor.calc.rounding import MISSING
from sozialmonitor.calc.typology.classes import UNCLASSED
from sozialmonitor.charts.colours import get_group_colours
from sozialmonitor.charts.map_picture import ClassKey, Grid, MapPicture, Sign, Symbol
from sozialmonitor.domain.typology import Typology
from sozialmonitor.texts.german import text
from sozialmonitor.views.typology.class_map import ClassMap

_PLAIN, _BORDERLINE, _NOT_VALUED = 0, 1, 2


def build_class_picture(view: ClassMap) -> MapPicture:
    """The picture of a typology; periods without Dynamik show Status alone."""
    is_valued = view.codes != UNCLASSED
    statuses = np.where(is_valued, np.where(view.is_borderline, _BORDERLINE, _PLAIN), _NOT_VALUED).astype(np.int8)
    keys = {has_dynamic: _describe_classes(view.typology, has_dynamic) for has_dynamic in set(view.has_dynamic)}
    return MapPicture(
        key=view.key,
        version=view.version,
        monitor=view.monitor,
        geography=view.typology.geography or "",
        attribution=view.attribution,
        title=view.typology.title,
        unit="",
        decimals=0,
        direction=_describe_direction(view),
        symbol=Symbol.CATEGORY,
        periods=view.periods,
        active=view.active,
        display=np.where(is_valued, view.codes.astype(np.int64), MISSING),
        classes=tuple(keys[has_dynamic] for has_dynamic in view.has_dynamic),
        statuses=statuses,
        signs={
            _BORDERLINE: ("borderline", Sign(text("typology.borderline"))),
            _NOT_VALUED: (
                "not_valued",
                Sign(text("typology.not_valued"), pattern="plain", has_value=False, is_classed=False),
            ),
        },
        positions=view.positions,
    )


def _describe_direction(view: ClassMap) -> str:
    if view.typology.status is None:
        return text("typology.map_clusters")
    return text("typology.map_both" if any(view.has_dynamic) else "typology.map_status")


def _describe_classes(typology: Typology, has_dynamic: bool) -> ClassKey:
    rows = typology.status_names
    if not has_dynamic or typology.dynamic is None:
        labels = tuple(text("typology.status_label", status=name) for name in rows) if typology.status else rows
        return ClassKey(_split(len(rows)), get_group_colours(len(rows), 1), labels)
    columns = typology.dynamic.names
    labels = tuple(text("typology.group_label", status=row, dynamic=column) for row in rows for column in columns)
    grid = Grid(text("typology.grid"), rows, columns)
    return ClassKey(_split(len(labels)), get_group_colours(len(rows), len(columns)), labels, grid=grid)


def _split(count: int) -> tuple[int, ...]:
    """Every code is a class of its own."""
    return tuple(range(1, count))
