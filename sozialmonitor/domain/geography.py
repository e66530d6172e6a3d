"""Areas and the divisions (Gliederungen) they form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import model_validator

from sozialmonitor.domain.model import Model
from sozialmonitor.domain.text import Id, Name, Prose

UNASSIGNED = "UNASSIGNED"
"""Reserved area code in value files: people who belong to the city but to none of its areas."""


class BoundaryKind(StrEnum):
    """How far the drawn lines can be trusted."""

    OFFICIAL = "official"
    SCHEMATIC = "schematic"


class TerritorialStatus(Model):
    """The boundaries a geography describes (Gebietsstand). A reform makes a new geography."""

    label: Prose
    valid_from: date
    valid_to: date | None = None

    @model_validator(mode="after")
    def _check_order(self) -> TerritorialStatus:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError("valid_to liegt vor valid_from")
        return self


class Boundaries(Model):
    """Where the polygons come from: a file under ``geo/``, or the union of a finer geography."""

    source: Id
    kind: BoundaryKind
    file: str | None = None
    dissolve: Id | None = None
    code_column: str = "code"
    note: Prose | None = None

    @model_validator(mode="after")
    def _check_origin(self) -> Boundaries:
        if (self.file is None) == (self.dissolve is None):
            raise ValueError("genau eines von ›file‹ und ›dissolve‹ muss angegeben sein")
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
    areas: str
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
