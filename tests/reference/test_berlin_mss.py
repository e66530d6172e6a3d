"""The published tables of the Monitoring Soziale Stadtentwicklung Berlin, area by area."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.calc.typology import change
from sozialmonitor.calc.typology.result import Columns, TypologyResult, compute_typology
from sozialmonitor.calc.typology.scheme import Scheme, make_scheme
from sozialmonitor.calc.typology.sensitivity import Variant, VariantKind, compute_variants
from sozialmonitor.domain.typology import TypologyIndicator
from sozialmonitor.domain.typology_presets import BERLIN_MSS, DYNAMIC_NAMES, STATUS_NAMES
from tests.support.town import read_csv


@dataclass(frozen=True)
class Edition:
    """One published edition and what the program makes of its indicators."""

    year: int
    rows: list[dict[str, str]]
    status_columns: list[str]
    status: Floats
    scheme: Scheme
    result: TypologyResult

    def read(self, column: str) -> Floats:
        return np.array([float(row[column]) for row in self.rows])


def make_columns(rows: list[dict[str, str]], names: list[str]) -> Columns:
    values = np.array([[float(row[name]) for name in names] for row in rows])
    return Columns(values, make_scheme(BERLIN_MSS, [TypologyIndicator(indicator=name) for name in names]))


def make_edition(rows: list[dict[str, str]], names: list[str]) -> change.Edition:
    columns, codes = make_columns(rows, names), tuple(row["plr_id"] for row in rows)
    return change.Edition(codes, columns.values, columns.scheme, np.ones(len(codes), bool))


@pytest.fixture(scope="module", params=[2015, 2019])
def edition(request: pytest.FixtureRequest, shared: Path) -> Edition:
    rows = read_csv(shared / "golden" / "berlin_mss" / f"golden_mss_{request.param}.csv")
    levels = [name for name in rows[0] if name in {"s1", "s2", "s3", "s4"}]
    changes = [name for name in rows[0] if name in {"d1", "d2", "d3", "d4"}]
    status, dynamic = make_columns(rows, levels), make_columns(rows, changes)
    population = [float(row["ew"]) for row in rows]
    result = compute_typology(BERLIN_MSS, status, dynamic, population)
    return Edition(request.param, rows, levels, status.values, status.scheme, result)


def test_every_class_is_the_published_one(edition: Edition) -> None:
    assert len(edition.rows) == {2015: 435, 2019: 436}[edition.year]
    status, dynamic = edition.result.status, edition.result.dynamic
    assert status is not None
    assert dynamic is not None
    assert [STATUS_NAMES[code] for code in status.codes] == [row["status_klasse"] for row in edition.rows]
    assert [DYNAMIC_NAMES[code] for code in dynamic.codes] == [row["dynamik_klasse"] for row in edition.rows]
    groups = [f"{row['status_klasse']}/{row['dynamik_klasse']}" for row in edition.rows]
    assert [BERLIN_MSS.groups[code] for code in edition.result.groups] == groups
    assert edition.result.is_valued.all()


def test_scores_and_sums_are_the_published_ones(edition: Edition) -> None:
    """Published to five decimals from indicators of which we have five too: a sum carries several roundings."""
    assert edition.result.status is not None
    index = edition.result.status.index
    for column, name in enumerate(edition.status_columns):
        np.testing.assert_allclose(index.scores[:, column], edition.read(f"pub_z_{name}"), atol=1e-5, rtol=0)
    np.testing.assert_allclose(index.sums, edition.read("pub_statussumme"), atol=2e-5, rtol=0)
    if edition.year == 2015:
        np.testing.assert_allclose(index.values, edition.read("pub_statusindex"), atol=1e-5, rtol=0)


def test_no_published_index_lies_on_a_cutoff(edition: Edition) -> None:
    """So the tables cannot show to which class a cut-off belongs; the published rule in words does."""
    for classed in (edition.result.status, edition.result.dynamic):
        assert classed is not None
        assert np.abs(classed.index.values[:, None] - classed.thresholds).min() > 4e-4


@pytest.fixture(scope="module")
def variants(edition: Edition) -> tuple[Variant, ...]:
    assert BERLIN_MSS.status is not None
    return compute_variants(edition.status, edition.scheme, BERLIN_MSS.status)


@pytest.mark.parametrize(
    ("kind", "name", "factor", "changed"),
    [
        (VariantKind.WITHOUT_INDICATOR, "s1", 0.0, (9, 29)),
        (VariantKind.WITHOUT_INDICATOR, "s3", 0.0, (21, 17)),
        (VariantKind.WITHOUT_INDICATOR, "s4", 0.0, (23, 26)),
        (VariantKind.OTHER_WEIGHT, "s1", 2.0, (3, 13)),
        (VariantKind.SINGLE_STANDARDISATION, None, None, (6, 13)),
    ],
)
def test_other_choices_move_as_many_areas_as_known(
    edition: Edition,
    variants: tuple[Variant, ...],
    kind: VariantKind,
    name: str | None,
    factor: float | None,
    changed: tuple[int, int],
) -> None:
    column = None if name is None else edition.status_columns.index(name)
    (found,) = [item for item in variants if (item.kind, item.indicator, item.factor) == (kind, column, factor)]
    assert found.changed == changed[edition.year == 2019]


def test_an_eighth_to_a_sixth_of_the_areas_are_borderline(edition: Edition) -> None:
    assert edition.result.status is not None
    assert np.count_nonzero(edition.result.status.is_borderline) == {2015: 54, 2019: 80}[edition.year]


def test_the_change_between_two_editions_is_taken_apart_exactly(shared: Path) -> None:
    """From 2015 to 2019 indicator s2 was dropped and has no later values, so the set can only change before they do."""
    old, new = (read_csv(shared / "golden" / "berlin_mss" / f"golden_mss_{year}.csv") for year in (2015, 2019))
    long, short = ["s1", "s2", "s3", "s4"], ["s1", "s3", "s4"]
    editions = {
        change.State(0, 0, 0): make_edition(old, long),
        change.State(0, 1, 0): make_edition(old, short),
        change.State(1, 1, 0): make_edition(new, short),
    }
    index = {row["plr_id"]: float(row["pub_statusindex"]) for row in old}
    codes = [row["plr_id"] for row in new if row["plr_id"] in index]
    assert len(codes) > 400
    filled = change.fill_editions(editions, same_indicators=False, same_boundaries=True)
    found = change.compute_index_change(filled, [(code, code) for code in codes])
    np.testing.assert_allclose(found.before, [index[code] for code in codes], atol=1e-5, rtol=0)
    np.testing.assert_allclose(found.parts.sum(axis=1), found.total, atol=1e-9, rtol=0)
    assert found.orders == 8, "a third of the orders: indicators before own values and before the city"
    assert (found.parts[:, change.Part.BOUNDARIES] == 0).all()
    assert np.abs(found.parts[:, change.Part.INDICATORS]).max() > 0.1
