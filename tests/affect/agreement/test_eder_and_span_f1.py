"""EDER and F1 of pieces, between raters and against a model."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affect.agreement import AgreementError
from affect.agreement.pieces.continua import Piece, one_continuum
from affect.agreement.pieces.eder import eder, mean_eder
from affect.agreement.pieces.span_f1 import span_scores


def piece() -> st.SearchStrategy[Piece]:
    return st.tuples(st.integers(0, 20), st.integers(1, 6), st.sampled_from("ab")).map(
        lambda p: (p[0], p[0] + p[1], p[2])
    )


some = st.lists(piece(), max_size=5)


def test_the_papers_example() -> None:
    # the answer book's case of speechbrain.utils.EDER: windows of 0.2 s, "a" from the fourth on
    errors = eder([(0.39, 1.1, "a")], [(0.6, 1.22, "a")], 1.22)
    assert errors.rate == pytest.approx(0.2704918032786885)
    assert (errors.missed, errors.false_alarm, errors.confusion) == pytest.approx((0.21, 0.12, 0))


def test_many_pieces_and_each_kind_of_error() -> None:
    reference = [(0, 2, "joy"), (4, 6, "anger"), (8, 9, "joy")]
    hypothesis = [(1, 2, "joy"), (4, 6, "joy"), (6, 7, "anger")]
    errors = eder(reference, hypothesis, 10)
    assert (errors.missed, errors.false_alarm, errors.confusion) == (2, 1, 2)
    assert errors.rate == pytest.approx(0.5)


@settings(deadline=None)
@given(some, some)
def test_eder_is_its_definition_second_by_second(left: list[Piece], right: list[Piece]) -> None:
    wrong = 0
    for at in range(30):
        r, h = ({x for s, e, x in own if s <= at < e} for own in (left, right))
        wrong += max(len(r), len(h)) - len(r & h)
    assert eder(left, right, 30).rate == pytest.approx(wrong / 30)
    assert eder(right, left, 30).rate == pytest.approx(wrong / 30)
    assert mean_eder(one_continuum([left, right], 30, "ab")) == pytest.approx(wrong / 30)


def test_a_cut_in_two_changes_nothing_in_eder() -> None:
    other = [(2, 12, "a")]
    assert eder([(0, 10, "a")], other, 20) == eder([(0, 5, "a"), (5, 10, "a")], other, 20)


def test_exact_and_overlapping_pieces() -> None:
    reference = [(0, 4, "cause"), (6, 9, "cause"), (10, 12, "effect")]
    hypothesis = [(0, 4, "cause"), (7, 9, "cause"), (10, 12, "cause")]
    exact = span_scores(reference, hypothesis)
    assert (exact[None].matched, exact[None].precision, exact[None].recall) == (1, 1 / 3, 1 / 3)
    assert exact[None].f1 == pytest.approx(1 / 3)
    assert exact["effect"].f1 == 0
    assert exact["effect"].precision is None
    overlap = span_scores(reference, hypothesis, "overlap")
    assert overlap["cause"].f1 == pytest.approx(4 / 5)


def test_a_piece_is_matched_once_and_as_many_as_can_be() -> None:
    # the first could take either; only the second is left for the other
    scores = span_scores([(0, 10, "a"), (0, 3, "a")], [(1, 2, "a"), (8, 9, "a")], "overlap")
    assert scores[None].matched == 2
    wide = span_scores([(0, 10, "a")], [(1, 2, "a"), (8, 9, "a")], "overlap")
    assert (wide[None].matched, wide[None].precision, wide[None].recall) == (1, 0.5, 1)


def test_two_who_mark_nothing_leave_nothing_to_count() -> None:
    scores = span_scores([], [])
    assert (scores[None].f1, scores[None].precision, scores[None].recall) == (None, None, None)
    assert span_scores([(0, 1, "a")], [])[None].f1 == 0


@settings(deadline=None)
@given(some, some)
def test_f1_is_the_harmonic_mean_and_symmetric(left: list[Piece], right: list[Piece]) -> None:
    for match in ("exact", "overlap"):
        one, two = span_scores(left, right, match)[None], span_scores(right, left, match)[None]
        assert one.f1 == two.f1
        if one.precision and one.recall:
            harmonic = 2 * one.precision * one.recall / (one.precision + one.recall)
            assert one.f1 == pytest.approx(harmonic)


def test_an_unknown_match_is_refused() -> None:
    with pytest.raises(AgreementError, match="allowed: exact, overlap"):
        span_scores([], [], "partial")
