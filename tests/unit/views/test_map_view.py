"""The map in words and numbers: what is missing is listed, what is not comparable is said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.classes import compute_classes
from sozialmonitor.calc.observations import Block
from sozialmonitor.calc.rounding import MISSING, compute_display_integers
from sozialmonitor.domain.classification import Classification, ClassMethod, Palette
from sozialmonitor.domain.indicator import Direction
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.observations import Observations
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.map_view import MapView, build_area_table, build_map_view, describe_direction
from sozialmonitor.views.reading import describe_status
from sozialmonitor.views.remainder import compute_remainder
from sozialmonitor.views.scale import build_scale
from tests.support.town import NAME, copy_town


def build(store: Store, indicator: str, period: str, geography: str = "stadtteile", **rest: object) -> MapView:
    selection = Selection(NAME, indicator, geography, period, **rest)  # type: ignore[arg-type]
    scale = build_scale(store, NAME, indicator, geography, selection.classification)
    return build_map_view(store, selection, scale)


def test_every_area_without_a_plain_value_is_listed_with_its_reason(town_store: Store) -> None:
    view = build(town_store, "arbeitslosenquotient", "2023")
    assert {item.reason: item.areas for item in view.missing} == {
        describe_status(Status.NOTHING): ("Öderan",),
        describe_status(Status.LIMITED, view.indicator): ("Hafen",),
        describe_status(Status.SMALL_AREA): ("St. Ägidien (Siedlung)",),
    }


def test_listed_and_plain_areas_are_all_areas(real_store: Store) -> None:
    for monitor in real_store.get_monitors():
        for indicator in real_store.get_catalogue(monitor.id).indicators:
            for level in real_store.get_levels(monitor.id, indicator):
                period = real_store.get_observations(monitor.id, indicator, level).periods[-1]
                selection = Selection(monitor.id, indicator, level, period)
                view = build_map_view(
                    real_store, selection, build_scale(real_store, monitor.id, indicator, level, Classification())
                )
                plain = int((view.observations.block.statuses[view.period] == Status.VALUE).sum())
                assert plain + sum(len(item.areas) for item in view.missing) == len(view.areas)


def test_the_remainder_is_told(town_store: Store) -> None:
    """2021: 18 people belong to no Stadtteil, 2 of them children."""
    note = text("note.remainder", count="18", label="Einwohnerinnen und Einwohner")
    assert note in build(town_store, "einwohner", "2021").notes
    assert (
        text("note.remainder", count="2", label="Kinder und Jugendliche")
        in build(town_store, "unter-18-anteil", "2021").notes
    )


def test_no_remainder_is_told_where_a_count_is_secret(town_store: Store) -> None:
    """It would be the remainder and the secret count together, or worse: the secret count alone."""
    for indicator, period in (("arbeitslosenquotient", "2020"), ("unter-18-anteil", "2023")):
        view = build(town_store, indicator, period)
        assert np.isnan(view.observations.block.numerators[view.period]).any()
        assert not [note for note in view.notes if "Keinem Gebiet zuzuordnen" in note]


def test_a_break_and_schematic_boundaries_are_told(town_store: Store) -> None:
    notes = build(town_store, "unter-18-anteil", "2021").notes
    assert notes[0] == text("note.schematic")
    assert notes[1] == text("note.break", period="2021", note="Ab 2021 wurde anders erfunden.")


@pytest.mark.parametrize(
    ("indicator", "period", "level", "key"),
    [
        ("arbeitslosenquotient", "2023", "stadtteile", "note.reference_published"),
        ("leistungen", "2023", "stadtbezirke", "note.reference_published"),
        ("unter-18-anteil", "2021", "stadtteile", "note.reference_pooled"),
    ],
)
def test_it_is_told_where_the_reference_comes_from(
    town_store: Store, indicator: str, period: str, level: str, key: str
) -> None:
    assert text(key, reference="Stadtwert") in build(town_store, indicator, period, level).notes


@pytest.mark.parametrize(
    ("indicator", "period", "key"),
    [
        ("arbeitslosenanteil", "2022", "note.reference_mixed"),
        ("wohngeld", "2018", "note.reference_absent"),
        ("geburten", "2011", "note.reference_absent"),
        ("arbeitslose-unter-25-anteil", "2022", "note.reference_absent"),
        ("raeumungsklagen", "2019", "note.reference_none"),
    ],
)
def test_the_origin_is_true_in_the_period_shown(real_store: Store, indicator: str, period: str, key: str) -> None:
    scale = build_scale(real_store, "flensburg", indicator, "stadtteile", Classification())
    view = build_map_view(real_store, Selection("flensburg", indicator, "stadtteile", period), scale)
    assert text(key, reference="Stadtwert", period=period) in view.notes
    assert text("note.reference_pooled", reference="Stadtwert") not in view.notes
    assert np.isnan(view.reference[view.period]) == (key != "note.reference_mixed")


def test_a_secret_in_the_sum_leaves_no_value_of_the_whole(town_store: Store) -> None:
    note = text("note.reference_absent", reference="Stadtwert", period="2023")
    assert note in build(town_store, "wanderungssaldo", "2023").notes


def test_a_missing_reference_is_told(real_store: Store) -> None:
    selection = Selection("gemeinden", "kinderarmut", "gemeinden", "2022")
    scale = build_scale(real_store, "gemeinden", "kinderarmut", "gemeinden", Classification())
    label = real_store.get_catalogue("gemeinden").monitor.reference_label
    assert text("note.reference_none", reference=label) in build_map_view(real_store, selection, scale).notes


@pytest.mark.parametrize(
    ("indicator", "period", "as_of"),
    [
        ("einwohner", "2021", "31.12.2021"),
        ("arbeitslosenquotient", "2023", "30.06.2023"),
        ("leerstand", "2021", "2021"),
        ("anzeigen", "2023-Q1", "Mittel 1. Quartal 2023"),
    ],
)
def test_the_reference_date_is_that_of_the_table(town_store: Store, indicator: str, period: str, as_of: str) -> None:
    assert build(town_store, indicator, period).as_of == as_of


def test_the_selected_areas_keep_the_order_of_choice(town_store: Store) -> None:
    assert build(town_store, "einwohner", "2021", areas=("023", "011")).positions == (5, 0)


def test_the_key_names_everything_the_browser_may_keep(town_store: Store) -> None:
    first = build(town_store, "einwohner", "2021").key
    assert first == f"{town_store.release_id}/{NAME}/stadtteile/einwohner"
    assert build(town_store, "einwohner", "2018").key == first, "all periods of it are the same layer"


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("palette", list(Palette))
def test_the_direction_is_said_in_words(town_store: Store, direction: Direction, palette: Palette) -> None:
    view = build(town_store, "arbeitslosenquotient", "2023", classification=Classification(palette=palette))
    indicator = view.indicator.model_copy(update={"direction": direction})
    expected = {
        Direction.HIGHER_IS_BETTER: "legend.darker_higher_better",
        Direction.LOWER_IS_BETTER: "legend.darker_higher_worse",
        Direction.NEUTRAL: "legend.darker_higher",
    }[direction]
    key = expected if palette is Palette.SEQUENTIAL else "legend.diverging"
    assert describe_direction(indicator, view.scale) == text(key)


def test_counts_are_circles(town_store: Store) -> None:
    view = build(town_store, "einwohner", "2021")
    assert view.direction == text("legend.circles")
    assert view.scale.palette is Palette.SEQUENTIAL


def test_the_table_is_in_the_order_of_german_names_and_holds_every_area(town_store: Store) -> None:
    table = build_area_table(build(town_store, "arbeitslosenquotient", "2023"))
    assert table["name"].tolist() == [
        "Altstadt",
        "Bahnhof-Nord",
        "Gartenstadt",
        "Hafen",
        "Öderan",
        "St. Ägidien (Siedlung)",
    ], "Ö stands as O, between H and S"
    assert sorted(table["position"]) == list(range(6))
    row = table.set_index("code").loc["012"]
    assert (row["value"], row["numerator"], row["status"]) == (10.25, 170, Status.VALUE)
    assert np.isnan(row["denominator"])


@given(
    count=st.integers(2, 7),
    method=st.sampled_from([ClassMethod.QUANTILE, ClassMethod.FISHER_JENKS, ClassMethod.EQUAL]),
    every=st.booleans(),
)
def test_what_is_printed_is_what_is_classed(town_store: Store, count: int, method: ClassMethod, every: bool) -> None:
    scale = build_scale(
        town_store, NAME, "unter-18-anteil", "stadtteile", Classification(method, count, all_periods=every)
    )
    block = town_store.get_observations(NAME, "unter-18-anteil", "stadtteile").block
    assert np.array_equal(scale.display, compute_display_integers(block.values, 1))
    assert len(scale.classes) == (1 if every else len(scale.periods))
    for period in range(len(scale.periods)):
        classes = scale.get_classes(period)
        assert len(classes.labels) == len(classes.breaks) + 1
        assert set(compute_classes(scale.display[period], classes.breaks)) <= {-1, *range(len(classes.labels))}


def test_small_areas_take_no_part_in_finding_classes(town_store: Store) -> None:
    """St. Ägidien is shown but not classed: leaving it out altogether must give the same breaks."""
    chosen = Classification(all_periods=False)
    scale = build_scale(town_store, NAME, "unter-18-anteil", "stadtteile", chosen)
    block = town_store.get_observations(NAME, "unter-18-anteil", "stadtteile").block
    position = scale.periods.index("2020")
    assert block.statuses[position, 5] == Status.SMALL_AREA
    values = [scale.display[position, area] for area in range(5)]
    assert scale.get_classes(position).breaks == tuple(sorted(values)[1:])


def test_zero_is_a_class_of_its_own_where_nothing_lies_below(town_store: Store) -> None:
    scale = build_scale(town_store, NAME, "leerstand", "stadtteile", Classification())
    assert 0 in scale.display
    assert scale.classes[0].has_zero
    assert not build_scale(town_store, NAME, "entwicklung", "stadtteile", Classification()).classes[0].has_zero


def test_a_class_of_zeros_holds_zeros_only(tmp_path_factory: pytest.TempPathFactory) -> None:
    """3 of 8,000 are printed as zero, but are none: they belong to what is above."""
    town = copy_town(tmp_path_factory.mktemp("tiny"))
    town.replace("values/wohnungen.csv", "stadtteile,011,2021,2100,40", "stadtteile,011,2021,8000,3")
    assert town.run("build") == 0
    scale = build_scale(town.load_store(), NAME, "leerstand", "stadtteile", Classification())
    assert (scale.display[0, 0], scale.is_zero[0].tolist()) == (0, [False, False, False, False, True, False])
    assert scale.classes[0].has_zero
    assert compute_classes(scale.display[0], scale.classes[0].breaks)[0] == 0
    town.replace("values/wohnungen.csv", "480,0", "480,1")
    assert town.run("build") == 0
    without = build_scale(town.load_store(), NAME, "leerstand", "stadtteile", Classification())
    assert not without.classes[0].has_zero, "a number that only looks like zero makes no class of zeros"


@pytest.mark.parametrize(
    ("method", "breaks", "labels"),
    [
        (ClassMethod.MANUAL, (0.0, 10.0), ("über null bis unter 10,0", "ab 10,0")),
        (ClassMethod.MANUAL, (0.0,), ("über null",)),
        (ClassMethod.MANUAL, (-5.0, 2.0), ("über null bis unter 2,0", "ab 2,0")),
    ],
)
def test_beside_zeros_the_lowest_class_begins_above_zero(
    town_store: Store, method: ClassMethod, breaks: tuple[float, ...], labels: tuple[str, ...]
) -> None:
    """No class that must stay empty, and none that claims the zeros once more."""
    scale = build_scale(town_store, NAME, "leerstand", "stadtteile", Classification(method, breaks=breaks))
    assert scale.classes[0].has_zero
    assert scale.classes[0].labels == labels


def test_what_may_be_negative_has_classes_below_zero(town_store: Store) -> None:
    chosen = Classification(ClassMethod.MANUAL, breaks=(-5.0, 0.0))
    classes = build_scale(town_store, NAME, "wanderungssaldo", "stadtteile", chosen).classes[0]
    assert classes.labels == ("unter −5,0", "−5,0 bis unter 0,0", "ab 0,0")
    assert not classes.has_zero


def test_labels_say_where_a_class_begins_and_ends(town_store: Store) -> None:
    chosen = Classification(ClassMethod.MANUAL, breaks=(4.0, 7.5))
    classes = build_scale(town_store, NAME, "arbeitslosenquotient", "stadtteile", chosen).classes[0]
    assert classes.breaks == (40, 75)
    assert classes.labels == (
        text("legend.below", upper="4,0"),
        text("legend.between", lower="4,0", upper="7,5"),
        text("legend.from", lower="7,5"),
    )


def test_diverging_classes_lie_around_the_reference_of_each_period(real_store: Store) -> None:
    chosen = Classification(palette=Palette.DIVERGING)
    scale = build_scale(real_store, "mannheim", "auslaenderanteil", "stadtteile", chosen)
    assert scale.palette is Palette.DIVERGING
    assert len(scale.classes) == len(scale.periods)
    for period, classes in enumerate(scale.classes):
        reference = int(scale.reference[period])
        assert len(classes.breaks) == 4
        assert compute_classes(np.array([reference]), classes.breaks)[0] == 2, "the reference is in the middle"
        near, far = reference - classes.breaks[1], reference - classes.breaks[0]
        for distance in (near, far):
            below, above = compute_classes(np.array([reference - distance, reference + distance]), classes.breaks)
            assert below + above == 4, "equal distances lie in mirrored classes"


def test_diverging_falls_back_where_there_is_nothing_to_diverge_from(real_store: Store, town_store: Store) -> None:
    chosen = Classification(palette=Palette.DIVERGING)
    assert build_scale(real_store, "gemeinden", "kinderarmut", "gemeinden", chosen).palette is Palette.SEQUENTIAL
    assert build_scale(town_store, NAME, "einwohner", "stadtteile", chosen).palette is Palette.SEQUENTIAL


def test_a_period_without_reference_gets_one_class(town_store: Store) -> None:
    """2023 one count is secret, so there is no city value; the other years still have theirs."""
    chosen = Classification(palette=Palette.DIVERGING)
    scale = build_scale(town_store, NAME, "unter-18-anteil", "stadtteile", chosen)
    position = scale.periods.index("2023")
    assert scale.reference[position] == MISSING
    assert scale.get_classes(position).breaks == ()
    assert scale.get_classes(0).breaks != ()


def test_nothing_adds_nothing_to_a_remainder(town_store: Store) -> None:
    """One area with "-" has none, as in every sum: it does not hide those who belong to no area."""
    catalogue = town_store.get_catalogue(NAME)
    indicator = catalogue.indicators["einwohner"]

    def leave_over(area: Status, whole: int) -> float | None:
        numbers = np.array([[5.0, np.nan]]), np.array([[float(whole)]])
        empty, plain = np.full((1, 2), np.nan), np.array([[Status.VALUE]], dtype=np.int8)
        parts = Block(numbers[0], numbers[0], empty, np.array([[Status.VALUE, area]], dtype=np.int8))
        total = Block(numbers[1], numbers[1], empty[:, :1], plain)
        known = Observations(("2021",), parts), Observations(("2021",), total)
        return compute_remainder(catalogue, indicator, *known, "2021")

    assert leave_over(Status.NOTHING, 8) == 3
    assert leave_over(Status.NOTHING, 5) is None
    assert leave_over(Status.SUPPRESSED, 8) is None
