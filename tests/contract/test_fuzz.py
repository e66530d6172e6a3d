"""A few of the damaged catalogues of `make fuzz`, and what counts there as a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.campaign import Folders, copy_catalogue, run_campaign
from tests.fuzz.trial import Outcome
from tests.support.english import find_english
from tests.support.sources import ROOT


def test_damaged_catalogues_are_refused_in_german(tmp_path: Path) -> None:
    folders = copy_catalogue(Folders(ROOT / "data", ROOT / "geo"), tmp_path)
    cases = list(run_campaign(folders, range(100_000, 100_040), seed=1))
    assert [
        (case.number, case.kind, case.file.name, case.outcome.faults) for case in cases if case.outcome.faults
    ] == []
    assert sum(case.outcome.code == 1 for case in cases) > len(cases) / 2, "most damages must be noticed"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Veröffentlicht: Datenstand 88a813e4467b9be5", []),
        ("  Befund: Der Schlüssel ›the value‹ ist unbekannt\n  Abhilfe: boundaries.file berichtigen", []),
        ("  Ort:    data/value/the.yaml, Zeile 3, Schlüssel value\n  Befund: Die Angabe fehlt", []),
        (
            "  Befund: ›x‹ ist nicht zulässig (Input should be a valid string)",
            ["be", "input", "should", "string", "valid"],
        ),
        ("  Befund: Das ist kein gültiges YAML (could not find expected ':')", ["could", "expected", "not"]),
    ],
)
def test_english_is_found_outside_of_what_was_quoted(said: str, words: list[str]) -> None:
    assert find_english(said) == words


@pytest.mark.parametrize(
    ("outcome", "fault"),
    [
        (Outcome(0, "Keine Mängel gefunden.", 0.4, 90), []),
        (Outcome(1, "", 0.4, 90), []),
        (Outcome(-9, "", 0.4, 90), ["ended with -9"]),
        (Outcome(1, "", 10.5, 90), ["10.5 s"]),
        (Outcome(1, "", 0.4, 1001), ["1001 MB"]),
    ],
)
def test_what_counts_as_a_fault(outcome: Outcome, fault: list[str]) -> None:
    assert outcome.faults == fault
