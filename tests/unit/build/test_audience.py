"""What is not for an audience is in no byte of its release."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import brotli
import pyarrow.parquet as pq
import pytest

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import UnknownKeyError
from sozialmonitor.store.pointer import get_current_release
from sozialmonitor.store.store import Store
from tests.support.town import NAME, Town, copy_town

INTERNAL = (
    "beratungsfaelle",  # id
    "Vertrauliche Beratungsfälle",  # title
    "beratungsquote",
    "einteilung-beratung",  # a typology that would tell of it
    "Einteilung nur für die Verwaltung",
    "717171",  # values
    "828282",
    "Fallakten",  # source
    "fallakten",
    "Beratungsstelle",  # its publisher
    "Verschlusslizenz",  # licence only it has
    "nur-intern",
    "beratung.csv",  # table
    "Fachanwendung Beratung",  # note on the table
    "Hilfen der Verwaltung",  # theme only it has
    "Kinder, die auffielen",  # a series in a table that the public sees too
)
COMMITTEE = ("kita-plaetze", "Kita-Plätze je 1.000", "kita.csv", "Plätze in Kitas")


@pytest.fixture(scope="module")
def secret_town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The town with one more secret: a series beside public ones, used by the internal indicator only."""
    town = copy_town(tmp_path_factory.mktemp("secret"))
    town.replace(
        "tables.yaml",
        "        title: Anzeigen\n",
        "        title: Anzeigen\n      children:\n        title: Kinder, die auffielen\n",
    )
    path = town.folder / "values/anzeigen.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{head},children", *(f"{row},1" for row in rows)]) + "\n", encoding="utf-8")
    (town.folder / "indicators/auffaellig.yaml").write_text(
        (town.folder / "indicators/beratungsfaelle.yaml")
        .read_text(encoding="utf-8")
        .replace("beratung.cases", "anzeigen.children")
        .replace("title: ", "title: Andere "),
        encoding="utf-8",
    )
    assert town.run("build") == 0
    return town


def read_everything(folder: Path) -> str:
    """All bytes of a release, and everything packed inside them, as one text."""
    texts = []
    for path in sorted(folder.rglob("*")):
        texts.append(path.relative_to(folder).as_posix())
        if not path.is_file():
            continue
        content = path.read_bytes()
        texts.append(content.decode("utf-8", errors="replace"))
        match path.suffix:
            case ".gz":
                texts.append(gzip.decompress(content).decode())
            case ".br":
                texts.append(brotli.decompress(content).decode())
            case ".parquet":
                table = pq.read_table(path)
                texts += [str(table.schema), *(str(table.column(name).to_pylist()) for name in table.column_names)]
                # A dictionary may hold words that no row uses.
                texts += [
                    str(chunk.dictionary.to_pylist())
                    for column in table.columns
                    for chunk in column.chunks
                    if hasattr(chunk, "dictionary")
                ]
    return "\n".join(texts)


def test_nothing_internal_is_in_the_public_release(secret_town: Town) -> None:
    release = secret_town.releases / get_current_release(secret_town.releases)
    found = {audience: read_everything(release / audience) for audience in Audience}
    for secret in INTERNAL:
        assert secret in found[Audience.INTERNAL], f"{secret} would prove nothing"
        assert secret not in found[Audience.COMMITTEE]
        assert secret not in found[Audience.PUBLIC]
    for secret in COMMITTEE:
        assert secret in found[Audience.INTERNAL]
        assert secret in found[Audience.COMMITTEE]
        assert secret not in found[Audience.PUBLIC]


def test_forbidden_and_unknown_are_the_same_error(published_town: Town) -> None:
    store = published_town.load_store()

    def ask(indicator: str) -> set[str]:
        messages = set()
        for call in (
            lambda: store.get_indicator(NAME, indicator),
            lambda: store.get_observations(NAME, indicator, "stadtteile"),
            lambda: store.get_reference(NAME, indicator),
            lambda: store.get_levels(NAME, indicator),
            lambda: store.is_reference_published(NAME, indicator),
            lambda: store.is_reference_pooled(NAME, indicator),
        ):
            with pytest.raises(UnknownKeyError) as error:
                call()
            messages.add(str(error.value).replace(indicator, "X"))
        return messages

    assert ask("beratungsfaelle") == ask("gibt-es-nicht") == {"Den Indikator ›X‹ gibt es hier nicht."}


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Audience.PUBLIC, set()),
        (Audience.COMMITTEE, {"kita-plaetze"}),
        (Audience.INTERNAL, {"kita-plaetze", "beratungsfaelle", "beratungsquote"}),
    ],
)
def test_each_audience_sees_what_the_wider_one_sees_and_more(
    published_town: Town, audience: Audience, seen: set[str]
) -> None:
    public = set(published_town.load_store().get_catalogue(NAME).indicators)
    store = published_town.load_store(audience)
    assert set(store.get_catalogue(NAME).indicators) == public | seen
    assert {
        indicator for code in ("011",) for indicator in store.get_profile(NAME, "stadtteile", code)["indicator"]
    } <= public | seen


def test_manifests_count_only_what_the_audience_sees(published_town: Town) -> None:
    release = published_town.releases / get_current_release(published_town.releases)
    counts = {
        audience: json.loads((release / audience / "manifest.json").read_text(encoding="utf-8"))["monitors"][NAME][
            "indicators"
        ]
        for audience in Audience
    }
    assert counts == {"public": 12, "committee": 13, "internal": 15}


def test_the_order_of_audiences() -> None:
    """Each may see its own and what is meant for wider circles; default deny means the table is complete."""
    allowed = {(viewer, needed) for viewer in Audience for needed in Audience if viewer.may_see(needed)}
    public, committee, internal = Audience
    assert allowed == {
        (public, public),
        (committee, public),
        (committee, committee),
        (internal, public),
        (internal, committee),
        (internal, internal),
    }


def test_a_store_reads_only_its_own_folder(published_town: Town, tmp_path: Path) -> None:
    """A public server can be given the public folder alone; nothing else has to be on its disk."""
    release = get_current_release(published_town.releases)
    shutil.copytree(published_town.releases / release / "public", tmp_path / release / "public")
    shutil.copy(published_town.releases / "current.json", tmp_path)
    assert Store(tmp_path, release, Audience.PUBLIC).get_monitors()[0].id == NAME
