"""Defects of value tables and lists of areas."""

from __future__ import annotations

from datetime import date

from tests.support.bad_input import Case, append, replace, write
from tests.support.town import NAME

POPULATION = "values/einwohner.csv"
VALUES = f"data/{NAME}/{POPULATION}"
SIGNS = "( . - ... x / • )"

VALUE_CASES = [
    Case(
        "unknown code",
        replace(POPULATION, "stadtteile,022,2018,", "stadtteile,777,2018,"),
        (
            (
                f"{VALUES}, Zeile 6, Spalte area",
                "Der Gebietscode ›777‹ ist in ›stadtteile‹ unbekannt",
                "Code berichtigen oder das Gebiet in areas/stadtteile.csv ergänzen",
            ),
        ),
    ),
    Case(
        "code without leading zeros",
        replace(POPULATION, "stadtteile,022,2018,", "stadtteile,22,2018,"),
        (
            (
                f"{VALUES}, Zeile 6, Spalte area",
                "Der Gebietscode ›22‹ ist in ›stadtteile‹ unbekannt",
                "gemeint ist vermutlich ›022‹; führende Nullen gehören zum Code, die Spalte als Text speichern",
            ),
        ),
    ),
    Case(
        "a name where a code belongs",
        replace(POPULATION, "stadtteile,022,2018,", "stadtteile,Öderan,2018,"),
        (
            (
                f"{VALUES}, Zeile 6, Spalte area",
                "Der Gebietscode ›Öderan‹ ist in ›stadtteile‹ unbekannt",
                "in dieser Spalte steht der Code, für ›Öderan‹ also ›022‹",
            ),
        ),
    ),
    Case(
        "code turned into a decimal number",
        replace(POPULATION, "stadtteile,022,2018,", "stadtteile,22.0,2018,"),
        (
            (
                f"{VALUES}, Zeile 6, Spalte area",
                "Der Gebietscode ›22.0‹ ist in ›stadtteile‹ unbekannt",
                "gemeint ist vermutlich ›022‹; führende Nullen gehören zum Code, die Spalte als Text speichern",
            ),
        ),
    ),
    Case(
        "the same row twice",
        append(POPULATION, "stadtteile,022,2018,1000,150\n"),
        (
            (
                f"{VALUES}, Zeile 30",
                "Gebiet ›022‹ mit Periode ›2018‹ steht schon in Zeile 6",
                "eine der beiden Zeilen löschen; sie sind gleich",
            ),
        ),
    ),
    Case(
        "text where a number belongs",
        replace(POPULATION, "stadtteile,022,2018,1000,", "stadtteile,022,2018,etwa tausend,"),
        (
            (
                f"{VALUES}, Zeile 6, Spalte population",
                "›etwa tausend‹ ist keine Zahl",
                f"Ganze Zahl oder ein Zeichen der amtlichen Statistik eintragen {SIGNS}",
            ),
        ),
    ),
    Case(
        "a number no computer can hold",
        replace(POPULATION, "stadtteile,022,2018,1000,", f"stadtteile,022,2018,{'9' * 16},"),
        (
            (
                f"{VALUES}, Zeile 6, Spalte population",
                "›9999999999999999‹ hat mehr als 15 Stellen und lässt sich nicht genau speichern",
                "Zahl prüfen; Beträge in Tausend oder Millionen angeben",
            ),
        ),
    ),
    Case(
        "decimal comma",
        replace("values/arbeit.csv", "stadtteile,011,2020,130,5.1", 'stadtteile,011,2020,130,"5,1"'),
        (
            (
                f"data/{NAME}/values/arbeit.csv, Zeile 2, Spalte quotient",
                "›5,1‹ hat ein Dezimalkomma",
                "mit Dezimalpunkt schreiben: ›5.1‹",
            ),
        ),
    ),
    Case(
        "thousands point and decimal comma",
        replace(POPULATION, "stadtteile,022,2018,1000,", 'stadtteile,022,2018,"1.000,0",'),
        (
            (
                f"{VALUES}, Zeile 6, Spalte population",
                "›1.000,0‹ hat ein Dezimalkomma",
                "so schreiben: ›1000‹",
            ),
        ),
    ),
    Case(
        "a value without area",
        replace(POPULATION, "stadtteile,022,2018,", "stadtteile,,2018,"),
        (
            (
                f"{VALUES}, Zeile 6, Spalte area",
                "Ein Wert steht ohne Gebiet da",
                "Gebietscode eintragen; nicht zuordenbare Fälle mit ›UNASSIGNED‹",
            ),
        ),
    ),
    Case(
        "an empty cell",
        replace(POPULATION, "stadtteile,022,2018,1000,", "stadtteile,022,2018,,"),
        (
            (
                f"{VALUES}, Zeile 6, Spalte population",
                "Die Zelle ist leer",
                f"Zahl eintragen oder ein Zeichen, das die Lücke erklärt {SIGNS}",
            ),
        ),
    ),
    Case(
        "semicolons",
        lambda town: (
            (town.folder / POPULATION).write_text(
                (town.folder / POPULATION).read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8"
            )
            and None
        ),
        (
            (
                f"{VALUES}, Zeile 1",
                "Die Spalten sind mit Semikolon getrennt",
                "mit Komma getrennt und mit Dezimalpunkt speichern",
            ),
        ),
    ),
    Case(
        "a missing column, another one misspelt",
        replace(POPULATION, "period,population,under_18", "period,popolation,under_18"),
        (
            (f"{VALUES}, Zeile 1", "Die Spalte ›population‹ fehlt", "ergänzen"),
            (
                f"{VALUES}, Zeile 1",
                "Die Spalte ›popolation‹ ist in tables.yaml nicht vereinbart",
                "gemeint ist vermutlich ›population‹",
            ),
        ),
    ),
    Case(
        "a surplus comma in every row",
        write("values/kita.csv", "geography,area,period,places\nstadtbezirke,01,2020,3,\nstadtbezirke,02,2020,4,\n"),
        tuple(
            (
                f"data/{NAME}/values/kita.csv, Zeile {line}",
                "Die Zeile hat 5 Zellen, die Kopfzeile 4",
                "überzählige Trennzeichen am Zeilenende löschen",
            )
            for line in (2, 3)
        ),
    ),
    Case(
        "an unknown geography",
        replace("values/kita.csv", "stadtbezirke,01,2020", "stadtbezirk,01,2020"),
        (
            (
                f"data/{NAME}/values/kita.csv, Zeile 2, Spalte geography",
                "Die Gliederung ›stadtbezirk‹ gibt es nicht",
                "gemeint ist vermutlich ›stadtbezirke‹",
            ),
        ),
    ),
    Case(
        "no period",
        replace("values/kita.csv", "stadtbezirke,01,2020", "stadtbezirke,01,31.12.2020"),
        (
            (
                f"data/{NAME}/values/kita.csv, Zeile 2, Spalte period",
                "›31.12.2020‹ ist keine Periode",
                "als 2024, 2024-Q1 oder 2024-06 schreiben",
            ),
        ),
    ),
    Case(
        "unassignable people at two levels",
        append(POPULATION, "stadtbezirke,UNASSIGNED,2023,5,1\n"),
        (
            (
                f"{VALUES}, Zeile 30, Spalte area",
                "›UNASSIGNED‹ steht in Periode ›2023‹ schon bei einer anderen Gliederung",
                "nicht zuordenbare Fälle nur bei einer Gliederung angeben",
            ),
        ),
    ),
    Case(
        "the table is missing",
        lambda town: (town.folder / "values/kita.csv").unlink(),
        (
            (
                f"data/{NAME}/values/kita.csv",
                "Die Wertedatei fehlt",
                "anlegen oder die Tabelle aus tables.yaml entfernen",
            ),
        ),
    ),
    Case(
        "the table has no rows",
        write("values/kita.csv", "geography,area,period,places\n"),
        (
            (
                f"data/{NAME}/indicators/kita-plaetze.yaml",
                "Für diesen Indikator gibt es keinen einzigen Wert",
                "Reihen und Perioden seiner Tabellen prüfen",
            ),
        ),
    ),
    Case(
        "not UTF-8",
        write("values/kita.csv", "geography,area,period,places\nBezirk Süd,01,2020,3\n".encode("latin-1")),
        (
            (
                f"data/{NAME}/values/kita.csv",
                "Die Datei ist nicht in UTF-8 geschrieben",
                "als UTF-8 speichern",
            ),
        ),
    ),
    Case(
        "a share above 100 %",
        replace("values/arbeit.csv", "stadtteile,012,2020,150,9.6", "stadtteile,012,2020,150,109.6"),
        (
            (
                f"data/{NAME}/indicators/arbeitslosenquotient.yaml",
                "Gebiet ›012‹ (stadtteile), Periode 2020: der Anteil ist 109,6 % und damit größer als 100 %",
                "Wert berichtigen; sind Quoten über 100 % möglich, in tables.yaml bei der Reihe zum Beispiel "
                "›at_most: 110‹ angeben",
            ),
        ),
    ),
    Case(
        "numerator above denominator",
        replace("values/wohnungen.csv", "stadtteile,012,2021,1300,13", "stadtteile,012,2021,1300,1313"),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml",
                "Gebiet ›012‹ (stadtteile), Periode 2021: der Zähler 1313 ist größer als der Nenner 1300",
                "Reihen der Formel oder Werte berichtigen",
            ),
        ),
    ),
    Case(
        "numerator above a denominator of zero",
        replace("values/wohnungen.csv", "stadtteile,023,2021,0,-", "stadtteile,023,2021,0,3"),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml",
                "Gebiet ›023‹ (stadtteile), Periode 2021: der Zähler 3 ist größer als der Nenner 0",
                "Reihen der Formel oder Werte berichtigen",
            ),
        ),
    ),
    Case(
        "two rows for one area",
        append(POPULATION, "stadtteile,022,2018,1000,140\n"),
        (
            (
                f"{VALUES}, Zeile 30",
                "Gebiet ›022‹ mit Periode ›2018‹ steht schon in Zeile 6",
                "die Werte unterscheiden sich: Gliederung, Code oder Periode einer der beiden Zeilen berichtigen",
            ),
        ),
    ),
    Case(
        "an area of another level",
        replace(POPULATION, "stadtteile,022,2018,", "stadtteile,01,2018,"),
        (
            (
                f"{VALUES}, Zeile 6, Spalte area",
                "Der Gebietscode ›01‹ ist in ›stadtteile‹ unbekannt",
                "in ›stadtbezirke‹ gibt es ihn: die Gliederung der Zeile berichtigen",
            ),
        ),
    ),
    Case(
        "years nobody counted in",
        write("values/kita.csv", "geography,area,period,places\nstadtbezirke,01,1000,3\nstadtbezirke,02,2999,4\n"),
        tuple(
            (
                f"data/{NAME}/values/kita.csv, Zeile {line}, Spalte period",
                f"Das Jahr {year} der Periode ›{year}‹ ist nicht plausibel",
                f"ein Jahr von 1900 bis {date.today().year} angeben",
            )
            for line, year in ((2, 1000), (3, 2999))
        ),
    ),
    Case(
        "months in a table of years",
        write("values/kita.csv", "geography,area,period,places\nstadtbezirke,01,2020,3\nstadtbezirke,02,2020-06,4\n"),
        (
            (
                f"data/{NAME}/values/kita.csv, Zeile 3, Spalte period",
                "Jahre und Monate stehen in einer Tabelle (›2020‹ und ›2020-06‹)",
                "Perioden gleicher Länge verwenden oder in zwei Tabellen aufteilen",
            ),
        ),
    ),
    Case(
        "no header",
        write("values/kita.csv", "stadtbezirke,01,2020,3\nstadtbezirke,02,2020,4\n"),
        (
            (
                f"data/{NAME}/values/kita.csv, Zeile 1",
                "Die Kopfzeile fehlt; hier steht ›stadtbezirke,01,2020,3‹",
                "als erste Zeile schreiben: ›geography,area,period,places‹",
            ),
        ),
    ),
    Case(
        "a workbook",
        write("values/kita.csv", b"PK\x03\x04\x14\x00[Content_Types].xml....xl/workbook.xml"),
        (
            (
                f"data/{NAME}/values/kita.csv",
                "Das ist eine Excel-Datei",
                "als Textdatei in UTF-8 speichern und diese ablegen",
            ),
        ),
    ),
]
