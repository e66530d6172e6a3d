"""The map's messages, read as the browser reads them."""

from __future__ import annotations

import base64
import json
from typing import Any

import numpy as np

Blocks = dict[tuple[str, int], list[int | None]]
"""Numbers of all areas by kind and period; None is missing."""


def decode(message: tuple[str, str]) -> tuple[dict[str, Any], Blocks]:
    """The header, and each block of numbers by kind and period."""
    header = json.loads(base64.b64decode(message[0], validate=True))
    content = base64.b64decode(message[1], validate=True)
    blocks: Blocks = {}
    for block in header["blocks"]:
        kind = np.dtype({"i2": "<i2", "i4": "<i4", "f8": "<f8"}[block["type"]])
        assert block["offset"] % 4 == 0, "blocks begin at whole words"
        numbers = np.frombuffer(content, kind, header["areaCount"], block["offset"])
        is_missing = np.isnan(numbers) if kind.kind == "f" else numbers == np.iinfo(kind).min
        key = (block["kind"], block["period"])
        assert key not in blocks
        blocks[key] = [None if missing else int(number) for number, missing in zip(numbers, is_missing, strict=True)]
    return header, blocks
