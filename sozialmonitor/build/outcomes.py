"""What an indicator's numbers must be: everything that a calculation refuses is refused here, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.build.quotients import find_contradictions
from sozialmonitor.calc.observations import Block
from sozialmonitor.calc.rounding import LARGEST_EXACT, Floats
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.formula import Operator
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.texts.format import format_plain_number

MOST_PER_RULE = 20
"""So many cells are named for one rule at one geography; they usually have one cause."""
_QUOTIENT_DECIMALS = 3
"""Digits after the point of a quotient that is told beside a published value."""


@dataclass(frozen=True)
class _Rule:
    """One thing that must not be.

    Attributes:
        wrong: shape ``(periods, areas)``.
        finding: with the placeholders ``value, numerator, denominator, quotient``.
    """

    wrong: npt.NDArray[np.bool_]
    finding: str
    remedy: str


def check_outcomes(
    indicator: Indicator,
    catalogue: MonitorCatalogue,
    geography: str,
    periods: tuple[str, ...],
    block: Block,
    place: str,
) -> list[Defect]:
    """Cells that no page could show or test; each cell is named once, by the first rule it breaks.

    Args:
        block: of the indicator at ``geography``, before gaps are cut out. place: the indicator's file.
    """
    defects: list[Defect] = []
    done = np.zeros(block.values.shape, dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        for rule in _list_rules(indicator, catalogue, block):
            found = np.argwhere(rule.wrong & ~done)
            done |= rule.wrong
            for period, area in found[:MOST_PER_RULE].tolist():
                where = f"Gebiet ›{catalogue.areas[geography][area].code}‹ ({geography}), Periode {periods[period]}"
                defects.append(
                    Defect(place, f"{where}: {_fill(rule.finding, indicator, block, period, area)}", rule.remedy)
                )
    return defects


def _list_rules(indicator: Indicator, catalogue: MonitorCatalogue, block: Block) -> Iterator[_Rule]:
    numerators, denominators, values = block.numerators, block.denominators, block.values
    yield _Rule(
        _is_too_large(values, indicator.decimals) | _is_too_large(numerators, 0) | _is_too_large(denominators, 0),
        "der Wert {value} (Zähler {numerator}, Nenner {denominator}) ist zu groß, um genau gezeigt zu werden",
        "Werte der Reihen prüfen",
    )
    yield _check_denominators(indicator, denominators)
    may_be_negative = catalogue.may_be_negative(indicator)
    if catalogue.is_part_of_whole(indicator):
        yield _Rule(
            numerators < 0,
            "der Zähler {numerator} ist negativ; ein Teil eines Ganzen ist mindestens 0",
            "Glieder mit Minus und Werte prüfen; ein Saldo braucht die Rechenart ›per_hundred‹ oder ›per_thousand‹",
        )
        yield _Rule(
            numerators > denominators,  # also over a denominator of zero, which has no value
            "der Zähler {numerator} ist größer als der Nenner {denominator}",
            "Reihen der Formel oder Werte berichtigen",
        )
        yield _Rule(
            values > 100,
            "der Anteil ist {value} % und damit größer als 100 %",
            "Wert berichtigen; sind Quoten über 100 % möglich, in tables.yaml bei der Reihe zum Beispiel "
            "›at_most: 110‹ angeben",
        )
    yield _Rule(
        find_contradictions(indicator, catalogue, block),
        "veröffentlicht ist {value}, aus Zähler {numerator} und Nenner {denominator} ergibt sich {quotient}",
        "den Nenner in der Formel weglassen, wenn die Quelle auf eine andere Zahl bezieht, oder die Werte berichtigen",
    )
    if not may_be_negative:
        yield _Rule(
            (values < 0) | (numerators < 0),
            "der Wert {value} (Zähler {numerator}) ist negativ",
            "Wert berichtigen, oder die Reihe in tables.yaml mit ›signed: true‹ erklären, wenn sie negativ sein kann",
        )


def _is_too_large(numbers: Floats, decimals: int) -> npt.NDArray[np.bool_]:
    """Beyond what a float counts exactly, or not finite."""
    too_large: npt.NDArray[np.bool_] = np.abs(numbers) * 10.0**decimals > LARGEST_EXACT
    return too_large


def _check_denominators(indicator: Indicator, denominators: Floats) -> _Rule:
    if indicator.formula.operator is Operator.CHANGE:
        return _Rule(
            denominators < 0,
            "der frühere Wert {denominator} ist negativ; eine Veränderung in Prozent sagt dann nichts",
            "die Rechenart ›count‹ oder ›per_thousand‹ angeben, oder den Wert berichtigen",
        )
    return _Rule(
        denominators < 0,
        "der Nenner {denominator} ist negativ",
        "Glieder des Nenners und ihre Werte berichtigen",
    )


def _fill(finding: str, indicator: Indicator, block: Block, period: int, area: int) -> str:
    parts = {"value": block.values, "numerator": block.numerators, "denominator": block.denominators}
    cells = {name: numbers[period, area] for name, numbers in parts.items()}
    cells["quotient"] = np.round(indicator.factor * cells["numerator"] / cells["denominator"], _QUOTIENT_DECIMALS)
    return finding.format(
        **{name: "–" if not np.isfinite(cell) else format_plain_number(float(cell)) for name, cell in cells.items()}
    )
