"""The spine chart as a real table: all rates of an area by theme."""

from __future__ import annotations

from sozialmonitor.calc.benchmark import Comparison
from sozialmonitor.calc.trends import Trend
from sozialmonitor.charts.run_line import build_run_line
from sozialmonitor.charts.spine import build_key_icon, build_spine_line
from sozialmonitor.domain.indicator import Direction
from sozialmonitor.texts.format import format_integer, format_period
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import Markup, picture, tag
from sozialmonitor.ui.links import build_address
from sozialmonitor.views.profile.rows import ProfileRow
from sozialmonitor.views.profile.view import ProfileView, ThemeRows
from sozialmonitor.views.reading import describe_status

_COMPARED = {
    Comparison.ABOVE: "profile.compared_above",
    Comparison.BELOW: "profile.compared_below",
    Comparison.NOT_DISTINGUISHABLE: "profile.compared_not_distinguishable",
    Comparison.UNKNOWN: "profile.compared_unknown",
}
_TRENDS = {
    Trend.RISING: "profile.trend_rising",
    Trend.FALLING: "profile.trend_falling",
    Trend.NO_SECURED_CHANGE: "profile.trend_no_secured_change",
    Trend.NOT_DETERMINABLE: "profile.trend_not_determinable",
}
_ARROWS = {Trend.RISING: "▲", Trend.FALLING: "▼"}


def build_key(view: ProfileView) -> Markup:
    """What the marks of the chart mean."""
    label = view.monitor.reference_label
    icons = {
        "all": text("profile.key_all"),
        "middle": text("profile.key_middle"),
        "reference": text("profile.key_reference", reference=label),
        "secured": text("profile.key_secured"),
        "unsecured": text("profile.key_unsecured"),
    }
    entries = [tag("li", picture(build_key_icon(icon), ""), meaning) for icon, meaning in icons.items()]
    return tag(
        "div", tag("ul", *entries), tag("p", text("profile.key_sides"), class_="sm-detail"), class_="sm-spine-key"
    )


def build_rows_table(view: ProfileView, has_rank: bool) -> Markup:
    """One row per rate below the name of its theme; ranks only on request."""
    head = [
        text("profile.column_indicator"),
        text("panel.column_value"),
        view.monitor.reference_label,
        text("profile.column_position"),
        text("profile.column_compared"),
        text("profile.column_trend"),
        text("profile.column_run"),
        *([text("profile.column_rank")] if has_rank else []),
    ]
    titles = tag("tr", *(tag("th", title, scope="col") for title in head))
    bodies = [_build_theme(view, group, len(head), has_rank) for group in view.groups]
    caption = tag("caption", f"{text('profile.all_rows')}: {view.area.label}")
    table = tag("table", caption, tag("thead", titles), *bodies, class_="sm-table sm-profile")
    note = [tag("p", text("profile.rank_note"), class_="sm-detail")] if has_rank else []
    return tag("div", table, *note, class_="sm-profile-frame")


def _build_theme(view: ProfileView, group: ThemeRows, columns: int, has_rank: bool) -> Markup:
    title = tag("tr", tag("th", group.theme.title, scope="rowgroup", colspan=str(columns)), class_="sm-theme")
    return tag("tbody", title, *(_build_row(view, row, has_rank) for row in group.rows))


def _build_row(view: ProfileView, row: ProfileRow, has_rank: bool) -> Markup:
    shown = {"indicator": row.indicator.id, "period": row.period, "other_period": None, "base": None}
    to_map = build_address("map", view.selection, **shown)
    to_series = build_address("series", view.selection, **shown)
    period = tag("span", format_period(row.period), class_="sm-year")
    name = tag("a", row.indicator.short_title, href=to_map, target="_self", title=row.indicator.title)
    run = tag("a", picture(build_run_line(row.trace), row.trace.label), href=to_series, target="_self")
    cells = [
        tag("td", row.value, data_label=text("panel.column_value")),
        tag("td", row.reference, data_label=view.monitor.reference_label),
        tag("td", _draw_spine(view, row), class_="sm-spine"),
        tag("td", _describe_comparison(row), class_="sm-word", data_label=text("profile.column_compared")),
        tag("td", *_describe_trend(row), class_="sm-word", data_label=text("profile.column_trend")),
        tag("td", run, class_="sm-run"),
    ]
    if has_rank:
        cells.append(tag("td", _write_rank(row), data_label=text("profile.column_rank")))
    return tag("tr", tag("th", name, " ", period, scope="row"), *cells)


def _write_rank(row: ProfileRow) -> str:
    if row.rank is None:
        return text("profile.none")
    return text("profile.rank_of", rank=format_integer(row.rank), count=format_integer(row.ranked))


def _draw_spine(view: ProfileView, row: ProfileRow) -> str:
    if row.spine is None:
        return text("profile.none")
    is_neutral = row.indicator.direction is Direction.NEUTRAL
    shown = {"value": row.value, "spread": row.spread}
    if row.has_reference:
        label = text("profile.spine", reference=view.monitor.reference_label, total=row.reference, **shown)
    else:
        label = text("profile.spine_alone", **shown)
    side = text("profile.spine_higher" if is_neutral else "profile.spine_better")
    is_secured = row.comparison in (Comparison.ABOVE, Comparison.BELOW)
    return picture(build_spine_line(row.spine, is_secured=is_secured), f"{label}; {side}")


def _describe_comparison(row: ProfileRow) -> str:
    """Why there is no value, or how it lies to the whole territory."""
    if not row.status.is_classed:
        return describe_status(row.status, row.indicator)
    return text(_COMPARED[row.comparison]) if row.has_reference else text("profile.compared_none")


def _describe_trend(row: ProfileRow) -> tuple[str, ...]:
    if row.break_period:
        return (text("profile.trend_break", period=row.break_period),)
    words = text(_TRENDS[row.trend])
    arrow = _ARROWS.get(row.trend)
    if arrow is None:
        return (words,)
    return (tag("span", f"{arrow} ", aria_hidden="true", class_="sm-arrow"), words)
