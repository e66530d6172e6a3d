"""Who is looking: the audience a release is cut to."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Ordered from the widest to the narrowest circle: ``public`` < ``committee`` < ``internal``."""

    PUBLIC = "public"
    COMMITTEE = "committee"
    INTERNAL = "internal"

    def may_see(self, required: Audience) -> bool:
        """Whether this audience may see what is meant for ``required``."""
        order = list(Audience)
        return order.index(self) >= order.index(required)
