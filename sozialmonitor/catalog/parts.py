"""What the files of one catalogue declare, as far as they could be read.

A reference is told to lead nowhere only where everything it could lead to has been read: what is broken is told
once, at its own place, and not again at every place that names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from sozialmonitor.catalog.document import Document
from sozialmonitor.catalog.tree import KeyPath
from sozialmonitor.catalog.validation import check_known, check_licence
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.geography import Area, Geography
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import Monitor, MonitorCatalogue
from sozialmonitor.domain.source import Licence, Source
from sozialmonitor.domain.table import Table
from sozialmonitor.domain.typology import Typology


class Identified(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """How it is referred to."""


T = TypeVar("T", bound=Identified)


@dataclass(frozen=True)
class Entry:
    """An entry as its author wrote it: the data at ``base`` of the document."""

    document: Document
    base: KeyPath = ()

    def get(self, *path: str | int) -> object:
        """What stands there; None if there is nothing."""
        found: object = self.document.data
        for step in (*self.base, *path):
            if isinstance(found, dict):
                found = found.get(step)
            elif isinstance(found, list) and isinstance(step, int) and step < len(found):
                found = found[step]
            else:
                return None
        return found

    def locate(self, *path: str | int) -> str:
        """Where that stands."""
        return self.document.locate((*self.base, *path))


@dataclass(frozen=True)
class Part(Generic[T]):
    """What one list file, or one folder, declares.

    Attributes:
        items: by id, those without defects. places: where each of them stands, and each with defects.
        named: every id that could be read, also of entries with defects. is_whole: whether no id is missing there.
    """

    items: dict[str, T] = field(default_factory=dict)
    places: dict[str, tuple[Document, KeyPath]] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    is_whole: bool = True

    def locate(self, item: str, *path: str | int) -> str:
        """Where an item stands, or something in it."""
        document, base = self.places[item]
        return document.locate((*base, *path))

    def list_flawed(self) -> list[Entry]:
        """What could be read of the entries with defects."""
        return [Entry(*place) for item, place in self.places.items() if item not in self.items]

    def check(self, place: str, kind: str, word: str) -> list[Defect]:
        """A defect if ``word`` refers to nothing here; ``kind`` says what is missing, with its article."""
        return check_known(place, kind, word, self.named) if self.is_whole else []


@dataclass(frozen=True)
class Parts:
    """All parts of one monitor's catalogue.

    Attributes:
        monitor: None if its file has defects. document: that file, if it could be read.
        areas: by geography id. whole_areas: geographies whose list of areas has no defect.
    """

    monitor: Monitor | None
    document: Document | None
    geographies: Part[Geography]
    sources: Part[Source]
    tables: Part[Table]
    indicators: Part[Indicator]
    typologies: Part[Typology]
    licences: Part[Licence]
    areas: Mapping[str, tuple[Area, ...]]
    whole_areas: frozenset[str]

    def check_licence(self, place: str, word: str) -> list[Defect]:
        """A defect if there is no such licence."""
        return check_licence(place, word, self.licences.named) if self.licences.is_whole else []

    def assemble(self) -> MonitorCatalogue | None:
        """The catalogue, of which nothing is missing if there was no defect; None without a monitor."""
        if self.monitor is None:
            return None
        return MonitorCatalogue(
            monitor=self.monitor,
            geographies=self.geographies.items,
            areas=dict(self.areas),
            sources=self.sources.items,
            licences=self.licences.items,
            tables=self.tables.items,
            indicators=self.indicators.items,
            typologies=self.typologies.items,
        )
