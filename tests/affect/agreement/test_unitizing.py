"""The u-alpha family and alpha_U: published figures, the definitions by brute force, properties."""

import json
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affect.agreement import NO_VARIATION, AgreementError
from affect.agreement.pieces.alpha_u import alpha_u
from affect.agreement.pieces.continua import Continua, Piece, one_continuum
from affect.agreement.pieces.unitizing import NO_INTERSECTION, ONE_VALUE, u_alpha

LENGTH = 30
Raters = list[list[Piece]]


@st.composite
def pieces(draw: st.DrawFn, labels: str = "abc") -> list[Piece]:
    """One rater's pieces, which lie apart."""
    cuts = sorted(draw(st.lists(st.integers(0, LENGTH), max_size=8, unique=True)))
    return [
        (start, end, draw(st.sampled_from(labels)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]


raters = st.lists(pieces(), min_size=2, max_size=4)


def values(given: Raters) -> np.ndarray:
    """What each rater says at each place (raters, places), None in gaps."""
    table = np.full((len(given), LENGTH), None, object)
    for row, own in zip(table, given, strict=True):
        for start, end, label in own:
            row[int(start) : int(end)] = label
    return table


def with_gaps(own: list[Piece]) -> list[tuple[float, float, str | None]]:
    full: list[tuple[float, float, str | None]] = []
    at = 0.0
    for start, end, label in [*sorted(own), (LENGTH, LENGTH, "")]:
        full += [(at, start, None)] if start > at else []
        full += [(start, end, label)] if end > start else []
        at = end
    return full


def coincidences(given: Raters) -> dict[tuple[Any, Any], float]:
    """Equation 1, place by place."""
    table = values(given)
    found: dict[tuple[Any, Any], float] = {}
    for i, j in product(range(len(table)), repeat=2):
        if i != j:
            for c, k in zip(table[i], table[j], strict=True):
                found[c, k] = found.get((c, k), 0) + 1 / (len(table) - 1)
    return found


def expected(given: Raters) -> dict[tuple[Any, Any], float]:
    """Equation 4."""
    observed = coincidences(given)
    labels = sorted({c for c, _ in observed}, key=str)
    margin = {c: sum(v for (a, _), v in observed.items() if a == c) for c in labels}
    own = dict.fromkeys(labels, 0.0)
    for rater in given:
        for start, end, label in with_gaps(rater):
            own[label] += end - start if label is None else (end - start) ** 2
    total = len(given) * LENGTH
    return {
        (c, k): total
        * (margin[c] * margin[k] - (own[c] if c == k else 0))
        / (total**2 - sum(own.values()))
        for c in labels
        for k in labels
    }


def by_definition(given: Raters) -> float | None:
    """Equation 5."""
    observed, chance = coincidences(given), expected(given)
    apart = [sum(v for (c, k), v in each.items() if c != k) for each in (observed, chance)]
    return 1 - apart[0] / apart[1] if apart[1] > 1e-9 else None


def continuum(given: Raters) -> Continua:
    return one_continuum(given, LENGTH, "abc")


@settings(deadline=None)
@given(raters)
def test_u_alpha_is_its_definition(given: Raters) -> None:
    assert u_alpha(continuum(given)).nominal.value == pytest.approx(by_definition(given), abs=1e-9)


@settings(deadline=None)
@given(raters)
def test_the_binary_one_has_one_value_for_all_pieces(given: Raters) -> None:
    one = [[(start, end, "a") for start, end, _ in own] for own in given]
    assert u_alpha(continuum(given)).binary.value == pytest.approx(by_definition(one), abs=1e-9)


def coding_by_definition(given: Raters) -> tuple[float | None, dict[str, float | None]]:
    """Equations 10, 11 and 13."""
    observed = {k: v for k, v in coincidences(given).items() if None not in k}
    margin = {c: sum(v for (a, _), v in observed.items() if a == c) for c in "abc"}
    total, own = sum(margin.values()), dict.fromkeys("abc", 0.0)
    for i, j in product(range(len(given)), repeat=2):
        for start, end, label in given[i] if i != j else []:
            shared = sum(max(0, min(end, e) - max(start, s)) for s, e, _ in given[j])
            own[label] += shared**2 / (len(given) - 1)
    below = total - sum(own.values()) / total if total else 0
    if below <= 1e-9:
        return None, dict.fromkeys("abc", None)
    chance = {
        (c, k): (margin[c] * margin[k] - (own[c] if c == k else 0)) / below
        for c in "abc"
        for k in "abc"
    }
    e = {c: sum(chance[c, k] for k in "abc") for c in "abc"}
    apart = total - sum(observed.get((c, c), 0) for c in "abc")
    by_chance = total - sum(chance[c, c] for c in "abc")
    if by_chance <= 1e-9:
        return None, dict.fromkeys("abc", None)
    alone: dict[str, float | None] = {
        k: 1 - e[k] / margin[k] * (margin[k] - observed.get((k, k), 0)) / (e[k] - chance[k, k])
        if margin[k] and e[k] - chance[k, k] > 1e-9
        else None
        for k in "abc"
    }
    return 1 - apart / by_chance, alone


@settings(deadline=None)
@given(raters)
def test_the_coding_ones_are_their_definitions(given: Raters) -> None:
    found = u_alpha(continuum(given))
    coding, alone = coding_by_definition(given)
    assert found.coding.value == pytest.approx(coding, abs=1e-6)
    for label in "abc":
        assert found.per_label[label].value == pytest.approx(alone[label], abs=1e-6)


@settings(deadline=None)
@given(raters, st.randoms(use_true_random=False))
def test_order_of_raters_and_names_of_labels_do_not_matter(given: Raters, random: Any) -> None:
    turned = list(given)
    random.shuffle(turned)
    renamed = [[(s, e, {"a": "c", "b": "a", "c": "b"}[x]) for s, e, x in own] for own in turned]
    first, second = u_alpha(continuum(given)), u_alpha(continuum(renamed))
    for name in ("nominal", "binary", "coding"):
        one, two = getattr(first, name).value, getattr(second, name).value
        assert one == pytest.approx(two, abs=1e-9)


def test_time_has_no_smallest_part_so_its_unit_does_not_matter() -> None:
    given = [[(3, 15, "a"), (22, 53, "b")], [(3, 10, "a"), (22, 46, "a")]]
    long = [[(1000 * s, 1000 * e, label) for s, e, label in own] for own in given]
    seconds = u_alpha(one_continuum(given, 56), smallest=0).nominal.value
    assert u_alpha(one_continuum(long, 56_000), smallest=0).nominal.value == pytest.approx(seconds)
    assert u_alpha(one_continuum(long, 56_000)).nominal.value == pytest.approx(seconds, abs=1e-4)


@settings(deadline=None)
@given(raters, st.integers(0, 20))
def test_a_shift_of_all_raters_changes_nothing(given: Raters, shift: int) -> None:
    moved = [[(s + shift, e + shift, label) for s, e, label in own] for own in given]
    first = u_alpha(one_continuum(given, LENGTH + 20, "abc"))
    second = u_alpha(one_continuum(moved, LENGTH + 20, "abc"))
    for name in ("nominal", "binary", "coding"):
        one, two = getattr(first, name).value, getattr(second, name).value
        assert one == pytest.approx(two, abs=1e-9)


def test_where_a_rater_cut_is_seen() -> None:
    whole = [[(0, 10, "a")], [(0, 10, "a"), (12, 14, "b")]]
    cut = [[(0, 5, "a"), (5, 10, "a")], whole[1]]
    first, second = (u_alpha(one_continuum(given, 20)).nominal.value for given in (whole, cut))
    assert first is not None
    assert second is not None
    assert first != pytest.approx(second, abs=1e-6)


def test_published_and_reference_figures(answers: dict[str, dict[str, Any]]) -> None:
    case = answers["u-alpha-2016-one-label"]
    given = [[tuple(piece) for piece in own] for own in case["data"].values()]
    found = u_alpha(one_continuum(given, case["params"]["length"]))
    assert found.nominal.value == pytest.approx(case["expected"]["u_alpha_nominal"], abs=1e-9)
    assert found.binary.value == pytest.approx(case["expected"]["u_alpha_binary"], abs=1e-9)
    assert found.coding.reason == ONE_VALUE


def test_a_larger_continuum_against_another_program() -> None:
    # krippendorff-unitized-alpha 0.1.0 on the same pieces, as half-open segments
    rng = np.random.default_rng(0)
    given = []
    for _ in range(3):
        cuts = np.sort(rng.choice(20_000, 1000, replace=False)).reshape(-1, 2)
        given.append([(a, b, "abcd"[rng.integers(4)]) for a, b in cuts.tolist()])
    found = u_alpha(one_continuum(given, 20_000))
    assert found.nominal.value == pytest.approx(0.007905020944919627, abs=1e-12)


def test_alpha_u_of_krippendorffs_textbook(answers: dict[str, dict[str, Any]]) -> None:
    case = answers["kripp2004-p254-alphaU"]
    begin, data = case["params"]["begin"], case["data"]
    given = [
        [(b - begin, b - begin + length, label) for label in data for b, length in data[label][own]]
        for own in ("observer0", "observer1")
    ]
    found = alpha_u(one_continuum(given, case["params"]["length"]))
    expected = case["expected"]
    assert found.overall.value == pytest.approx(expected["alpha"], abs=1e-9)
    assert found.per_label["c"].value == pytest.approx(expected["alpha_c"], abs=1e-9)
    assert found.per_label["k"].value == pytest.approx(expected["alpha_k"], abs=1e-9)
    assert found.observed["c"] == pytest.approx(expected["Do_c"], abs=1e-12)
    assert found.expected["c"] == pytest.approx(expected["De_c"], abs=1e-12)


def test_nothing_to_tell_apart_is_undefined_with_its_reason() -> None:
    empty = u_alpha(one_continuum([[], []], 10, "a"))
    assert (empty.nominal.value, empty.nominal.reason) == (None, NO_VARIATION)
    assert empty.coding.reason == NO_INTERSECTION
    assert alpha_u(one_continuum([[], []], 10, "a")).overall.reason == NO_VARIATION
    full = u_alpha(one_continuum([[(0, 10, "a")], [(0, 10, "a")]], 10))
    assert full.nominal.reason == NO_VARIATION


def test_what_is_no_continuum_is_refused() -> None:
    with pytest.raises(AgreementError, match="must have a length and lie within"):
        one_continuum([[(5, 5, "a")], []], 10)
    with pytest.raises(AgreementError, match=r"unknown label 'b'; allowed: a"):
        one_continuum([[(1, 5, "b")], []], 10, "a")
    with pytest.raises(AgreementError, match="two or more"):
        u_alpha(one_continuum([[(1, 5, "a")]], 10))
    with pytest.raises(AgreementError, match="pieces of one rater overlap"):
        u_alpha(one_continuum([[(1, 5, "a"), (4, 6, "b")], []], 10))


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, Any]]:
    """The cases that can be shown here, as in the answer book."""
    return {case["id"]: case for case in json.loads(CASES)}


CASES = """[
{"id": "kripp2004-p254-alphaU", "params": {"begin": 150, "length": 300},
 "data": {"c": {"observer0": [[225, 70], [370, 30]],
                "observer1": [[220, 80], [355, 20], [400, 20]]},
          "k": {"observer0": [[180, 60], [300, 50]], "observer1": [[180, 60], [300, 50]]}},
 "expected": {"alpha_c": 0.728598996805389, "alpha_k": 1.0, "alpha": 0.8586654051841702,
              "Do_c": 0.014444444444444444, "De_c": 0.05322177985498048}},
{"id": "u-alpha-2016-one-label", "params": {"length": 56},
 "data": {"r1": [[3, 15, "happy"], [22, 53, "happy"]], "r2": [[3, 10, "happy"], [22, 53, "happy"]],
          "r3": [[22, 46, "happy"]]},
 "expected": {"u_alpha_nominal": 0.5645448655652738, "u_alpha_binary": 0.5645448655652737}}
]"""
