"""What is computed from a store, shared by all sessions; it goes when the store goes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sozialmonitor.calc.typology.change import IndexChange
from sozialmonitor.calc.typology.periods import compare_periods
from sozialmonitor.calc.typology.result import TypologyResult
from sozialmonitor.calc.typology.series import compute_period, list_typology_periods
from sozialmonitor.calc.typology.uncertainty import ClassUncertainty
from sozialmonitor.charts.svg_map import GRID, SvgPaths, build_svg_paths
from sozialmonitor.domain.classification import Classification
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import Style, get_style
from sozialmonitor.ui.per_store import per_store
from sozialmonitor.views.evidence import Evidence, build_evidence
from sozialmonitor.views.inequality.measures import Measures, build_measures
from sozialmonitor.views.lab.goals import GoalPair, compute_lab_goals
from sozialmonitor.views.lab.results import compute_lab_results
from sozialmonitor.views.lab.stability import LabStability, build_lab_stability
from sozialmonitor.views.names import build_label_keys, list_labels
from sozialmonitor.views.overview.view import OverviewView, build_overview_view, list_levels
from sozialmonitor.views.scale import Scale, build_scale
from sozialmonitor.views.spread import Newest, build_newest
from sozialmonitor.views.typology.series import collect_typology_series
from sozialmonitor.views.typology.uncertainty import build_class_uncertainty


@per_store(128)
def get_scale(store: Store, monitor: str, indicator: str, geography: str, classification: Classification) -> Scale:
    """Rounded values and classes of an indicator; shared by all sessions, since none may change them."""
    return build_scale(store, monitor, indicator, geography, classification)


@per_store(128)
def get_evidence(store: Store, monitor: str, indicator: str, geography: str) -> Evidence:
    """Intervals, comparisons and trends of an indicator; shared by all sessions."""
    return build_evidence(store, monitor, indicator, geography)


@per_store(32)
def get_svg_paths(store: Store, monitor: str, geography: str) -> SvgPaths:
    """Geometry of small maps; shared by all sessions."""
    return build_svg_paths(store.get_outlines(monitor, geography, 1 / GRID))


@per_store(128)
def get_measures(store: Store, monitor: str, indicator: str, geography: str) -> tuple[Measures | None, ...]:
    """Measures of inequality of an indicator; shared by all sessions."""
    return build_measures(store, monitor, indicator, geography)


@per_store(32)
def get_area_labels(store: Store, monitor: str, geography: str) -> dict[str, str]:
    """Names of all areas by code, in their order; shared by all sessions, since none may change them."""
    return list_labels(store.get_areas(monitor, geography))


@per_store(32)
def get_label_keys(store: Store, monitor: str, geography: str) -> dict[str, str]:
    """The same names as they are searched; shared by all sessions, since none may change them."""
    return build_label_keys(get_area_labels(store, monitor, geography))


@per_store(32)
def get_newest(store: Store, monitor: str, geography: str) -> Newest:
    """Newest values of all rates and their spread; shared by all sessions and all profiles of a geography."""
    return build_newest(store, monitor, geography)


@per_store(32)
def get_class_results(store: Store, monitor: str, typology: Typology) -> Mapping[str, TypologyResult]:
    """Classes of all areas by period, ascending; shared by all sessions, since none may change them."""
    series = collect_typology_series(store, monitor, typology)
    return MappingProxyType({period: compute_period(series, period) for period in list_typology_periods(series)})


@per_store(128)
def get_class_change(store: Store, monitor: str, typology: Typology, start: str, end: str) -> IndexChange:
    """Changes of the index of all areas, taken apart; shared by all sessions. The periods must be comparable."""
    return compare_periods(collect_typology_series(store, monitor, typology), start, end)


@per_store(8)
def get_lab_results(
    store: Store, monitor: str, typology: Typology, period: str, periods: tuple[str, ...]
) -> Mapping[str, TypologyResult]:
    """Classes as visitors have set them; apart from the declared ones, so that they do not push them out."""
    return MappingProxyType(compute_lab_results(store, monitor, typology, period, periods))


@per_store(8)
def get_lab_stability(store: Store, monitor: str, typology: Typology, period: str) -> LabStability | None:
    """What chance and single areas do to the classes; a second or more at hundreds of areas."""
    return build_lab_stability(store, monitor, typology, period)


@per_store(64)
def get_lab_goals(store: Store, monitor: str, typology: Typology, period: str, area: int) -> tuple[GoalPair, ...]:
    """What would change the class of an area, at its position; a tenth of a second at hundreds of areas."""
    return compute_lab_goals(store, monitor, typology, period, area)


@per_store(32)
def get_class_uncertainty(store: Store, monitor: str, typology: Typology, period: str) -> ClassUncertainty | None:
    """Probability of each class at a period, None where there is nothing to draw from; shared by all sessions."""
    return build_class_uncertainty(store, monitor, typology, period)


def get_overview(store: Store, monitor: str) -> OverviewView:
    """Everything the overview shows; it depends on the release and on the reader's style alone."""
    return _get_overview(store, monitor, get_style())


@per_store(32)
def _get_overview(store: Store, monitor: str, style: Style) -> OverviewView:
    del style  # only part of the key: the sentences inside are in this style
    levels = list_levels(store, monitor)
    evidence = {key: get_evidence(store, monitor, key, level) for key, level in levels.items()}
    scales = {key: get_scale(store, monitor, key, level, Classification()) for key, level in levels.items()}
    return build_overview_view(store, monitor, evidence, scales)
