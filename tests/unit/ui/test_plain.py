"""What somebody has written in a catalogue is shown as it is written, and ordinary words are not touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.store.store import Store
from sozialmonitor.ui.plain import plain

JOINER = "\u2060"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("**fett** und _kursiv_", r"\*\*fett\*\* und \_kursiv\_"),
        ("[Klick](https://x.de)", rf"\[Klick\](https:{JOINER}//x.de)"),
        ("![Bild](x)", r"!\[Bild\](x)"),
        ("<b>x</b>", r"\<b>x\</b>"),
        ("5 $ und 6 $", r"5 \$ und 6 \$"),
        (":red[rot] :smile:", rf":{JOINER}red\[rot\] :{JOINER}smile:"),
        ("`Code` ~~weg~~", rf"\`Code\` \~{JOINER}\~weg\~{JOINER}\~"),
        ("# Titel", r"\# Titel"),
        ("1. Quartal", r"1\. Quartal"),
        ("- Punkt", r"\- Punkt"),
        ("> Zitat", r"\> Zitat"),
        ("a -> b -- c", rf"a -{JOINER}> b -{JOINER}- c"),
        ("A&amp;B", r"A\&amp;B"),
        ("x\ny", "x y"),
        ("www.x.de a@b.de", rf"www{JOINER}.x.de a{JOINER}@b.de"),
    ],
)
def test_markdown_is_disarmed(written: str, expected: str) -> None:
    assert plain(written) == expected


def test_titles_of_the_embedded_catalogues_stay_as_they_are(real_store: Store) -> None:
    for monitor in real_store.get_monitors():
        catalogue = real_store.get_catalogue(monitor.id)
        titles = [item.title for item in catalogue.indicators.values()] + [item.title for item in monitor.themes]
        titles += [area.label for areas in catalogue.areas.values() for area in areas]
        assert [title for title in titles if plain(title) != title] == []


@given(st.text())
def test_what_is_shown_is_what_was_written(written: str) -> None:
    shown = plain(written).replace(JOINER, "")
    kept = "".join(" ".join(written.splitlines()).split(JOINER))
    assert shown.replace("\\", "") == kept.replace("\\", "")
