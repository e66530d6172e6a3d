"""Every text has a reader, and every reader finds its text."""

from __future__ import annotations

import ast
import functools
import re
from dataclasses import dataclass, field
from string import Formatter

import pytest

from sozialmonitor.calc.trends import Trend
from sozialmonitor.domain.classification import ClassMethod, Palette
from sozialmonitor.domain.formula import Operator
from sozialmonitor.domain.geography import BoundaryKind
from sozialmonitor.domain.selection import CompareMode, SeriesMode
from sozialmonitor.domain.status import Status
from sozialmonitor.exports.tables import PROVENANCE
from sozialmonitor.texts.german import Style, load_texts, text
from sozialmonitor.views.export.rows import COLUMNS
from sozialmonitor.views.typology.export import CLASS_COLUMNS
from tests.support.sources import ROOT, Module, list_modules

FAMILIES = {
    "status.": [status.name.lower() for status in Status],
    "formula.": [operator.value for operator in Operator],
    "choice.method_": [method.value for method in ClassMethod],
    "choice.palette_": [palette.value for palette in Palette],
    "sources.": [kind.value for kind in BoundaryKind],
    "trend.": [trend.name.lower() for trend in Trend],
    "export.": [*COLUMNS, *PROVENANCE],
    "typology.file_": CLASS_COLUMNS,
    "lines.mode_": [mode.value for mode in SeriesMode],
    "compare.mode_": [mode.value for mode in CompareMode],
}
"""Keys put together from a prefix and every member of an enumeration: text(f"status.{status…}").

Other keys with a gap are put together with words that stand somewhere in the program.
"""

SCRIPTS = ROOT / "sozialmonitor" / "ui" / "assets" / "map"


@dataclass
class Use:
    """How the program uses its texts.

    Attributes:
        asked: keys that stand in a call of ``text``. keys: every word that looks like a key; some are chosen
            first and looked up afterwards. gapped: keys with gaps as patterns, and where they stand.
        words: all strings of the program. groups: groups that are used as a whole.
    """

    asked: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    gapped: dict[str, str] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)

    def list_enumerated(self) -> set[str]:
        """Keys that must exist for every member of an enumeration."""
        return {f"{prefix}{word}" for prefix, words in FAMILIES.items() for word in words}

    def list_matching(self, pattern: str) -> set[str]:
        """Existing keys in which known words fill the gaps of a pattern."""
        found = {key: match for key in load_texts() if (match := re.fullmatch(pattern, key))}
        words = self.words.union(*FAMILIES.values())
        return {key for key, match in found.items() if set(match.groups()) <= words}

    def list_used(self) -> set[str]:
        """All keys that have a reader."""
        matching = {key for pattern in self.gapped for key in self.list_matching(pattern)}
        whole = {key for key in load_texts() if key.split(".")[0] in self.groups}
        return self.keys | self.list_enumerated() | matching | whole


def list_words(module: Module) -> set[str]:
    """All string constants of a module."""
    return {
        node.value for node in ast.walk(module.tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def to_pattern(key: ast.JoinedStr) -> str:
    """f"data.{kind}_help" as a regular expression with a group for each gap."""
    return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"([\w-]+)" for part in key.values)


@functools.cache
def collect() -> Use:
    """Everything the modules use."""
    use = Use()
    known = {key.split(".")[0] for key in load_texts()}
    for module in list_modules():
        use.words |= list_words(module)
        for node in ast.walk(module.tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            place, key = f"{module.name}:{node.lineno}", node.args[0]
            if node.func.id == "text" and isinstance(key, ast.JoinedStr):
                use.gapped[to_pattern(key)] = place
            elif node.func.id == "text":
                inside = [item.value for item in ast.walk(key) if isinstance(item, ast.Constant)]
                use.asked |= {word for word in inside if isinstance(word, str) and "." in word}
            elif node.func.id == "texts_of":
                assert isinstance(key, ast.Constant), f"{place}: groups are literal"
                use.groups.add(str(key.value))
    looks_like_keys = {word for word in use.words if re.fullmatch(r"[a-z]+\.[A-Za-z_-]+", word)}
    use.keys = {word for word in looks_like_keys if word.split(".")[0] in known}
    return use


def test_every_key_that_is_used_exists() -> None:
    use = collect()
    assert len(use.asked) > 50
    assert (use.asked | use.list_enumerated()) - set(load_texts()) == set()
    assert use.groups <= {key.split(".")[0] for key in load_texts()}


def test_every_text_is_used() -> None:
    assert set(load_texts()) - collect().list_used() == set()


def test_every_key_with_a_gap_leads_somewhere() -> None:
    use = collect()
    for pattern, place in use.gapped.items():
        assert use.list_matching(pattern), f"{place}: {pattern}"
    for prefix in FAMILIES:
        assert any(pattern.startswith(re.escape(prefix)) for pattern in use.gapped), f"{prefix} is not used"


def test_texts_of_the_map_are_used_by_its_scripts() -> None:
    """A whole group travels to the browser; there each text must have a reader as well."""
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SCRIPTS.glob("*.js")))
    for group in collect().groups:
        for key in (key.partition(".")[2] for key in load_texts() if key.startswith(f"{group}.")):
            assert re.search(rf"\b{key}\b", scripts), f"{group}.{key} is not used by any script"


def list_calls() -> list[tuple[str, str, set[str]]]:
    """Calls ``text("key", name=…)`` with a literal key: place, key, names filled in."""
    calls = []
    for module in list_modules():
        for node in ast.walk(module.tree):
            is_text = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "text"
            if not is_text or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            if all(item.arg for item in node.keywords):
                names = {str(item.arg) for item in node.keywords}
                calls.append((f"{module.name}:{node.lineno}", str(node.args[0].value), names))
    return calls


def test_calls_fill_in_exactly_the_placeholders() -> None:
    texts = load_texts()
    calls = list_calls()
    assert len(calls) > 50
    for place, key, names in calls:
        assert names == {field for _, field, _, _ in Formatter().parse(texts[key]) if field}, f"{place}: {key}"


@pytest.mark.parametrize("key", sorted(load_texts()))
def test_a_text_is_written_as_german_is(key: str) -> None:
    sentence = load_texts()[key]
    assert sentence == sentence.strip()
    assert sentence
    assert "  " not in sentence
    assert '"' not in sentence, "German quotation marks"
    assert "..." not in sentence or key.startswith("status."), "one sign: …"
    assert not re.search(r"[<>`]", sentence), "no markup in a sentence"


NEVER_ONE = {
    "agreement.many",  # at least fifty
    "agreement.unlike",  # classes of a typology, at least two
    "choice.search_hint",  # more than two hundred
    "lab.changed_clusters",  # clusters, at least two
    "lab.few",
    "lines.not_all",
    "map.legendCountSpoken",  # the script takes another text for one
    "note.too_many_areas",
    "note.too_many_others",
    "panel.more_rows",  # more than two hundred
    "profile.share",  # people of a whole territory
    "typology.clustered",  # clusters, at least two
    "typology.few_areas",  # fifty
    "warning.trend_alarms",  # printed with decimals
}
"""Texts in which the number before a plural is never 1."""

PLURALS = (
    r"(Gebieten?|Indikatoren|Reihen|Werten?|Zeitpunkten?|Hinweise|Klassen|Cluster|Gruppen|Personen|Jahren?|weitere)"
)


def find_stiff(sentences: dict[str, str]) -> set[str]:
    """Texts with a plural right behind a number, whatever the number is."""
    stiff = re.compile(rf"\{{\w+\}} ((?!der )[a-zäöü]+ )?({PLURALS})\b")
    return {key for key, sentence in sentences.items() if stiff.search(sentence)}


def test_words_agree_with_the_number_before_them() -> None:
    """ "1 Indikatoren" is no German: write ``{count} [Indikator|Indikatoren]``."""
    found = find_stiff(load_texts()) | find_stiff(load_texts(Style.EASY))
    assert found - NEVER_ONE == set()
    assert found >= NEVER_ONE, "an exception nobody needs"


def test_brackets_hold_two_forms_behind_a_number() -> None:
    for sentence in (*load_texts().values(), *load_texts(Style.EASY).values()):
        rest = re.sub(r"\{\w+\}[^{}\[\]|]*\[[^\[\]|]*\|[^\[\]|]*\]", "", sentence)
        assert not re.search(r"[\[\]|]", rest), sentence


def test_an_unknown_key_is_an_error_of_the_program() -> None:
    with pytest.raises(KeyError):
        text("gibt.es-nicht")
    with pytest.raises(KeyError):
        text("panel.source")
