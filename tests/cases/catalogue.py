"""Defects of a catalogue."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.bad_input import Case, append, replace, write
from tests.support.town import NAME, Town


def both(first: Callable[[Town], None], second: Callable[[Town], None]) -> Callable[[Town], None]:
    """Two defects at once."""

    def spoil(town: Town) -> None:
        first(town)
        second(town)

    return spoil


CATALOGUE_CASES = [
    Case(
        "an unknown key",
        replace("indicators/leerstand.yaml", "direction: lower_is_better", "direktion: lower_is_better"),
        (
            (f"data/{NAME}/indicators/leerstand.yaml, Schlüssel direction", "Die Angabe ›direction‹ fehlt", "ergänzen"),
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 11, Schlüssel direktion",
                "Der Schlüssel ›direktion‹ ist unbekannt",
                "gemeint ist vermutlich ›direction‹",
            ),
        ),
    ),
    Case(
        "an unknown key inside a list",
        replace(
            "geographies.yaml",
            "      source: mustergrenzen\n      kind: schematic\n      file:",
            "      source: mustergrenzen\n      kind: schematic\n      farbe: blau\n      file:",
        ),
        (
            (
                f"data/{NAME}/geographies.yaml, Zeile 13, Schlüssel geographies.0.boundaries.farbe",
                "Der Schlüssel ›farbe‹ ist unbekannt",
                "erlaubt sind: code_column, dissolve, file, kind, note, source",
            ),
        ),
    ),
    Case(
        "a word that is not on the list",
        replace("indicators/leerstand.yaml", "unit: percent", "unit: prozent"),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 9, Schlüssel unit",
                "›prozent‹ ist hier nicht möglich",
                "erlaubt sind: percent, per_hundred, per_thousand, per_square_kilometre, persons, cases, years",
            ),
        ),
    ),
    Case(
        "an indicator without source",
        replace(
            "tables.yaml", "    file: values/kita.csv\n    source: musterstatistik\n", "    file: values/kita.csv\n"
        ),
        (
            (
                f"data/{NAME}/indicators/kita-plaetze.yaml, Zeile 12, Schlüssel formula",
                "Der Indikator ›kita-plaetze‹ hat keine Quelle: die Tabelle ›kita‹ nennt keine",
                "in tables.yaml bei ›kita‹ source angeben",
            ),
        ),
    ),
    Case(
        "an unknown source",
        replace("tables.yaml", "source: fallakten", "source: fallakte"),
        (
            (
                f"data/{NAME}/tables.yaml, Zeile 68, Schlüssel tables.7.source",
                "Die Quelle ›fallakte‹ gibt es nicht",
                "gemeint ist vermutlich ›fallakten‹",
            ),
        ),
    ),
    Case(
        "an unknown licence",
        replace("sources.yaml", "licence: nur-intern", "licence: nur-intern-2"),
        (
            (
                f"data/{NAME}/sources.yaml, Zeile 18, Schlüssel sources.2.licence",
                "Die Lizenz ›nur-intern-2‹ gibt es nicht",
                "in licences.yaml ergänzen; vorhanden sind: frei, nur-intern",
            ),
        ),
    ),
    Case(
        "an unknown series in a formula",
        replace("indicators/anzeigen.yaml", "anzeigen.notices", "anzeigen.notes"),
        (
            (
                f"data/{NAME}/indicators/anzeigen.yaml, Zeile 12, Schlüssel formula",
                "Die Reihe ›notes‹ gibt es in der Tabelle ›anzeigen‹ nicht",
                "gemeint ist vermutlich ›notices‹",
            ),
        ),
    ),
    Case(
        "an unknown table in a formula",
        replace("indicators/anzeigen.yaml", "anzeigen.notices", "anzeige.notices"),
        (
            (
                f"data/{NAME}/indicators/anzeigen.yaml, Zeile 12, Schlüssel formula",
                "Die Tabelle ›anzeige‹ gibt es nicht",
                "gemeint ist vermutlich ›anzeigen‹",
            ),
        ),
    ),
    Case(
        "no series at all",
        replace("indicators/anzeigen.yaml", "anzeigen.notices", "Anzeigen"),
        (
            (
                f"data/{NAME}/indicators/anzeigen.yaml, Zeile 14, Schlüssel formula.numerator",
                "›Anzeigen‹ ist keine Reihe",
                "als ›tabelle.spalte‹ schreiben, abgezogen wird ›-tabelle.spalte‹",
            ),
        ),
    ),
    Case(
        "a rate in a sum",
        replace("indicators/anzeigen.yaml", "anzeigen.notices", "arbeit.quotient"),
        (
            (
                f"data/{NAME}/indicators/anzeigen.yaml, Zeile 12, Schlüssel formula",
                "Die Reihe ›arbeit.quotient‹ ist nicht addierbar (additive: false)",
                "nur Anzahlen in Zähler und Nenner verwenden",
            ),
        ),
    ),
    Case(
        "an operator without its denominator",
        replace("indicators/leerstand.yaml", "  denominator: wohnungen.flats\n", ""),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 12, Schlüssel formula",
                "Die Rechenart ›share‹ braucht ›denominator‹",
                "›denominator‹ ergänzen",
            ),
        ),
    ),
    Case(
        "an operator with something it would ignore",
        replace(
            "indicators/leerstand.yaml",
            "  denominator: wohnungen.flats\n",
            "  denominator: wohnungen.flats\n  years: 3\n",
        ),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 12, Schlüssel formula",
                "Die Rechenart ›share‹ verwendet ›years‹ nicht",
                "›years‹ löschen oder eine andere Rechenart angeben",
            ),
        ),
    ),
    Case(
        "an unknown theme",
        replace("indicators/leerstand.yaml", "theme: bevoelkerung", "theme: wohnen"),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 3, Schlüssel theme",
                "Das Thema ›wohnen‹ gibt es nicht",
                "vorhanden sind: arbeit, bevoelkerung, hilfen",
            ),
        ),
    ),
    Case(
        "a break that is no period",
        replace("indicators/unter-18-anteil.yaml", 'period: "2021"', "period: irgendwann"),
        (
            (
                f"data/{NAME}/indicators/unter-18-anteil.yaml, Zeile 19, Schlüssel breaks.0.period",
                "›irgendwann‹ ist keine Periode",
                "als 2024, 2024-Q1 oder 2024-06 schreiben",
            ),
        ),
    ),
    Case(
        "an id that is not the file's name",
        append("indicators/leerstand.yaml", "id: einwohner\n"),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 18, Schlüssel id",
                "Die id ›einwohner‹ weicht vom Dateinamen ›leerstand‹ ab",
                "id weglassen oder die Datei ebenso benennen",
            ),
        ),
    ),
    Case(
        "a key twice",
        append("indicators/leerstand.yaml", "unit: percent\n"),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 18, Schlüssel unit",
                "Der Schlüssel steht schon in Zeile 9",
                "einen der beiden löschen",
            ),
        ),
    ),
    Case(
        "broken YAML",
        append("indicators/leerstand.yaml", "breaks: [unclosed\n"),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 19",
                "Das ist kein gültiges YAML: eine Klammer ist nicht geschlossen",
                "die Klammer schließen, zwischen die Einträge Kommas setzen",
            ),
        ),
    ),
    Case(
        "a day that does not exist",
        replace(
            "geographies.yaml",
            "label: Zwei erfundene Stadtbezirke\n      valid_from: 2015-01-01",
            "label: Zwei\n      valid_from: 2015-02-31",
        ),
        (
            (
                f"data/{NAME}/geographies.yaml, Zeile 21, Schlüssel geographies.1.territorial_status.valid_from",
                "›2015-02-31‹ ist kein Tag",
                "einen Tag, den es gibt, als 2024-12-31 angeben",
            ),
        ),
    ),
    Case(
        "an unknown parent of a geography",
        replace("geographies.yaml", "parent: stadtbezirke", "parent: stadtbezirk"),
        (
            (
                f"data/{NAME}/geographies.yaml, Zeile 6, Schlüssel geographies.0.parent",
                "Die Gliederung ›stadtbezirk‹ gibt es nicht",
                "gemeint ist vermutlich ›stadtbezirke‹",
            ),
        ),
    ),
    Case(
        "markup in a sentence",
        replace("indicators/leerstand.yaml", "limits: Es ist alles erfunden.", "limits: Es ist {{7*7}} erfunden."),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 8, Schlüssel limits",
                "Das Zeichen ›{{‹ ist in Texten nicht erlaubt",
                "ohne Auszeichnung schreiben; Texte sind keine Formeln",
            ),
        ),
    ),
    Case(
        "an area in which nothing lies",
        append("areas/stadtbezirke.csv", "03,West,09999000\n"),
        (
            (
                f"data/{NAME}/geographies.yaml, Zeile 14, Schlüssel geographies.1",
                "Im Gebiet ›03‹ (West) liegt kein Gebiet aus ›stadtteile‹",
                "parent der feineren Gebiete berichtigen oder das Gebiet entfernen",
            ),
        ),
    ),
    Case(
        "a geography made of itself",
        replace("geographies.yaml", "dissolve: stadtbezirke", "dissolve: stadt"),
        (
            (
                f"data/{NAME}/geographies.yaml, Zeile 36, Schlüssel geographies.2.boundaries.dissolve",
                "Die Gliederung ›stadt‹ lässt sich nicht aus ›stadt‹ zusammensetzen",
                "als dissolve eine Gliederung angeben, die in ›stadt‹ liegt",
            ),
        ),
    ),
    Case(
        "no licences",
        lambda town: (town.data / "licences.yaml").write_text("lizenzen: []\n", encoding="utf-8") and None,
        (
            (
                "data/licences.yaml",
                "Die Liste ›licences‹ fehlt",
                "die Datei mit ›licences:‹ beginnen, darunter jeden Eintrag mit ›- id: …‹",
            ),
            (
                "data/licences.yaml, Zeile 1, Schlüssel lizenzen",
                "Der Schlüssel ›lizenzen‹ ist unbekannt",
                "gemeint ist vermutlich ›licences‹",
            ),
        ),
    ),
    Case(
        "an unknown key at the top of a list file",
        append("sources.yaml", "licence: frei\n"),
        (
            (
                f"data/{NAME}/sources.yaml, Zeile 24, Schlüssel licence",
                "Der Schlüssel ›licence‹ ist unbekannt",
                "erlaubt sind: sources",
            ),
        ),
    ),
    Case(
        "a list file that cannot be parsed: what refers to it is no defect, everything else is still checked",
        both(append("tables.yaml", "  - [\n"), replace("sources.yaml", "licence: nur-intern", "licence: geheim")),
        (
            (
                f"data/{NAME}/sources.yaml, Zeile 18, Schlüssel sources.2.licence",
                "Die Lizenz ›geheim‹ gibt es nicht",
                "in licences.yaml ergänzen; vorhanden sind: frei, nur-intern",
            ),
            (
                f"data/{NAME}/tables.yaml, Zeile 92",
                "Das ist kein gültiges YAML: hier fehlt ein Wert",
                "den Wert ergänzen",
            ),
        ),
    ),
    Case(
        "a monitor that is none: everything else is still checked",
        both(
            replace("monitor.yaml", "order: 5", "order: fünf"),
            replace("indicators/anzeigen.yaml", "anzeigen.notices", "anzeigen.notes"),
        ),
        (
            (
                f"data/{NAME}/indicators/anzeigen.yaml, Zeile 12, Schlüssel formula",
                "Die Reihe ›notes‹ gibt es in der Tabelle ›anzeigen‹ nicht",
                "gemeint ist vermutlich ›notices‹",
            ),
            (
                f"data/{NAME}/monitor.yaml, Zeile 6, Schlüssel order",
                "›fünf‹ ist keine ganze Zahl",
                "eine ganze Zahl angeben",
            ),
        ),
    ),
    Case(
        "levels in a circle",
        replace("geographies.yaml", "parent: stadt\n", "parent: stadtteile\n"),
        (
            *(
                (
                    f"data/{NAME}/geographies.yaml, Zeile {line}, Schlüssel geographies.{position}.parent",
                    f"Die Gliederung ›{level}‹ liegt auf Umwegen in sich selbst",
                    "parent berichtigen",
                )
                for position, (line, level) in enumerate([(6, "stadtteile"), (18, "stadtbezirke")])
            ),
            (
                f"data/{NAME}/geographies.yaml, Zeile 36, Schlüssel geographies.2.boundaries.dissolve",
                "Die Gliederung ›stadt‹ lässt sich nicht aus ›stadtbezirke‹ zusammensetzen",
                "als dissolve eine Gliederung angeben, die in ›stadt‹ liegt",
            ),
            *(
                (
                    f"data/{NAME}/areas/stadtbezirke.csv",
                    f"Gebiet ›{code}‹ gehört zu ›09999000‹, das es in ›stadtteile‹ nicht gibt",
                    "parent berichtigen",
                )
                for code in ("01", "02")
            ),
        ),
    ),
    Case(
        "a theme without indicators",
        append("monitor.yaml", "  - id: wohnen\n    title: Wohnen\n    description: Wie man wohnt.\n"),
        (
            (
                f"data/{NAME}/monitor.yaml, Zeile 24, Schlüssel themes.3",
                "Zum Thema ›wohnen‹ gehört kein Indikator",
                "das Thema entfernen oder bei einem Indikator als theme angeben",
            ),
        ),
    ),
    Case(
        "a day that does not lie in its periods",
        write(
            "values/kita.csv",
            "geography,area,period,places\nstadtbezirke,01,2020-Q4,310\nstadtbezirke,01,2021-Q1,320\n",
        ),
        (
            (
                f"data/{NAME}/indicators/kita-plaetze.yaml",
                "Für diesen Indikator gibt es keinen einzigen Wert: kita hat Quartale, einwohner hat Jahre",
                "Tabellen mit Perioden gleicher Länge verwenden",
            ),
            (
                f"data/{NAME}/tables.yaml, Tabelle kita, Schlüssel reference",
                "Der Stichtag ›03-01‹ liegt nicht in der Periode ›2020-Q4‹",
                "als reference ›end‹ angeben (letzter Tag der Periode), ›year‹ (ganze Periode) oder ›average‹ (Mittel)",
            ),
        ),
    ),
    Case(
        "a break that separates nothing",
        replace("indicators/unter-18-anteil.yaml", 'period: "2021"', 'period: "2031"'),
        (
            (
                f"data/{NAME}/indicators/unter-18-anteil.yaml, Schlüssel breaks",
                "Der Bruch ›2031‹ trennt keine Werte; sie reichen von 2018 bis 2023",
                "die Periode berichtigen oder den Bruch entfernen",
            ),
        ),
    ),
    Case(
        "files that nothing reads",
        lambda town: (
            [
                (town.folder / name).write_text("x\n", encoding="utf-8")
                for name in (
                    *("indicators/armut.yml", "values/kita-alt.csv", "notiz.txt"),
                    *(".versteckt", "README.md", "values/~$kita.csv", "indicators/.~lock.armut.yaml#"),
                )
            ]
            and (town.data / "licences.yml").write_text("x\n", encoding="utf-8")
            and None
        ),
        (
            (
                "data/licences.yml",
                "Diese Datei wird von niemandem gelesen",
                "gehört nicht hierher: löschen oder an einem anderen Ort aufbewahren",
            ),
            (
                f"data/{NAME}/indicators/armut.yml",
                "Diese Datei wird von niemandem gelesen",
                "in ›armut.yaml‹ umbenennen",
            ),
            (
                f"data/{NAME}/notiz.txt",
                "Diese Datei wird von niemandem gelesen",
                "gehört nicht hierher: löschen oder an einem anderen Ort aufbewahren",
            ),
            (
                f"data/{NAME}/values/kita-alt.csv",
                "Diese Datei wird von niemandem gelesen",
                "gehört nicht hierher: löschen oder an einem anderen Ort aufbewahren",
            ),
        ),
    ),
    Case(
        "an indicator whose file is no id",
        lambda town: (
            (town.folder / "indicators/leerstand.yaml").rename(town.folder / "indicators/Leere Gebäude.yaml") and None
        ),
        (
            (
                f"data/{NAME}/indicators/Leere Gebäude.yaml",
                "Der Dateiname ›Leere Gebäude‹ ist keine Kennung",
                "umbenennen, zum Beispiel in ›leere-gebaeude.yaml‹; "
                "nur die Kleinbuchstaben a bis z, Ziffern und einzelne Bindestriche verwenden",
            ),
        ),
    ),
    Case(
        "a published rate that would be added up",
        replace(
            "tables.yaml", "        title: Anteil mit Leistungen\n        additive: false\n", "        title: Anteil\n"
        ),
        (
            (
                f"data/{NAME}/indicators/leistungen.yaml, Zeile 12, Schlüssel formula",
                "Die Reihe ›leistungen.share‹ gilt als Anzahl, und ihre Gebiete würden addiert",
                "in tables.yaml bei der Reihe ›additive: false‹ angeben",
            ),
        ),
    ),
    Case(
        "inhabitants that are a balance",
        replace("monitor.yaml", "population: einwohner.population", "population: wanderung.balance"),
        (
            (
                f"data/{NAME}/monitor.yaml, Zeile 12, Schlüssel small_areas.population",
                "Die Reihe ›wanderung.balance‹ zählt nichts: sie ist nicht addierbar, hat Nachkommastellen oder kann "
                "negativ sein",
                "die Reihe der Einwohnerzahl angeben, in tables.yaml ohne additive, decimals, signed",
            ),
        ),
    ),
    Case(
        "inhabitants that are a rate",
        replace("monitor.yaml", "population: einwohner.population", "population: arbeit.quotient"),
        (
            (
                f"data/{NAME}/monitor.yaml, Zeile 12, Schlüssel small_areas.population",
                "Die Reihe ›arbeit.quotient‹ zählt nichts: sie ist nicht addierbar, hat Nachkommastellen oder kann "
                "negativ sein",
                "die Reihe der Einwohnerzahl angeben, in tables.yaml ohne additive, decimals, signed",
            ),
        ),
    ),
    Case(
        "a monitor that opens with what the public may not see",
        replace("monitor.yaml", "default_indicator: arbeitslosenquotient", "default_indicator: kita-plaetze"),
        (
            (
                f"data/{NAME}/monitor.yaml, Zeile 9, Schlüssel default_indicator",
                "Der Indikator ›kita-plaetze‹ ist nicht für alle bestimmt (audience: committee)",
                "einen anderen angeben, zum Beispiel ›anzeigen‹; die öffentliche Seite öffnet sonst mit einem anderen",
            ),
        ),
    ),
    Case(
        "two indicators with one name",
        replace("indicators/leistungen.yaml", "short_title: Leistungen", "short_title: dichte"),
        (
            (
                f"data/{NAME}/indicators/leistungen.yaml, Zeile 2, Schlüssel short_title",
                "›dichte‹ heißt auch der Indikator ›dichte‹",
                "die beiden so benennen, dass man sie unterscheiden kann",
            ),
        ),
    ),
    Case(
        "two indicators with one heading",
        replace("indicators/einwohner.yaml", "title: Einwohnerzahl\nshort", "title: Arbeitslosenquotient\nshort"),
        (
            (
                f"data/{NAME}/indicators/einwohner.yaml, Zeile 1, Schlüssel title",
                "›Arbeitslosenquotient‹ heißt auch der Indikator ›arbeitslosenquotient‹",
                "die beiden so benennen, dass man sie unterscheiden kann",
            ),
        ),
    ),
    Case(
        "a quotient times nothing in per cent",
        replace("indicators/personen-je-wohnung.yaml", "unit: persons", "unit: percent"),
        (
            (
                f"data/{NAME}/indicators/personen-je-wohnung.yaml, Zeile 9, Schlüssel unit",
                "Die Einheit ›percent‹ passt nicht zur Rechenart ›ratio‹",
                "als unit ›cases‹ oder ›per_square_kilometre‹ oder ›persons‹ oder ›years‹ angeben oder die Rechenart "
                "ändern",
            ),
        ),
    ),
    Case(
        "a unit that does not fit",
        replace("indicators/leerstand.yaml", "unit: percent", "unit: per_thousand"),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 9, Schlüssel unit",
                "Die Einheit ›per_thousand‹ passt nicht zur Rechenart ›share‹",
                "als unit ›percent‹ angeben oder die Rechenart ändern",
            ),
        ),
    ),
]
