"""Base of everything authored in YAML."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Frozen; an unknown key is an error, so that a typing mistake cannot silently change a figure.

    Numbers are finite, and no text is longer than anybody can have meant; how long exactly, its type says.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, str_max_length=20_000)
