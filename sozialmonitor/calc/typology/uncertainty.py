"""How sure the classes are, given that the values of small areas vary by chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.inputs import as_counts
from sozialmonitor.calc.rounding import Floats
from sozialmonitor.calc.typology.classes import UNCLASSED, classify
from sozialmonitor.calc.typology.index import compute_index, compute_unchecked_index
from sozialmonitor.calc.typology.scheme import Flags, Scheme
from sozialmonitor.domain.errors import CalculationError
from sozialmonitor.domain.typology import Bands

DRAWS = 2_000
SEED = 20_150_101
"""Fixed, so that the same data give the same probabilities on every computer."""

SURE = 0.8
"""An area whose likeliest class is less probable than this is a Grenzfall."""


@dataclass(frozen=True, eq=False)
class ClassUncertainty:
    """The classes over all draws.

    Attributes:
        probabilities: shape ``(areas, classes)``, share of draws in each class; NaN = not valued.
        kept: shape ``(areas,)``, share of draws in which the area has the class of the observed values.
        shares: shape ``(draws,)``, share of valued areas that keep their class in a draw.
        is_borderline: shape ``(areas,)``, no class reaches the probability ``SURE``.
    """

    probabilities: Floats
    kept: Floats
    shares: Floats
    is_borderline: Flags

    @property
    def share_kept(self) -> float:
        """Share of valued areas that keep their class, on average over the draws."""
        return float(self.shares.mean())


def compute_class_uncertainty(
    values: npt.ArrayLike,
    scheme: Scheme,
    bands: Bands,
    numerators: npt.ArrayLike,
    denominators: npt.ArrayLike,
    is_valued: npt.ArrayLike | None = None,
    *,
    factors: npt.ArrayLike = 100.0,
    draws: int = DRAWS,
    seed: int = SEED,
) -> ClassUncertainty:
    """Draw every value again from what its counts allow, and class all areas anew each time.

    A share of k cases among n persons is drawn from Beta(k + ½, n − k + ½) and multiplied with its factor.
    Where a count is missing the observed value stays as it is.

    Args:
        values: as in ``compute_index``. numerators, denominators: same shape, cases k and persons n; NaN =
            not known, so this value is not drawn.
        factors: 100 for per cent; one for all indicators, or shape ``(indicators,)``.

    Raises:
        InputError, CalculationError: as ``compute_index``; negative counts, more cases than persons, unlike
            shapes, or fewer than one draw.

    Source:
        Binomial sampling with the Jeffreys prior; NumPy's PCG64 generator with a fixed seed.
    """
    index = compute_index(values, scheme, is_valued)
    numbers = np.asarray(values, np.float64)
    cases, persons = as_counts(numerators, "Fallzahlen"), as_counts(denominators, "Grundgesamtheit")
    if cases.shape != numbers.shape or persons.shape != numbers.shape:
        raise CalculationError("Ziehung: zu jedem Wert gehören eine Fallzahl und eine Grundgesamtheit.")
    if (cases > persons).any():
        raise CalculationError("Ziehung: eine Fallzahl ist größer als ihre Grundgesamtheit.")
    if draws < 1:
        raise CalculationError("Ziehung: mindestens einmal muss gezogen werden.")
    valued = index.is_valued
    observed = classify(index.values, bands)[valued]
    rows, cases, persons = numbers[valued], cases[valued], persons[valued]
    is_drawn = ~np.isnan(cases) & ~np.isnan(persons)
    alpha, beta = (cases + 0.5)[is_drawn], (persons - cases + 0.5)[is_drawn]
    scale = np.broadcast_to(np.asarray(factors, np.float64), rows.shape)[is_drawn]
    everyone = np.ones(len(rows), bool)
    counts = np.zeros((len(rows), len(bands.names)), np.int64)
    shares = np.empty(draws)
    generator = np.random.default_rng(seed)
    for draw in range(draws):
        rows[is_drawn] = scale * generator.beta(alpha, beta)
        codes = classify(compute_unchecked_index(rows, scheme, everyone).values, bands)
        counts[np.arange(len(rows)), codes] += 1
        shares[draw] = np.mean(codes == observed)
    return _summarise(counts / draws, observed, shares, valued)


def _summarise(found: Floats, observed: npt.NDArray[np.int8], shares: Floats, valued: Flags) -> ClassUncertainty:
    probabilities = np.full((valued.size, found.shape[1]), np.nan)
    probabilities[valued] = found
    kept = np.full(valued.size, np.nan)
    kept[valued] = found[np.arange(len(found)), observed]
    is_borderline = np.zeros(valued.size, bool)
    is_borderline[valued] = found.max(axis=1) < SURE
    assert (observed != UNCLASSED).all()
    return ClassUncertainty(probabilities, kept, shares, is_borderline)
