"""One curve from several raters."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affect.traces import METHODS, TraceError, ccc, fused, pearson, resampled
from affect.traces.fusion import ALL_ZERO, concordance_weights, ranks
from tests.affect.traces.test_lags_and_warping import STEP, late, signal

some = st.lists(
    st.lists(st.one_of(st.just(np.nan), st.integers(-4, 4).map(float)), min_size=8, max_size=8),
    min_size=1,
    max_size=4,
)


@settings(deadline=None)
@given(some)
def test_the_mean_and_its_band(rows: list[list[float]]) -> None:
    table = np.array(rows)
    found = fused(table, STEP, "mean")
    for time, column in enumerate(table.T):
        there = column[~np.isnan(column)]
        assert found.n[time] == len(there)
        expected = there.mean() if len(there) else np.nan
        np.testing.assert_allclose(found.value[time], expected, atol=1e-12)
        spread = there.std() if len(there) > 1 else np.nan
        np.testing.assert_allclose(found.sd[time], spread, atol=1e-12)


@settings(deadline=None)
@given(some, st.sampled_from(METHODS))
def test_the_order_of_raters_does_not_matter(rows: list[list[float]], method: str) -> None:
    table = np.array(rows)
    first, second = fused(table, STEP, method), fused(table[::-1], STEP, method)
    np.testing.assert_allclose(first.value, second.value, atol=1e-9)
    np.testing.assert_allclose(first.weight, second.weight[::-1], atol=1e-9)


def test_ewe_over_time_is_the_authors_formula() -> None:
    # the docstring of audpsychometric.evaluator_weighted_estimator, with raters in rows
    table = np.array([[1.0, 2, 4], [1, 2, 3], [0, 1, 3]])
    found = fused(table, STEP, "ewe")
    weight = [pearson(table[k], np.delete(table, k, 0).mean(axis=0)) for k in range(3)]
    np.testing.assert_allclose(found.weight, weight)
    np.testing.assert_allclose(found.value, np.average(table, axis=0, weights=weight))


def test_nobody_goes_with_the_others() -> None:
    found = fused(np.array([[0.0, 1, 2, 3], [3, 2, 1, 0]]), STEP, "ewe")
    assert found.warnings == (ALL_ZERO,)
    np.testing.assert_allclose(found.value, 1.5)
    np.testing.assert_array_equal(found.weight, [1, 1])


def test_raaw_finds_the_shifts_and_the_signal() -> None:
    rows = late([0, 10, 20, 0], noise=0.3)
    found = fused(rows, STEP, "raaw", rng=np.random.default_rng(1))
    np.testing.assert_allclose(found.shift - found.shift[0], [0, 1, 2, 0], atol=0.25)
    assert found.shift.sum() == pytest.approx(0, abs=0.3)
    plain = fused(rows, STEP, "raaw", align="none")
    truth = signal()[50 - 8 : 50 - 8 + rows.shape[1]]  # all are moved to the mean delay
    assert pearson(found.value, truth) > pearson(plain.value, truth)
    assert found.lag[2].low is not None
    assert found.lag[2].low <= found.lag[2].seconds <= found.lag[2].high


def test_raaw_weighs_by_the_concordance_of_raw_traces() -> None:
    rows = np.vstack([late([0, 0], noise=0.2), -late([0])])
    found = fused(rows, STEP, "raaw")
    expected = max(0, np.mean([ccc(rows[0], rows[1]), ccc(rows[0], rows[2])]))
    assert found.weight[0] == pytest.approx(expected)
    assert concordance_weights(rows)[2] == 0
    assert found.n.max() == 2  # the one who rates the other way round is left out


def test_raaw_by_warping_comes_nearer_too() -> None:
    rows = late([0, 10, 0], noise=0.2)
    warped = fused(rows, STEP, "raaw", align="dtw")
    assert warped.shift[1] == pytest.approx(1, abs=0.5)
    assert abs(warped.shift[0]) < 0.7
    assert warped.warp is not None
    np.testing.assert_allclose(warped.shift, np.nanmean(warped.warp, axis=1))


def test_ordinal_keeps_ups_and_downs_alone() -> None:
    rows = np.array([[1.0, 5, 2, 2], [10, 1000, 30, 30]])
    np.testing.assert_allclose(ranks(rows), [[0, 1, 0.5, 0.5]] * 2)
    found = fused(rows, STEP, "ordinal")
    np.testing.assert_allclose(found.value, [0, 1, 0.5, 0.5])
    np.testing.assert_allclose(found.sd, 0)
    assert np.isnan(ranks(np.array([[2.0, 2, 2]]))).all()


def test_one_rater_and_nobody() -> None:
    alone = fused(late([0]), STEP, "raaw")
    assert np.isnan(alone.sd).all()
    assert alone.warnings == (ALL_ZERO,)
    nobody = fused(np.full((2, 5), np.nan), STEP, "mean")
    assert np.isnan(nobody.value).all()
    assert nobody.n.tolist() == [0] * 5


def test_what_is_unknown_is_refused() -> None:
    with pytest.raises(
        TraceError, match=r"'ctw'; allowed: mean, ewe, raaw, ordinal; lag, dtw, gctw"
    ):
        fused(late([0, 0]), STEP, "raaw", align="ctw")


def test_frames_between_and_beyond_samples() -> None:
    np.testing.assert_allclose(resampled([1, 2, 4], [0, 1, 3], [0, 1.5, 3, 9]), [0, 0.5, 2, 3])
