"""A selection is exactly one address, and no address leads anywhere but to a valid selection."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.typology.series import list_typology_periods
from sozialmonitor.domain.classification import MAXIMUM_CLASSES, MINIMUM_CLASSES, Classification, ClassMethod, Palette
from sozialmonitor.domain.period import Period, find_nearest_period
from sozialmonitor.domain.selection import (
    MAXIMUM_AREAS,
    MAXIMUM_OTHERS,
    CompareMode,
    Selection,
    SeriesMode,
    TypologyChoice,
    format_query,
)
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.selection import parse_breaks, resolve_selection
from sozialmonitor.views.typology.series import collect_typology_series
from tests.support.town import NAME
from tests.unit.domain.test_period import periods

PARAMETERS = [
    "monitor",
    "indikator",
    "ebene",
    "periode",
    "gebiete",
    "klassen",
    "anzahl",
    "grenzen-aus",
    "farben",
    "grenzen",
    "indikatoren",
    "periode2",
    "basis",
    "band",
    "achse",
    "reihen",
    "vergleich",
    "typologie",
    "stand",
    "vorher",
    "typologie2",
]

JUNK = [
    "",
    " ",
    ",",
    ";",
    "nan",
    "inf",
    "-1",
    "1e999",
    "٣",
    "9" * 40,
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "' OR 1=1 --",
    "\0",
    "\ud800",
    "einwohner\n",
    "MANNHEIM",
    "beratungsfaelle",
    "2024-13",
    "2024-Q9",
    "UNASSIGNED",
    "einteilung-beratung",
    "wachstum",
    "rangbaender",
]

limits = st.floats(-1e9, 1e9, exclude_min=True, exclude_max=True)


def list_periods_of(store: Store, monitor: str, typology: str) -> tuple[str, ...]:
    declared = store.get_catalogue(monitor).typologies[typology]
    return list_typology_periods(collect_typology_series(store, monitor, declared))


@st.composite
def choices(draw: st.DrawFn, store: Store, monitor: str) -> TypologyChoice:
    """Nothing said about typologies, or one of them with everything that may be said about it."""
    typologies = store.get_catalogue(monitor).typologies
    typology = draw(st.none() | st.sampled_from(sorted(typologies)))
    if typology is None:
        return TypologyChoice()
    periods = list_periods_of(store, monitor, typology)
    period = draw(st.none() | st.sampled_from(periods))
    before = periods[: periods.index(period or periods[-1])]
    earlier = draw(st.sampled_from((None, *before)))
    level = typologies[typology].geography
    others = [key for key, item in typologies.items() if item.geography == level and key != typology]
    return TypologyChoice(typology, period, earlier, draw(st.none() | st.sampled_from(others)))


@st.composite
def selections(draw: st.DrawFn, store: Store) -> Selection:
    """Any selection that is valid in a store."""
    monitor = draw(st.sampled_from(store.get_monitors())).id
    indicator = draw(st.sampled_from(sorted(store.get_catalogue(monitor).indicators)))
    geography = draw(st.sampled_from(store.get_levels(monitor, indicator)))
    period = draw(st.sampled_from(store.get_observations(monitor, indicator, geography).periods))
    codes = [area.code for area in store.get_areas(monitor, geography)]
    areas = tuple(draw(st.lists(st.sampled_from(codes), max_size=MAXIMUM_AREAS, unique=True)))
    method = draw(st.sampled_from(ClassMethod))
    breaks = draw(st.lists(limits, min_size=1, max_size=6, unique=True)) if method is ClassMethod.MANUAL else []
    classification = Classification(
        method,
        draw(st.integers(MINIMUM_CLASSES, MAXIMUM_CLASSES)),
        draw(st.booleans()),
        draw(st.sampled_from(Palette)),
        tuple(sorted(breaks)),
    )
    others = sorted(set(store.get_catalogue(monitor).indicators) - {indicator})
    other_periods = st.none() | st.sampled_from(store.get_observations(monitor, indicator, geography).periods)
    return Selection(
        monitor,
        indicator,
        geography,
        period,
        areas,
        classification,
        others=tuple(draw(st.lists(st.sampled_from(others), max_size=MAXIMUM_OTHERS, unique=True))),
        other_period=draw(other_periods),
        base=draw(other_periods),
        has_band=draw(st.booleans()),
        has_free_axis=draw(st.booleans()),
        series_mode=draw(st.sampled_from(SeriesMode)),
        compare_mode=draw(st.sampled_from(CompareMode)),
        classes=draw(choices(store, monitor)),
    )


def test_every_part_of_a_selection_is_tried() -> None:
    """Who adds a part to the selection adds it to the strategy above; otherwise nothing below would test it."""
    assert {field.name for field in fields(Selection)} == {
        "monitor",
        "indicator",
        "geography",
        "period",
        "areas",
        "classification",
        "others",
        "other_period",
        "base",
        "has_band",
        "has_free_axis",
        "series_mode",
        "compare_mode",
        "classes",
    }


def test_every_parameter_is_tried(real_store: Store) -> None:
    codes = [area.code for area in real_store.get_areas("mannheim", "stadtteile")][:2]
    full = Selection(
        "mannheim",
        "einwohner",
        "stadtteile",
        "2020",
        tuple(codes),
        Classification(ClassMethod.MANUAL, 3, all_periods=False, palette=Palette.DIVERGING, breaks=(1.0,)),
        others=("frauenanteil",),
        other_period="2019",
        base="2010",
        has_band=True,
        has_free_axis=True,
        series_mode=SeriesMode.INDICATORS,
        compare_mode=CompareMode.MAPS,
        classes=TypologyChoice("arbeitslosigkeit", "2015", "2012", "abstand-zum-stadtwert"),
    )
    assert sorted(format_query(full)) == sorted(PARAMETERS)


def assert_valid(store: Store, selection: Selection) -> None:
    observations = store.get_observations(selection.monitor, selection.indicator, selection.geography)
    assert selection.period in observations.periods
    assert len(set(selection.areas)) == len(selection.areas) <= MAXIMUM_AREAS
    assert selection.base in {None, *observations.periods}
    assert selection.other_period in {None, *list_all_periods(store, selection)}
    assert selection.indicator not in selection.others
    assert len(set(selection.others)) == len(selection.others) <= MAXIMUM_OTHERS
    for other in selection.others:
        store.get_indicator(selection.monitor, other)
    for code in selection.areas:
        store.get_area_position(selection.monitor, selection.geography, code)
    chosen = selection.classification
    assert MINIMUM_CLASSES <= chosen.count <= MAXIMUM_CLASSES
    assert bool(chosen.breaks) == (chosen.method is ClassMethod.MANUAL)
    assert list(chosen.breaks) == sorted(set(chosen.breaks))
    assert_valid_classes(store, selection.monitor, selection.classes)


def assert_valid_classes(store: Store, monitor: str, classes: TypologyChoice) -> None:
    if classes.typology is None:
        assert classes == TypologyChoice()
        return
    typologies = store.get_catalogue(monitor).typologies
    periods = list_periods_of(store, monitor, classes.typology)
    assert {classes.period, classes.earlier} <= {None, *periods}
    if classes.earlier is not None:
        assert classes.earlier in periods[: periods.index(classes.period or periods[-1])]
    if classes.other is not None:
        assert classes.other != classes.typology
        assert typologies[classes.other].geography == typologies[classes.typology].geography


def list_all_periods(store: Store, selection: Selection) -> set[str]:
    """Periods of every indicator at the chosen level: a second picture may show any of them."""
    monitor, level = selection.monitor, selection.geography
    return {
        period
        for indicator in store.get_catalogue(monitor).indicators
        if level in store.get_levels(monitor, indicator)
        for period in store.get_observations(monitor, indicator, level).periods
    }


@pytest.fixture(params=["town_store", "real_store"], scope="module")
def store(request: pytest.FixtureRequest) -> Store:
    return request.getfixturevalue(request.param)


@given(data=st.data())
def test_every_selection_survives_the_way_through_its_address(store: Store, data: st.DataObject) -> None:
    selection = data.draw(selections(store))
    resolved = resolve_selection(store, format_query(selection))
    assert resolved.selection == selection
    assert resolved.notes == (), "nothing had to be replaced"


@given(data=st.data())
def test_two_selections_never_share_an_address(store: Store, data: st.DataObject) -> None:
    first, second = data.draw(selections(store)), data.draw(selections(store))
    assert (format_query(first) == format_query(second)) == (first == second)


@given(query=st.dictionaries(st.sampled_from(PARAMETERS), st.sampled_from(JUNK) | st.text(max_size=30)))
def test_no_address_fails(store: Store, query: dict[str, str]) -> None:
    assert_valid(store, resolve_selection(store, query).selection)


@given(data=st.data())
def test_one_junk_part_spoils_nothing_else(store: Store, data: st.DataObject) -> None:
    """A selection with one part replaced is still valid, and resolving it again changes nothing."""
    query = format_query(data.draw(selections(store)))
    query[data.draw(st.sampled_from(PARAMETERS))] = data.draw(st.sampled_from(JUNK) | st.text(max_size=30))
    resolved = resolve_selection(store, query).selection
    assert_valid(store, resolved)
    assert resolve_selection(store, format_query(resolved)).selection == resolved


@given(junk=st.text(max_size=30))
def test_nothing_from_the_address_is_ever_shown(town_store: Store, junk: str) -> None:
    marked = f"§{junk}§"
    notes = resolve_selection(town_store, dict.fromkeys(PARAMETERS, marked)).notes
    assert notes
    assert not [note for note in notes if marked in note or "§" in note]


def test_an_empty_address_is_the_declared_default(town_store: Store) -> None:
    resolved = resolve_selection(town_store, {})
    assert resolved.selection == Selection(NAME, "arbeitslosenquotient", "stadtteile", "2023")
    assert resolved.notes == ()


@pytest.mark.parametrize(
    ("query", "key", "words"),
    [
        ({"monitor": "atlantis"}, "unknown_monitor", {"shown": "Musterstadt"}),
        ({"indikator": "glueck"}, "unknown_indicator", {"shown": "Arbeitslosenquotient"}),
        ({"indikator": "beratungsfaelle"}, "unknown_indicator", {"shown": "Arbeitslosenquotient"}),
        ({"ebene": "strassen"}, "unknown_level", {"shown": "Stadtteile"}),
        (
            {"indikator": "leistungen", "ebene": "stadtteile"},
            "no_data_on_level",
            {"wished": "Stadtteile", "shown": "Stadtbezirke"},
        ),
        ({"periode": "gestern"}, "unknown_period", {"shown": "2023"}),
        ({"periode": "2019"}, "no_data_in_period", {"wished": "2019", "shown": "2020"}),
        ({"gebiete": "011,777,x"}, "unknown_areas", {"count": "2"}),
        ({"typologie": "mietspiegel"}, "unknown_typology", {"shown": "Status und Dynamik des Wachstums"}),
        ({"typologie": "einteilung-beratung"}, "unknown_typology", {"shown": "Status und Dynamik des Wachstums"}),
        ({"typologie2": "einteilung-beratung"}, "unknown_other_typology", {}),
        ({"typologie": "wachstum", "typologie2": "wachstum"}, "unknown_other_typology", {}),
        ({"typologie": "arbeit", "stand": "2021"}, "no_data_in_period", {"wished": "2021", "shown": "2023"}),
        ({"typologie": "wachstum", "vorher": "morgen"}, "unknown_period", {"shown": "2021"}),
        ({"typologie": "wachstum", "vorher": "2030"}, "not_earlier", {"shown": "2021"}),
        ({"typologie": "wachstum", "vorher": "2023"}, "not_earlier", {"shown": "2021"}),
        ({"typologie": "wachstum", "stand": "2021", "vorher": "2020"}, "no_earlier_period", {}),
        ({"klassen": "schön"}, "unread", {"parts": "„klassen“"}),
        ({"klassen": "manual", "grenzen": "5;x"}, "unread", {"parts": "„grenzen“"}),
        ({"grenzen": "9;1"}, "unread", {"parts": "„grenzen“"}),
        ({"anzahl": "99"}, "unread", {"parts": "„anzahl“"}),
        ({"anzahl": "viele", "farben": "rosa"}, "unread", {"parts": "„anzahl“, „farben“"}),
        ({"band": "nein"}, "unread", {"parts": "„band“"}),
        ({"achse": "x"}, "unread", {"parts": "„achse“"}),
        ({"grenzen-aus": "x"}, "unread", {"parts": "„grenzen-aus“"}),
        ({"reihen": "x"}, "unread", {"parts": "„reihen“"}),
        ({"vergleich": "x"}, "unread", {"parts": "„vergleich“"}),
    ],
)
def test_whatever_is_replaced_is_said(
    town_store: Store, query: dict[str, str], key: str, words: dict[str, str]
) -> None:
    assert resolve_selection(town_store, query).notes == (text(f"note.{key}", **words),)


def test_a_wished_level_is_kept_where_no_indicator_is_wished(real_store: Store) -> None:
    query = {"monitor": "gemeinden", "ebene": "kreise", "gebiete": "07211"}
    resolved = resolve_selection(real_store, query)
    assert (resolved.selection.geography, resolved.selection.areas) == ("kreise", ("07211",))
    assert resolved.notes == ()
    assert resolve_selection(real_store, {**query, "indikator": "kinderarmut"}).notes, "else it is said"


def test_own_limits_without_limits_are_said(town_store: Store) -> None:
    assert resolve_selection(town_store, {"klassen": "manual"}).notes == (text("choice.breaks_missing"),)


def test_too_many_indicators_keep_the_first_ones(real_store: Store) -> None:
    first, *others = list(real_store.get_catalogue("flensburg").indicators)[: MAXIMUM_OTHERS + 2]
    query = {"monitor": "flensburg", "indikator": first, "indikatoren": ",".join(others)}
    resolved = resolve_selection(real_store, query)
    assert resolved.selection.others == tuple(others[:MAXIMUM_OTHERS])
    assert resolved.notes == (text("note.too_many_others", maximum=str(MAXIMUM_OTHERS)),)


def test_every_part_that_is_no_name_is_said_at_once(town_store: Store) -> None:
    """What an address can say beside names and periods."""
    parts = ["klassen", "anzahl", "grenzen-aus", "farben", "grenzen", "band", "achse", "reihen", "vergleich"]
    (note,) = resolve_selection(town_store, dict.fromkeys(parts, "§")).notes
    assert all(f"„{part}“" in note for part in parts)
    assert resolve_selection(town_store, dict.fromkeys(PARAMETERS, "")).notes == ()


def test_too_many_areas_keep_the_last_ones(real_store: Store) -> None:
    codes = [area.code for area in real_store.get_areas("mannheim", "stadtteile")][:8]
    resolved = resolve_selection(real_store, {"monitor": "mannheim", "gebiete": ",".join(codes)})
    assert resolved.selection.areas == tuple(codes[2:])
    assert resolved.selection.focus == codes[7]
    assert resolved.notes == (text("note.too_many_areas", maximum="6"),)


@given(st.lists(periods, min_size=1, max_size=8, unique=True), periods)
def test_the_nearest_period_is_the_nearest(known: list[str], wished: str) -> None:
    def months(code: str) -> int:
        year, month = Period(code).end
        return 12 * year + month

    found = find_nearest_period(known, wished)
    distances = {code: abs(months(code) - months(wished)) for code in known}
    assert distances[found] == min(distances.values())
    ties = [code for code in known if distances[code] == distances[found]]
    assert months(found) == max(months(code) for code in ties), "the later one on a tie"


@given(st.lists(limits, min_size=1, max_size=6, unique=True))
def test_breaks_are_read_as_a_german_writes_them(breaks: list[float]) -> None:
    ascending = tuple(sorted(breaks))
    assert parse_breaks("; ".join(repr(item).replace(".", ",") for item in ascending)) == ascending


@pytest.mark.parametrize(
    "wished", ["", ";", "a", "1;a", "2;1", "1;1", "nan", "1;inf", "1e10", "1;2;3;4;5;6;7", "1,5,5", "--1"]
)
def test_anything_else_is_no_breaks(wished: str) -> None:
    assert parse_breaks(wished) == ()


@given(st.text(max_size=40))
def test_no_text_makes_the_reader_of_breaks_fail(wished: str) -> None:
    breaks = parse_breaks(wished)
    assert list(breaks) == sorted(set(breaks))
    assert all(abs(item) < 1e9 for item in breaks)


@pytest.mark.parametrize(
    ("count", "expected"),
    [("2", 2), ("7", 7), ("1", 2), ("99", 7), ("0", 2), ("-3", 5), ("3.0", 5), ("٣", 5), ("", 5), ("123", 5)],
)
def test_the_number_of_classes_stays_in_its_limits(town_store: Store, count: str, expected: int) -> None:
    assert resolve_selection(town_store, {"anzahl": count}).selection.classification.count == expected
