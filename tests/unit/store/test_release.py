"""A damaged, missing or foreign release is an error of one family, with what to do about it."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sozialmonitor.build.command import main
from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import StoreError
from sozialmonitor.domain.status import Status
from sozialmonitor.store.layout import MANIFEST
from sozialmonitor.store.manifest import compute_sha256, dump_audiences
from sozialmonitor.store.pointer import get_current_release, has_release
from sozialmonitor.store.store import Store
from tests.support.forgery import put_name_right
from tests.support.town import Town

AGAIN = "Mit ›python -m sozialmonitor build‹ neu veröffentlichen."


@pytest.fixture
def copy(published_town: Town, tmp_path: Path) -> Town:
    """The published town, to be damaged."""
    shutil.copytree(published_town.releases, tmp_path / "releases")
    return Town(published_town.data, published_town.geo, tmp_path / "releases")


def folder_of(town: Town) -> Path:
    return town.releases / get_current_release(town.releases) / "public"


def test_the_intact_copy_loads(copy: Town) -> None:
    assert copy.load_store().release_id == get_current_release(copy.releases)


@pytest.mark.parametrize(
    "pattern",
    ["*/catalogue.json", "*/values/stadtteile.parquet", "*/areas/stadt.parquet", "geometry/*.json", "geometry/*.br"],
)
def test_a_manipulated_file_is_noticed(copy: Town, pattern: str) -> None:
    path = next(folder_of(copy).glob(pattern))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    release = get_current_release(copy.releases)
    with pytest.raises(StoreError, match=re.escape(f"Der Datenstand {release} wurde verändert: {path}. {AGAIN}")):
        copy.load_store()


def test_a_missing_file_is_noticed(copy: Town) -> None:
    path = next(folder_of(copy).glob("*/values/stadt.parquet"))
    path.unlink()
    with pytest.raises(StoreError, match=re.escape(f"ist unvollständig: {path} fehlt. {AGAIN}")):
        copy.load_store()


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", "null", '{"format": 3}', '{"format": 3, "files": 5}', "\ufeff{", "[" * 100_000]
)
def test_a_damaged_manifest_is_noticed(copy: Town, content: str) -> None:
    (folder_of(copy) / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match="wurde verändert"):
        copy.load_store()


def test_a_missing_folder_is_noticed(copy: Town) -> None:
    shutil.rmtree(folder_of(copy))
    with pytest.raises(StoreError, match=r"ist unvollständig: .*manifest\.json fehlt"):
        copy.load_store()


def test_a_release_of_another_format_is_noticed(copy: Town) -> None:
    path = folder_of(copy) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"format": 99}), encoding="utf-8")
    with pytest.raises(StoreError, match="hat ein anderes Format als dieses Programm"):
        copy.load_store()


def test_nothing_published_is_an_error(tmp_path: Path) -> None:
    assert not has_release(tmp_path)
    with pytest.raises(StoreError, match=re.escape(f"In {tmp_path} ist noch nichts veröffentlicht. {AGAIN}")):
        get_current_release(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        '"x"',
        "5",
        '{"release": 5}',
        '{"release": "../../etc"}',
        '{"release": "0123456789ABCDEF"}',
        '{"release": "0123456789abcdef", "before": ["../../etc"]}',
        '{"release": "0123456789abcdef", "more": 1}',
        "\0",
        "[" * 5_000,
        " " * 20_000,
    ],
)
def test_a_damaged_pointer_is_an_error_and_leads_nowhere_else(tmp_path: Path, content: str) -> None:
    (tmp_path / "current.json").write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match=re.escape(f"Der Zeiger {tmp_path / 'current.json'} ist beschädigt. {AGAIN}")):
        get_current_release(tmp_path)


def test_a_pointer_to_nothing_is_an_error(copy: Town) -> None:
    (copy.releases / "current.json").write_text('{"release": "0123456789abcdef"}', encoding="utf-8")
    with pytest.raises(StoreError, match="Der Datenstand 0123456789abcdef ist unvollständig"):
        copy.load_store()


def test_an_audience_without_any_monitor_is_an_error(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Older programs built such releases."""
    monkeypatch.setattr("sozialmonitor.build.command.check_publicity", lambda *_: [])
    for path in (town.folder / "indicators").glob("*.yaml"):
        kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("audience:")]
        path.write_text("\n".join([*kept, "audience: internal", ""]), encoding="utf-8")
    assert town.run("build") == 0
    with pytest.raises(StoreError, match="enthält für die Zielgruppe public keinen Monitor"):
        town.load_store()
    assert len(town.load_store(Audience.INTERNAL).get_monitors()) == 1


def test_a_store_stays_what_it_was_when_another_release_is_published(town: Town) -> None:
    """Sessions that are open keep reading the release they started with."""
    assert town.run("build") == 0
    old = town.load_store()
    town.replace("values/kita.csv", "stadtbezirke,01,2020,310", "stadtbezirke,01,2020,311")
    assert town.run("build") == 0
    assert town.load_store(Audience.INTERNAL).release_id != old.release_id
    assert Store(town.releases, old.release_id, Audience.PUBLIC).release_id == old.release_id


def spoil_bytes(path: Path) -> None:
    """One bit in the middle."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def put_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def put_link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


def put_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def put_giant(path: Path) -> None:
    os.truncate(path, 50_000_000_000)


@pytest.mark.parametrize("damage", [spoil_bytes, put_folder, put_link, put_pipe, put_giant, Path.unlink])
@pytest.mark.parametrize("name", ["manifest.json", "audiences.json", "musterstadt/catalogue.json"])
def test_only_the_published_file_will_do(copy: Town, damage: Callable[[Path], None], name: str) -> None:
    damage(folder_of(copy) / name)
    with pytest.raises(StoreError, match=r"wurde verändert|ist unvollständig"):
        copy.load_store()


@pytest.mark.parametrize("name", ["more.txt", "musterstadt/values/more.parquet", "geometry/.hidden", "more/deep/file"])
def test_a_file_too_many_is_noticed(copy: Town, name: str) -> None:
    path = folder_of(copy) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("more")
    with pytest.raises(StoreError, match=re.escape(f"wurde verändert: {path}.")):
        copy.load_store()


def test_a_link_beside_the_files_is_noticed(copy: Town) -> None:
    (folder_of(copy) / "more").symlink_to("/etc")
    with pytest.raises(StoreError, match="wurde verändert"):
        copy.load_store()


def test_the_folder_of_an_audience_may_be_no_link(copy: Town) -> None:
    """A link would show the public what lies behind it."""
    folder = folder_of(copy)
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to(folder.with_name("elsewhere"))
    with pytest.raises(StoreError, match="wurde verändert"):
        copy.load_store()


def test_a_made_up_name_is_noticed(copy: Town) -> None:
    release = get_current_release(copy.releases)
    (copy.releases / release).rename(copy.releases / "0123456789abcdef")
    (copy.releases / "current.json").write_text('{"release": "0123456789abcdef"}')
    with pytest.raises(StoreError, match="Der Datenstand 0123456789abcdef wurde verändert"):
        copy.load_store()


def test_another_audience_s_part_is_no_part_of_the_public(copy: Town) -> None:
    shutil.rmtree(folder_of(copy))
    shutil.copytree(folder_of(copy).with_name("internal"), folder_of(copy))
    with pytest.raises(StoreError, match="wurde verändert"):
        copy.load_store()


def change_manifest(town: Town, change: Callable[[dict[str, Any]], None], *, is_renamed: bool) -> None:
    """Change the public manifest; ``is_renamed``: with a list of audiences and a name that fit."""
    folder = folder_of(town)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    change(manifest)
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    if is_renamed:
        put_name_right(town.releases)


def change_file(town: Town, path: str, content: bytes) -> None:
    """Replace a file of the public part, with hashes and a name that fit: as a build with a mistake would."""
    (folder_of(town) / path).write_bytes(content)
    entry = {"sha256": compute_sha256(content), "bytes": len(content)}
    change_manifest(town, lambda manifest: manifest["files"].update({path: entry}), is_renamed=True)


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest.pop("monitors"),
        lambda manifest: manifest.update(monitors=[]),
        lambda manifest: manifest.update(monitors={"../internal/musterstadt": {}}),
        lambda manifest: manifest.update(monitors={"musterstadt": {}}),
        lambda manifest: manifest["monitors"].update(anderswo=manifest["monitors"]["musterstadt"]),
        lambda manifest: manifest["monitors"]["musterstadt"].update(indicators="5"),
        lambda manifest: manifest["monitors"]["musterstadt"].update(title="<b>"),
        lambda manifest: manifest["monitors"]["musterstadt"].update(newest_period="2999-13"),
        lambda manifest: manifest["files"].pop("musterstadt/catalogue.json"),
        lambda manifest: manifest["files"].update({"../internal/manifest.json": {"sha256": "0" * 64, "bytes": 1}}),
        lambda manifest: manifest["files"].update({"/etc/hostname": {"sha256": "0" * 64, "bytes": 1}}),
        lambda manifest: manifest["files"].update({"a\\b": {"sha256": "0" * 64, "bytes": 1}}),
        lambda manifest: manifest["files"].update({"musterstadt/more": {"sha256": "0" * 64, "bytes": 1}}),
        lambda manifest: manifest["files"]["musterstadt/catalogue.json"].update(bytes=-1),
        lambda manifest: manifest["files"]["musterstadt/catalogue.json"].update(bytes=5),
        lambda manifest: manifest["files"]["musterstadt/catalogue.json"].update(sha256="0" * 64),
        lambda manifest: manifest.update(more=1),
    ],
)
@pytest.mark.parametrize("is_renamed", [False, True])
def test_a_changed_manifest_is_refused_even_with_a_fitting_name(
    copy: Town, change: Callable[[dict[str, Any]], None], is_renamed: bool
) -> None:
    change_manifest(copy, change, is_renamed=is_renamed)
    with pytest.raises(StoreError, match=r"wurde verändert|ist unvollständig"):
        copy.load_store()


def test_a_changed_catalogue_with_its_hash_is_noticed(copy: Town) -> None:
    """The smallest forgery: file and manifest fit each other, the name of the release does not."""
    path = folder_of(copy) / "musterstadt" / "catalogue.json"
    path.write_bytes(path.read_bytes().replace(b"Altstadt", b"Neustadt"))
    entry = {"sha256": compute_sha256(path.read_bytes()), "bytes": path.stat().st_size}
    change_manifest(copy, lambda found: found["files"].update({"musterstadt/catalogue.json": entry}), is_renamed=False)
    with pytest.raises(StoreError, match=r"wurde verändert: .*manifest\.json"):
        copy.load_store()


def test_the_spelling_of_the_list_of_audiences_is_part_of_the_name(copy: Town) -> None:
    path = folder_of(copy) / "audiences.json"
    assert dump_audiences(
        {audience: (path.parents[1] / audience / MANIFEST).read_bytes() for audience in Audience}
    ) == (path.read_bytes())
    path.write_text(json.dumps(json.loads(path.read_text()), indent=1))
    with pytest.raises(StoreError, match="wurde verändert"):
        copy.load_store()


CATALOGUE = "musterstadt/catalogue.json"
VALUES = "musterstadt/values/stadtteile.parquet"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda content: content.pop("areas"), "›areas‹"),
        (lambda content: content.update(more=1), "›more‹"),
        (lambda content: content["monitor"].update(introduction=""), "›monitor.introduction‹"),
        (lambda content: content["monitor"].update(id="anderswo"), "der Monitor heißt ›anderswo‹"),
        (lambda content: content["monitor"].update(territory="anderswo"), "die Gliederung ›anderswo‹"),
        (lambda content: content["monitor"].update(default_indicator="nichts"), "den Indikator ›nichts‹"),
        (lambda content: content["indicators"][0].update(theme="nichts"), "das Thema ›nichts‹"),
        (lambda content: content["indicators"].append(content["indicators"][0]), "steht zweimal da"),
        (lambda content: content["tables"].clear(), "die Tabelle"),
        (lambda content: content["sources"].clear(), "die Quelle"),
        (lambda content: content["licences"].clear(), "die Lizenz"),
        (lambda content: content["areas"].pop("stadt"), "passen nicht zusammen"),
        (lambda content: content["areas"]["stadtteile"].reverse(), "nicht geordnet"),
        (lambda content: content["areas"]["stadtteile"].clear(), "nicht geordnet"),
        (lambda content: content["areas"]["stadtteile"][0].__setitem__(1, "{{ 7 }}"), "falsch bezeichnet"),
        (lambda content: content["areas"]["stadtteile"].pop(), "die Gebiete sind andere als im Katalog"),
        (lambda content: content["geometry"]["stadt"].pop("fine"), "passen nicht zusammen"),
        (lambda content: content["geometry"]["stadt"].update(fine="../../x"), "ist unvollständig"),
        (lambda content: content["bounds"]["stadt"].pop(), "›bounds.stadt"),
    ],
)
def test_a_catalogue_that_contradicts_itself_is_refused(
    copy: Town, change: Callable[[dict[str, Any]], None], words: str
) -> None:
    content = json.loads((folder_of(copy) / CATALOGUE).read_text(encoding="utf-8"))
    change(content)
    change_file(copy, CATALOGUE, json.dumps(content).encode())
    with pytest.raises(StoreError, match=re.escape(words)) as caught:
        copy.load_store()
    assert str(caught.value).endswith(AGAIN)


@pytest.mark.parametrize("path", [CATALOGUE, VALUES, "geometry/*.json"])
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"PAR1", b"\xff\xfe", b"[" * 100_000])
def test_a_file_of_another_kind_is_refused(copy: Town, path: str, content: bytes) -> None:
    name = next(folder_of(copy).glob(path)).relative_to(folder_of(copy)).as_posix()
    change_file(copy, name, content)
    with pytest.raises(StoreError, match=re.escape("ist in sich nicht stimmig: ")):
        copy.load_store()


def without(name: str) -> Callable[[pa.Table], pa.Table]:
    return lambda table: table.drop_columns([name])


def with_values(name: str, change: Callable[[list[Any]], None]) -> Callable[[pa.Table], pa.Table]:
    """A column in which ``change`` has changed something, of the same kind as before."""

    def apply(table: pa.Table) -> pa.Table:
        values = table.column(name).to_pylist()
        change(values)
        column = pa.array(values, pa.string()).dictionary_encode() if isinstance(values[0], str) else None
        column = pa.array(values, table.schema.field(name).type) if column is None else column
        return table.set_column(table.schema.get_field_index(name), name, column)

    return apply


def fill(values: list[Any], value: object) -> None:
    values[:] = [value] * len(values)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without("status"), "die Spalten"),
        (lambda table: table.append_column("more", table.column("value")), "die Spalten"),
        (lambda table: table.set_column(3, "value", table.column("value").cast(pa.float32())), "die Spalten"),
        (lambda table: table.set_column(0, "indicator", table.column("indicator").cast(pa.string())), "die Spalten"),
        (with_values("numerator", lambda values: values.__setitem__(0, None)), "die Spalten"),
        (lambda table: table.slice(1), "die Gebiete"),
        (with_values("area", lambda values: values.__setitem__(0, values[1])), "die Gebiete"),
        (with_values("period", lambda values: values.__setitem__(0, "1999")), "die Perioden"),
        (
            with_values("period", lambda values: values.__setitem__(slice(None), ["9999-99"] * len(values))),
            "die Perioden",
        ),
        (
            with_values("indicator", lambda values: values.__setitem__(slice(None), ["x"] * len(values))),
            "der Indikator",
        ),
        (lambda table: pa.concat_tables([table, table]), "der Indikator"),
        (with_values("status", lambda values: values.__setitem__(0, 99)), "Werte und Zeichen"),
        (with_values("status", lambda values: values.__setitem__(0, -1)), "Werte und Zeichen"),
        (with_values("value", lambda values: values.__setitem__(0, float("nan"))), "Werte und Zeichen"),
        (with_values("value", lambda values: values.__setitem__(0, float("inf"))), "unendlich"),
    ],
)
def test_values_of_another_shape_are_refused(copy: Town, change: Callable[[pa.Table], pa.Table], words: str) -> None:
    table = pq.read_table(folder_of(copy) / VALUES)
    assert table.column("status")[0].as_py() == Status.VALUE, "the first cell holds a value"
    sink = pa.BufferOutputStream()
    pq.write_table(change(table), sink)
    change_file(copy, VALUES, sink.getvalue().to_pybytes())
    with pytest.raises(StoreError, match=re.escape(words)):
        copy.load_store()


def test_a_file_changed_after_loading_is_never_used(copy: Town) -> None:
    """Boundaries are read when they are asked for."""
    store = copy.load_store()
    for path in (*folder_of(copy).glob("*/areas/*.parquet"), *folder_of(copy).glob("geometry/*")):
        spoil_bytes(path)
    name = store.get_geometry_names("musterstadt", "stadtteile")["fine"]
    for read in (
        lambda: store.load_boundaries("musterstadt", "stadtteile"),
        lambda: store.get_outlines("musterstadt", "stadtteile"),
        lambda: store.read_geometry(name, "br"),
    ):
        with pytest.raises(StoreError, match="wurde verändert"):
            read()


@pytest.mark.parametrize("place", ["/etc/hostname", "/etc/hostname/x", "/dev/null"])
def test_a_folder_that_is_none_is_told_in_german(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--releases", place]) == 1
    assert capsys.readouterr().err == (
        f"Fehler: {place} ist kein Ordner mit Datenständen. Den richtigen Ordner angeben.\n"
    )
