"""Base of everything authored in YAML."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Frozen; an unknown key is an error, so that a typing mistake cannot silently change a figure."""

    model_config = ConfigDict(frozen=True, extra="forbid")
