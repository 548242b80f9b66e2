"""gamma: another program's figures, the best alignment by brute force, chance, properties."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affect.agreement import NO_VARIATION, AgreementError
from affect.agreement.pieces.alignment import Dissimilarity, Pieces, least_disorder
from affect.agreement.pieces.continua import Piece, one_continuum
from affect.agreement.pieces.gamma import MOST_SAMPLES, disorders, gamma

Raters = list[list[Piece]]
THREE: Raters = [
    [(1, 3, "b"), (5, 8, "a"), (8, 12, "c"), (15, 20, "a")],
    [(1.5, 3, "b"), (5, 8.5, "c"), (9, 12, "c"), (14, 16, "a"), (17, 21, "b")],
    [(0, 4, "b"), (6, 7, "a"), (8, 13, "c"), (15, 20.5, "a"), (22, 24, "c")],
]


def piece() -> st.SearchStrategy[Piece]:
    return st.tuples(st.integers(0, 20), st.integers(1, 6), st.sampled_from("ab")).map(
        lambda p: (p[0], p[0] + p[1], p[2])
    )


raters = st.lists(st.lists(piece(), max_size=3), min_size=2, max_size=3)


def disorder(given: Raters, costs: Dissimilarity | None = None) -> float:
    pieces = Pieces.of(one_continuum(given, 30, "abc"))
    return float(least_disorder(pieces, 1, len(given), costs or Dissimilarity())[0])


def between(u: Piece | None, v: Piece | None) -> float:
    if u is None or v is None:
        return 1.0
    shift = abs(u[0] - v[0]) + abs(u[1] - v[1])
    return (shift / (u[1] - u[0] + v[1] - v[0])) ** 2 + float(u[2] != v[2])


def best_by_trying(given: Raters) -> float:
    """The least sum over all ways to part the pieces into unitary alignments."""
    first = next((rater for rater, own in enumerate(given) if own), None)
    if first is None:
        return 0.0
    best = np.inf
    choices = [
        [given[first][0]] if rater == first else [None, *own] for rater, own in enumerate(given)
    ]
    for chosen in product(*choices):
        rest = [list(own) for own in given]
        for rater, taken in enumerate(chosen):
            if taken is not None:
                rest[rater].remove(taken)
        couples = [between(u, v) for place, u in enumerate(chosen) for v in chosen[place + 1 :]]
        best = min(best, float(np.mean(couples)) + best_by_trying(rest))
    return best


@settings(deadline=None, max_examples=60)
@given(raters)
def test_no_alignment_is_better(given: Raters) -> None:
    n = sum(map(len, given))
    expected = best_by_trying(given) / (n / len(given)) if n else 0.0
    assert disorder(given) == pytest.approx(expected, abs=1e-9)


# pygamma-agreement 0.5.9 on THREE; its chance disorders are of 943, 538, 54 and 46 random raters
@pytest.mark.parametrize(
    ("n", "place", "observed", "expected", "within"),
    [
        (2, 1, 0.5682084, 1.2042266, 0.04),
        (2, 3, 0.77189636, 1.5131425, 0.04),
        (3, 1, 0.6304265, 1.2221417, 0.05),
        (3, 3, 0.967266, 1.5978402, 0.05),
    ],
)
def test_disorders_are_those_of_another_program(
    n: int, place: float, observed: float, expected: float, within: float
) -> None:
    found = gamma(
        one_continuum(THREE[:n], 25),
        rng=np.random.default_rng(0),
        dissimilarity=Dissimilarity(place=place),
    )
    assert found.observed == pytest.approx(observed, abs=1e-6)
    assert found.expected == pytest.approx(expected, rel=within)
    assert found.result.value == pytest.approx(1 - found.observed / found.expected)


def test_a_seed_decides_and_precision_is_kept() -> None:
    continuum = one_continuum(THREE, 25)
    first, again = (gamma(continuum, rng=np.random.default_rng(3)) for _ in range(2))
    assert first == again
    assert first.precision < 0.03
    rough = gamma(continuum, rng=np.random.default_rng(3), precision=0.2)
    assert rough.samples < first.samples <= MOST_SAMPLES


def test_order_of_raters_names_of_labels_and_a_shift_in_time_do_not_matter() -> None:
    same = disorder(THREE)
    assert disorder(THREE[::-1]) == pytest.approx(same, abs=1e-9)
    renamed = [[(s, e, {"a": "b", "b": "c", "c": "a"}[x]) for s, e, x in own] for own in THREE]
    assert disorder(renamed) == pytest.approx(same, abs=1e-9)
    moved = [[(s + 5, e + 5, x) for s, e, x in own] for own in THREE]
    assert disorder(moved) == pytest.approx(same, abs=1e-9)


def test_a_cut_in_two_is_seen() -> None:
    whole: Raters = [[(0, 10, "a")], [(0, 10, "a")]]
    assert disorder(whole) == 0
    # one half meets the whole, shift 5 over lengths 15; the other half meets nothing
    assert disorder([[(0, 5, "a"), (5, 10, "a")], whole[1]]) == pytest.approx(
        ((1 / 3) ** 2 + 1) / 1.5
    )


def test_labels_may_differ_by_degrees() -> None:
    near = np.array([[0, 0.25], [0.25, 0]])
    given: Raters = [[(0, 10, "a")], [(0, 10, "b")]]
    pieces = Pieces.of(one_continuum(given, 10, "ab"))
    assert least_disorder(pieces, 1, 2, Dissimilarity(labels=near))[0] == pytest.approx(0.25)


def test_several_continua_weigh_by_their_pieces() -> None:
    rng = np.random.default_rng
    one = disorders(one_continuum(THREE, 25), rng=rng(1), samples=200)
    found = gamma(one_continuum(THREE, 25), rng=rng(1))
    assert one.observed[0] / (14 / 3) == pytest.approx(found.observed)
    assert one.expected[0] / (14 / 3) == pytest.approx(found.expected, rel=0.05)


@pytest.mark.filterwarnings("error")
def test_pieces_too_short_to_have_a_length_meet_only_in_one_place() -> None:
    # so long a recording that the piece's length is lost in rounding
    at = np.array([2.0**53, 2.0**53, 2.0**53 + 64])
    points = Pieces(np.zeros(3, int), np.arange(3), np.zeros(3, int), at, at + 1e-3)
    assert (points.end == points.start).all()
    left, right = np.array([0, 0]), np.array([1, 2])
    assert Dissimilarity().between(points, left, right).tolist() == [0, np.inf]
    # 2/3 for the two that meet, since the third rater is not with them, and 1 for the piece alone
    assert least_disorder(points, 1, 3, Dissimilarity())[0] == pytest.approx(5 / 3)


def test_undefined_and_refused() -> None:
    nothing = gamma(one_continuum([[], []], 10, "a"), rng=np.random.default_rng(0))
    assert (nothing.result.value, nothing.result.reason) == (None, NO_VARIATION)
    with pytest.raises(AgreementError, match="two raters or more"):
        gamma(one_continuum([[]], 10, "a"), rng=np.random.default_rng(0))
    with pytest.raises(AgreementError, match="weight of place 0"):
        Dissimilarity(place=0)
    crowd: Raters = [[(0, 10, "a")] * 8] * 8
    with pytest.raises(AgreementError, match="measure fewer raters"):
        gamma(one_continuum(crowd, 10), rng=np.random.default_rng(0))
