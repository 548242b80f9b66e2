"""Drawing clusters and raters, against tables that are drawn by hand."""

from collections.abc import Callable

import numpy as np
import pytest

from affect.agreement import AgreementError, Result
from affect.agreement.alphas.alpha_weighted import alpha_weighted
from affect.agreement.draws.bootstrap import OVER_CLUSTERS, OVER_RATERS, OVER_UNITS
from affect.agreement.kappas.kappa import kappa, kappa_of_raters
from affect.agreement.kappas.light import light_kappa
from affect.agreement.rated.ratings import Ratings, ratings_of_table

Statistic = Callable[..., Result]
STATISTICS: dict[str, Statistic] = {
    "conger-kappa": lambda ratings, **how: kappa("conger-kappa", ratings, **how),
    "fleiss-kappa": lambda ratings, **how: kappa("fleiss-kappa", ratings, **how),
    "gwet-ac2": lambda ratings, **how: kappa("gwet-ac2", ratings, **how),
    "light-kappa": light_kappa,
    "alpha": alpha_weighted,
}


def speakers(seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Four raters, 30 speakers with ten clips each that share most of what is heard."""
    rng = np.random.default_rng(seed)
    speaker = np.repeat(np.arange(30), 10)
    truth = np.where(rng.random(300) < 0.8, rng.integers(0, 3, 30)[speaker], 0)
    clear = np.repeat(rng.random(30), 10)
    rated = np.where(rng.random((4, 300)) < clear, truth, rng.integers(0, 3, (4, 300)))
    return np.where(rng.random(rated.shape) < 0.05, np.nan, rated.astype(float)), speaker


@pytest.mark.parametrize("stat", STATISTICS)
def test_clusters_are_drawn_whole(stat: str) -> None:
    table, speaker = speakers()
    statistic = STATISTICS[stat]
    rng = np.random.default_rng(1)
    by_hand: list[float] = []
    for _ in range(400):
        units = np.concatenate([np.flatnonzero(speaker == s) for s in rng.integers(0, 30, 30)])
        by_hand.append(statistic(ratings_of_table(table[:, units])).value)
    rng = np.random.default_rng(2)
    found = statistic(ratings_of_table(table), resamples=800, rng=rng, clusters=speaker)
    ends: np.ndarray = np.quantile(by_hand, [0.025, 0.975])
    width = ends[1] - ends[0]
    assert [found.low, found.high] == pytest.approx(list(ends), abs=0.15 * width)
    assert found.interval == OVER_CLUSTERS
    alone = statistic(ratings_of_table(table), resamples=400, rng=rng)
    assert alone.interval == OVER_UNITS
    assert alone.high - alone.low < width


@pytest.mark.parametrize("stat", STATISTICS)
def test_a_rater_who_is_drawn_twice_does_not_agree_with_herself(stat: str) -> None:
    table, _ = speakers()
    found = STATISTICS[stat](
        ratings_of_table(table), resamples=500, rng=np.random.default_rng(1), raters=True
    )
    assert found.interval == OVER_RATERS
    assert found.low <= found.value <= found.high
    # with copies that agree, most draws would lie far above: four of four are drawn rarely
    assert found.high - found.value < 0.2


def test_leaving_a_rater_out_is_a_table_without_her() -> None:
    table, _ = speakers()
    ratings = ratings_of_table(table)
    for stat in ("conger-kappa", "fleiss-kappa", "gwet-ac1", "randolph-kappa"):
        outputs = kappa_of_raters(stat, ratings, np.eye(3))
        for rater in range(4):
            times = np.ones(4)
            times[rater] = 0
            without = kappa(stat, ratings_of_table(np.delete(table, rater, axis=0)), np.eye(3))
            assert outputs(times)[0] == pytest.approx(without.value, abs=1e-12)


def test_two_raters_say_nothing_of_others() -> None:
    table, _ = speakers()
    ratings = ratings_of_table(table[:2])
    found = kappa("cohen-kappa", ratings, resamples=20, rng=np.random.default_rng(1), raters=True)
    assert (found.low, found.interval) == (None, "none over raters: there are 2, and it takes 3")


def test_wrong_draws_are_named() -> None:
    table, speaker = speakers()
    ratings: Ratings = ratings_of_table(table)
    rng = np.random.default_rng(0)
    with pytest.raises(AgreementError, match="there are 20, and units up to number 300"):
        kappa("fleiss-kappa", ratings, resamples=5, rng=rng, clusters=speaker[:20])
    with pytest.raises(AgreementError, match="one at a time"):
        kappa("fleiss-kappa", ratings, resamples=5, rng=rng, clusters=speaker, raters=True)
    with pytest.raises(AgreementError, match="as rng"):
        kappa("fleiss-kappa", ratings, resamples=5)
