"""Loading a geography's values into dense arrays, one block per indicator."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from sozialmonitor.calc.observations import Block


@dataclass(frozen=True)
class Observations:
    """One indicator at one geography.

    Attributes:
        periods: ascending codes. block: shape ``(periods, areas)``, areas in the order of their codes.
    """

    periods: tuple[str, ...]
    block: Block

    def get_position(self, period: str) -> int | None:
        """Row of a period; None if there are no values for it."""
        return self.periods.index(period) if period in self.periods else None


def load_observations(path: Path, areas: int) -> dict[str, Observations]:
    """Read a values file, by indicator id.

    The build writes a complete grid ordered by indicator, period and area, so each indicator is one
    contiguous run of rows and loads as a view, without sorting or copying.
    """
    table = pq.read_table(path)
    if table.num_rows == 0:
        return {}
    columns = {
        name: table.column(name).combine_chunks().to_numpy(zero_copy_only=False)
        for name in ("value", "numerator", "denominator", "status")
    }
    for column in columns.values():
        column.flags.writeable = False
    indicators = table.column("indicator").combine_chunks()
    periods = table.column("period").combine_chunks()
    names, codes = indicators.dictionary.to_pylist(), indicators.indices.to_numpy()
    labels, period_codes = periods.dictionary.to_pylist(), periods.indices.to_numpy()
    starts = np.concatenate([[0], np.flatnonzero(np.diff(codes)) + 1, [codes.size]])
    found: dict[str, Observations] = {}
    for start, end in pairwise(starts.tolist()):
        shape = ((end - start) // areas, areas)
        parts = [columns[name][start:end].reshape(shape) for name in columns]
        own = tuple(labels[code] for code in period_codes[start:end:areas])
        found[names[codes[start]]] = Observations(own, Block(*parts))
    return found
