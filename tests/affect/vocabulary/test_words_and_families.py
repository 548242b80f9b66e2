"""Words in one spelling, families on a wheel, coverage, and agreement and rules over families."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from affect.aggregation import aggregate
from affect.agreement import NO_PAIRS, Result, question_agreement
from affect.coded import Coded
from affect.questions import load_scheme
from affect.taxonomies import taxonomy
from affect.vocabulary import (
    DEFAULT_STEPS,
    SpellingError,
    Step,
    WheelError,
    grouped,
    spelled,
    wheel,
)

ASKED = load_scheme(
    {"name": "s", "title": "S", "questions": [{"id": "q", "kind": "words", "text": "?"}]}
).questions[0]
WHEEL = wheel()


def coded(table: list[list[str | None]]) -> Coded:
    """Of a table (units, raters) of words with commas, None where missing."""
    cells = [
        (u, r, None if v is None else [{"word": w} for w in v.split(", ")])
        for u, row in enumerate(table)
        for r, v in enumerate(row)
    ]
    units, raters, values = zip(*cells, strict=True)
    return Coded.of(ASKED, units, raters, values)


def agreement(table: list[list[str | None]], **how: Any) -> dict[str, Result]:
    found = question_agreement(ASKED, coded(table), **how)
    return {each.stat: each.result for each in found.statistics}


def test_steps_are_named_ordered_and_reported() -> None:
    words, report = spelled(["Calm!", "  very   sad", "ｈａｐｐｙ", "don't-care"])
    assert words == ["calm", "very sad", "happy", "don't care"]
    assert report == (
        Step("nfkc", 1),
        Step("lower", 1),
        Step("punctuation", 3),
        Step("spaces", 0),
    )
    assert spelled(["Émue"], ["lower", "accents"])[0] == ["emue"]
    assert spelled(["Émue"])[0] == ["émue"]
    with pytest.raises(SpellingError, match=r"unknown step stem; allowed: nfkc, lower"):
        spelled([], ["lower", "stem"])


@given(st.text())
def test_a_spelling_stays_as_it_is(word: str) -> None:
    once = spelled([word])[0]
    assert spelled(once)[0] == once or not word.isascii()


def test_the_wheel_has_the_words_of_its_source_and_each_once() -> None:
    assert WHEEL.families == taxonomy("plutchik8").ids
    leaves = [label.id for label in taxonomy("plutchik24").labels]
    for number, word in enumerate(leaves):  # three of each family, in the order of the wheel
        assert WHEEL.words[word] == WHEEL.families[number // 3]
    assert all(spelled([word])[0] == [word] for word in WHEEL.words if "-" not in word)
    with pytest.raises(WheelError, match="there are: plutchik8"):
        wheel("geneva")


@pytest.mark.parametrize(
    ("word", "family"),
    [
        ("happy", "joy"),
        ("happily", "joy"),
        ("saddest", "sadness"),
        ("worries", "fear"),
        ("a bit nervous", "fear"),
        ("very very angry", "anger"),
        ("not sad", None),
        ("table", None),
        ("", None),
        ("very", None),
    ],
)
def test_endings_and_degrees_and_nothing_by_guess(word: str, family: str | None) -> None:
    assert WHEEL.family(word) == family


def test_coverage_and_what_is_not_covered() -> None:
    found = grouped([["Glad", "zesty"], ["zesty", "blursed"], []], WHEEL)
    assert found.families == (frozenset({"joy"}), frozenset(), frozenset())
    assert (found.words, found.known) == ((2, 2, 0), (1, 0, 0))
    assert found.coverage == 0.25
    assert found.unknown == (("zesty", 2), ("blursed", 1))
    assert grouped([[]], WHEEL).coverage is None


def test_words_of_one_family_agree() -> None:
    found = agreement([["glad", "cheerful"], ["gloomy", "sad"]])
    assert found["alpha-jaccard"].value == pytest.approx(0, abs=0.01)
    assert found["alpha-groups"].value == 1
    assert found["group-coverage"].value == 1


def test_ratings_that_are_not_covered_are_missing_and_counted() -> None:
    found = agreement([["glad", "cheerful", "zesty"], ["gloomy", "sad, zesty", None]])
    alpha = found["alpha-groups"]
    assert (alpha.value, alpha.units, alpha.ratings) == (1, 2, 4)
    assert found["group-coverage"].value == pytest.approx(4 / 6)
    nothing = agreement([["zesty", "blursed"]])
    assert nothing["alpha-groups"].value is None
    assert "plutchik8 (en), which knows 0 of 2 words" in str(nothing["alpha-groups"].reason)
    assert nothing["group-coverage"].value == 0
    assert agreement([["glad", None]])["alpha-groups"].reason == NO_PAIRS


def test_intervals_are_over_items_or_clusters() -> None:
    table: list[list[str | None]] = [["glad", "sad"], ["glad", "happy"], ["angry", "mad"]] * 4
    how = {"resamples": 200, "rng": np.random.default_rng(2)}
    units = agreement(table, **how)["alpha-groups"]
    assert units.low is not None
    assert units.interval == "bootstrap over units"
    how = {"resamples": 200, "rng": np.random.default_rng(2), "clusters": np.arange(12) // 3}
    for stat in ("alpha-groups", "group-coverage"):
        assert agreement(table, **how)[stat].interval == "bootstrap over clusters"


def test_the_rule_gives_shares_of_families_and_coverage() -> None:
    table: list[list[str | None]] = [
        ["glad, proud", "sad", "zesty"],
        [None, None, None],
        ["blursed", None, None],
    ]
    found = aggregate(ASKED, coded(table), 3, "groups")
    assert found.labels == WHEEL.families
    assert found.share is not None
    assert found.coverage is not None
    shares = dict(zip(found.labels, found.share[0], strict=True))
    assert (shares["joy"], shares["sadness"], shares["fear"]) == (0.5, 0.5, 0)
    assert np.isnan(found.share[1:]).all()
    np.testing.assert_array_equal(found.coverage, [0.75, np.nan, 0])
    assert found.n.tolist() == [3, 0, 1]
    assert DEFAULT_STEPS[0] == "nfkc"
