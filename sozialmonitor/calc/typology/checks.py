"""What keeps an index from being computed, told with place, finding and remedy."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.inputs import as_numbers, is_constant
from sozialmonitor.calc.rounding import Floats
from sozialmonitor.calc.typology.scheme import Flags, Scheme
from sozialmonitor.domain.errors import CalculationError, Defect, InputError
from sozialmonitor.domain.indicator import Direction
from sozialmonitor.domain.typology import Standardisation

FEWEST_AREAS = 5
"""Below this number of valued areas there is no index."""

STABLE_FROM = 50
"""Below this number of valued areas, cut-offs in standard deviations depend on single areas."""


def find_valued(population: npt.ArrayLike, minimum: float, is_flagged: npt.ArrayLike | None = None) -> Flags:
    """Areas that are large enough and not set aside.

    Args:
        population: inhabitants, shape ``(areas,)``; NaN = unknown, and unknown is not enough.
        minimum: smallest number of inhabitants of a valued area.
        is_flagged: shape ``(areas,)``, True for areas set aside as outliers; none by default.

    Returns:
        Shape ``(areas,)``. Gaps in indicators are not looked at here.

    Raises:
        InputError: a negative number of inhabitants. CalculationError: an infinite one, or unlike shapes.
    """
    inhabitants = as_numbers(population, "Einwohnerzahl")
    if defects := check_population(inhabitants):
        raise InputError(defects)
    flagged = np.zeros(inhabitants.shape, bool) if is_flagged is None else np.asarray(is_flagged, bool)
    if inhabitants.ndim != 1 or flagged.shape != inhabitants.shape:
        raise CalculationError("Einwohnerzahl: zu jedem Gebiet gehört genau eine Angabe.")
    valued: Flags = (inhabitants >= minimum) & ~flagged
    return valued


def check_population(population: Floats) -> list[Defect]:
    """One defect for each area with a negative number of inhabitants; rows are counted from 1."""
    return [
        Defect(
            f"Einwohnerzahl, {row + 1}. Gebiet",
            f"Die Einwohnerzahl {population[row]:g} ist negativ",
            "berichtigen; wo sie unbekannt ist, die Zelle leer lassen",
        )
        for row in np.flatnonzero(population < 0)
    ]


def check_index(values: Floats, scheme: Scheme, is_valued: Flags) -> list[Defect]:
    """Everything that keeps an index from being computed, all at once.

    Args:
        values: shape ``(areas, indicators)``, NaN = no value. is_valued: shape ``(areas,)``.
    """
    defects = [*_check_directions(scheme), *_check_weights(scheme), *_check_references(scheme)]
    is_empty = np.isnan(values).all(axis=0)
    defects += [
        Defect(
            _place(scheme, column),
            "Der Indikator hat in keinem Gebiet einen Wert",
            "Werte eintragen oder den Indikator weglassen",
        )
        for column in np.flatnonzero(is_empty).tolist()
    ]
    if is_empty.any():
        return defects
    rows = values[is_valued & ~np.isnan(values).any(axis=1)]
    if len(rows) < FEWEST_AREAS:
        finding = f"{_count(len(rows))} bewertet werden (genug Einwohner und kein Wert fehlt)"
        remedy = (
            f"mindestens {FEWEST_AREAS} bewertbare Gebiete liefern oder Indikatoren mit Lücken weglassen; verlässlich "
            f"sind Klassengrenzen in Standardabweichungen erst ab etwa {STABLE_FROM} Gebieten"
        )
        return [*defects, Defect("Gebiete", finding, remedy)]
    return defects + [
        Defect(
            _place(scheme, column),
            f"Der Indikator hat in allen bewerteten Gebieten denselben Wert ({rows[0, column]:g})",
            "weglassen; ein Indikator braucht mindestens zwei verschiedene Werte",
        )
        for column in np.flatnonzero(is_constant(rows)).tolist()
    ]


def _check_directions(scheme: Scheme) -> list[Defect]:
    return [
        Defect(
            _place(scheme, column),
            "Der Indikator ist neutral und kann in keinen Index eingehen",
            "Richtung angeben: lower_is_better (Belastung) oder higher_is_better (Stärke); sonst weglassen",
        )
        for column, direction in enumerate(scheme.directions)
        if direction is Direction.NEUTRAL
    ]


def _check_weights(scheme: Scheme) -> list[Defect]:
    wrong = [
        Defect(
            _place(scheme, column),
            f"Das Gewicht {weight:g} ist negativ oder keine Zahl",
            "ein Gewicht von mindestens 0 angeben; für Stärken die Richtung higher_is_better verwenden",
        )
        for column, weight in enumerate(scheme.weights)
        if not (np.isfinite(weight) and weight >= 0)
    ]
    if not wrong and not (scheme.weights > 0).any():
        return [Defect("Gewichte", "Alle Gewichte sind 0", "mindestens einem Indikator ein Gewicht über 0 geben")]
    return wrong


def _check_references(scheme: Scheme) -> list[Defect]:
    if scheme.standardisation is not Standardisation.DISTANCE:
        return []
    known = np.full(len(scheme.names), np.nan) if scheme.references is None else scheme.references
    return [
        Defect(
            _place(scheme, column),
            "Für den Abstand zum Stadtwert fehlt der Stadtwert",
            "den Wert der ganzen Stadt ergänzen (bei einer CSV-Datei mit city_value) oder anders standardisieren",
        )
        for column in np.flatnonzero(~np.isfinite(known)).tolist()
    ]


def _place(scheme: Scheme, column: int) -> str:
    return f"Indikator {scheme.names[column]}"


def _count(number: int) -> str:
    if number == 0:
        return "Kein Gebiet kann"
    return "Nur ein Gebiet kann" if number == 1 else f"Nur {number} Gebiete können"
