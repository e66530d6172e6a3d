"""Telling the operator something once, however many visitors meet it."""

from __future__ import annotations

import functools
import logging

_log = logging.getLogger(__name__)


@functools.lru_cache(maxsize=64)
def log_once(reason: str) -> None:
    """Write why a page cannot be shown; the same reason not again, unless many others have come in between."""
    _log.error("a page cannot be shown: %s", reason)
