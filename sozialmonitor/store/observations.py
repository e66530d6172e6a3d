"""Loading a geography's values into dense arrays, one block per indicator."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from sozialmonitor.calc.observations import HAS_VALUE, Block, Statuses
from sozialmonitor.calc.rounding import Floats
from sozialmonitor.domain.period import Period, is_period

_NUMBERS = ("value", "numerator", "denominator", "status")
_LABEL = pa.dictionary(pa.int32(), pa.string())
_KINDS = {
    **dict.fromkeys(("indicator", "period", "area"), _LABEL),
    **dict.fromkeys(("value", "numerator", "denominator"), pa.float64()),
    "status": pa.int8(),
}


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


def load_observations(content: bytes, areas: Sequence[str], indicators: Collection[str]) -> dict[str, Observations]:
    """Read a values file, by indicator id.

    The build writes a complete grid ordered by indicator, period and area, so each indicator is one
    contiguous run of rows and loads as a view, without sorting or copying.

    Args:
        content: of the file. areas: codes of the geography, ascending. indicators: ids that may occur.

    Raises:
        ValueError: the file holds anything else; the message is German.
    """
    table = _read_table(content)
    if table.num_rows == 0:
        return {}
    columns = {name: table.column(name).combine_chunks().to_numpy(zero_copy_only=False) for name in _NUMBERS}
    for column in columns.values():
        column.flags.writeable = False
    names, codes = _read_labels(table, "indicator")
    labels, period_codes = _read_labels(table, "period")
    _check_grid(*_read_labels(table, "area"), areas)
    _check_statuses(columns["value"], columns["status"])
    starts = np.concatenate([[0], np.flatnonzero(np.diff(codes)) + 1, [codes.size]])
    found: dict[str, Observations] = {}
    for start, end in pairwise(starts.tolist()):
        own = tuple(labels[code] for code in period_codes[start : end : len(areas)])
        repeated = np.repeat(period_codes[start : end : len(areas)], len(areas))
        name = names[codes[start]]
        if name not in indicators or name in found:
            raise ValueError(f"unbekannt oder zweimal vorhanden ist der Indikator ›{name}‹")
        if (end - start) % len(areas) or not np.array_equal(period_codes[start:end], repeated) or not _ascend(own):
            raise ValueError(f"die Perioden von ›{name}‹ sind unvollständig oder nicht geordnet")
        shape = (len(own), len(areas))
        found[name] = Observations(own, Block(*(columns[key][start:end].reshape(shape) for key in _NUMBERS)))
    return found


def _read_table(content: bytes) -> pa.Table:
    try:
        table = pq.read_table(pa.BufferReader(content))
    except (pa.ArrowException, OSError):
        raise ValueError("das ist keine Tabelle mit Werten") from None
    kinds = {field.name: field.type for field in table.schema}
    if kinds != _KINDS or any(column.null_count for column in table.columns):
        raise ValueError("die Spalten sind andere als erwartet")
    return table


def _read_labels(table: pa.Table, name: str) -> tuple[list[str], npt.NDArray[np.int32]]:
    column = table.column(name).combine_chunks()
    return column.dictionary.to_pylist(), column.indices.to_numpy()


def _check_grid(names: list[str], codes: npt.NDArray[np.int32], areas: Sequence[str]) -> None:
    """Every indicator and period lists all areas, in their order."""
    wanted = np.array([names.index(area) if area in names else -1 for area in areas], dtype=codes.dtype)
    if len(names) != len(areas) or codes.size % len(areas) or (codes.reshape(-1, len(areas)) != wanted).any():
        raise ValueError("die Gebiete sind andere als im Katalog")


def _check_statuses(values: Floats, statuses: Statuses) -> None:
    """A value is there if and only if its status says so, and it is a number."""
    if (
        statuses.min() < 0
        or statuses.max() >= HAS_VALUE.size
        or not np.array_equal(HAS_VALUE[statuses], ~np.isnan(values))
    ):
        raise ValueError("Werte und Zeichen passen nicht zusammen")
    if np.isinf(values).any():
        raise ValueError("ein Wert ist unendlich groß")


def _ascend(periods: Sequence[str]) -> bool:
    return all(is_period(code) for code in periods) and list(periods) == sorted(set(periods), key=Period)
