"""The authored models: frozen, closed, and with names that cannot carry markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sozialmonitor.domain.errors import Defect, InputError
from sozialmonitor.domain.formula import Formula, Operator, Term
from sozialmonitor.domain.geography import Boundaries, TerritorialStatus
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import Theme
from sozialmonitor.domain.status import SIGN_TO_STATUS, Status
from sozialmonitor.domain.text import is_code, is_name


@given(st.text())
def test_a_name_never_carries_markup(text: str) -> None:
    if is_name(text):
        assert not set(text) & set('<>{}`"\\$%#@!?*|~^=\n\r\t\0')
        assert text[0].isalnum()


@pytest.mark.parametrize(
    "name",
    [
        "Öderan",
        "St. Ägidien (Siedlung)",
        "Innenstadt/Jungbusch",
        "Käfertal-Süd",
        "Bad Dürkheim, Stadt",
        "Saint-Étienne",
        "Łódź",
        "O’Brien",
        "1. Ring",
    ],
)
def test_names_of_real_areas_are_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " Nord",
        "-Nord",
        "<b>",
        "{{7*7}}",
        "{% x %}",
        "a`b",
        "A\u0000",
        "A\nB",
        "_A",
        "javascript:alert(1)//<",
        "x" * 121,
    ],
)
def test_what_is_no_name_is_refused(name: str) -> None:
    assert not is_name(name)


@given(st.text())
def test_a_code_is_safe_in_addresses_and_files(text: str) -> None:
    if is_code(text):
        assert set(text) <= set("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-")
        assert "," not in text
        assert text[0] not in ".-"


@pytest.mark.parametrize("text", ["<b>", "a > b", "{{ x }}", "{% raw %}", "`code`"])
def test_sentences_carry_no_markup(text: str) -> None:
    with pytest.raises(ValidationError, match="ist in Texten nicht erlaubt"):
        Theme(id="x", title="X", description=text)


def test_white_space_in_sentences_is_folded() -> None:
    assert Theme(id="x", title="X", description=" zwei\n  Zeilen ").description == "zwei Zeilen"


def test_models_are_frozen_and_closed() -> None:
    theme = Theme(id="x", title="X", description="Y")
    with pytest.raises(ValidationError, match="frozen"):
        theme.title = "Z"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Theme.model_validate({"id": "x", "title": "X", "description": "Y", "colour": "red"})


identifiers = st.from_regex(r"[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
columns = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)


@given(identifiers, columns, st.sampled_from([1, -1]))
def test_a_term_reads_what_it_writes(table: str, series: str, sign: int) -> None:
    term = Term(table=table, series=series, sign=sign)
    assert Term.parse(str(term)) == term


@pytest.mark.parametrize(
    "text", ["", "a", "a.", ".b", "a.b.c", "--a.b", "+a.b", "A.b", "a .b", "a.b\n", "1.5", "a-.b", f"{'a' * 65}.b"]
)
def test_anything_else_is_no_term(text: str) -> None:
    with pytest.raises(ValueError, match="ist keine Reihe"):
        Term.parse(text)


PARTS = {
    "numerator": "t.a",
    "denominator": "t.b",
    "value": "t.c",
    "years": 3,
}
NEEDED = {
    Operator.SHARE: {"numerator", "denominator"},
    Operator.PER_HUNDRED: {"numerator", "denominator"},
    Operator.PER_THOUSAND: {"numerator", "denominator"},
    Operator.RATIO: {"numerator", "denominator"},
    Operator.COUNT: {"numerator"},
    Operator.CHANGE: {"numerator", "years"},
    Operator.PUBLISHED: {"value"},
}
ALLOWED = NEEDED | {Operator.PUBLISHED: {"value", "numerator", "denominator"}}


@pytest.mark.parametrize("operator", list(Operator))
@pytest.mark.parametrize("chosen", range(2 ** len(PARTS)))
def test_a_formula_has_what_its_operator_uses_and_nothing_else(operator: Operator, chosen: int) -> None:
    """A part that would be ignored is refused: whoever wrote it expects it to count."""
    parts = {name: part for index, (name, part) in enumerate(PARTS.items()) if chosen >> index & 1}
    if NEEDED[operator] <= set(parts) <= ALLOWED[operator]:
        formula = Formula.model_validate({"operator": operator, **parts})
        assert {str(term) for term in formula.terms} == {part for part in parts.values() if isinstance(part, str)}
    else:
        with pytest.raises(ValidationError, match=r"braucht|verwendet"):
            Formula.model_validate({"operator": operator, **parts})


def test_operators_say_how_they_multiply() -> None:
    factors = {operator.value: operator.factor for operator in Operator}
    assert factors == {
        "share": 100,
        "per_hundred": 100,
        "per_thousand": 1000,
        "ratio": 1,
        "count": 1,
        "change": 100,
        "published": 1,
    }
    assert {operator.value for operator in Operator if operator.is_quotient} == {
        "share",
        "per_hundred",
        "per_thousand",
        "ratio",
    }


def test_boundaries_come_from_one_place() -> None:
    for both in ({}, {"file": "x.geojson", "dissolve": "stadtteile"}):
        with pytest.raises(ValidationError, match=r"›file‹ \(eine Datei\) und ›dissolve‹"):
            Boundaries.model_validate({"source": "x", "kind": "official", **both})


def test_a_territorial_status_ends_after_it_begins() -> None:
    with pytest.raises(ValidationError, match="valid_to liegt vor valid_from"):
        TerritorialStatus.model_validate({"label": "X", "valid_from": "2020-01-01", "valid_to": "2019-12-31"})


def test_signs_are_those_of_official_statistics() -> None:
    assert {sign: status.name for sign, status in SIGN_TO_STATUS.items()} == {
        "-": "NOTHING",
        ".": "UNKNOWN",
        "...": "LATER",
        "x": "BLOCKED",
        "/": "UNRELIABLE",
        "•": "SUPPRESSED",
    }
    assert len({status.sign for status in Status}) == len(Status), "two reasons never look alike"


def test_defects_stand_as_their_author_comes_across_them() -> None:
    lines = ["a.csv", "a.csv, Zeile 2", "a.csv, Zeile 9, Spalte x", "a.csv, Zeile 10"]
    places = ["a-2.csv", "a-10.csv", *lines, "b.csv, Zeile 1"]
    told = InputError([Defect(place, "x", "y") for place in places[::-1]]).defects
    assert [item.place for item in told] == places


def test_a_defect_cannot_act_on_a_terminal() -> None:
    defect = Defect("a\nb", "›\x1b[31m\u202e‹", "c\ud800")
    assert str(defect) == "a[U+000A]b: ›[U+001B][31m[U+202E]‹ → c[U+D800]"


@pytest.mark.parametrize(
    ("breaks", "told"),
    [
        ([("2020", "all"), ("2020", "all")], "steht der Bruch zweimal da"),
        ([("2020", "all"), ("2019", "all")], "steht hinter dem Bruch ›2020‹"),
        ([("2999", "all")], "ist nicht plausibel"),
        ([("2020", "all"), ("2020", "reference")], None),
    ],
)
def test_breaks_stand_in_order_and_once(breaks: list[tuple[str, str]], told: str | None) -> None:
    texts = dict.fromkeys(["title", "short_title", "description", "definition", "relevance", "reading", "limits"], "X")
    content = {
        **texts,
        **{"id": "x", "theme": "x", "unit": "percent", "direction": "neutral"},
        "formula": {"operator": "share", "numerator": "a.b", "denominator": "a.c"},
        "breaks": [{"period": period, "note": "X", "affects": affects} for period, affects in breaks],
    }
    if told is None:
        assert len(Indicator.model_validate(content).breaks) == len(breaks)
    else:
        with pytest.raises(ValidationError, match=told):
            Indicator.model_validate(content)


@pytest.mark.parametrize("part", ["numerator", "denominator"])
def test_a_series_is_counted_once(part: str) -> None:
    parts = {"numerator": ["a.b"], "denominator": ["a.c"]}
    for twice in (["a.d", "a.d"], ["a.d", "-a.d"]):
        with pytest.raises(ValidationError, match="steht zweimal in der Summe"):
            Formula.model_validate({"operator": "share", **parts, part: twice})


@pytest.mark.parametrize(
    "day", ["2015-02-30", "20150101", "2015-W01-1", "2015", 0, 86400, True, None, "2999-01-01", "0001-01-01"]
)
def test_a_day_is_written_in_one_way(day: object) -> None:
    with pytest.raises(ValidationError):
        TerritorialStatus.model_validate({"label": "X", "valid_from": day})


def test_defects_are_told_once_and_in_order() -> None:
    later, earlier = Defect("b", "x", "y"), Defect("a", "x", "y")
    error = InputError([later, earlier, later])
    assert error.defects == (earlier, later)
    assert str(error) == "a: x → y\nb: x → y"
