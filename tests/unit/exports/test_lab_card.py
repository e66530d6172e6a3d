"""The method card: whoever unpacks it and runs the command gets the same file."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sozialmonitor.calc.typology.classes import UNCLASSED
from sozialmonitor.domain.typology import Typology
from sozialmonitor.domain.typology_presets import NOT_VALUED
from sozialmonitor.exports.lab_card import CARD, RESULT, SETTINGS, VALUES, pack_lab_card
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.lab.card import COMMAND, build_lab_card, name_lab_card
from sozialmonitor.views.lab.results import compute_lab_results
from sozialmonitor.views.lab.settings import LabSettings, make_settings, make_typology
from sozialmonitor.views.lab.view import LabView, build_lab_view
from sozialmonitor.views.typology.selection import resolve_class_selection
from tests.support.town import read_csv
from tests.unit.views.test_lab import DECLARED, list_periods


def change(chosen: LabSettings) -> LabSettings:
    """Another weight everywhere, and what else there is; with an awkward number."""
    first = chosen.indicators[0].indicator
    chosen = chosen.weigh(first, 1 / 3)
    return chosen.cut("status", 1, chosen.status[1] * 0.9) if chosen.status else chosen


def set_up(store: Store, monitor: str, declared: Typology, period: str) -> tuple[LabView, bytes, str]:
    query = {"monitor": monitor, "typologie": declared.id, "stand": period}
    selection = resolve_class_selection(store, query).selection
    typology = make_typology(declared, change(make_settings(store, monitor, declared)))
    before, after = (compute_lab_results(store, monitor, item, period, (period,)) for item in (declared, typology))
    view = build_lab_view(store, selection, declared, typology, before, after)
    return view, pack_lab_card(build_lab_card(store, selection, declared, view)), name_lab_card(selection, view)


@pytest.mark.parametrize(("monitor", "typology_id"), DECLARED)
@pytest.mark.parametrize("is_newest", [True, False], ids=["newest", "oldest"])
def test_the_command_line_gives_the_same_file(
    real_store: Store, tmp_path: Path, root: Path, monitor: str, typology_id: str, is_newest: bool
) -> None:
    declared = real_store.get_typology(monitor, typology_id)
    period = list_periods(real_store, monitor, declared)[-1 if is_newest else 0]
    view, packed, _ = set_up(real_store, monitor, declared, period)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == [CARD, SETTINGS, VALUES, RESULT]
        archive.extractall(tmp_path)
    expected = (tmp_path / RESULT).read_bytes()
    (tmp_path / RESULT).unlink()
    command = [sys.executable, *COMMAND.split()[1:]]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={"PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=100,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert text("lab.card_note") in done.stdout
    assert (tmp_path / RESULT).read_bytes() == expected

    rows = read_csv(tmp_path / RESULT)
    assert [row["id"] for row in rows] == [
        area.code for area in real_store.get_areas(monitor, declared.geography or "")
    ]
    for classed, names, column in (
        (view.result.status, view.typology.status_names, "status_klasse"),
        (view.result.dynamic, view.typology.dynamic.names if view.typology.dynamic else (), "dynamik_klasse"),
    ):
        if classed is None:
            assert {row[column] for row in rows} == {""}
        else:
            shown = [NOT_VALUED if code == UNCLASSED else names[code] for code in classed.codes.tolist()]
            assert [row[column] for row in rows] == shown


def test_the_card_says_everything(real_store: Store) -> None:
    declared = real_store.get_typology("flensburg", "status-dynamik")
    view, packed, name = set_up(real_store, "flensburg", declared, "2022")
    assert name == f"flensburg_labor_status-dynamik_2022_{view.settings}"
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        card = archive.read(CARD).decode("utf-8")
        settings, values = archive.read(SETTINGS), archive.read(VALUES)
    assert f"**{text('lab.card_note')}**" in card
    for line in (
        "* Monitor: Flensburg",
        "* Zeitpunkt: 2022",
        "* Die Dynamik vergleicht 2020 mit 2022.",
        "* Arbeitslosenanteil: Gewicht 0,3333333333 statt 1",
        "* s1: Anteil der Arbeitslosen an den 18- bis unter 65-Jährigen (Gewicht 0,3333333333, Belastung)",
        "* s4: Beschäftigungsquote (Gewicht 1, Stärke)",
        "* Klassen des Status: Grenzen in Standardabweichungen: hoch bis −1, dann mittel bis 0,9, dann niedrig bis 1,5",
        f"* Kennung des Datenstands: {real_store.release_id}",
        f"* {declared.limits}",
        f"    {COMMAND}",
    ):
        assert line in card, line
    assert "Stadt Flensburg, Sozialatlas 2022" in card
    assert hashlib.sha256(settings + values).hexdigest() in card
    written = settings.decode("utf-8")
    assert "# s1: Anteil der Arbeitslosen" in written
    assert "# d4: Beschäftigungsquote, Veränderung über den Zeitraum" in written
    assert "weight: 0.3333333333333333," in written


def test_the_same_settings_give_the_same_bytes(real_store: Store) -> None:
    declared = real_store.get_typology("gemeinden", "grundsicherung")
    first, second = (set_up(real_store, "gemeinden", declared, "2022")[1] for _ in range(2))
    assert first == second
