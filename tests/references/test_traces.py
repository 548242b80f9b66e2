"""Traces against audmetric and scipy, and against the answer book's pairs."""

import numpy as np
import pytest

from affect.traces import ccc, pearson, rank_correlation


def pairs() -> list[tuple[list[float], list[float]]]:
    """Pairs that move together, apart, against each other, and in steps with ties."""
    rng = np.random.default_rng(8)
    walk = np.cumsum(rng.normal(size=(4, 200)), axis=1)
    steps = np.round(walk / 4)
    made = [(walk[0], walk[0] + rng.normal(size=200)), (walk[1], walk[2]), (walk[3], -walk[3])]
    made += [(steps[0], steps[1]), (walk[0] + 3, 2 * walk[0])]
    book = ([1.0, 2, 3, 4, 5], [2.0, 3, 4, 5, 6])
    return [(list(map(float, a)), list(map(float, b))) for a, b in [*made, book]]


def test_pairs_of_traces_are_those_of_audmetric_and_scipy(reference):
    found = reference("traces.py", pairs())
    assert found[-1]["ccc"] == pytest.approx(0.8)
    for (left, right), theirs in zip(pairs(), found, strict=True):
        a, b = np.array(left), np.array(right)
        assert ccc(a, b) == pytest.approx(theirs["ccc"], abs=1e-9)
        assert pearson(a, b) == pytest.approx(theirs["pearson"], abs=1e-9)
        assert rank_correlation(a, b) == pytest.approx(theirs["rank"], abs=1e-9)
