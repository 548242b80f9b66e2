"""Preference rates and strengths: published tables, closed forms, and what has no answer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from affect.pairs import Comparisons, PairsError, bradley_terry, preferences, wilson

# Agresti, Categorical Data Analysis (1990), section 10.6: wins of row over column in 1987
BASEBALL = {
    "Milwaukee": [0, 7, 9, 7, 7, 9, 11],
    "Detroit": [6, 0, 7, 5, 11, 9, 9],
    "Toronto": [4, 6, 0, 7, 7, 8, 12],
    "New York": [6, 8, 6, 0, 6, 7, 10],
    "Boston": [6, 2, 6, 7, 0, 7, 12],
    "Cleveland": [4, 4, 5, 6, 6, 0, 6],
    "Baltimore": [2, 4, 1, 3, 1, 7, 0],
}


def of_wins(wins: dict[str, list[int]]) -> Comparisons:
    names = list(wins)
    rows = [
        (names[a], names[b])
        for a, row in enumerate(wins.values())
        for b, n in enumerate(row)
        for _ in range(n)
    ]
    first, second = zip(*rows, strict=True)
    return Comparisons.of(first, second, ["first"] * len(rows))


def test_agrestis_baseball_teams() -> None:
    found = bradley_terry(of_wins(BASEBALL))
    assert found.strength is not None
    strength = dict(zip(found.systems, found.strength, strict=True))
    published = {"Milwaukee": 1.581, "Detroit": 1.436, "Toronto": 1.294, "New York": 1.248,
                 "Boston": 1.108, "Cleveland": 0.684}  # fmt: skip
    for team, value in published.items():
        assert strength[team] - strength["Baltimore"] == pytest.approx(value, abs=6e-4)
    assert sum(found.strength) == pytest.approx(0, abs=1e-9)


def test_two_systems_have_the_log_odds() -> None:
    found = bradley_terry(Comparisons.of("aaaa", "bbbb", ["first"] * 3 + ["second"]))
    assert found.strength is not None
    assert found.strength[0] - found.strength[1] == pytest.approx(np.log(3))
    assert found.tie == 0


def test_ties_of_two_systems_have_davidsons_closed_form() -> None:
    outcomes = ["first"] * 6 + ["second"] * 2 + ["none"] * 4
    found = bradley_terry(Comparisons.of("a" * 12, "b" * 12, outcomes))
    assert found.strength is not None
    assert found.strength[0] - found.strength[1] == pytest.approx(np.log(3))
    assert found.tie == pytest.approx(4 / np.sqrt(12))
    expected = 6 * np.log(0.5) + 2 * np.log(1 / 6) + 4 * np.log(1 / 3)
    assert found.log_likelihood == pytest.approx(expected)


def test_more_judgements_narrow_the_interval() -> None:
    def width(times: int) -> float:
        found = bradley_terry(Comparisons.of("aab" * times, "bcc" * times,
                                             ["first", "second", "first"] * times))  # fmt: skip
        assert found.low is not None
        assert found.high is not None
        return found.high[0] - found.low[0]

    assert width(4) == pytest.approx(2 * width(16))


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(7)
    truth = np.array([0.6, 0.0, -0.6])
    held = 0
    for _ in range(200):
        first, second = rng.integers(0, 3, 240), rng.integers(0, 3, 240)
        met = first != second
        first, second = first[met], second[met]
        won = rng.random(len(first)) < 1 / (1 + np.exp(truth[second] - truth[first]))
        names = np.array(list("abc"))
        found = bradley_terry(Comparisons.of(
            names[first].tolist(), names[second].tolist(),
            np.where(won, "first", "second").tolist()))  # fmt: skip
        assert found.low is not None
        assert found.high is not None
        held += found.low[0] <= truth[0] <= found.high[0]
    assert 0.90 <= held / 200 <= 0.99


@pytest.mark.parametrize(
    ("first", "second", "outcome", "reason"),
    [
        ("", "", [], "there are no comparisons"),
        ("ab", "bc", ["first", "first"], "one is never preferred to the other: {a}, {b}, {c}"),
        ("aacc", "bbdd", ["first", "second"] * 2, "never compared with each other: {a, b}, {c, d}"),
    ],
)
def test_where_there_is_no_top_the_groups_are_named(
    first: str, second: str, outcome: list[str], reason: str
) -> None:
    found = bradley_terry(Comparisons.of(first, second, outcome))
    assert found.strength is None
    assert reason in str(found.reason)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc"),
                          st.sampled_from(["first", "second", "none"])), max_size=40))  # fmt: skip
def test_sides_play_no_part(rows: list[tuple[str, str, str]]) -> None:
    rows = [row for row in rows if row[0] != row[1]]
    other = {"first": "second", "second": "first", "none": "none"}
    turned = [(b, a, other[outcome]) for a, b, outcome in rows]
    one, two = (
        bradley_terry(Comparisons.of(*map(list, zip(*each, strict=True))))
        if each
        else bradley_terry(Comparisons.of([], [], []))
        for each in (rows, turned)
    )
    assert one == two


def test_preference_rates_count_a_tie_as_half() -> None:
    (found,) = preferences(Comparisons.of("aab", "bba", ["first", "none", "first"]))
    assert (found.n, found.wins, found.losses, found.ties) == (3, 1, 1, 1)
    assert found.rate == 0.5
    assert (found.low, found.high) == wilson(1.5, 3)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_newcombes_table(successes: int, n: int, low: float, high: float) -> None:
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("first", "second", "outcome", "message"),
    [
        (["a"], ["b"], ["left"], "unknown outcome 'left'; allowed: first, second, none"),
        (["a"], ["a"], ["first"], "system 'a' is compared with itself"),
        (["a"], [], [], "have 1, 0 and 0 rows"),
    ],
)
def test_unfit_comparisons_are_named(
    first: list[str], second: list[str], outcome: list[str], message: str
) -> None:
    with pytest.raises(PairsError, match=message):
        Comparisons.of(first, second, outcome)


def test_rows_without_an_answer_are_left_out() -> None:
    assert len(Comparisons.of("ab", "ba", ["first", None]).outcome) == 1
