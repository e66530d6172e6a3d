"""The city's own texts: what they may be, and that a bad one neither reaches a page nor keeps it waiting."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sozialmonitor.store.site import SITE_TEXTS, check_site_texts, load_site_text
from tests.support.town import Town

PLACE = "data/site/impressum.md"


def write(content: str | bytes) -> Callable[[Path], object]:
    """A way to fill the file."""
    return lambda path: path.write_bytes(content.encode() if isinstance(content, str) else content)


def link_out(path: Path) -> None:
    secret = path.parents[2] / "secret.txt"
    secret.write_text("root:x:0:0", encoding="utf-8")
    path.symlink_to(secret)


BAD = {
    "missing": (lambda path: None, PLACE, "Der Text fehlt"),
    "empty": (write("\ufeff \n\n"), PLACE, "Der Text ist leer"),
    "latin-1": (write("# Straße".encode("latin-1")), PLACE, "nicht in UTF-8"),
    "utf-16": (write("# Impressum".encode("utf-16")), PLACE, "nicht in UTF-8"),
    "too large": (write("a b\n" * 300_000), PLACE, "zu groß"),
    "a folder": (lambda path: path.mkdir(), PLACE, "keine gewöhnliche Datei"),
    "a pipe": (os.mkfifo, PLACE, "keine gewöhnliche Datei"),
    "a link out": (link_out, PLACE, "nicht im Ordner ›site‹"),
    "a link in a circle": (lambda path: path.symlink_to(path), PLACE, "nicht lesbar"),
    "nothing at all": (write("# Impressum\n\nAmt\x00"), f"{PLACE}, Zeile 3", "Steuerzeichen (U+0000)"),
    "turned around": (write("# Impressum\r\nAmt \u202eelttim"), f"{PLACE}, Zeile 2", "Richtungszeichen (U+202E)"),
    "another script": (write("St\u0430dt"), f"{PLACE}, Zeile 1", "kyrillischer Buchstabe"),
    "a script": (write("<script>alert(1)</script>"), f"{PLACE}, Zeile 1", "HTML"),
    "a comment": (write("Amt <!-- alt -->"), f"{PLACE}, Zeile 1", "HTML"),
    "an image": (write("![Wappen](https://anderswo.example/w.png)"), f"{PLACE}, Zeile 1", "Bild"),
    "a link that runs": (write("[hier]( JavaScript:alert(1))"), f"{PLACE}, Zeile 1", "›JavaScript:alert(1›"[:-1]),
    "escaped": (write("[hier](java&#115;cript&colon;alert)"), f"{PLACE}, Zeile 1", "Der Link führt nach"),
    "a reference": (write("[hier]: data:text/html,x"), f"{PLACE}, Zeile 1", "›data:text/html,x‹"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_text_is_a_defect_and_is_not_shown(town: Town, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    spoil, place, finding = BAD[kind]
    path = town.data / "site" / "impressum.md"
    path.unlink()
    spoil(path)
    content, defects = load_site_text(town.data, "impressum")
    assert content is None
    assert [defect.place for defect in defects] == [place]
    assert finding in defects[0].finding
    assert check_site_texts(town.data) == defects, "the other two are sound"
    assert town.run("check") == 1
    assert defects[0].finding in capsys.readouterr().err


def test_without_its_folder_every_text_is_missing(town: Town) -> None:
    for name in SITE_TEXTS:
        (town.data / "site" / f"{name}.md").unlink()
    (town.data / "site").rmdir()
    assert [defect.finding for defect in check_site_texts(town.data)] == ["Der Text fehlt"] * 3


def test_a_sound_text_is_shown_as_it_is(town: Town) -> None:
    lines = (
        "# Impressum",
        "**Fett**, *schräg*, 5 < 6 & 7 > 2; § 5 DDG – „Text“",
        "[Stadt](https://www.stadt.example/a?b=c:d) <mailto:amt@stadt.example> [Karte](/karte) [Amt](tel:+49461850)",
        "* Punkt",
        "    eingerückt",
    )
    path = town.data / "site" / "impressum.md"
    path.write_text("\ufeff" + "\n\n".join(lines), encoding="utf-8")
    assert load_site_text(town.data, "impressum") == ("\n\n".join(lines), [])


def test_the_texts_that_ship_are_sound(root: Path) -> None:
    assert check_site_texts(root / "data") == []


def test_the_page_says_that_a_text_is_missing(
    published_town: Town, town: Town, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    monkeypatch.setenv("SOZIALMONITOR_RELEASES", str(published_town.releases))
    monkeypatch.setenv("SOZIALMONITOR_DATA", str(town.data))
    path = town.data / "site" / "impressum.md"
    app = AppTest.from_file(str(root / "app.py"), default_timeout=60).run()
    app.switch_page("pages/public/imprint.py").run()
    assert any("Amt für Statistik" in item.value for item in app.markdown)
    path.unlink()
    os.mkfifo(path)
    app.run()
    assert not app.exception
    assert [item.value.split(".")[0] for item in app.info] == ["Dieser Text fehlt noch"]
    assert not any("Amt für Statistik" in item.value for item in app.markdown)


def test_the_texts_are_shown_without_any_release(town: Town, monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """An imprint must be there always; neither is a build waited for, nor is a damaged release in its way."""
    monkeypatch.setenv("SOZIALMONITOR_DATA", str(town.data))
    monkeypatch.setenv("SOZIALMONITOR_RELEASES", str(town.releases))
    town.releases.write_text("a file where a folder belongs", encoding="utf-8")
    app = AppTest.from_file(str(root / "app.py"), default_timeout=60).run()
    assert [item.value.split(".")[0] for item in app.info] == ["Der Datenbestand ist noch nicht verfügbar"]
    assert len(app.sidebar.get("page_link")) > 3, "the texts can be found from there"
    app.switch_page("pages/public/imprint.py").run()
    assert not app.exception
    assert [*app.error, *app.info] == []
    assert any("Amt für Statistik" in item.value for item in app.markdown)
