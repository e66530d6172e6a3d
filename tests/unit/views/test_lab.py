"""The laboratory: what is set becomes a typology, what cannot be is told, and its figures agree with slow ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sozialmonitor.calc.typology.classes import UNCLASSED
from sozialmonitor.calc.typology.series import compute_period, get_levels, get_population, list_typology_periods
from sozialmonitor.domain.errors import InputError
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.typology import Standardisation, Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.lab import results as lab_results
from sozialmonitor.views.lab.area import describe_area, format_probability
from sozialmonitor.views.lab.changes import find_class_changes
from sozialmonitor.views.lab.goals import compute_lab_goals, describe_goals
from sozialmonitor.views.lab.results import compute_lab_results
from sozialmonitor.views.lab.settings import (
    LabSettings,
    identify,
    list_other_indicators,
    list_standardisations,
    make_settings,
    make_typology,
)
from sozialmonitor.views.lab.stability import build_lab_stability
from sozialmonitor.views.lab.variants import format_share
from sozialmonitor.views.lab.view import LabView, build_lab_view
from sozialmonitor.views.typology.class_map import pick_codes
from sozialmonitor.views.typology.selection import resolve_class_selection
from sozialmonitor.views.typology.series import collect_typology_series
from tests.support.slow_typology import Rules, classify_slowly, compute_index_slowly

DECLARED = [
    ("flensburg", "status-dynamik"),
    ("flensburg", "rangbaender"),
    ("flensburg", "abstand-zum-stadtwert"),
    ("flensburg", "aehnliche-stadtteile"),
    ("mannheim", "arbeitslosigkeit"),
    ("mannheim", "abstand-zum-stadtwert"),
    ("gemeinden", "grundsicherung"),
    ("gemeinden", "rangbaender"),
    ("gemeinden", "aehnliche-gemeinden"),
]
FLENSBURG = ("arbeitslosenanteil", "sgb2-anteil", "kinder-in-bedarfsgemeinschaften", "beschaeftigungsquote")

every_typology = pytest.mark.parametrize(("monitor", "typology_id"), DECLARED)


def start(
    store: Store, monitor: str = "flensburg", typology_id: str = "status-dynamik"
) -> tuple[Typology, LabSettings]:
    typology = store.get_typology(monitor, typology_id)
    return typology, make_settings(store, monitor, typology)


def list_periods(store: Store, monitor: str, typology: Typology) -> tuple[str, ...]:
    return list_typology_periods(collect_typology_series(store, monitor, typology))


def build(store: Store, monitor: str, declared: Typology, typology: Typology, **query: str) -> LabView:
    selection = resolve_class_selection(store, {"monitor": monitor, "typologie": declared.id, **query}).selection
    periods = list_periods(store, monitor, declared)
    before = compute_lab_results(store, monitor, declared, selection.classes.period or "", periods)
    after = compute_lab_results(store, monitor, typology, selection.classes.period or "", periods)
    return build_lab_view(store, selection, declared, typology, before, after)


@every_typology
def test_untouched_settings_are_the_declared_typology(real_store: Store, monitor: str, typology_id: str) -> None:
    declared, chosen = start(real_store, monitor, typology_id)
    assert make_typology(declared, chosen) == declared
    assert identify(make_typology(declared, chosen)) == identify(declared)
    view = build(real_store, monitor, declared, declared)
    assert view.differences == ()
    assert view.changes.count == 0
    assert view.summary == text("lab.unchanged")
    assert chosen.standardisation in list_standardisations(declared)


def test_other_indicators_are_rates_with_a_direction_and_shared_periods(real_store: Store) -> None:
    declared, chosen = start(real_store)
    others = [item.id for item in list_other_indicators(real_store, "flensburg", declared)]
    assert others == ["existenzsicherung-anteil", "grundsicherung-im-alter", "raeumungsklagen"]
    assert [item.indicator for item in chosen.indicators] == [*FLENSBURG, *others]
    assert [item.is_included for item in chosen.indicators] == [True] * 4 + [False] * 3
    assert list_other_indicators(real_store, "mannheim", real_store.get_typology("mannheim", "arbeitslosigkeit")) == []


def test_what_is_set_arrives(real_store: Store) -> None:
    declared, chosen = start(real_store)
    changed = chosen.weigh("sgb2-anteil", 2.5).include("beschaeftigungsquote", is_included=False)
    changed = changed.include("raeumungsklagen", is_included=True).cut("status", 1, 0.8).cut("dynamic", 0, -1.2)
    typology = make_typology(declared, replace(changed, standardisation=Standardisation.RANK))
    assert [(item.indicator, item.weight) for item in typology.indicators] == [
        ("arbeitslosenanteil", 1.0),
        ("sgb2-anteil", 2.5),
        ("kinder-in-bedarfsgemeinschaften", 1.0),
        ("raeumungsklagen", 1.0),
    ]
    assert typology.status is not None
    assert typology.dynamic is not None
    assert typology.status.cutoffs == (-1.0, 0.8, 1.5)
    assert typology.dynamic.cutoffs == (-1.2, 1.0)
    assert typology.standardisation is Standardisation.RANK
    assert (typology.id, typology.limits) == (declared.id, declared.limits)
    view = build(real_store, "flensburg", declared, typology)
    assert view.differences == (
        "SGB-II-Leistungen: Gewicht 2,5 statt 1",
        "Beschäftigungsquote: weggelassen",
        "Drohende Wohnungslosigkeit: hinzugefügt, Gewicht 1",
        "Vergleichbar gemacht durch: Reihenfolge der Gebiete (Ränge)",
        "Klassengrenzen des Status: −1; 0,8; 1,5 Standardabweichungen statt −1; 1; 1,5 Standardabweichungen",
        "Klassengrenzen der Dynamik: −1,2; 1 Standardabweichungen statt −1; 1 Standardabweichungen",
    )


def test_every_setting_has_its_own_name(real_store: Store) -> None:
    """The browser keeps what it has for the same key: another weight must never show yesterday's colours."""
    declared, chosen = start(real_store)
    typologies = [make_typology(declared, chosen.weigh("sgb2-anteil", weight)) for weight in (0.9, 1.0, 1.1)]
    keys = {build(real_store, "flensburg", declared, typology).map.key for typology in typologies}
    assert len(keys) == 3


@pytest.mark.parametrize(
    ("change", "place", "finding", "remedy"),
    [
        (
            lambda item: replace(item, indicators=tuple(replace(part, weight=0.0) for part in item.indicators)),
            "Einstellungen",
            "Alle Gewichte sind 0",
            "mindestens einem Indikator ein Gewicht über 0 geben",
        ),
        (
            lambda item: replace(item, indicators=tuple(replace(part, is_included=False) for part in item.indicators)),
            "Indikatoren",
            "Kein Indikator ist ausgewählt",
            "mindestens einen Indikator ankreuzen",
        ),
        (
            lambda item: item.cut("status", 1, 1.75),
            "Klassengrenzen des Status",
            "Die Klassengrenzen -1; 1,75; 1,5 steigen nicht an",
            "aufsteigend und ohne Wiederholung angeben",
        ),
        (
            lambda item: item.cut("dynamic", 1, float("inf")),
            "Klassengrenzen der Dynamik",
            "›inf‹ ist keine endliche Zahl",
            "eine Zahl mit Dezimalpunkt angeben",
        ),
    ],
)
def test_what_the_model_refuses(real_store: Store, change, place: str, finding: str, remedy: str) -> None:  # type: ignore[no-untyped-def]
    declared, chosen = start(real_store)
    with pytest.raises(InputError) as told:
        make_typology(declared, change(chosen))
    (defect,) = told.value.defects
    assert (defect.place, defect.finding, defect.remedy) == (place, finding, remedy)


def test_several_defects_are_told_together(real_store: Store) -> None:
    declared, chosen = start(real_store)
    with pytest.raises(InputError) as told:
        make_typology(declared, chosen.cut("status", 0, 9).cut("dynamic", 0, 9))
    assert [item.place for item in told.value.defects] == ["Klassengrenzen der Dynamik", "Klassengrenzen des Status"]


def test_quantiles_outside_of_their_limits(real_store: Store) -> None:
    declared, chosen = start(real_store, typology_id="rangbaender")
    with pytest.raises(InputError) as told:
        make_typology(declared, chosen.cut("status", 2, 1.2))
    assert told.value.defects[0].finding == "Eine Klassengrenze liegt nicht zwischen 0 und 1"


def test_a_period_without_values_is_told(real_store: Store) -> None:
    declared, chosen = start(real_store)
    typology = make_typology(declared, chosen.include("grundsicherung-im-alter", is_included=True))
    periods = list_periods(real_store, "flensburg", declared)
    with pytest.raises(InputError) as told:
        compute_lab_results(real_store, "flensburg", typology, "2018", periods)
    (defect,) = told.value.defects
    assert defect.place.startswith("Indikator ")
    assert (defect.finding, defect.remedy) == (text("lab.no_values", period="2018"), text("lab.no_values_remedy"))
    assert list(compute_lab_results(real_store, "flensburg", typology, "2022", periods)) == ["2021", "2022"]


def test_unlike_units_have_no_common_distance(real_store: Store) -> None:
    declared, chosen = start(real_store, typology_id="abstand-zum-stadtwert")
    typology = make_typology(declared, chosen.include("raeumungsklagen", is_included=True))
    with pytest.raises(InputError) as told:
        compute_lab_results(real_store, "flensburg", typology, "2022", ("2022",))
    assert told.value.defects[0].finding == text("lab.unlike_units")


def test_more_clusters_than_different_areas(real_store: Store) -> None:
    declared, chosen = start(real_store, typology_id="aehnliche-stadtteile")
    many = make_typology(declared, replace(chosen, clusters=12))
    found = compute_lab_results(real_store, "flensburg", many, "2022", ("2022",))
    assert found["2022"].status is not None
    assert found["2022"].status.codes.max() == 11
    people = get_population(collect_typology_series(real_store, "flensburg", declared), "2022")
    few = many.model_copy(update={"minimum_population": int(np.sort(people)[-8])})
    with pytest.raises(InputError) as told:
        compute_lab_results(real_store, "flensburg", few, "2022", ("2022",))
    assert "lassen sich nicht in 12 Gruppen teilen" in told.value.defects[0].finding


def test_of_very_many_areas_only_the_period_shown_is_computed(
    real_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    declared, _ = start(real_store)
    periods = list_periods(real_store, "flensburg", declared)
    assert list(compute_lab_results(real_store, "flensburg", declared, "2020", periods)) == list(periods)
    monkeypatch.setattr(lab_results, "MOST_CELLS", 13 * len(periods) - 1)
    assert list(compute_lab_results(real_store, "flensburg", declared, "2020", periods)) == ["2020"]


def test_periods_of_the_declared_typology_are_not_extended(real_store: Store) -> None:
    """Alone an indicator may have more of them; the address and the list of periods do not know those."""
    declared, chosen = start(real_store)
    for key in FLENSBURG[1:]:
        chosen = chosen.include(key, is_included=False)
    typology, periods = make_typology(declared, chosen), list_periods(real_store, "flensburg", declared)
    assert set(list_periods(real_store, "flensburg", typology)) > set(periods)
    assert tuple(compute_lab_results(real_store, "flensburg", typology, "2022", periods)) == periods


weights = st.lists(st.floats(0, 3).map(lambda value: round(value, 1)), min_size=4, max_size=4).filter(any)


@settings(max_examples=40)
@given(weights=weights, cutoff=st.floats(0.5, 1.4), period=st.sampled_from(["2020", "2021", "2022"]))
def test_classes_agree_with_a_slow_second_implementation(
    real_store: Store, weights: list[float], cutoff: float, period: str
) -> None:
    """Weights, cut-off and period as they come, through all layers, against lists without numpy."""
    declared, chosen = start(real_store)
    for key, weight in zip(FLENSBURG, weights, strict=True):
        chosen = chosen.weigh(key, weight)
    typology = make_typology(declared, chosen.cut("status", 1, cutoff))
    found = compute_lab_results(real_store, "flensburg", typology, period, (period,))[period]
    rules = Rules(weights, [False, False, False, True])
    series = collect_typology_series(real_store, "flensburg", declared)
    inhabitants = (get_population(series, period) >= 300).tolist()
    levels, before = (get_levels(series, item).values for item in (period, str(int(period) - 2)))
    for classed, table, cutoffs in (
        (found.status, levels, [-1.0, cutoff, 1.5]),
        (found.dynamic, levels - before, [-1.0, 1.0]),
    ):
        assert classed is not None
        slow = compute_index_slowly(
            [[None if np.isnan(value) else value for value in row] for row in table.tolist()], rules, inhabitants
        )
        assert slow is not None
        expected = [UNCLASSED if row is None else classify_slowly(row.index, cutoffs) for row in slow]
        assert classed.codes.tolist() == expected


@settings(max_examples=25)
@given(weights=weights)
def test_changes_name_every_area_once(real_store: Store, weights: list[float]) -> None:
    declared, chosen = start(real_store)
    for key, weight in zip(FLENSBURG, weights, strict=True):
        chosen = chosen.weigh(key, weight)
    view = build(real_store, "flensburg", declared, make_typology(declared, chosen))
    before = pick_codes(compute_period(collect_typology_series(real_store, "flensburg", declared), "2022")).tolist()
    after = pick_codes(view.result).tolist()
    areas = real_store.get_areas("flensburg", "stadtteile")
    labels = [f"Status {s}, Dynamik {d}" for s in declared.status_names for d in ("positiv", "stabil", "negativ")]
    expected = {
        (area.name, labels[old], labels[new]) for area, old, new in zip(areas, before, after, strict=True) if old != new
    }
    found = [(name, item.before, item.after) for item in view.changes.transitions for name in item.names]
    assert set(found) == expected
    assert len(found) == len(expected) == view.changes.count
    assert all(list(item.names) == sorted(item.names) for item in view.changes.transitions)


def test_without_dynamik_on_one_side_only_the_status_is_compared(real_store: Store) -> None:
    declared, chosen = start(real_store)
    typology = make_typology(declared, chosen.include("grundsicherung-im-alter", is_included=True))
    view = build(real_store, "flensburg", declared, typology)
    assert view.changes.status_only
    assert view.window == text("typology.no_dynamic_start", period="2022", start="2020")
    assert all("Dynamik" not in item.before + item.after for item in view.changes.transitions)


def test_other_numbers_of_clusters_are_not_compared(real_store: Store) -> None:
    declared, chosen = start(real_store, typology_id="aehnliche-stadtteile")
    view = build(real_store, "flensburg", declared, make_typology(declared, replace(chosen, clusters=3)))
    assert view.summary == text("lab.not_comparable")
    assert not view.changes.is_comparable
    assert (view.variants, view.borderline) == ((), None)


def test_variants_say_what_setting_them_shows(real_store: Store) -> None:
    """A cell of the table, and the same thing done with the controls."""
    declared, chosen = start(real_store)
    view = build(real_store, "flensburg", declared, declared)
    status, dynamic = view.variants
    for row, key in enumerate(FLENSBURG):
        for column, changed in enumerate(
            (chosen.include(key, is_included=False), *(chosen.weigh(key, weight) for weight in (0.8, 1.2, 2.0)))
        ):
            other = build(real_store, "flensburg", declared, make_typology(declared, changed)).result
            for table, index in ((status, "status"), (dynamic, "dynamic")):
                before, after = getattr(view.result, index), getattr(other, index)
                valued = before.codes != UNCLASSED
                kept = int((before.codes == after.codes)[valued].sum())
                assert table.title == f"{index.replace('dynamic', 'dynamik').title()}, 13 bewertete Gebiete"
                assert valued.sum() == 13
                assert table.rows[row][column + 1] == f"{kept} ({round(100 * kept / 13)}\N{NO-BREAK SPACE}%)"


def test_shares_are_never_rounded_to_nothing_or_all() -> None:
    assert format_share(1, 536) == "1 von 536 (1\N{NO-BREAK SPACE}%)"
    assert format_share(535, 536) == "535 von 536 (99\N{NO-BREAK SPACE}%)"
    assert format_share(0, 13) == "0 von 13 (0\N{NO-BREAK SPACE}%)"
    assert format_share(0, 0) == "0 von 0 (0\N{NO-BREAK SPACE}%)"
    assert [format_probability(share) for share in (0, 0.0005, 0.5, 0.9995, 1)] == [
        "0\N{NO-BREAK SPACE}%",
        "unter 1 %",
        "50\N{NO-BREAK SPACE}%",
        "über 99 %",
        "100\N{NO-BREAK SPACE}%",
    ]


def test_stability(real_store: Store) -> None:
    declared, _ = start(real_store)
    found = build_lab_stability(real_store, "flensburg", declared, "2022")
    assert found is not None
    assert found.uncertainty is not None
    assert found.valued == 13
    assert found.drawn == (13, 13, 13, 13)
    again = build_lab_stability(real_store, "flensburg", declared, "2022")
    assert again is not None
    assert again.uncertainty is not None
    np.testing.assert_array_equal(found.uncertainty.probabilities, again.uncertainty.probabilities, "the seed is fixed")
    view = build(real_store, "flensburg", declared, declared)
    for position in range(13):
        area = describe_area("x", position, declared, view.result, found)
        assert len(area.probabilities) == 4
        assert len(area.lines) == 2
        is_unsure = found.uncertainty.probabilities[position].max() < 0.8
        assert area.is_borderline >= is_unsure
        before = describe_area("x", position, declared, view.result, None)
        assert before.probabilities == ()
        assert area.is_borderline == (before.is_borderline or is_unsure)


def test_indicators_without_counts_are_not_drawn(real_store: Store) -> None:
    declared, _ = start(real_store, "gemeinden", "grundsicherung")
    found = build_lab_stability(real_store, "gemeinden", declared, "2022")
    assert found is not None
    assert found.uncertainty is None
    assert found.drawn == (0, 0)


@every_typology
def test_stability_and_goals_of_every_typology(real_store: Store, monitor: str, typology_id: str) -> None:
    declared, _ = start(real_store, monitor, typology_id)
    period = list_periods(real_store, monitor, declared)[-1]
    has_cutoffs = declared.status is not None
    if monitor != "gemeinden":
        assert (build_lab_stability(real_store, monitor, declared, period) is not None) == has_cutoffs
    goals = compute_lab_goals(real_store, monitor, declared, period, 2)
    assert len(goals) in (0, len(declared.indicators))
    assert has_cutoffs or goals == ()
    for line in describe_goals(real_store, monitor, declared, period, 2, goals):
        assert line.sentences


def test_goals_are_reached_and_not_before(real_store: Store) -> None:
    """Move the one value by the cases named, and by one case less, and class everything anew with the slow rules."""
    declared, _ = start(real_store)
    series = collect_typology_series(real_store, "flensburg", declared)
    table = get_levels(series, "2022").values
    rules = Rules([1.0] * 4, [False, False, False, True])
    persons = series.indicators[0].block.denominators[series.indicators[0].periods.index("2022")]

    def classify(area: int, share: float) -> int:
        changed = table.copy()
        changed[area, 0] = share
        row = (compute_index_slowly(changed.tolist(), rules) or [])[area]
        assert row is not None
        return classify_slowly(row.index, [-1.0, 1.0, 1.5])

    tried = 0
    for area in range(13):
        cases = series.indicators[0].block.numerators[series.indicators[0].periods.index("2022"), area]
        for goal in compute_lab_goals(real_store, "flensburg", declared, "2022", area)[0]:
            if goal is None or goal.change is None:
                continue
            step = 1 if goal.change > 0 else -1
            reached = 100 * (cases + goal.change) / persons[area]
            assert classify(area, reached) == goal.code
            assert classify(area, reached - 100 * step / persons[area]) == classify(area, table[area, 0])
            tried += 1
    assert tried > 5


def test_goals_in_words(real_store: Store) -> None:
    declared, _ = start(real_store)
    position = real_store.get_area_position("flensburg", "stadtteile", "03")
    goals = compute_lab_goals(real_store, "flensburg", declared, "2022", position)
    lines = describe_goals(real_store, "flensburg", declared, "2022", position, goals)
    assert [line.title for line in lines][3] == "Beschäftigungsquote"
    assert "Sozialversicherungspflichtig Beschäftigte: rund " in lines[3].sentences[0]
    assert " mehr, also rund " in lines[3].sentences[0], "a strength: more of it means less burden"
    assert lines[0].value == "8,6\N{NO-BREAK SPACE}%"
    assert " weniger, also rund " in lines[0].sentences[0]


def test_goals_without_counts_tell_the_value_alone(real_store: Store) -> None:
    declared, _ = start(real_store, "gemeinden", "grundsicherung")
    position = next(area for area in range(157) if compute_lab_goals(real_store, "gemeinden", declared, "2022", area))
    goals = compute_lab_goals(real_store, "gemeinden", declared, "2022", position)
    lines = describe_goals(real_store, "gemeinden", declared, "2022", position, goals)
    assert all("läge das Gebiet" in item for line in lines for item in line.sentences)
    assert not any("rund" in item for line in lines for item in line.sentences)


def test_areas_that_lose_their_class_are_named(real_store: Store) -> None:
    """An added indicator with gaps takes areas out; they are among those that change."""
    declared = real_store.get_typology("flensburg", "status-dynamik")
    series = collect_typology_series(real_store, "flensburg", declared)
    before = compute_period(series, "2022")
    after = compute_period(replace(series, population=np.where(np.arange(13) == 4, 0.0, series.population)), "2022")
    changes = find_class_changes(real_store, "flensburg", declared, before, after, None)
    name = real_store.get_areas("flensburg", "stadtteile")[4].name
    gone = [item for item in changes.transitions if name in item.names]
    assert [item.after for item in gone] == [text("typology.not_valued")]
    assert changes.valued == 13


def test_the_selection_of_the_page_stands_at_the_level_of_the_typology(real_store: Store) -> None:
    resolved = resolve_class_selection(real_store, {"monitor": "mannheim", "ebene": "stadtbezirke", "stand": "2012"})
    assert isinstance(resolved.selection, Selection)
    assert resolved.selection.geography == "stadtteile"
    assert resolved.selection.classes.period == "2012"
