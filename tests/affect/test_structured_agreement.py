"""Rules and agreement of rankings, free words, reviews, planes, and of what is not computed."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import friedmanchisquare

from affect.aggregation import aggregate, default_rule
from affect.agreement import NO_PAIRS, Result, alpha, question_agreement
from affect.coded import Coded
from affect.questions import Question, load_scheme


def ask(kind: str, **settings: Any) -> Question:
    body = {"id": "q", "kind": kind, "text": "?", **settings}
    return load_scheme({"name": "s", "title": "S", "questions": [body]}).questions[0]


def coded(question: Question, table: list[list[Any]]) -> Coded:
    """A table (units, raters) of values, None where missing."""
    cells = [(u, r, v) for u, row in enumerate(table) for r, v in enumerate(row)]
    units, raters, values = zip(*cells, strict=True)
    return Coded.of(question, units, raters, values)


def results(question: Question, table: list[list[Any]]) -> dict[str, Result]:
    found = question_agreement(question, coded(question, table))
    return {statistic.stat: statistic.result for statistic in found.statistics}


RANK = ask("rank", labels=[{"id": label} for label in "abcd"], complete=False)
order = st.permutations("abcd")


def test_rankings_that_agree_have_alpha_and_w_of_one() -> None:
    found = results(RANK, [[list("abcd")] * 3, [list("dcba")] * 3])
    assert found["alpha-rank"].value == pytest.approx(1)
    assert found["kendall-w"].value == pytest.approx(1)
    turned = results(RANK, [[list("abcd"), list("dcba")]])
    assert turned["kendall-w"].value == pytest.approx(0)
    assert turned["alpha-rank"].value is not None
    assert turned["alpha-rank"].value < 0


@settings(deadline=None)
@given(st.lists(order, min_size=3, max_size=6))
def test_kendalls_w_is_friedmans_statistic_in_other_units(orders: list[list[str]]) -> None:
    w = results(RANK, [orders])["kendall-w"].value
    ranks = [[each.index(label) for each in orders] for label in "abcd"]
    assert w == pytest.approx(friedmanchisquare(*ranks).statistic / (len(orders) * 3), abs=1e-9)


@settings(deadline=None)
@given(st.lists(st.lists(st.one_of(st.none(), order), min_size=3, max_size=3), min_size=1))
def test_alpha_of_ranks_is_interval_alpha_over_labels_of_items(table: list[list[Any]]) -> None:
    result = results(RANK, table)["alpha-rank"]
    cells = [
        [np.nan if given is None else given.index(label) + 1 for given in row]
        for row in table
        for label in "abcd"
    ]
    by_definition = alpha(np.array(cells, float).T, "interval").value
    if by_definition is None:
        assert result.reason == NO_PAIRS or result.units == 0
    else:
        assert result.value == pytest.approx(by_definition, abs=1e-9)


def test_a_ranking_that_leaves_labels_out_counts_for_alpha_alone() -> None:
    found = results(RANK, [[["a", "b"], ["a", "b", "c"]], [list("abcd"), None]])
    assert found["alpha-rank"].units == 1
    assert found["kendall-w"].reason == NO_PAIRS
    assert found["kendall-w"].single_rated_units == 1


def test_ranks_are_averaged_and_a_label_without_one_is_missing() -> None:
    result = aggregate(RANK, coded(RANK, [[["a", "b"], ["b", "a", "c"]], [None, None]]), 2, "mean")
    assert result.value is not None
    np.testing.assert_array_equal(result.value[0], [1.5, 1.5, 3, np.nan])
    assert np.isnan(result.value[1]).all()
    assert result.n.tolist() == [2, 0]
    assert result.label_n is not None
    assert result.label_n[0].tolist() == [2, 2, 1, 0]


WORDS = ask("words")


def words(*given: str) -> list[dict[str, str]]:
    return [{"word": word} for word in given]


def test_words_are_compared_as_sets_of_one_spelling() -> None:
    same = results(WORDS, [[words("Calm", "sad "), words("sad", "calm")], [words("x"), words("y")]])
    assert same["alpha-jaccard"].units == 2
    table = [["ab", "bc"], ["a", "a"], ["cd", "d"], ["d", "a"]]
    found = results(WORDS, [[words(*given) for given in row] for row in table])
    multi = ask("multi", labels=[{"id": label} for label in "abcd"])
    expected = results(multi, [[list(given) for given in row] for row in table])
    for stat in ("alpha-jaccard", "alpha-masi"):
        assert found[stat].value == pytest.approx(expected[stat].value, abs=1e-12)


def test_words_are_counted_once_a_rater() -> None:
    table = [[words("Calm", "sad"), words("calm"), None], [None, None, None]]
    result = aggregate(WORDS, coded(WORDS, table), 2, "counts")
    assert result.words == ((("calm", 2), ("sad", 1)), ())
    assert result.n.tolist() == [2, 0]


REVIEW = ask("review", fields=[{"id": "caption"}])


def verdict(name: str) -> dict[str, Any]:
    return {"verdict": name, "draft": {"caption": "x"}}


def test_reviews_agree_by_their_verdicts() -> None:
    table = [["accept", "accept"], ["edit", "reject"], ["reject", "reject"]]
    found = results(REVIEW, [[verdict(name) for name in row] for row in table])
    letters = [[["accept", "edit", "reject"].index(name) for name in row] for row in table]
    assert found["alpha"].value == pytest.approx(alpha(np.array(letters).T, "nominal").value)
    shares = aggregate(
        REVIEW, coded(REVIEW, [[verdict(n) for n in row] for row in table]), 3, "verdicts"
    )
    assert shares.share is not None
    assert shares.share.tolist() == [[1, 0, 0], [0, 0.5, 0.5], [0, 0, 1]]
    assert default_rule("review") == "verdicts"


def test_axes_of_a_plane_weigh_the_same_whatever_their_unit() -> None:
    rng = np.random.default_rng(2)
    points = rng.integers(-100, 101, (8, 3, 2)) / 100
    table = [[{"valence": v, "arousal": a} for v, a in row] for row in points.tolist()]
    plane = ask("grid")
    wide = ask("grid", y={"id": "arousal", "min": -100, "max": 100, "step": 1})
    stretched = [[{**p, "arousal": round(p["arousal"] * 100)} for p in row] for row in table]
    first, second = results(plane, table)["alpha"], results(wide, stretched)["alpha"]
    assert first.value == pytest.approx(second.value, abs=1e-9)
    alone = question_agreement(plane, coded(plane, table)).per_label
    assert set(alone) == {"valence", "arousal"}
    for axis, label in enumerate(alone):
        expected = alpha(points[:, :, axis].T, "interval").value
        assert alone[label].value == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("kind", ["statement", "pair"])
def test_fixed_labels_agree_as_choices_do(kind: str) -> None:
    asked = ask(kind)
    a, b = asked.label_ids[:2]
    table = [[a, a, b], [b, b, None], [a, a, a]]
    choice = ask("choice", labels=[{"id": label} for label in asked.label_ids])
    assert results(asked, table) == results(choice, table)


def test_raw_counts_answers_and_merges_nothing() -> None:
    asked = ask("regions", labels=[{"id": "joy"}])
    raw = aggregate(asked, coded(asked, [[[], []], [[], None]]), 2, "raw")
    assert raw.n.tolist() == [2, 1]
    assert (raw.share, raw.value, raw.winner, raw.words) == (None, None, None, None)


def test_an_empty_list_is_an_answer_and_none_is_missing() -> None:
    timeline = ask("timeline", labels=[{"id": "joy"}])
    assert coded(timeline, [[[], None]]).answered().tolist() == [True, False]
