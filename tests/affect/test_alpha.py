"""Krippendorff's alpha against published tables, the reference package, and its own algebra."""

import json
import tracemalloc
from pathlib import Path
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from affect.agreement import (
    LEVELS,
    NO_PAIRS,
    NO_RATINGS,
    NO_VARIATION,
    AgreementError,
    alpha,
    alpha_coded,
    alpha_counts,
)
from affect.agreement.alphas.pairs import MOST_VALUES
from affect.coded import Coded

SHARED_BOOK = Path(__file__).resolve().parents[3] / "shared" / "data" / "agreement_cases.json"
BOOK: list[dict[str, Any]] = (
    json.loads(SHARED_BOOK.read_text())["cases"] if SHARED_BOOK.is_file() else []
)
ALPHA_FAMILIES = ("krippendorff_alpha", "krippendorff_alpha_per_class")
ALPHA_CASES = [
    case
    for case in BOOK
    if case["family"] in ALPHA_FAMILIES or "alpha_weighted" in case["expected"]
]
WEIGHTS = {"identity": "nominal", "quadratic": "interval"}  # Gwet's names for the levels

LINEAR = tuple(level for level in LEVELS if level != "circular")  # a ring has a test of its own

nan = np.nan
ratings = st.one_of(st.integers(0, 4).map(float), st.just(nan))
tables = st.integers(2, 5).flatmap(
    lambda raters: st.lists(
        st.lists(ratings, min_size=raters, max_size=raters), min_size=1, max_size=12
    ).map(lambda units: np.array(units).T)
)
levels = st.sampled_from(LINEAR)


def reference(table: np.ndarray, level: str) -> float:
    return float(krippendorff.alpha(table, level_of_measurement=level))


def numbers(case: dict[str, Any]) -> np.ndarray:
    """A case's table as (raters, units); words become numbers in alphabetical order."""
    rows = case["data"]
    cells = sorted({cell for row in rows for cell in row if isinstance(cell, str)})
    value = {**{cell: float(place) for place, cell in enumerate(cells)}, None: nan}
    table = np.array([[value.get(cell, cell) for cell in row] for row in rows], float)
    return table.T if case["layout"] == "units_by_raters" else table


def label_alpha(table: np.ndarray, label: float) -> float | None:
    one_against_rest = np.where(np.isnan(table), nan, table == label)
    return alpha(one_against_rest, "nominal").value


@pytest.mark.shared
def test_the_answer_book_has_alpha_cases(shared_data: Path) -> None:
    assert shared_data == SHARED_BOOK.parent
    assert len(ALPHA_CASES) >= 14


@pytest.mark.shared
@pytest.mark.parametrize("case", ALPHA_CASES, ids=lambda case: case["id"])
def test_answer_book(case: dict[str, Any]) -> None:
    level = case["params"].get("level") or WEIGHTS[case["params"]["weights"]]
    table, expected = numbers(case), case["expected"]
    if "alpha_per_class" in expected:
        for label, value in expected["alpha_per_class"].items():
            found = label_alpha(table, float(label))
            assert found == pytest.approx(value, abs=case["tolerance"])
        return
    names = ("alpha", "coefficient", "alpha_weighted")
    value = next(expected[name] for name in names if name in expected)
    result = alpha(table, level)
    if value is None:
        assert result.value is None
        assert result.reason == NO_PAIRS
    else:
        assert result.value == pytest.approx(value, abs=case["tolerance"])


def test_published_example_with_missing_ratings() -> None:
    # Krippendorff (2011), example C
    table = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
        [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
    ]
    published = {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849, "ratio": 0.797}
    found = {level: alpha(table, level).value for level in published}
    assert found == pytest.approx(published, abs=5e-4)


def test_a_result_says_what_it_was_computed_on() -> None:
    table = [[1, 1, nan, 2, nan], [1, 2, 3, nan, nan], [nan, 2, nan, nan, nan]]
    result = alpha(table, "nominal")
    assert (result.units, result.raters, result.ratings) == (2, 3, 5)
    assert result.single_rated_units == 2
    assert result.low is None


@settings(deadline=None)
@given(tables, levels)
def test_equal_to_the_reference_package(table: np.ndarray, level: str) -> None:
    result = alpha(table, level)
    assume(result.value is not None)
    assert result.value == pytest.approx(reference(table, level), abs=1e-9)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_equal_to_the_reference_package_on_many_values(seed: int, level: str) -> None:
    # more distinct values than a table of counts is made for
    rng = np.random.default_rng(seed)
    table = np.round(rng.gamma(2, 20, 60) + rng.normal(0, 4, (4, 60))).clip(0)
    table = np.where(rng.random(table.shape) < 0.2, nan, table + rng.integers(0, 2) * 0.25)
    result = alpha(table, level)
    assert result.value == pytest.approx(reference(table, level), abs=1e-9)


@pytest.mark.parametrize("level", LINEAR)
def test_large_numbers_lose_nothing(level: str) -> None:
    small = np.array([[1, 2, 3, 4, 4, 2], [1, 2, 3, 4, 3, 2.5]])
    result = alpha(small + 1e6, level).value
    if level == "ratio":
        assert result == pytest.approx(reference(small + 1e6, level), abs=1e-6)
    else:
        assert result == pytest.approx(alpha(small, level).value, abs=1e-9)


@given(tables, levels, st.randoms(use_true_random=False))
def test_the_order_of_raters_and_units_changes_nothing(
    table: np.ndarray, level: str, random: Any
) -> None:
    raters, units = list(range(table.shape[0])), list(range(table.shape[1]))
    random.shuffle(raters)
    random.shuffle(units)
    first, second = alpha(table, level), alpha(table[raters][:, units], level)
    assert first.reason == second.reason
    assert first.value == pytest.approx(second.value, abs=1e-9)


@given(tables, st.permutations(range(5)))
def test_renaming_labels_changes_nothing(table: np.ndarray, names: list[int]) -> None:
    renamed = np.where(np.isnan(table), nan, np.array(names)[np.nan_to_num(table).astype(int)])
    first, second = alpha(table, "nominal"), alpha(renamed, "nominal")
    assert first.value == pytest.approx(second.value, abs=1e-12)


@given(tables, st.floats(0.5, 9), st.floats(-50, 50))
@example(np.array([[1, 1, nan, nan], [0, nan, nan, 2]]).T, 0.5, 0.0)  # halves with a whole sum
def test_interval_alpha_does_not_see_the_scale(
    table: np.ndarray, factor: float, shift: float
) -> None:
    first, second = alpha(table, "interval"), alpha(table * factor + shift, "interval")
    assert first.reason == second.reason
    assert first.value == pytest.approx(second.value, abs=1e-9)


@given(tables, levels)
def test_ordinal_and_ratio_agree_with_order_and_scale(table: np.ndarray, level: str) -> None:
    assume(level in ("ordinal", "ratio"))
    changed = table**3 if level == "ordinal" else table * 7
    first, second = alpha(table, level), alpha(changed, level)
    assert first.value == pytest.approx(second.value, abs=1e-9)


@given(tables, levels)
def test_missing_columns_and_single_ratings_change_nothing(table: np.ndarray, level: str) -> None:
    raters = len(table)
    empty, single = np.full((raters, 1), nan), np.full((raters, 1), nan)
    single[0] = 3
    first, second = alpha(table, level), alpha(np.hstack([table, empty, single]), level)
    assert first.value == pytest.approx(second.value, abs=1e-12)
    assert second.single_rated_units == first.single_rated_units + 1


@given(tables, levels)
def test_doubled_units_only_sharpen_chance_agreement(table: np.ndarray, level: str) -> None:
    """Twice the units leave D_o as it is and scale D_e by (n - 1) / (n - 1/2) exactly."""
    assume(level != "ordinal")  # its distances grow with the ranks, by a constant factor only
    first, second = alpha(table, level), alpha(np.hstack([table, table]), level)
    assume(first.value is not None)
    n = first.ratings
    assert second.ratings == 2 * n
    expected = 1 - (1 - first.value) * (2 * n - 1) / (2 * (n - 1))
    assert second.value == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("level", LINEAR)
def test_undefined_is_a_reason(level: str) -> None:
    assert alpha([[nan, nan], [nan, nan]], level).reason == NO_RATINGS
    assert alpha([[1, nan], [nan, 2]], level).reason == NO_PAIRS
    same = alpha([[2, 2, nan], [2, 2, 1]], level)
    assert (same.value, same.reason, same.units) == (None, NO_VARIATION, 2)
    tenths = alpha([[0.1, 0.1, 0.1], [0.1, 0.1, 0.1]], level)
    assert tenths.reason == NO_VARIATION


def test_zero_and_zero_are_equal_on_a_ratio_scale() -> None:
    table = [[0, 0, 4, 2], [0, 0, 4, 3]]
    assert alpha(table, "ratio").value == pytest.approx(reference(np.array(table), "ratio"))


def test_a_negative_rating_has_no_ratio() -> None:
    reason = alpha([[-2, 1], [1, 1]], "ratio").reason
    assert reason == "a ratio scale starts at 0 and there is a rating of -2: use interval"


def test_too_many_values_for_ratios_is_a_reason() -> None:
    many = np.arange(2.0 * (MOST_VALUES + 1)).reshape(2, -1)
    reason = alpha(many, "ratio").reason
    assert reason is not None
    assert reason.endswith(
        f"at most {MOST_VALUES}, and there are {2 * MOST_VALUES + 2}: round the ratings"
    )


def test_wrong_input_is_named() -> None:
    with pytest.raises(AgreementError, match="unknown level 'metric'; allowed: nominal, ordinal"):
        alpha([[1, 2], [1, 2]], "metric")
    with pytest.raises(AgreementError, match="two axes; this has 1"):
        alpha([1, 2], "nominal")
    with pytest.raises(AgreementError, match="infinite"):
        alpha([[1, np.inf], [1, 2]], "interval")


def test_counts_equal_the_votes_they_count() -> None:
    counts = np.array([[3, 0, 1], [0, 2, 2], [1, 0, 0], [0, 0, 0], [0, 5, 0]])
    for level in LINEAR:
        values = [1, 4, 5] if level != "nominal" else None
        result = alpha_counts(counts, level, values)
        assert result.value == pytest.approx(
            krippendorff.alpha(
                value_counts=counts, value_domain=values or [0, 1, 2], level_of_measurement=level
            ),
            abs=1e-9,
        )
        assert (result.raters, result.units, result.single_rated_units) == (None, 3, 1)


@pytest.mark.parametrize("counts", [[[1, -1]], [[0.5, 1]], [1, 2]])
def test_wrong_counts_are_refused(counts: Any) -> None:
    with pytest.raises(AgreementError, match="counts are whole numbers from 0"):
        alpha_counts(counts)


def test_values_that_do_not_fit_the_counts_are_refused() -> None:
    with pytest.raises(AgreementError, match="3 values for 2 categories"):
        alpha_counts([[1, 1]], "interval", [1, 2, 3])


def test_coded_ratings_leave_out_missing_and_cannot_tell() -> None:
    coded = Coded(
        unit=np.array([0, 0, 1, 1, 1, 2, 2], np.int32),
        rater=np.array([0, 1, 0, 1, 2, 0, 1], np.int32),
        values=np.array([0, 0, 1, 0, -1, 1, 1], np.int16),
        cannot_tell=np.array([False] * 4 + [True] + [False] * 2),
    )
    result = alpha_coded(coded, "nominal")
    assert result.value == pytest.approx(alpha([[0, 1, 1], [0, 0, 1]], "nominal").value)
    assert (result.units, result.raters, result.ratings) == (3, 2, 6)


def test_memory_stays_small_on_many_floats() -> None:
    # the reference package needs gigabytes here
    table = np.random.default_rng(1).normal(size=(5, 20_000))
    tracemalloc.start()
    alpha(table, "interval")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30 * 2**20
