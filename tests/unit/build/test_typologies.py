"""Typologies of a monitor: what keeps them from being computed, and that they tell nothing of what is hidden."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sozialmonitor.build.package import cut_catalogue
from sozialmonitor.catalog.loader import load_catalogues
from sozialmonitor.domain.audience import Audience
from tests.support.bad_input import Case, Expected, append, format_report, replace
from tests.support.town import NAME, Town

FILE = "typologies.yaml"
PLACE = f"data/{NAME}/{FILE}"
ARBEIT = "values/arbeit.csv"


def at(line: int, key: str) -> str:
    return f"{PLACE}, Zeile {line}, Schlüssel typologies.{key}"


def change(old: str, new: str) -> Callable[[Town], None]:
    return replace(FILE, old, new)


def one(name: str, spoil: Callable[[Town], None], *defect: str) -> Case:
    place, finding, remedy = defect
    return Case(name, spoil, ((place, finding, remedy),))


def change_values(value: str) -> Callable[[Town], None]:
    """Replace every Arbeitslosenquotient of 2023 in a Stadtteil."""

    def spoil(town: Town) -> None:
        rows = (town.folder / ARBEIT).read_text(encoding="utf-8").splitlines()
        changed = [
            row.rpartition(",")[0] + f",{value}" if row.startswith("stadtteile") and ",2023," in row else row
            for row in rows
        ]
        (town.folder / ARBEIT).write_text("\n".join(changed) + "\n", encoding="utf-8")

    return spoil


def measure_distance(town: Town) -> None:
    """Distances from the city value, which is then taken away for the newest period."""
    change("standardisation: rank", "standardisation: distance")(town)
    change("kind: quantile\n      cutoffs: [0.25, 0.75]", "kind: fixed\n      cutoffs: [-2, 2]")(town)
    town.replace(ARBEIT, "stadt,09999000,2023,450,5.25\n", "")


def mix_units(town: Town) -> None:
    """Distances in per cent and in persons per hundred."""
    change("standardisation: rank", "standardisation: distance")(town)
    change("kind: quantile\n      cutoffs: [0.25, 0.75]", "kind: fixed\n      cutoffs: [-2, 2]")(town)
    change(
        "      - indicator: entwicklung\n        direction: higher_is_better\n    standardisation",
        "      - indicator: jugendquotient\n    standardisation",
    )(town)


GROWTH = "      - indicator: entwicklung\n        direction: higher_is_better\n    window_years: 2\n"

CATALOGUE_CASES = [
    one(
        "distances in different units",
        mix_units,
        at(16, "1.indicators"),
        "Abstände in verschiedenen Einheiten lassen sich nicht addieren: "
        "arbeitslosenquotient (percent), jugendquotient (per_hundred)",
        "Indikatoren einer Einheit verwenden oder anders standardisieren",
    ),
    one(
        "a neutral indicator",
        change(GROWTH, "      - indicator: entwicklung\n    window_years: 2\n"),
        at(8, "0.indicators.0.direction"),
        "Der Indikator ist neutral und kann in keinen Index eingehen",
        "als direction lower_is_better (Belastung) oder higher_is_better (Stärke) angeben; sonst weglassen",
    ),
    one(
        "an unknown indicator",
        change(GROWTH, GROWTH.replace("entwicklung", "entwiklung")),
        at(8, "0.indicators.0"),
        "Den Indikator ›entwiklung‹ gibt es nicht",
        "gemeint ist vermutlich ›entwicklung‹",
    ),
    one(
        "an unknown level",
        change(
            "berlin_mss\n    geography: stadtteile\n    indicators:\n      - indicator: entwicklung",
            "berlin_mss\n    geography: strassen\n    indicators:\n      - indicator: entwicklung",
        ),
        at(6, "0.geography"),
        "Die Gliederung ›strassen‹ gibt es nicht",
        "vorhanden sind: stadt, stadtbezirke, stadtteile",
    ),
    one(
        "no level",
        change(
            "berlin_mss\n    geography: stadtteile\n    indicators:\n      - indicator: entwicklung",
            "berlin_mss\n    indicators:\n      - indicator: entwicklung",
        ),
        at(2, "0"),
        "Die Angabe ›geography‹ fehlt",
        "ergänzen",
    ),
    one(
        "an unknown key",
        change("window_years", "window_year"),
        at(10, "0.window_year"),
        "Der Schlüssel ›window_year‹ ist unbekannt",
        "gemeint ist vermutlich ›window_years‹",
    ),
    one(
        "an unknown preset",
        change(
            "berlin_mss\n    geography: stadtteile\n    indicators:\n      - indicator: entwicklung",
            "berlin\n    geography: stadtteile\n    indicators:\n      - indicator: entwicklung",
        ),
        at(5, "0.preset"),
        "›berlin‹ ist hier nicht möglich",
        "erlaubt sind: berlin_mss, hamburg_sozialmonitoring, ward_cluster",
    ),
    one(
        "a count",
        change(GROWTH, GROWTH.replace("entwicklung", "einwohner")),
        at(8, "0.indicators.0"),
        "›einwohner‹ ist eine Anzahl; große Gebiete hätten allein durch ihre Größe viel davon",
        "einen Anteil oder eine Quote verwenden",
    ),
    one(
        "a direction that contradicts the catalogue",
        change("        weight: 2\n", "        weight: 2\n        direction: higher_is_better\n"),
        at(17, "1.indicators.0"),
        "Die Richtung ›higher_is_better‹ widerspricht dem Katalog: ›arbeitslosenquotient‹ ist ›lower_is_better‹",
        "direction weglassen oder im Katalog berichtigen",
    ),
    one(
        "all weights zero",
        change("    window_years: 2\n", "        weight: 0\n    window_years: 2\n"),
        at(2, "0"),
        "Alle Gewichte sind 0",
        "mindestens einem Indikator ein Gewicht über 0 geben",
    ),
    one(
        "a negative weight",
        change("weight: 2", "weight: -2"),
        at(18, "1.indicators.0.weight"),
        "Das Gewicht -2 ist negativ",
        "ein Gewicht von mindestens 0 angeben; für Stärken die Richtung higher_is_better verwenden",
    ),
    one(
        "a weight in words",
        change("weight: 2", "weight: doppelt"),
        at(18, "1.indicators.0.weight"),
        "›doppelt‹ ist keine Zahl",
        "eine Zahl mit Dezimalpunkt angeben",
    ),
    one(
        "cut-offs that do not ascend",
        change("[0.25, 0.75]", "[0.75, 0.25]"),
        at(24, "1.status"),
        "Die Klassengrenzen 0,75; 0,25 steigen nicht an",
        "aufsteigend und ohne Wiederholung angeben",
    ),
    one(
        "too few names of classes",
        change("[hoch, mittel, niedrig]", "[hoch, niedrig]"),
        at(24, "1.status"),
        "Zahl der Klassengrenzen: 2, Zahl der Namen: 2",
        "unter ›names‹ für jede Klasse einen Namen angeben, also 3",
    ),
    one(
        "the same indicator twice",
        change("    window_years: 2\n", "      - indicator: entwicklung\n        direction: higher_is_better\n"),
        at(2, "0"),
        "Der Indikator ›entwicklung‹ steht zweimal in der Typologie",
        "einmal streichen; wie viel er zählt, sagt ›weight‹",
    ),
    one(
        "clusters beside cut-offs",
        change("    window_years: 2\n", "    clusters: 3\n"),
        at(2, "0"),
        "Beide sind angegeben: ›status‹ (Klassengrenzen) und ›clusters‹ (Anzahl)",
        "genau eines angeben",
    ),
    one(
        "a window of no years",
        change("window_years: 2", "window_years: 0"),
        at(10, "0.window_years"),
        "›0‹ ist nicht zulässig",
        "erlaubt ist mindestens 1",
    ),
    one(
        "an id twice",
        change("id: arbeit\n", "id: wachstum\n"),
        at(12, "1.id"),
        "Die id ›wachstum‹ steht zweimal",
        "eine der beiden umbenennen",
    ),
    one(
        "no indicators",
        change(f"    indicators:\n{GROWTH}", ""),
        at(2, "0"),
        "Die Typologie ›wachstum‹ hat keinen Indikator",
        "unter ›indicators‹ mindestens einen angeben",
    ),
    one(
        "indicators that are no list",
        change(f"    indicators:\n{GROWTH}", "    indicators: entwicklung\n"),
        at(7, "0.indicators"),
        "›entwicklung‹ ist keine Liste",
        "jeden Eintrag in eine eigene Zeile schreiben, mit ›- ‹ davor",
    ),
    one(
        "an entry that is none",
        append(FILE, "  - arbeit\n"),
        at(42, "3"),
        "Hier werden Schlüssel mit Werten erwartet, gefunden: ›arbeit‹",
        "als ›schlüssel: wert‹ schreiben",
    ),
]

VALUE_CASES = [
    one(
        "a level without values",
        change(
            "    geography: stadtteile\n    indicators:\n      - indicator: arbeitslosenquotient",
            "    geography: stadtbezirke\n    indicators:\n      - indicator: arbeitslosenquotient",
        ),
        f"{PLACE}, Typologie arbeit",
        "Für die Gliederung ›stadtbezirke‹ gibt es keine Werte von: arbeitslosenquotient",
        "geography oder die Indikatoren ändern",
    ),
    one(
        "no shared period",
        change(
            "      - indicator: entwicklung\n        direction: higher_is_better\n    standardisation",
            "      - indicator: leerstand\n    standardisation",
        ),
        f"{PLACE}, Typologie arbeit",
        "In keiner Periode hat ein Gebiet Werte aller Indikatoren "
        "(arbeitslosenquotient: 2020 bis 2023; leerstand: 2021)",
        "Werte ergänzen oder Indikatoren mit gemeinsamen Perioden verwenden",
    ),
    one(
        "an indicator without any value in the shared period",
        change_values("."),
        f"{PLACE}, Typologie arbeit",
        "In keiner Periode hat ein Gebiet Werte aller Indikatoren "
        "(arbeitslosenquotient: 2020 bis 2023; entwicklung: 2021 bis 2023)",
        "Werte ergänzen oder Indikatoren mit gemeinsamen Perioden verwenden",
    ),
    one(
        "too few areas",
        change("    minimum_population: 250\n", "    minimum_population: 2000\n"),
        f"{PLACE}, Typologie arbeit, 2023, Gebiete",
        "Nur 3 Gebiete können bewertet werden (genug Einwohner und kein Wert fehlt)",
        "mindestens 5 bewertbare Gebiete liefern oder Indikatoren mit Lücken weglassen; "
        "verlässlich sind Klassengrenzen in Standardabweichungen erst ab etwa 50 Gebieten",
    ),
    one(
        "the same value everywhere",
        change_values("5.0"),
        f"{PLACE}, Typologie arbeit, 2023, Indikator Arbeitslosenquotient",
        "Der Indikator hat in allen bewerteten Gebieten denselben Wert (5)",
        "weglassen; ein Indikator braucht mindestens zwei verschiedene Werte",
    ),
    one(
        "a distance without the city value",
        measure_distance,
        f"{PLACE}, Typologie arbeit, 2023, Indikator Arbeitslosenquotient",
        "Für den Abstand zum Stadtwert fehlt der Stadtwert",
        "den Wert der ganzen Stadt ergänzen (bei einer CSV-Datei mit city_value) oder anders standardisieren",
    ),
]

CASES = [*CATALOGUE_CASES, *VALUE_CASES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_defect_is_told_with_place_finding_and_remedy(
    town: Town, case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    case.spoil(town)
    assert town.run("build") == 1
    assert capsys.readouterr().err == format_report(list(case.defects))
    assert not town.releases.exists(), "nothing is written"


def test_several_defects_are_told_in_one_run(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    names = {"a neutral indicator", "a negative weight", "cut-offs that do not ascend"}
    cases = [case for case in CASES if case.name in names]
    for case in cases:
        case.spoil(town)
    assert town.run("build") == 1
    defects: list[Expected] = [defect for case in cases for defect in case.defects]
    moved = [(place.replace("Zeile 18", "Zeile 17").replace("Zeile 24", "Zeile 23"), *rest) for place, *rest in defects]
    assert capsys.readouterr().err == format_report([(place, finding, remedy) for place, finding, remedy in moved])


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Audience.PUBLIC, ["wachstum", "arbeit"]),
        (Audience.COMMITTEE, ["wachstum", "arbeit"]),
        (Audience.INTERNAL, ["wachstum", "arbeit", "einteilung-beratung"]),
    ],
)
def test_classes_made_of_hidden_indicators_are_hidden(
    published_town: Town, audience: Audience, seen: list[str]
) -> None:
    """A class tells of every indicator behind it."""
    assert list(published_town.load_store(audience).get_catalogue(NAME).typologies) == seen


@pytest.mark.parametrize("indicator", ["einwohner", "arbeitslosenquotient", "entwicklung"])
def test_a_hidden_indicator_hides_every_typology_it_is_in(town: Town, indicator: str) -> None:
    """The number of inhabitants is in all of them: it decides who is valued."""
    town.append(f"indicators/{indicator}.yaml", "audience: internal\n")
    town.replace("monitor.yaml", "default_indicator: arbeitslosenquotient", "default_indicator: jugendquotient")
    (catalogue,), defects = load_catalogues(town.data)
    assert defects == []
    kept = cut_catalogue(catalogue, Audience.PUBLIC).typologies
    assert list(kept) == (["wachstum"] if indicator == "arbeitslosenquotient" else [])
    assert list(cut_catalogue(catalogue, Audience.INTERNAL).typologies) == list(catalogue.typologies)


def test_a_monitor_without_typologies_builds(town: Town) -> None:
    (town.folder / FILE).unlink()
    assert town.run("build") == 0
    assert town.load_store().get_catalogue(NAME).typologies == {}
