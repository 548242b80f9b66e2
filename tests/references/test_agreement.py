"""Agreement on random tables, as other libraries have it where they are right.

Where they are not: statsmodels' Fleiss and scikit-learn take whole tables only, irrCAC rounds to
five digits and fails where nothing varies, pingouin drops units with a gap.
"""

from typing import Any

import numpy as np
import pytest

from affect.agreement import (
    KAPPAS,
    alpha,
    alpha_weighted,
    ccc_pairable,
    cronbach_alpha,
    from_table,
    icc,
    kappa,
    ratings_of_table,
)
from affect.agreement.draws.bootstrap import Draw
from affect.agreement.kappas.weights import WEIGHTS

TABLES = 12
FIVE_DIGITS = 1.1e-5
COMPARED = ("gwet-ac2", "fleiss-kappa", "conger-kappa", "randolph-kappa")


def made(gaps: float, raters: int = 4) -> list[np.ndarray]:
    """Tables (raters, units) of five points, where every unit has a rating."""
    rng = np.random.default_rng(20)
    tables = []
    for _ in range(TABLES):
        heard = rng.integers(1, 6, 25)
        rated = np.where(rng.random((raters, 25)) < 0.6, heard, rng.integers(1, 6, (raters, 25)))
        table = np.where(rng.random(rated.shape) < gaps, np.nan, rated.astype(float))
        table[0, np.isnan(table).all(axis=0)] = 3
        table[:5, 0], table[0, :5] = 1, [1, 2, 3, 4, 5]
        tables.append(table)
    return tables


def rows(tables: list[np.ndarray]) -> list[list[list[float | None]]]:
    return [
        [[None if np.isnan(cell) else float(cell) for cell in unit] for unit in table.T]
        for table in tables
    ]


@pytest.fixture(scope="module")
def by_irrcac(reference: Any) -> list[dict[str, Any]]:
    asked = {"library": "irrcac", "tables": rows(made(0.2)), "options": {"weights": [*WEIGHTS]}}
    found: list[dict[str, Any]] = reference("agreement.py", asked)
    return found


@pytest.mark.parametrize("weights", WEIGHTS)
def test_gwets_family_with_gaps_is_that_of_irrcac(
    by_irrcac: list[dict[str, Any]], weights: str
) -> None:
    for table, theirs in zip(made(0.2), by_irrcac, strict=True):
        ratings = ratings_of_table(table)
        ours = {stat: kappa(stat, ratings, weights) for stat in COMPARED}
        ours["alpha"] = alpha_weighted(ratings, weights)
        for stat, (value, error) in theirs[weights].items():
            assert ours[stat].value == pytest.approx(value, abs=FIVE_DIGITS), stat
            assert ours[stat].standard_error == pytest.approx(error, abs=FIVE_DIGITS), stat


def test_whole_tables_are_those_of_statsmodels(reference: Any) -> None:
    tables = made(0.0)
    told = reference("agreement.py", {"library": "statsmodels", "tables": rows(tables)})
    for table, theirs in zip(tables, told, strict=True):
        for name, value in theirs.items():
            stat, _, weights = name.partition(" ")
            both = table[:2] if stat == "cohen-kappa" else table
            result = kappa(stat, ratings_of_table(both, range(1, 6)), weights or "identity")
            assert result.value == pytest.approx(value, abs=1e-9), name


def test_two_raters_are_those_of_scikit_learn(reference: Any) -> None:
    tables = made(0.0, raters=2)
    told = reference("agreement.py", {"library": "sklearn", "tables": rows(tables)})
    for table, theirs in zip(tables, told, strict=True):
        for name, value in theirs.items():
            stat, _, weights = name.partition(" ")
            result = kappa(stat, ratings_of_table(table, range(1, 6)), weights)
            assert result.value == pytest.approx(value, abs=1e-12), name


def test_intraclass_correlations_are_those_of_pingouin(reference: Any) -> None:
    rng = np.random.default_rng(3)
    tables = [
        rng.normal(size=15) + rng.normal(size=(k, 1)) + rng.normal(size=(k, 15))
        for k in (2, 3, 4, 6)
    ]
    told = reference("agreement.py", {"library": "pingouin", "tables": rows(tables)})
    for table, theirs in zip(tables, told, strict=True):
        ours = {**icc(table), "cronbach-alpha": cronbach_alpha(from_table(table), Draw())}
        for form, (value, *ends) in theirs.items():
            assert ours[form].value == pytest.approx(value, abs=1e-9), form
            if ends:
                assert [ours[form].low, ours[form].high] == pytest.approx(ends, abs=0.0051), form


def test_concordance_is_that_of_audmetric(reference: Any) -> None:
    rng = np.random.default_rng(4)
    tables = [rng.normal(size=40) + rng.normal(size=(2, 40)) for _ in range(5)]
    told = reference("agreement.py", {"library": "audmetric", "tables": rows(tables)})
    for table, theirs in zip(tables, told, strict=True):
        ours = ccc_pairable(from_table(table), Draw()).value
        assert ours == pytest.approx(theirs["ccc"], abs=1e-9)


def test_nominal_alpha_with_gaps_is_that_of_nltk(reference: Any) -> None:
    # nltk counts units with one rating as pairable, so every unit has two here
    tables = made(0.1)
    for table in tables:
        table[:2, (~np.isnan(table)).sum(axis=0) < 2] = 2
    told = reference("agreement.py", {"library": "nltk", "tables": rows(tables)})
    for table, theirs in zip(tables, told, strict=True):
        assert alpha(table, "nominal").value == pytest.approx(theirs["alpha"], abs=1e-9)


def test_every_kappa_is_compared_with_another_library_or_by_hand() -> None:
    by_hand = {"scott-pi", "bennett-s", "percent-agreement", "gwet-ac1", "cohen-kappa"}
    assert set(KAPPAS) == by_hand | set(COMPARED)
