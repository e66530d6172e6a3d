"""Which encoding of a body a client wants: RFC 9110, sections 12.4.2 and 12.5.3."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_ALIASES = {"x-gzip": "gzip"}
_ENTRY = re.compile(r"\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*(?:;\s*q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*)?", re.I)


def choose_encoding(accepted: str, offered: Sequence[str]) -> str | None:
    """The encoding to send.

    Args:
        accepted: value of ``Accept-Encoding``; empty where the client has sent none. What is not written as the
            standard says counts as not said.
        offered: encodings that lie ready, best first.

    Returns:
        The offered encoding with the highest weight, the first of equals; None for the body as it is.
    """
    weights = _read_weights(accepted)
    weighed = [(_weigh(weights, name), -index, name) for index, name in enumerate(offered)]
    weight, _, name = max(weighed, default=(0.0, 0, ""))
    return name if weight > 0 and weight >= weights.get("identity", 0.0) else None


def keep_wanted(accepted: str, offered: Sequence[str]) -> str:
    """``Accept-Encoding`` without what is not wanted: the framework takes the mere name of an encoding for a wish."""
    weights = _read_weights(accepted)
    wanted = {name: _weigh(weights, name) for name in offered if choose_encoding(accepted, [name])}
    return ", ".join(f"{name};q={weight:g}" for name, weight in wanted.items())


def _weigh(weights: Mapping[str, float], name: str) -> float:
    return weights.get(name, weights.get("*", 0.0))


def _read_weights(accepted: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for entry in accepted.split(","):
        if found := _ENTRY.fullmatch(entry):
            name = found[1].lower()
            weights[_ALIASES.get(name, name)] = float(found[2] or 1)
    return weights
