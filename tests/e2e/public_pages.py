"""Every public address with something to show."""

PAGES = {
    "start": "/",
    "overview": "/ueberblick?monitor=flensburg",
    "map": "/karte?monitor=flensburg&indikator=arbeitslosenanteil&periode=2022&gebiete=03,09",
    "map-gaps": "/karte?monitor=flensburg&indikator=raeumungsklagen&periode=2021",
    "map-circles": "/karte?monitor=gemeinden&indikator=einwohner",
    "profile": "/profil?monitor=flensburg&gebiete=03",
    "series": "/zeitreihen?monitor=flensburg&indikator=arbeitslosenanteil&gebiete=03,09",
    "comparison": "/vergleich?monitor=flensburg&indikator=arbeitslosenanteil&gebiete=03,09",
    "inequality": "/ungleichheit?monitor=flensburg&indikator=arbeitslosenanteil",
    "typology": "/typologie?monitor=flensburg&gebiete=03,09",
    "lab": "/labor?monitor=flensburg&gebiete=03",
    "warning": "/fruehwarnung?monitor=flensburg",
    "agreement": "/typologievergleich?monitor=flensburg",
    "indicators": "/indikatoren?monitor=flensburg",
    "data": "/daten?monitor=flensburg&indikator=arbeitslosenanteil",
    "sources": "/quellen?monitor=flensburg",
    "imprint": "/impressum",
    "privacy": "/datenschutz",
    "accessibility": "/barrierefreiheit",
}
