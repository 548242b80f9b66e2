"""Entropy and divergence in bits."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import jensenshannon
from scipy.stats import entropy

from affect.soft import entropy_bits, js_divergence_bits

# SciPy's own distance of numbers near the smallest that there are is infinite.
shares = st.just(0.0) | st.floats(1e-9, 1)
rows = st.lists(shares, min_size=4, max_size=4).filter(lambda row: sum(row) > 1e-3)


def test_known_entropies() -> None:
    found = entropy_bits([[0.5, 0.5], [1, 0], [np.nan, np.nan], [0.25, 0.75]])
    np.testing.assert_allclose(found, [1, 0, np.nan, 0.8112781244591328])
    assert not np.signbit(found[1])


def test_known_divergences() -> None:
    found = js_divergence_bits([[1, 0], [0.5, 0.5], [1, np.nan]], [[0, 1], [0.5, 0.5], [1, 0]])
    np.testing.assert_array_equal(found, [1, 0, np.nan])


@given(rows, rows)
def test_equal_to_scipy(left: list[float], right: list[float]) -> None:
    p, q = np.array(left) / sum(left), np.array(right) / sum(right)
    assert entropy_bits(p) == pytest.approx(entropy(p, base=2), abs=1e-12)
    distance = np.nan_to_num(jensenshannon(p, q, base=2))
    assert js_divergence_bits(p, q) == pytest.approx(distance**2, abs=1e-12)


@pytest.mark.shared
def test_answer_book(shared_data: Path) -> None:
    book = json.loads((shared_data / "agreement_cases.json").read_text())["cases"]
    case = next(case for case in book if case["id"] == "soft-metrics-4class")
    p, q = case["data"]["p"], case["data"]["q"]
    expected = case["expected"]
    assert js_divergence_bits(p, q) == pytest.approx(expected["js_divergence_bits"], abs=1e-9)
    assert entropy_bits(p) * np.log(2) == pytest.approx(expected["entropy_p"], abs=1e-9)
