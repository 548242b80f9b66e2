"""FER+: votes of one dropped, three ways to take labels, and what is discarded for which reason."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from affect.aggregation import KEPT, Aggregate, RuleError, aggregate, full_rule
from tests.affect.aggregation import ferplus_by_hand
from tests.affect.aggregation.made import coded, question

LABELS = ("neutral", "joy", "surprise", "sadness", "anger", "unknown", "NF")
ASKED = question("choice", LABELS)
ASIDE = "aside=unknown+NF"
HELD = "the labels taken hold no more than half of the votes"
BY_UNKNOWN = "most of the votes are for unknown, which is set aside"


def read(votes: dict[str, int], rule: str, asked: Any = ASKED) -> Aggregate:
    """One face whose votes were counted."""
    rows: list[tuple[int, Any]] = [(0, label) for label, n in votes.items() for _ in range(n)]
    return aggregate(asked, coded(asked, rows), 1, f"ferplus:{rule}")


def why(found: Aggregate) -> str | None:
    assert found.reason is not None
    return None if found.reason[0] == KEPT else found.reasons[found.reason[0]]


def target(found: Aggregate) -> dict[str, float]:
    assert found.estimate is not None
    row = zip(found.labels, found.estimate[0].tolist(), strict=True)
    return {label: share for label, share in row if share > 0}


def label(found: Aggregate) -> str | None:
    assert found.winner is not None
    return None if found.winner[0] < 0 else found.labels[found.winner[0]]


def chosen(found: Aggregate) -> list[str]:
    assert found.chosen is not None
    return [name for name, on in zip(found.labels, found.chosen[0], strict=True) if on]


def test_single_votes_are_dropped_before_half_is_counted() -> None:
    # four of ten is no majority; without the votes of one it is four of seven
    votes = {"neutral": 4, "joy": 3, "surprise": 1, "sadness": 1, "unknown": 1}
    found = read(votes, f"mode=majority,{ASIDE}")
    assert (label(found), why(found)) == ("neutral", None)
    assert found.n.tolist() == [10]
    np.testing.assert_allclose(found.share[0], [0.4, 0.3, 0.1, 0.1, 0, 0.1, 0])


@pytest.mark.parametrize("mode", ["majority", "probability", "multi-target"])
def test_where_every_label_has_one_vote_nothing_is_left(mode: str) -> None:
    found = read({"neutral": 1, "joy": 1, "unknown": 1}, f"mode={mode},{ASIDE}")
    assert why(found) == "no label has 2 votes"
    assert found.estimate is None or np.isnan(found.estimate).all()
    assert found.chosen is None or not found.chosen.any()


@pytest.mark.parametrize("mode", ["majority", "probability", "multi-target"])
def test_nobody_answered_is_told_apart_from_votes_that_were_dropped(mode: str) -> None:
    found = aggregate(ASKED, coded(ASKED, [(0, None)]), 2, f"ferplus:mode={mode},{ASIDE}")
    assert [found.reasons[place] for place in found.reason] == ["nobody answered"] * 2


@pytest.mark.parametrize(
    ("votes", "expected", "reason"),
    [
        ({"neutral": 5, "joy": 5}, None, HELD),
        ({"neutral": 6, "joy": 4}, "neutral", None),
        ({"unknown": 6, "joy": 4}, None, BY_UNKNOWN),
        ({"joy": 5, "anger": 4}, "joy", None),  # nine votes
    ],
)
def test_majority(votes: dict[str, int], expected: str | None, reason: str | None) -> None:
    found = read(votes, f"mode=majority,{ASIDE}")
    assert (label(found), why(found)) == (expected, reason)


@pytest.mark.parametrize(
    ("votes", "expected", "reason"),
    [
        # three quarters are reached by the first
        ({"neutral": 8, "joy": 2}, {"neutral": 1.0}, None),
        # seven of ten are not: the next one is taken, too
        ({"neutral": 7, "joy": 3}, {"neutral": 0.7, "joy": 0.3}, None),
        # a tie takes both; unknown, which ties with them, ends the taking and is not taken
        ({"neutral": 4, "joy": 3, "unknown": 3}, {"neutral": 4 / 7, "joy": 3 / 7}, None),
        ({"joy": 3, "anger": 3, "unknown": 3}, {"joy": 0.5, "anger": 0.5}, None),
        ({"neutral": 4, "unknown": 3, "joy": 2}, {}, HELD),
        ({"neutral": 5, "unknown": 3}, {"neutral": 1.0}, None),
        ({"unknown": 6, "neutral": 4}, {}, BY_UNKNOWN),
        ({"unknown": 4, "neutral": 3, "joy": 3}, {}, HELD),
        ({"neutral": 5, "NF": 5}, {}, HELD),
        # two more tie for the third place
        ({"neutral": 3, "joy": 2, "anger": 2, "sadness": 2}, {},
         "more than 3 labels would be taken"),
        ({"neutral": 4, "joy": 3, "anger": 2}, {"neutral": 4 / 7, "joy": 3 / 7}, None),
    ],
)  # fmt: skip
def test_probability(votes: dict[str, int], expected: dict[str, float], reason: str | None) -> None:
    found = read(votes, f"mode=probability,{ASIDE}")
    assert target(found) == pytest.approx(expected, abs=1e-12)
    assert why(found) == reason
    best = [name for name, share in expected.items() if share == max(expected.values())]
    assert label(found) == (best[0] if len(best) == 1 else None)


@pytest.mark.parametrize(
    ("votes", "expected", "reason"),
    [
        # three of ten is 0.3, which as a number is a rounding away from 3 / 10
        ({"neutral": 7, "joy": 3}, {"neutral": 0.7, "joy": 0.3}, None),
        ({"neutral": 8, "joy": 2}, {"neutral": 1.0}, None),
        ({"neutral": 4, "joy": 3, "anger": 3}, {"neutral": 0.4, "joy": 0.3, "anger": 0.3}, None),
        ({"neutral": 4, "joy": 2, "anger": 2, "sadness": 2}, {}, HELD),
        # unknown ties for the first place: the rest stands without it
        ({"neutral": 5, "unknown": 5}, {"neutral": 1.0}, None),
        ({"neutral": 4, "unknown": 5}, {}, BY_UNKNOWN),
        ({"neutral": 5, "joy": 4}, {"neutral": 5 / 9, "joy": 4 / 9}, None),  # nine votes
    ],
)
def test_multi_target(
    votes: dict[str, int], expected: dict[str, float], reason: str | None
) -> None:
    found = read(votes, f"mode=multi-target,{ASIDE}")
    assert target(found) == pytest.approx(expected, abs=1e-12)
    assert chosen(found) == list(expected)
    assert why(found) == reason


def test_labels_set_aside_have_no_share_rather_than_none_of_it() -> None:
    found = read({"neutral": 7, "joy": 3}, f"mode=probability,{ASIDE}")
    assert np.isnan(found.estimate[0]).tolist() == [False] * 5 + [True, True]


def test_labels_are_set_aside_by_their_name_wherever_they_stand() -> None:
    turned = question("choice", LABELS[::-1])
    votes = {"neutral": 4, "joy": 3, "unknown": 3}
    for mode in ("majority", "probability", "multi-target"):
        one, other = (read(votes, f"mode={mode},{ASIDE}", asked) for asked in (ASKED, turned))
        assert why(one) == why(other)
        if mode != "majority":
            assert target(one) == target(other)


def test_with_nothing_set_aside_every_label_is_an_answer() -> None:
    found = read({"unknown": 6, "joy": 4}, "mode=majority")
    assert (label(found), why(found)) == ("unknown", None)


def test_the_least_number_of_votes_is_a_parameter() -> None:
    votes = {"neutral": 5, "joy": 2, "anger": 2}
    for least, expected in ((1, {"neutral": 5 / 9, "joy": 2 / 9, "anger": 2 / 9}),
                            (3, {"neutral": 1.0})):  # fmt: skip
        found = read(votes, f"mode=probability,min_votes={least},{ASIDE}")
        assert target(found) == pytest.approx(expected)
        assert found.parameters == {
            "mode": "probability",
            "min_votes": least,
            "aside": "NF+unknown",
        }


def test_the_same_labels_set_aside_are_one_text() -> None:
    assert full_rule("ferplus") == "ferplus:mode=majority,min_votes=2,aside="
    texts = {full_rule(f"ferplus:aside={aside}") for aside in ("NF+unknown", "unknown+NF+unknown")}
    assert texts == {"ferplus:mode=majority,min_votes=2,aside=NF+unknown"}


@pytest.mark.parametrize(
    ("aside", "message"),
    [
        (
            "unknown+NOFACE",
            "aside of rule 'ferplus' names labels of 'q' joined by '+', not 'NOFACE'; its labels: "
            "neutral, joy, surprise, sadness, anger, unknown, NF",
        ),
        (
            "+".join(LABELS),
            "aside of rule 'ferplus' leaves no label of 'q'; leave out one of them: "
            "neutral, joy, surprise, sadness, anger, unknown, NF",
        ),
    ],
)
def test_labels_that_cannot_be_set_aside_are_named(aside: str, message: str) -> None:
    with pytest.raises(RuleError) as refused:
        read({"joy": 2}, f"aside={aside}")
    assert str(refused.value) == message


@pytest.mark.parametrize("mode", list(ferplus_by_hand.MODES))
@given(votes=st.lists(st.integers(0, 6), min_size=len(LABELS), max_size=len(LABELS)))
def test_every_count_gives_what_the_steps_of_the_paper_give(mode: str, votes: list[int]) -> None:
    counted = dict(zip(LABELS, votes, strict=True))
    expected = ferplus_by_hand.MODES[mode](counted)
    found = read(counted, f"mode={mode},{ASIDE}")
    assert (why(found) is None) == (expected is not None)
    if mode == "majority":
        assert [label(found)] == (list(expected) if expected else [None])
    else:
        assert target(found) == pytest.approx(expected or {}, abs=1e-12)
