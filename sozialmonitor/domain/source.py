"""Where figures come from and what may be done with them."""

from __future__ import annotations

from sozialmonitor.domain.model import Model
from sozialmonitor.domain.place import Url
from sozialmonitor.domain.text import Id, Prose, Title


class Licence(Model):
    """Terms of use, shared by many sources."""

    id: Id
    title: Title
    short_title: Title
    url: Url | None = None


class Source(Model):
    """A publication: the origin of figures or boundaries, separate from the indicators made of it.

    Attributes:
        citation: the line that must stand wherever a figure of this source is shown.
        processing: what was done with the published figures before they entered the monitor.
    """

    id: Id
    title: Title
    publisher: Title
    citation: Prose
    licence: Id
    url: Url | None = None
    processing: Prose | None = None
