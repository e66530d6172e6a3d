"""Areas and the divisions (Gliederungen) they form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, model_validator

from sozialmonitor.domain.errors import RefusedValueError
from sozialmonitor.domain.model import Model
from sozialmonitor.domain.period import EARLIEST_YEAR, LATEST_YEAR, parse_day
from sozialmonitor.domain.place import CsvPath, RelativePath
from sozialmonitor.domain.refusals import quote
from sozialmonitor.domain.text import Id, Label, Name, Prose, Title

UNASSIGNED = "UNASSIGNED"
"""Reserved area code in value files: people who belong to the city but to none of its areas."""


_DEFAULT_COLUMN = "code"


def _check_day(raw: object) -> date:
    """A day that exists, in a plausible year; a bare number would be taken for seconds since 1970."""
    try:
        day = raw if isinstance(raw, date) else parse_day(raw if isinstance(raw, str) else "")
    except ValueError:
        raise RefusedValueError(
            f"›{quote(raw)}‹ ist kein Tag", "einen Tag, den es gibt, als 2024-12-31 angeben"
        ) from None
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        finding = f"Das Jahr {day.year} ist nicht plausibel"
        raise RefusedValueError(finding, f"einen Tag in den Jahren {EARLIEST_YEAR} bis {LATEST_YEAR} angeben")
    return day


Day = Annotated[date, BeforeValidator(_check_day)]
"""A day, written ``2024-12-31``."""


class BoundaryKind(StrEnum):
    """How far the drawn lines can be trusted."""

    OFFICIAL = "official"
    SCHEMATIC = "schematic"


class TerritorialStatus(Model):
    """The boundaries a geography describes (Gebietsstand). A reform makes a new geography."""

    label: Title
    valid_from: Day
    valid_to: Day | None = None

    @model_validator(mode="after")
    def _check_order(self) -> TerritorialStatus:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise RefusedValueError("valid_to liegt vor valid_from", "die beiden Tage berichtigen")
        return self


class Boundaries(Model):
    """Where the polygons come from: a file under ``geo/``, or the union of a finer geography."""

    source: Id
    kind: BoundaryKind
    file: RelativePath | None = None
    dissolve: Id | None = None
    code_column: Label = _DEFAULT_COLUMN
    note: Prose | None = None

    @model_validator(mode="after")
    def _check_origin(self) -> Boundaries:
        if (self.file is None) == (self.dissolve is None):
            given = "Keines von beiden ist" if self.file is None else "Beide sind"
            raise RefusedValueError(
                f"{given} angegeben: ›file‹ (eine Datei) und ›dissolve‹ (eine feinere Gliederung)",
                "genau eines angeben",
            )
        if self.dissolve is not None and self.code_column != _DEFAULT_COLUMN:
            raise RefusedValueError(
                "›code_column‹ gilt nur für eine Datei, die Grenzen werden aber zusammengesetzt",
                "›code_column‹ weglassen",
            )
        return self


class Geography(Model):
    """One level of areas of one territory at one territorial status.

    Attributes:
        areas: CSV with columns ``code,name,parent`` inside the monitor's folder.
        parent: the next coarser geography, or None for the whole territory.
    """

    id: Id
    title: Name
    singular: Name
    areas: CsvPath
    parent: Id | None = None
    territorial_status: TerritorialStatus
    boundaries: Boundaries


@dataclass(frozen=True)
class Area:
    """One area. The code is text: leading zeros belong to it.

    Attributes:
        name: as the office writes it. qualifier: what sets it apart from its namesakes in the same geography, the
            area it lies in or its code; None where nobody could take it for another.
    """

    code: str
    name: str
    parent: str | None
    qualifier: str | None = None

    @property
    def label(self) -> str:
        """What readers are told: the name, and in brackets what sets it apart from another one's."""
        return f"{self.name} ({self.qualifier})" if self.qualifier else self.name
