"""The command ``typology``: what it writes for published tables, and what it says about bad ones."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sozialmonitor.build.command import main
from sozialmonitor.calc.typology.index import compute_index
from sozialmonitor.calc.typology.scheme import Scheme
from sozialmonitor.domain.indicator import Direction
from tests.support.town import hash_files, read_csv

HEADER = "id,name,ew,s1,s2,d1"
ROWS = [
    "01,Nord,900,5,30,1",
    "02,Süd,1200,9,35,-1",
    "03,Ost,299,50,99,9",
    "04,West,4000,7,20,0.5",
    "05,Mitte,2500,21,70,2",
    "06,Hafen,800,12,,-3",
    "07,Au,1500,11,44,0",
    "08,Feld,1700,3.5,25,-0.5",
]


def write(folder: Path, *lines: str) -> Path:
    path = folder / "gebiete.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(folder: Path, *options: str) -> int:
    """Run on ``gebiete.csv`` with the Berlin preset."""
    files = ["--input", str(folder / "gebiete.csv"), "--output", str(folder / "klassen.csv")]
    return main(["typology", "--preset", "berlin_mss", *files, *options])


def run_alone(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run in a process of its own, as from a shell."""
    command = [sys.executable, "-m", "sozialmonitor", "typology", *options]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False, timeout=100)


@pytest.mark.parametrize("year", [2015, 2019])
def test_published_classes_come_out_of_the_command_line(root: Path, shared: Path, tmp_path: Path, year: int) -> None:
    source, target = shared / "golden" / "berlin_mss" / f"golden_mss_{year}.csv", tmp_path / "klassen.csv"
    done = run_alone(root, "--preset", "berlin_mss", "--input", str(source), "--output", str(target))
    assert (done.returncode, done.stderr) == (0, "")
    published, found = read_csv(source), read_csv(target)
    assert len(found) == len(published) == {2015: 435, 2019: 436}[year]
    numbers = "1234" if year == 2015 else "134"
    assert list(found[0]) == [
        *("id", "name", "ew"),
        *(f"z_s{number}" for number in numbers),
        *(f"z_d{number}" for number in numbers),
        *("statussumme", "statusindex", "status_klasse", "dynamiksumme", "dynamikindex", "dynamik_klasse"),
        *("gruppe", "grenzfall", "bewertet"),
    ]
    for row, expected in zip(found, published, strict=True):
        assert (row["id"], row["name"]) == (expected["plr_id"], expected["plr_name"])
        assert row["status_klasse"] == expected["status_klasse"]
        assert row["dynamik_klasse"] == expected["dynamik_klasse"]
        assert row["gruppe"] == f"{expected['status_klasse']}/{expected['dynamik_klasse']}"
        assert row["bewertet"] == "ja"
        assert float(row["statussumme"]) == pytest.approx(float(expected["pub_statussumme"]), abs=2e-5)
        for number in numbers:
            assert float(row[f"z_s{number}"]) == pytest.approx(float(expected[f"pub_z_s{number}"]), abs=1e-5)
    borderline = [row for row in found if row["grenzfall"] in {"Status", "Status und Dynamik"}]
    assert len(borderline) == {2015: 54, 2019: 80}[year]


def test_semicolons_give_the_same(root: Path, shared: Path, tmp_path: Path) -> None:
    source = shared / "golden" / "berlin_mss" / "golden_mss_2019.csv"
    with (tmp_path / "semikolon.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([list(read_csv(source)[0]), *map(dict.values, read_csv(source))])
    for path in (source, tmp_path / "semikolon.csv"):
        options = ["--preset", "berlin_mss", "--input", str(path), "--output", str(tmp_path / f"{path.stem}.out")]
        assert main(["typology", *options]) == 0
    assert (tmp_path / "semikolon.out").read_bytes() == (tmp_path / "golden_mss_2019.out").read_bytes()


def test_a_small_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, HEADER, *ROWS)
    assert run(tmp_path) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].endswith("6 von 8 Gebieten bewertet → " + str(tmp_path / "klassen.csv"))
    assert printed[1:] == ["Hinweis: Mit weniger als 50 Gebieten hängen die Klassen stark von einzelnen Gebieten ab."]
    found = {row["id"]: row for row in read_csv(tmp_path / "klassen.csv")}
    assert found["03"] == {
        **dict.fromkeys(found["03"], ""),
        **{"id": "03", "name": "Ost", "ew": "299", "bewertet": "nein"},
        **dict.fromkeys(["status_klasse", "dynamik_klasse", "gruppe"], "nicht bewertet"),
    }
    assert found["06"]["status_klasse"] == found["06"]["gruppe"] == "nicht bewertet"
    assert found["06"]["dynamik_klasse"] == "positiv", "its change is known"
    assert (found["06"]["bewertet"], found["06"]["grenzfall"]) == ("nein", "")
    values = [[5.0, 30], [9, 35], [7, 20], [21, 70], [11, 44], [3.5, 25]]
    scheme = Scheme(("s1", "s2"), np.ones(2), (Direction.LOWER_IS_BETTER,) * 2)
    expected = compute_index(values, scheme)
    rows = [row for row in found.values() if row["bewertet"] == "ja"]
    assert [float(row["statusindex"]) for row in rows] == expected.values.tolist(), "every digit is written"


def test_columns_of_one_index_only(tmp_path: Path) -> None:
    for index, other, column in (("status", "dynamik", 3), ("dynamik", "status", 5)):
        lines = [",".join(np.array(line.split(","))[[0, 2, column]]) for line in (HEADER, *ROWS)]
        write(tmp_path, *lines)
        assert run(tmp_path) == 0
        found = read_csv(tmp_path / "klassen.csv")
        assert "name" not in found[0]
        assert {row[f"{index}_klasse"] for row in found} > {"nicht bewertet"}
        assert {
            (row[f"{other}summe"], row[f"{other}index"], row[f"{other}_klasse"], row["gruppe"]) for row in found
        } == {("", "", "", "")}


def test_other_names_of_columns(tmp_path: Path) -> None:
    lines = ["einwohner,gebiet,s1,s2", *(",".join(np.array(row.split(","))[[2, 0, 3, 4]]) for row in ROWS)]
    write(tmp_path, *lines)
    assert run(tmp_path, "--id", "gebiet", "--population", "einwohner") == 0
    assert [row["id"] for row in read_csv(tmp_path / "klassen.csv")] == [row[:2] for row in ROWS]


def test_signs_of_official_statistics_are_gaps(tmp_path: Path) -> None:
    write(tmp_path, HEADER, *[row.replace(",9,35,", ",.,35,") for row in ROWS])
    assert run(tmp_path) == 0
    assert read_csv(tmp_path / "klassen.csv")[1]["status_klasse"] == "nicht bewertet"


def test_settings_change_the_preset(tmp_path: Path) -> None:
    write(tmp_path, HEADER, *ROWS)
    settings = tmp_path / "typologie.yaml"
    settings.write_text(
        "minimum_population: 200\nindicators:\n"
        "  - {indicator: s1, weight: 2, direction: higher_is_better}\n"
        "  - {indicator: d1, direction: lower_is_better}\n",
        encoding="utf-8",
    )
    assert run(tmp_path, "--settings", str(settings)) == 0
    found = {row["id"]: row for row in read_csv(tmp_path / "klassen.csv")}
    assert found["03"]["bewertet"] == "ja"
    for row in found.values():
        if row["statussumme"]:
            total = 2 * float(row["z_s1"]) + float(row["z_s2"])
            assert float(row["statussumme"]) == pytest.approx(total, abs=1e-12)
    assert float(found["05"]["z_s1"]) < 0 < float(found["05"]["z_d1"]), "s1 is turned, d1 is not"


def test_a_change_is_weighted_as_its_level(tmp_path: Path) -> None:
    write(tmp_path, HEADER, *ROWS)
    settings = tmp_path / "typologie.yaml"
    settings.write_text("indicators: [{indicator: s1, direction: higher_is_better}]\n", encoding="utf-8")
    assert run(tmp_path, "--settings", str(settings)) == 0
    found = {row["id"]: row for row in read_csv(tmp_path / "klassen.csv")}
    assert float(found["05"]["z_d1"]) < 0


def test_distance_from_declared_city_values(tmp_path: Path) -> None:
    write(tmp_path, HEADER.replace(",d1", ""), *[row.rpartition(",")[0] for row in ROWS])
    settings = tmp_path / "typologie.yaml"
    settings.write_text(
        "id: abstand\ntitle: Abstand\ndescription: x\nlimits: x\nstandardisation: distance\naggregation: mean\n"
        "second_standardisation: false\nstatus: {kind: fixed, cutoffs: [-5, 5], names: [unter, nahe, über]}\n"
        "indicators: [{indicator: s1, city_value: 10}, {indicator: s2, city_value: 40}]\n",
        encoding="utf-8",
    )
    files = ["--input", str(tmp_path / "gebiete.csv"), "--output", str(tmp_path / "klassen.csv")]
    assert main(["typology", "--settings", str(settings), *files]) == 0
    found = [(row["statusindex"], row["status_klasse"]) for row in read_csv(tmp_path / "klassen.csv")]
    assert found[:2] == [("-7.5", "unter"), ("-3", "nahe")]
    assert found[4] == ("20.5", "über")


def test_clusters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, HEADER, *ROWS)
    files = ["--input", str(tmp_path / "gebiete.csv"), "--output", str(tmp_path / "klassen.csv")]
    assert main(["typology", "--preset", "ward_cluster", *files]) == 0
    assert "Hinweis: Die Spalten der Dynamik gehen nicht ein" in capsys.readouterr().out
    found = read_csv(tmp_path / "klassen.csv")
    assert {row["status_klasse"] for row in found} == {
        "nicht bewertet",
        *(f"Cluster {number}" for number in range(1, 6)),
    }
    assert "z_d1" not in found[0]


def test_what_nobody_checked_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, HEADER, *ROWS)
    files = ["--input", str(tmp_path / "gebiete.csv"), "--output", str(tmp_path / "klassen.csv")]
    assert main(["typology", "--preset", "hamburg_sozialmonitoring", *files]) == 0
    assert "Hinweis: Klassengrenzen ungeprüft" in capsys.readouterr().out


FILE = "gebiete.csv"
GAP = "wo sie unbekannt ist, die Zelle leer lassen"


@pytest.mark.parametrize(
    ("lines", "defect"),
    [
        (
            [HEADER, *ROWS[:3], "04,West,4000,viele,20,0.5", *ROWS[4:]],
            (f"{FILE}, Zeile 5, Spalte s1", "›viele‹ ist keine Zahl", "wo kein Wert vorliegt, die Zelle leer lassen"),
        ),
        (
            [line.replace(",", ";") for line in (HEADER, *ROWS[:3], "04,West,4000,7,20,0.5")]
            + ["05;Mitte;2500;21,5;7;2"],
            (f"{FILE}, Zeile 6, Spalte s1", "›21,5‹ hat ein Dezimalkomma", "mit Dezimalpunkt schreiben: ›21.5‹"),
        ),
        (
            [HEADER, *ROWS, "09,Berg,1e999,1,1,1"],
            (f"{FILE}, Zeile 10, Spalte ew", "›1e999‹ ist keine Zahl", "Zahl mit Dezimalpunkt eintragen"),
        ),
        (
            [HEADER, *ROWS, "02,Berg,900,1,1,1"],
            (
                f"{FILE}, Zeile 10, Spalte id",
                "Die Kennung ›02‹ steht schon in Zeile 3",
                "eine der Kennungen berichtigen; Gebiete zweier Ebenen gehören in zwei Dateien",
            ),
        ),
        (
            [HEADER, *ROWS, ",Berg,900,1,1,1"],
            (f"{FILE}, Zeile 10, Spalte id", "Die Kennung des Gebiets fehlt", "eintragen oder die Zeile löschen"),
        ),
        (
            [HEADER, *ROWS, "09,Berg,-900,1,1,1"],
            (f"{FILE}, Zeile 10, Spalte ew", "Die Einwohnerzahl -900 ist negativ", f"berichtigen; {GAP}"),
        ),
        (
            [line.partition(",")[2].partition(",")[2] for line in (HEADER, *ROWS)],
            (
                f"{FILE}, Zeile 1",
                "Eine Spalte mit den Kennungen der Gebiete fehlt; die erste Spalte heißt ›ew‹",
                "die Kennungen in die erste Spalte schreiben oder ihre Spalte mit --id benennen",
            ),
        ),
        (
            [HEADER.replace("ew", "einw"), *ROWS],
            (f"{FILE}, Zeile 1", "Die Spalte ›ew‹ mit der Einwohnerzahl fehlt", "mit --population benennen"),
        ),
        (
            ["id,ew,anteil", "01,900,5"],
            (f"{FILE}, Zeile 1", "Die Datei enthält keinen Indikator", "Spalten für den Status s1, s2, …"),
        ),
        (
            ["id\tew\ts1", "01\t900\t5"],
            (f"{FILE}, Zeile 1", "Die Spalten sind mit Tabulator getrennt", "mit Komma oder Semikolon getrennt"),
        ),
        (
            ["id,ew,s1,s1", "01,900,5,5"],
            (f"{FILE}, Zeile 1", "Die Spalte ›s1‹ steht mehrmals in der Kopfzeile", "nur eine der Spalten behalten"),
        ),
        (
            [HEADER, *[",".join([*row.split(",")[:4], "", "1"]) for row in ROWS]],
            (
                f"{FILE}, Spalte s2",
                "Die Spalte enthält keinen einzigen Wert",
                "Werte eintragen oder die Spalte löschen",
            ),
        ),
        (
            [HEADER, *[",".join([*row.split(",")[:4], "7", row.split(",")[5]]) for row in ROWS]],
            (f"{FILE}, Indikator s2", "in allen bewerteten Gebieten denselben Wert (7)", "weglassen"),
        ),
        (
            [HEADER, *ROWS[:4]],
            (f"{FILE}, Gebiete", "Nur 3 Gebiete können bewertet werden", "mindestens 5 bewertbare Gebiete liefern"),
        ),
        (
            [HEADER, *ROWS, "09,Berg,900,1"],
            (f"{FILE}, Zeile 10", "Die Zeile hat 4 Zellen, die Kopfzeile 6", "fehlende Zellen ergänzen"),
        ),
        (
            [HEADER, '01,"Nord,900,5,30,1'],
            (f"{FILE}, Zeile 2", "Ein Anführungszeichen wird geöffnet und nicht geschlossen", "am Ende der Zelle"),
        ),
        (
            [HEADER],
            (FILE, "Die Datei enthält kein Gebiet", "eine Kopfzeile und eine Zeile je Gebiet schreiben"),
        ),
    ],
)
def test_bad_tables(
    tmp_path: Path, lines: list[str], defect: tuple[str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, *lines)
    (tmp_path / "klassen.csv").write_text("alt", encoding="utf-8")
    before = hash_files(tmp_path)
    assert run(tmp_path) == 1
    assert hash_files(tmp_path) == before, "nothing is written, and nothing is left behind"
    printed = capsys.readouterr().err
    assert printed.startswith("Die Eingabe hat einen Mangel; nichts wurde geschrieben.\n")
    place, finding, remedy = (line.partition(": ")[2].strip() for line in printed.splitlines()[2:])
    assert place == defect[0]
    assert defect[1] in finding
    assert defect[2] in remedy


@pytest.mark.parametrize(
    ("settings", "defect"),
    [
        (
            "indicators:\n  - indicator: s1\n    direction: neutral\n",
            ("typologie.yaml, Zeile 3, Schlüssel indicators.0.direction", "Der Indikator ist neutral", "angeben"),
        ),
        (
            "indicators:\n  - {indicator: s1, weight: -2}\n",
            (
                "typologie.yaml, Zeile 2, Schlüssel indicators.0.weight",
                "Das Gewicht -2 ist negativ",
                "mindestens 0 angeben",
            ),
        ),
        (
            "indicators: [{indicator: s1, weight: 0}, {indicator: s2, weight: 0}]\n",
            ("typologie.yaml", "Alle Gewichte sind 0", "über 0 geben"),
        ),
        (
            "status: {cutoffs: [1, -1], names: [a, b, c]}\n",
            ("typologie.yaml, Zeile 1, Schlüssel status", "Die Klassengrenzen 1; -1 steigen nicht an", "aufsteigend"),
        ),
        (
            "indicators: [{indicator: arbeitslose}]\n",
            (
                "typologie.yaml, Zeile 1, Schlüssel indicators.0.indicator",
                "›arbeitslose‹ ist keine Spalte eines Indikators",
                "als s1, s2, … für den Status",
            ),
        ),
        (
            "cutofs: 3\n",
            ("typologie.yaml, Zeile 1, Schlüssel cutofs", "Der Schlüssel ›cutofs‹ ist unbekannt", "erlaubt sind"),
        ),
        (
            "preset: ward_cluster\n",
            ("typologie.yaml, Zeile 1, Schlüssel preset", "nennt die Vorlage ›ward_cluster‹", "weglassen"),
        ),
        ("- s1\n", ("typologie.yaml", "Hier werden Schlüssel mit Werten erwartet", "schlüssel: wert")),
        ("a: [\n", ("typologie.yaml, Zeile 2", "kein gültiges YAML", "ergänzen")),
    ],
)
def test_bad_settings(
    tmp_path: Path, settings: str, defect: tuple[str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, HEADER, *ROWS)
    path = tmp_path / "typologie.yaml"
    path.write_text(settings, encoding="utf-8")
    assert run(tmp_path, "--settings", str(path)) == 1
    assert not (tmp_path / "klassen.csv").exists()
    place, finding, remedy = (line.partition(": ")[2].strip() for line in capsys.readouterr().err.splitlines()[2:])
    assert place == defect[0]
    assert defect[1] in finding
    assert defect[2] in remedy


def test_flagged_areas_take_no_part(tmp_path: Path) -> None:
    """Set aside by a column or left out of the file: the others get the same figures, digit by digit."""
    for yes, no in (("ja", "nein"), ("JA", "Nein"), ("1", "0")):
        rows = [f"{row},{yes if row.startswith('05') else no}" for row in ROWS]
        write(tmp_path, f"{HEADER},ausreisser", *rows)
        assert run(tmp_path, "--flagged", "ausreisser") == 0
        found = {row["id"]: row for row in read_csv(tmp_path / "klassen.csv")}
        aside = found.pop("05")
        assert (aside["bewertet"], aside["status_klasse"], aside["statusindex"]) == ("nein", "nicht bewertet", "")
        write(tmp_path, HEADER, *(row for row in ROWS if not row.startswith("05")))
        assert run(tmp_path) == 0
        assert list(found.values()) == read_csv(tmp_path / "klassen.csv")


@pytest.mark.parametrize(
    ("header", "cell", "option", "defect"),
    [
        (
            "ausreisser",
            "vielleicht",
            "ausreisser",
            (f"{FILE}, Zeile 2, Spalte ausreisser", "›vielleicht‹ ist weder ja noch nein", "nein eintragen"),
        ),
        ("ausreisser", "", "ausreisser", (f"{FILE}, Zeile 2, Spalte ausreisser", "Die Angabe fehlt", "ja (Ausreißer")),
        (
            "ausreisser",
            "nein",
            "ausreiser",
            (f"{FILE}, Zeile 1", "Die Spalte ›ausreiser‹ mit den Ausreißern fehlt", "vermutlich ›ausreisser‹"),
        ),
        (
            "ausreisser",
            "nein",
            "s1",
            (f"{FILE}, Zeile 1", "Die Spalte ›s1‹ ist schon Kennung, Einwohnerzahl oder Indikator", "--flagged"),
        ),
    ],
)
def test_bad_flags(
    tmp_path: Path,
    header: str,
    cell: str,
    option: str,
    defect: tuple[str, str, str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(tmp_path, f"{HEADER},{header}", f"{ROWS[0]},{cell}", *(f"{row},nein" for row in ROWS[1:]))
    assert run(tmp_path, "--flagged", option) == 1
    assert not (tmp_path / "klassen.csv").exists()
    place, finding, remedy = (line.partition(": ")[2].strip() for line in capsys.readouterr().err.splitlines()[2:])
    assert (place, finding) == defect[:2]
    assert defect[2] in remedy


def test_weights_of_the_collected_columns_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A declared indicator with weight that is not collected does not help the others."""
    write(tmp_path, "id,ew,s1,s2", *[",".join(np.array(row.split(","))[[0, 2, 3, 4]]) for row in ROWS])
    path = tmp_path / "typologie.yaml"
    weights = "indicators: [{indicator: s1, weight: 0}, {indicator: s2, weight: 0}, {indicator: s3}]\n"
    path.write_text(weights, encoding="utf-8")
    assert run(tmp_path, "--settings", str(path)) == 1
    assert "Befund: Alle Gewichte sind 0" in capsys.readouterr().err


def test_defects_of_table_and_settings_are_told_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, HEADER, *ROWS, "02,Berg,-1,viele,1,1")
    path = tmp_path / "typologie.yaml"
    path.write_text("cutofs: 3\n", encoding="utf-8")
    assert run(tmp_path, "--settings", str(path)) == 1
    assert "Die Eingabe hat 4 Mängel; nichts wurde geschrieben." in capsys.readouterr().err


def test_files_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path) == 1
    assert "Die Datei fehlt" in capsys.readouterr().err
    (tmp_path / FILE).write_bytes("id,ew,s1\nä,1,1\n".encode("latin-1"))
    assert run(tmp_path) == 1
    assert "nicht in UTF-8 geschrieben" in capsys.readouterr().err
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    assert run(tmp_path) == 1
    assert "Das ist keine gewöhnliche Datei" in capsys.readouterr().err


def test_an_output_that_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, HEADER, *ROWS)
    (tmp_path / "klassen.csv" / "voll").mkdir(parents=True)
    assert run(tmp_path) == 1
    assert "Die Datei lässt sich nicht schreiben (dort liegt ein Ordner, keine Datei)" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gebiete.csv", "klassen.csv"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "--preset oder --settings angeben."),
        (["--preset", "köln"], "die Vorlage ›köln‹ gibt es nicht; vorhanden sind: berlin_mss, "),
        (["--preset", "berlin_mss"], "--input angeben."),
        (["--preset", "berlin_mss", "--input", "a.csv"], "--output angeben."),
        (["--preset", "berlin_mss", "--input", "a.csv", "--output", "./a.csv"], "darf nicht die Eingabe sein."),
        (
            ["--preset", "berlin_mss", "--input", "a.csv", "--output", "nirgends/b.csv"],
            "den Ordner ›nirgends‹ gibt es nicht",
        ),
    ],
)
def test_wrong_calls(options: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["typology", *options]) == 2
    assert message in capsys.readouterr().err


def test_bad_input_from_a_shell(root: Path, tmp_path: Path) -> None:
    write(tmp_path, HEADER, *ROWS[:2])
    files = ["--input", str(tmp_path / "gebiete.csv"), "--output", str(tmp_path / "klassen.csv")]
    done = run_alone(root, "--preset", "berlin_mss", *files)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert "Befund: Nur 2 Gebiete können bewertet werden" in done.stderr
    assert not (tmp_path / "klassen.csv").exists()
