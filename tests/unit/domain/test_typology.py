"""Declared typologies: what can be declared, and what is refused with a German reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from sozialmonitor.catalog.document import load_document
from sozialmonitor.catalog.validation import parse_model
from sozialmonitor.domain.typology import Bands, CutoffKind, Preset, Typology
from sozialmonitor.domain.typology_presets import BERLIN_MSS, PRESETS


def test_every_preset_is_there_and_names_itself() -> None:
    assert set(PRESETS) == set(Preset)
    assert all(typology.preset is key for key, typology in PRESETS.items())


def test_berlin_has_twelve_groups() -> None:
    assert len(BERLIN_MSS.groups) == 12
    assert (BERLIN_MSS.groups[0], BERLIN_MSS.groups[4], BERLIN_MSS.groups[-1]) == (
        "hoch/positiv",
        "mittel/stabil",
        "sehr niedrig/negativ",
    )


def test_what_nobody_checked_is_labelled() -> None:
    assert PRESETS[Preset.HAMBURG_SOZIALMONITORING].note == "Klassengrenzen ungeprüft"
    assert PRESETS[Preset.HAMBURG_SOZIALMONITORING].window_years == 3
    assert BERLIN_MSS.note is None


def test_a_preset_survives_writing_and_reading() -> None:
    for typology in PRESETS.values():
        assert Typology.model_validate(typology.model_dump(mode="json")) == typology


def test_nothing_can_be_changed_afterwards() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        BERLIN_MSS.title = "x"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"indicators": [{"indicator": "s1", "direction": "neutral"}]},
            "Der Indikator ist neutral und kann in keinen Index",
        ),
        ({"indicators": [{"indicator": "s1", "weight": -1}]}, "Das Gewicht -1 ist negativ"),
        ({"indicators": [{"indicator": "s1", "weight": float("nan")}]}, "finite number"),
        ({"indicators": [{"indicator": "s1", "weight": 0}]}, "Alle Gewichte sind 0"),
        ({"indicators": [{"indicator": "s1"}, {"indicator": "s1"}]}, "Der Indikator ›s1‹ steht zweimal"),
        ({"status": {"cutoffs": [1, -1], "names": ["a", "b", "c"]}}, "Die Klassengrenzen 1; -1 steigen nicht an"),
        ({"status": {"cutoffs": [1, 1], "names": ["a", "b", "c"]}}, "Die Klassengrenzen 1; 1 steigen nicht an"),
        ({"status": {"cutoffs": [float("inf")], "names": ["a", "b"]}}, "finite number"),
        ({"status": {"cutoffs": [1], "names": ["a", "b", "c"]}}, "Zahl der Klassengrenzen: 1, Zahl der Namen: 3"),
        ({"status": {"cutoffs": [1], "names": ["a", "a"]}}, "Zwei Klassen tragen denselben Namen"),
        ({"status": {"kind": "quantile", "cutoffs": [0.5, 1], "names": ["a", "b", "c"]}}, "zwischen 0 und 1"),
        ({"status": {"kind": "quantile", "cutoffs": [0, 0.5], "names": ["a", "b", "c"]}}, "zwischen 0 und 1"),
        ({"status": None}, "Keines von beiden ist angegeben"),
        ({"clusters": 3}, "Beide sind angegeben"),
        ({"status": None, "clusters": 3}, "eine Dynamik gibt es mit ihnen nicht"),
        ({"status": None, "dynamic": None, "clusters": 1}, "eine Zahl von 2 bis 12"),
        ({"second_standardisation": False}, "gelten in Standardabweichungen, der Index wird aber nicht"),
        (
            {"second_standardisation": False, "aggregation": "mean", "standardisation": "rank"},
            "gelten in Standardabweichungen, der Index wird aber nicht",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Typology.model_validate({**BERLIN_MSS.model_dump(mode="json"), **change})


def test_the_mean_of_scores_may_be_cut_without_second_standardisation() -> None:
    changed = {**BERLIN_MSS.model_dump(mode="json"), "second_standardisation": False, "aggregation": "mean"}
    assert Typology.model_validate(changed).status == BERLIN_MSS.status


def test_fixed_cutoffs_need_no_second_standardisation() -> None:
    bands = Bands(kind=CutoffKind.FIXED, cutoffs=(-5.0, 5.0), names=("a", "b", "c")).model_dump()
    changed = {"second_standardisation": False, "standardisation": "distance", "status": bands, "dynamic": None}
    assert Typology.model_validate({**BERLIN_MSS.model_dump(), **changed}).groups == ()


def test_a_defect_of_a_file_has_a_place(tmp_path: Path) -> None:
    path = tmp_path / "typologie.yaml"
    path.write_text(
        "id: x\ntitle: T\ndescription: D\nlimits: L\nclusters: 3\n"
        "indicators:\n  - indicator: s1\n    direction: neutral\n  - indicator: s2\n    wieght: 2\n",
        encoding="utf-8",
    )
    document, _ = load_document(path, path.name)
    assert document is not None
    typology, defects = parse_model(Typology, document.data, document)
    assert typology is None
    assert [(defect.place, defect.remedy) for defect in defects] == [
        (
            "typologie.yaml, Zeile 8, Schlüssel indicators.0.direction",
            "als direction lower_is_better (Belastung) oder higher_is_better (Stärke) angeben; sonst weglassen",
        ),
        ("typologie.yaml, Zeile 10, Schlüssel indicators.1.wieght", "gemeint ist vermutlich ›weight‹"),
    ]
