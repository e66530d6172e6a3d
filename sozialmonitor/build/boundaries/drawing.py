"""What a boundary file holds: features with a code and a shape, or with what is wrong with them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sozialmonitor.domain.errors import Defect, RefusedValueError
from sozialmonitor.domain.refusals import quote

Shapes = npt.NDArray[np.object_]
"""Polygons and multipolygons of shapely; None where there is none."""

_LARGEST_EXACT = 2**53


@dataclass(frozen=True)
class Feature:
    """One entry of a file.

    Attributes:
        number: its place in the file, from 1. code: None if there is none. shape: None if there is a flaw.
        flaws: what is wrong with shape and code.
    """

    number: int
    code: str | None
    shape: Any
    flaws: tuple[RefusedValueError, ...] = ()

    @property
    def label(self) -> str:
        """How messages call it."""
        return f"Fläche {self.number}" + (f" (Gebiet ›{quote(self.code)}‹)" if self.code else "")

    def refuse(self, name: str, finding: str, remedy: str) -> Defect:
        """What is wrong with this entry of the file called ``name``."""
        return Defect(f"{name}, {self.label}", finding, remedy)


@dataclass(frozen=True)
class Drawing:
    """A file as it was read.

    Attributes:
        features: in the order of the file. columns: names of the attributes.
        crs: ``EPSG:25832`` or a definition as WKT; None if the file names none.
    """

    features: tuple[Feature, ...]
    columns: tuple[str, ...]
    crs: str | None


def build_feature(number: int, raw_code: object, build_shape: Callable[[], Any]) -> Feature:
    """An entry with its code and shape, or with what is wrong with them.

    Args:
        number: its place in the file. raw_code: as the file has it.
        build_shape: makes the shape, or raises RefusedValueError.
    """
    code, shape, flaws = None, None, []
    try:
        code = read_code(raw_code)
    except RefusedValueError as error:
        flaws.append(error)
    try:
        shape = build_shape()
    except RefusedValueError as error:
        flaws.append(error)
    return Feature(number, code, shape, tuple(flaws))


def read_code(raw: object) -> str:
    """The code as text: 11 and 11.0 are ›11‹; leading zeros are kept where the file has them."""
    if isinstance(raw, str):
        code = unicodedata.normalize("NFC", raw).strip()
    elif isinstance(raw, bool) or not isinstance(raw, int | float | None):
        raise RefusedValueError("Der Gebietscode ist weder Text noch Zahl", "als Text eintragen")
    elif isinstance(raw, float):
        whole = raw.is_integer() and abs(raw) < _LARGEST_EXACT
        code = str(int(raw)) if whole else ("" if raw != raw else str(raw))
    else:
        code = "" if raw is None else (str(raw) if abs(raw) < _LARGEST_EXACT**2 else "…")
    if not code:
        raise RefusedValueError("Der Gebietscode fehlt", "den Code des Gebiets eintragen")
    return code


def refuse_missing_column(column: str, columns: tuple[str, ...]) -> RefusedValueError:
    """The attribute with the code is not there."""
    listed = ", ".join(quote(item) for item in columns[:20]) or "keine"
    return RefusedValueError(
        f"Die Spalte ›{quote(column)}‹ mit dem Gebietscode fehlt",
        f"boundaries.code_column angeben; vorhanden sind: {listed}",
    )
