"""RFC 9110 on what a client accepts; the framework looks for the mere name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.ui.encoding import choose_encoding, keep_wanted

OFFERED = ["br", "gzip"]


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", None),
        ("br", "br"),
        ("gzip", "gzip"),
        ("gzip, br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0", None),
        ("br;q=0.000", None),
        ("br; q=0, gzip", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br ; Q=0.5 , GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("br;q=0, *", "gzip"),
        ("*;q=0, gzip", "gzip"),
        ("gzip;q=0, br;q=0, *;q=1", None),
        ("identity", None),
        ("identity, gzip;q=0.5", None),
        ("identity;q=0.5, gzip;q=0.5", "gzip"),
        ("identity;q=0", None),
        ("brr", None),
        ("bro, ungzipped", None),
        ("br;q=2", None),
        ("br;q=-1", None),
        ("br;q=0.0001", None),
        ("br;q=nan", None),
        ("br;level=1", None),
        (",,gzip,,", "gzip"),
    ],
)
def test_the_best_of_what_is_wanted(accepted: str, chosen: str | None) -> None:
    assert choose_encoding(accepted, OFFERED) == chosen


def test_only_what_lies_ready_is_chosen() -> None:
    assert choose_encoding("br, gzip", ["gzip"]) == "gzip"
    assert choose_encoding("br, gzip", []) is None


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["br", "gzip", ";q=0", ";q=0.5", ",", " ", "*", "identity"])).map("".join)
)
def test_what_is_passed_on_means_the_same(accepted: str) -> None:
    """And it never names what is not wanted."""
    kept = keep_wanted(accepted, OFFERED)
    chosen = choose_encoding(accepted, OFFERED)
    assert chosen is None or choose_encoding(kept, OFFERED) == chosen
    for name in OFFERED:
        assert (name in kept) == (choose_encoding(accepted, [name]) is not None)
