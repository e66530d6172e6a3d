"""How sure the classes of a typology are, from the release."""

from __future__ import annotations

import numpy as np

from sozialmonitor.calc.typology.series import find_large_areas, get_counts, get_levels
from sozialmonitor.calc.typology.uncertainty import ClassUncertainty, compute_class_uncertainty
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.views.typology.series import collect_typology_series


def build_class_uncertainty(store: Store, monitor: str, typology: Typology, period: str) -> ClassUncertainty | None:
    """Probability of each class of Status at a period.

    Returns:
        None for clusters, whose classes are no bands of an index, and where no indicator has counts to draw from.
    """
    series = collect_typology_series(store, monitor, typology)
    levels, counts = get_levels(series, period), get_counts(series, period)
    if typology.status is None or np.isnan(counts.cases).all():
        return None
    return compute_class_uncertainty(
        levels.values,
        levels.scheme,
        typology.status,
        counts.cases,
        counts.persons,
        find_large_areas(series, period),
        factors=counts.factors,
    )
