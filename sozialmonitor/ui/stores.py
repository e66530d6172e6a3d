"""The stores in service: one per process and audience, shared by all sessions and by the HTTP routes."""

from __future__ import annotations

import functools
from pathlib import Path

from sozialmonitor.domain.audience import Audience
from sozialmonitor.store.keeper import Health, Keeper
from sozialmonitor.store.paths import get_folders
from sozialmonitor.store.store import Store
from sozialmonitor.ui.memory import freeze


def load_store(audience: Audience) -> Store:
    """The published release, cut to an audience; the last good one while that cannot be loaded.

    Raises:
        StoreError: nothing is published, or nothing of it can be loaded.
    """
    return _get_keeper(get_folders().releases, audience).get()


def get_health(audience: Audience) -> Health:
    """Which release is served to an audience, and what keeps the published one from it."""
    return _get_keeper(get_folders().releases, audience).get_health()


@functools.cache
def _get_keeper(releases: Path, audience: Audience) -> Keeper:
    """An ordinary cache instead of ``st.cache_resource``: routes run outside any session."""
    return Keeper(releases, audience, after_change=freeze)
