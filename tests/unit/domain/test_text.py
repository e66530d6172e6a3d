"""Names and sentences: what is kept, and which characters cannot be trusted."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.domain.characters import describe_character, find_misread, make_printable
from sozialmonitor.domain.errors import RefusedValueError
from sozialmonitor.domain.text import LONGEST_NAME, LONGEST_PROSE, clean_name, clean_text, is_id, is_name, suggest_id


@given(
    st.text()
    | st.text(alphabet="AÃÂâ€“¼\u0303\u00ad")
    | st.text(alphabet="aäß \u0308\u00a0\u2009\n\u202ea\u03b1\u0430-.,µ")
)
def test_what_is_kept_is_kept_again(text: str) -> None:
    """A released catalogue is read with the same models: cleaning twice changes nothing."""
    try:
        kept = clean_text(text)
    except RefusedValueError:
        return
    assert clean_text(kept) == kept
    assert kept == unicodedata.normalize("NFC", kept).strip()
    assert kept
    assert kept.isprintable()
    assert not {unicodedata.category(sign)[0] for sign in kept} & {"C", "M"}


@given(st.text(max_size=LONGEST_NAME))
def test_a_name_is_what_cleaning_leaves_alone(text: str) -> None:
    try:
        assert is_name(clean_name(text))
    except RefusedValueError:
        assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Mu\u0308nchen", "München"),
        ("St.\u00a0Wendel", "St. Wendel"),
        (" zwei\n\t\u2009Zeilen\u3000", "zwei Zeilen"),
        ("Käfer\u00adtal", "Käfertal"),
        ("Käfertal\u2011Süd", "Käfertal-Süd"),
        ("Fläche in km² (Σ, χ², 5 µg)", "Fläche in km² (Σ, χ², 5 µg)"),
        ("Łódź, Œuvre, Straße", "Łódź, Œuvre, Straße"),
        ("Αθήνα", "Αθήνα"),
    ],
)
def test_what_means_the_same_is_written_the_same(text: str, kept: str) -> None:
    assert clean_text(text) == kept


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Der Text ist leer"),
        ("  ", "Der Text ist leer"),
        ("\u00a0\u2003", "Der Text ist leer"),
        ("\u00ad", "Der Text ist leer"),
        ("A" * (LONGEST_PROSE + 1), f"Der Text ist mit {LONGEST_PROSE + 1} Zeichen zu lang"),
        ("a\u202eb", "Richtungszeichen (U+202E)"),
        ("a\u200bb", "unsichtbares Zeichen (U+200B)"),
        ("a\ufeffb", "unsichtbares Zeichen (U+FEFF)"),
        ("a\x1cb", "Steuerzeichen (U+001C)"),
        ("a\x1bb", "Steuerzeichen (U+001B)"),
        ("a\ue000b", "Zeichen ohne vereinbarte Bedeutung (U+E000)"),
        ("a\ud800b", "halbes Zeichen (U+D800)"),
        ("x\u0308\u0301\u0302", "loses Zeichen über oder unter einem Buchstaben"),
        ("\u0410ltstadt", "kyrillischer Buchstabe ›\u0410‹ (U+0410)"),
        ("\uff21ltstadt", "Zeichen in doppelter Breite ›\uff21‹ (U+FF21)"),
        ("\U0001d400ltstadt", "mathematischer Buchstabe"),
        ("\ufb01x", "ungewöhnlicher Buchstabe ›\ufb01‹ (U+FB01)"),
        ("Zahl \u0663", "Ziffer einer fremden Schrift (U+0663)"),
        ("Teil \u2163", "Zahlzeichen, das wie Buchstaben aussieht (U+2163)"),
        ("Haus \U0001f3e0", "Sonderzeichen ›\U0001f3e0‹ (U+1F3E0)"),
        ("\u0391ltstadt", "Das Wort ›\u0391ltstadt‹"),
        ("\u0391\u0392\u0395", "Das Wort ›\u0391\u0392\u0395‹"),
    ],
)
def test_what_cannot_be_trusted_is_refused(text: str, told: str) -> None:
    with pytest.raises(RefusedValueError) as refused:
        clean_text(text)
    assert told in refused.value.finding


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Nord_Süd", "Sonderzeichen ›_‹"),
        ("<b>Nord", "Sonderzeichen ›<‹"),
        ("-Nord", "beginnt nicht mit einem Buchstaben oder einer Ziffer"),
        ("x" * (LONGEST_NAME + 1), "zu lang"),
    ],
)
def test_a_name_says_which_character_it_cannot_hold(name: str, told: str) -> None:
    with pytest.raises(RefusedValueError) as refused:
        clean_name(name)
    assert told in refused.value.finding


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("Ältere Menschen", "aeltere-menschen"),
        ("geförderte", "gefoerderte"),
        ("2021 neu_", "neu"),
        ("!", None),
        ("", None),
    ],
)
def test_an_id_is_suggested(text: str, likely: str | None) -> None:
    assert suggest_id(text) == likely


@given(st.text(max_size=100))
def test_a_suggested_id_is_one(text: str) -> None:
    likely = suggest_id(text)
    assert likely is None or is_id(likely)


@given(st.text())
def test_what_is_quoted_stays_on_its_line(text: str) -> None:
    assert make_printable(text).replace("\u00a0", "").isprintable()


@given(st.characters())
def test_every_character_can_be_described(sign: str) -> None:
    assert f"(U+{ord(sign):04X})" in describe_character(sign)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
@pytest.mark.parametrize("meant", ["Groß-Quellen", "Südring", "Käfertal", "Öst\u00adlich", "Café", "§", "Südstadt²"])
def test_umlauts_that_were_misread_are_told_as_they_were_meant(meant: str, encoding: str) -> None:
    misread = meant.encode().decode(encoding)
    with pytest.raises(RefusedValueError) as refusal:
        clean_text(f"Stadtteil {misread} (alt)")
    assert refusal.value.finding.endswith(f"sind falsch gespeichert: ›{misread}‹ sollte ›{meant}‹ heißen")
    assert refusal.value.remedy == "die Datei aus der Quelle neu als UTF-8 speichern"


@pytest.mark.parametrize("meant", ["Südring", "Groß", "„Hafen“", "Nord–Süd", "50€"])
def test_what_was_misread_twice_is_told_too(meant: str) -> None:
    once = meant.encode().decode("cp1252", errors="ignore")
    told = find_misread(once.encode().decode("cp1252", errors="ignore"))
    assert told is not None


@pytest.mark.parametrize("text", ["São Paulo", "SÃO JOÃO", "Irmã", "IRMÃ", "Âge d’or", "„Zone Ä“", "château…", "Tâ“"])
def test_names_of_other_languages_are_left_alone(text: str) -> None:
    assert clean_text(text) == text
