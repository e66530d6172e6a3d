"""Words agree with numbers, units stand once, and expectations are told in whole numbers."""

from __future__ import annotations

import pytest

from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_value
from sozialmonitor.texts.german import text
from sozialmonitor.ui.series.page import _describe_span
from sozialmonitor.views.profile.population import build_population
from sozialmonitor.views.reading import describe_expectation, name_measure
from sozialmonitor.views.series.view import build_series_view, find_span


@pytest.mark.parametrize(
    ("number", "facts", "correlation"),
    [
        ("0", "0 Indikatoren · neuester Stand x", "0 Gebiete haben beide"),
        ("1", "1 Indikator · neuester Stand x", "1 Gebiet hat beide"),
        ("2", "2 Indikatoren · neuester Stand x", "2 Gebiete haben beide"),
        ("1.001", "1.001 Indikatoren · neuester Stand x", "1.001 Gebiete haben beide"),
    ],
)
def test_words_agree_with_their_number(number: str, facts: str, correlation: str) -> None:
    assert text("start.facts", count=number, date="x") == facts
    assert correlation in text("compare.no_correlation", count=number)


def test_what_is_filled_in_is_never_taken_for_a_choice_of_words() -> None:
    """A name may hold brackets and bars."""
    strange = "1 [a|b] {count}"
    assert text("indicators.subtitle", monitor=strange, count="1").startswith(f"{strange}: 1 Indikator mit")


@pytest.mark.parametrize(
    ("title", "unit", "expected"),
    [
        ("Arbeitslosenanteil", "%", "Arbeitslosenanteil in %"),
        (
            "Räumungsklagen je 1.000 Einwohnerinnen und Einwohner",
            "je 1.000",
            "Räumungsklagen je 1.000 Einwohnerinnen und Einwohner",
        ),
        ("Altenquotient", "je 100", "Altenquotient, je 100"),
        ("Räumungsklagen", "Fälle", "Räumungsklagen (Fälle)"),
        ("Status und Dynamik", "", "Status und Dynamik"),
    ],
)
def test_a_unit_stands_once(title: str, unit: str, expected: str) -> None:
    assert name_measure(title, unit) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0.0, "weniger als ein Fehlalarm"),
        (0.99, "weniger als ein Fehlalarm"),
        (1.0, "etwa 1 Fehlalarm"),
        (1.49, "etwa 1 Fehlalarm"),
        (2.34, "etwa 2 Fehlalarme"),
        (2.5, "etwa 3 Fehlalarme"),
        (1234.0, "etwa 1.234 Fehlalarme"),
    ],
)
def test_an_expectation_has_no_decimals(number: float, expected: str) -> None:
    assert describe_expectation(number) == expected


def test_the_subtitle_names_the_years_that_are_drawn(real_store: Store) -> None:
    """Whatever the lines of areas and of the whole territory cover together."""
    for monitor in real_store.get_monitors():
        for indicator in real_store.get_catalogue(monitor.id).indicators:
            for level in real_store.get_levels(monitor.id, indicator):
                periods = real_store.get_observations(monitor.id, indicator, level).periods
                first = real_store.get_areas(monitor.id, level)[0].code
                for areas in ((), (first,)):
                    selection = Selection(monitor.id, indicator, level, periods[-1], areas)
                    drawn = list(build_series_view(real_store, selection).table.index) or list(periods)
                    span = _describe_span(*find_span(real_store, selection))
                    assert (span.split(" bis ")[0], span.split(" bis ")[-1]) == (drawn[0], drawn[-1])


def test_a_change_says_between_which_years_it_lies(real_store: Store) -> None:
    """Since 2013 the Gemeinden are counted anew: the series begins in 2009, the change does not."""
    population = build_population(real_store, Selection("gemeinden", "einwohner", "gemeinden", "2023"), 0, ())
    assert population is not None
    assert population.table[0][0] == "2009"
    assert "\u00a0% von 2013 bis 2023. Frühere Werte sind damit nicht vergleichbar." in population.details[2]


@pytest.mark.parametrize(
    ("value", "expected"), [(0, "0 Personen"), (1, "1 Person"), (2, "2 Personen"), (1001, "1.001 Personen")]
)
def test_a_unit_agrees_with_its_number(real_store: Store, value: float, expected: str) -> None:
    indicator = real_store.get_indicator("flensburg", "einwohner")
    assert format_value(value, Status.VALUE, indicator).replace("\N{NO-BREAK SPACE}", " ") == expected
