"""References that lead out of the catalogue: they lead to a file below its folder, or to a page of the web."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sozialmonitor.domain.errors import RefusedValueError
from sozialmonitor.domain.place import check_relative_path
from sozialmonitor.domain.source import Licence


@given(st.text(alphabet="ab./\\: ~-_ä\x00", max_size=12) | st.text(max_size=12))
def test_a_path_stays_in_its_folder(text: str) -> None:
    try:
        check_relative_path(text)
    except RefusedValueError:
        return
    path = PurePosixPath(text)
    assert not path.is_absolute()
    assert path.as_posix() == text
    assert not any(part.startswith(".") for part in path.parts)
    assert Path("/folder", text).resolve().is_relative_to("/folder")


@pytest.mark.parametrize("text", ["values/einwohner.csv", "Stadtteile 2024 (neu).geojson", "geo/Größe.v2.gpkg"])
def test_names_of_files_are_paths(text: str) -> None:
    assert check_relative_path(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/etc/passwd",
        "../x",
        "a/../b",
        "a//b",
        "a/",
        "./a",
        ".a",
        "C:/x",
        "a\\b",
        "a.",
        "a ",
        "~/x",
        "a\nb",
        "x" * 201,
        "/vsicurl/https://x.de/a.geojson",
        "https://x.de/a.geojson",
    ],
)
def test_everything_else_is_refused(text: str) -> None:
    with pytest.raises(RefusedValueError, match="kein Pfad innerhalb des Ordners"):
        check_relative_path(text)


@pytest.mark.parametrize(
    "url", ["https://gdz.bkg.bund.de", "http://www.köln.de:8080/a_b/?x=1#y", "https://x.de/a(b),c;d%20e~"]
)
def test_addresses_of_the_web(url: str) -> None:
    assert Licence(id="a", title="A", short_title="A", url=url).url == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "x.de",
        "//x.de",
        "ftp://x.de",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "https://x",
        "https://[::1",
        "https://1.2.3.4",
        "https://a@x.de",
        "https://x.de/ a",
        "https://x.de/<b>",
        "https://x.de/\u202e",
        "https://\u0430.de",
        "https://-x.de",
        "https://x..de",
        "https://x.de:port",
        f"https://x.de/{'a' * 2000}",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="ist keine Adresse im Web"):
        Licence(id="a", title="A", short_title="A", url=url)
