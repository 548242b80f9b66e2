"""Agreement of each kind of question, against tables that say the same."""

import csv
import json
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affect.agreement import (
    NO_PAIRS,
    NO_RATINGS,
    NO_VARIATION,
    alpha,
    icc,
    kappa,
    question_agreement,
    ratings_of_table,
)
from affect.agreement.alphas.sets import jaccard, masi
from affect.agreement.question import MEASURES
from affect.coded import Coded
from affect.questions import KINDS, Question, load_scheme
from affect.traces.concordance import ccc

ABC: dict[str, Any] = {"labels": "abc"}
SETTINGS: dict[str, dict[str, Any]] = {
    **dict.fromkeys(("choice", "multi", "intensity", "distribution", "rank"), ABC),
    **dict.fromkeys(("timeline", "spans", "regions"), ABC),
    "scale": {"min": 0, "max": 4},
    **{kind: {} for kind in ("grid", "statement", "pair", "text", "words")},
    "trace": {"dimensions": [{"id": "valence"}]},
    "review": {"fields": [{"id": "description"}]},
}


def question(kind: str, labels: Iterable[str] = "", **more: Any) -> Question:
    body = {"id": "q", "kind": kind, "text": "?", **more}
    if labels:
        body["labels"] = [{"id": label} for label in labels]
    return load_scheme({"name": "s", "title": "S", "questions": [body]}).questions[0]


def coded(asked: Question, table: list[list[Any]]) -> Coded:
    """A table (units, raters) of values, None where missing."""
    cells = [(u, r, v) for u, row in enumerate(table) for r, v in enumerate(row)]
    units, raters, values = zip(*cells, strict=True)
    return Coded.of(asked, units, raters, values)


def as_numbers(table: list[list[Any]], number: Any) -> np.ndarray:
    """(raters, units) of what `number` makes of each value, NaN where missing."""
    rows = [[np.nan if value is None else number(value) for value in row] for row in table]
    return np.array(rows, float).T


def squared_distance_alpha(table: list[list[Any]], labels: str) -> float:
    """Alpha of vectors by its definition: all pairs within units over all pairs of values."""
    units = [
        [np.array([value.get(label, 0) for label in labels]) for value in row if value is not None]
        for row in table
    ]
    units = [unit for unit in units if len(unit) >= 2]
    values = [vector for unit in units for vector in unit]
    n = len(values)

    def pair_sum(vectors: list[np.ndarray]) -> float:
        return sum(2 * float(((a - b) ** 2).sum()) for a, b in combinations(vectors, 2))

    observed = sum(pair_sum(unit) / (len(unit) - 1) for unit in units) / n
    return 1 - observed / (pair_sum(values) / (n * (n - 1)))


def test_every_kind_reports_the_statistics_it_names() -> None:
    assert set(MEASURES) == set(KINDS)
    for kind, cls in KINDS.items():
        asked = question(kind, **SETTINGS[kind])
        empty = Coded.of(asked, [], [], [])
        found = question_agreement(asked, empty)
        named = tuple((statistic.stat, statistic.level) for statistic in found.statistics)
        assert named == cls.statistics
        apart = cls.family != "structured" or kind in ("review", "timeline", "spans", "regions")
        by_label = asked.label_ids if apart else ()
        assert tuple(found.per_label) == (("valence",) if kind == "trace" else by_label)
        every = [statistic.result for statistic in found.statistics] + list(
            found.per_label.values()
        )
        assert {result.reason for result in every} == {NO_RATINGS}


def test_choice_overall_and_one_label_against_the_rest() -> None:
    table = [["a", "a", "b"], ["b", "b", None], ["c", "a", "c"], ["a", None, None], ["b", "b", "b"]]
    asked = question("choice", "abcd")
    found = question_agreement(asked, coded(asked, table))
    overall = found.statistics[0].result
    assert overall.value == pytest.approx(alpha(as_numbers(table, "abcd".index), "nominal").value)
    assert (overall.units, overall.ratings, overall.single_rated_units) == (4, 11, 1)
    for label in "abc":
        alone = alpha(as_numbers(table, label.__eq__), "nominal").value
        assert found.per_label[label].value == pytest.approx(alone, abs=1e-12)
    assert found.per_label["d"].reason == NO_VARIATION


def test_scale_is_read_as_interval_and_as_order() -> None:
    table = [[1, 2, 1], [5, 5, None], [9, 7, 8], [3, None, None]]
    asked = question("scale", min=1, max=9)
    found = question_agreement(asked, coded(asked, table))
    numbers = as_numbers(table, float)
    for statistic in found.statistics:
        expected = (
            alpha(numbers, statistic.level)
            if statistic.stat == "alpha"
            else icc(numbers)[statistic.stat]
        )
        assert statistic.result.value == pytest.approx(expected.value, abs=1e-12)
    assert found.per_label == {}


def test_choice_has_the_kappas_of_its_labels() -> None:
    table = [["a", "a", "b"], ["b", "b", None], ["c", "a", "c"], ["a", None, None], ["b", "b", "b"]]
    asked = question("choice", "abcd")
    rated = ratings_of_table(as_numbers(table, "abcd".index), range(4))
    for statistic in question_agreement(asked, coded(asked, table)).statistics[1:]:
        expected = kappa(statistic.stat, rated)
        assert statistic.result.value == pytest.approx(expected.value, abs=1e-12)
        assert statistic.result.standard_error == pytest.approx(expected.standard_error)


def test_multi_has_the_kappas_of_each_label() -> None:
    table = [[["a"], ["a", "b"], ["b"]], [[], ["b"], None], [["a"], ["a"], ["a", "b"]]]
    asked = question("multi", "ab")
    found = question_agreement(asked, coded(asked, table)).label_statistics
    for label in "ab":
        chosen = ratings_of_table(as_numbers(table, lambda value, of=label: of in value), [0, 1])
        for stat in ("fleiss-kappa", "gwet-ac1"):
            expected = kappa(stat, chosen).value
            assert found[stat][label].value == pytest.approx(expected, abs=1e-12)


def test_numbers_have_icc_and_ccc_of_each_label() -> None:
    table = [[{"a": 10, "b": 0}, {"a": 30, "b": 5}], [{"a": 50}, {"a": 40}], [{"a": 0}, {"a": 20}]]
    asked = question("intensity", "ab")
    found = question_agreement(asked, coded(asked, table)).label_statistics
    a = as_numbers(table, lambda value: value["a"])
    assert found["icc2"]["a"].value == pytest.approx(icc(a)["icc2"].value, abs=1e-12)
    assert found["ccc"]["a"].value == pytest.approx(ccc(*a), abs=1e-12)
    assert found["icc2"]["b"].value is None


@pytest.mark.parametrize(
    "kind", [kind for kind, cls in KINDS.items() if cls.family != "structured"]
)
def test_unknown_raters_are_not_drawn(kind: str) -> None:
    asked = question(kind, **SETTINGS[kind])
    value: Any = {
        "multi": ["a"], "intensity": {"a": 1}, "distribution": {"a": 1}, "scale": 2,
        "grid": {"valence": 0, "arousal": 0}, "statement": "true", "pair": "first",
        "rank": ["a", "b", "c"],
    }.get(kind, "a")  # fmt: skip
    unknown = Coded.of(asked, [0, 0, 1, 1], [-1, -1, 0, 1], [value] * 4)
    rng = np.random.default_rng(0)
    found = question_agreement(asked, unknown, resamples=20, rng=rng, raters=True)
    for statistic in found.statistics:
        assert statistic.result.interval != "bootstrap over raters"


def test_clusters_widen_and_raters_are_drawn() -> None:
    rng = np.random.default_rng(0)
    speaker = np.repeat(np.arange(20), 10)
    truth = rng.integers(0, 3, 20)[speaker]
    answers = np.where(rng.random((4, 200)) < 0.5 + 0.5 * (truth == 0), truth, 2)
    table = [[("a", "b", "c")[code] for code in row] for row in answers.T]
    asked = question("choice", "abc")
    rated = coded(asked, table)
    units = question_agreement(asked, rated, resamples=300, rng=rng)
    clusters = question_agreement(asked, rated, resamples=300, rng=rng, clusters=speaker)
    raters = question_agreement(asked, rated, resamples=300, rng=rng, raters=True)
    for one, of_clusters, of_raters in zip(
        units.statistics, clusters.statistics, raters.statistics, strict=True
    ):
        assert one.result.interval == "bootstrap over units"
        assert of_clusters.result.interval == "bootstrap over clusters"
        assert of_raters.result.interval == "bootstrap over raters"
        width = one.result.high - one.result.low
        assert of_clusters.result.high - of_clusters.result.low > width
    assert clusters.per_label["a"].interval == "bootstrap over clusters"
    assert raters.per_label["a"].interval == "bootstrap over raters"


shares = st.lists(st.integers(0, 4), min_size=3, max_size=3).filter(any)
soft_answer = st.one_of(
    st.none(),
    shares.map(lambda s: {x: n / sum(s) for x, n in zip("abc", s, strict=True) if n}),
)


@settings(deadline=None)
@given(st.lists(st.lists(soft_answer, min_size=3, max_size=3), min_size=2, max_size=8))
def test_distributions_by_squared_distance(table: list[list[Any]]) -> None:
    asked = question("distribution", "abc")
    result = question_agreement(asked, coded(asked, table)).statistics[0].result
    if result.value is None:
        assert result.reason in (NO_RATINGS, NO_PAIRS, NO_VARIATION)
    else:
        expected = squared_distance_alpha(table, "abc")
        assert result.value == pytest.approx(expected, abs=1e-9)


def test_distributions_that_are_all_or_nothing_are_choices() -> None:
    letters = [["a", "a", "b"], ["b", "b", "b"], ["c", "a", "c"]]
    hard, soft = question("choice", "abc"), question("distribution", "abc")
    whole = [[{letter: 1} for letter in row] for row in letters]
    left = question_agreement(hard, coded(hard, letters))
    right = question_agreement(soft, coded(soft, whole))
    assert left.statistics[0].result.value == pytest.approx(right.statistics[0].result.value)
    for label in "abc":
        assert left.per_label[label].value == pytest.approx(right.per_label[label].value)


def test_intensity_uses_each_label_where_it_was_rated() -> None:
    table = [
        [{"a": 10, "b": 0}, {"a": 30}, {"b": 20}],
        [{"a": 80}, {"a": 90, "b": 5}, None],
        [{"b": 60}, {"a": 1}, None],
        [{"b": 70}, None, None],
    ]
    asked = question("intensity", "ab")
    found = question_agreement(asked, coded(asked, table))
    for label in "ab":
        alone = alpha(as_numbers(table, lambda v, x=label: v.get(x, np.nan)), "interval")
        assert found.per_label[label] == alone or (
            found.per_label[label].value == pytest.approx(alone.value)
        )
        assert found.per_label[label].units == alone.units
    pooled = found.statistics[0].result
    assert (pooled.units, pooled.ratings, pooled.single_rated_units) == (2, 5, 1)


def test_complete_intensities_are_vectors() -> None:
    rng = np.random.default_rng(4)
    table = [
        [{"a": int(a), "b": int(b)} for a, b in rng.integers(0, 101, (3, 2))] for _ in range(6)
    ]
    asked = question("intensity", "ab")
    result = question_agreement(asked, coded(asked, table)).statistics[0].result
    assert result.value == pytest.approx(squared_distance_alpha(table, "ab"), abs=1e-9)


def test_intensities_that_never_meet_have_no_alpha() -> None:
    asked = question("intensity", "ab")
    found = question_agreement(asked, coded(asked, [[{"a": 10}, {"b": 20}]]))
    assert found.statistics[0].result.value is None
    assert found.per_label["a"].reason == NO_PAIRS


def set_alpha_by_definition(table: list[list[Any]], distance: Any) -> float:
    units = [[frozenset(v) for v in row if v is not None] for row in table]
    units = [unit for unit in units if len(unit) >= 2]
    values = [value for unit in units for value in unit]
    n = len(values)
    observed = sum(
        2 * sum(distance(a, b) for a, b in combinations(unit, 2)) / (len(unit) - 1)
        for unit in units
    )
    expected = 2 * sum(distance(a, b) for a, b in combinations(values, 2)) / (n - 1)
    return 1 - observed / expected


def jaccard_by_hand(a: frozenset[str], b: frozenset[str]) -> float:
    return 1 - len(a & b) / len(a | b) if a | b else 0


def masi_by_hand(a: frozenset[str], b: frozenset[str]) -> float:
    if not a & b:
        return 0 if a == b else 1
    monotone = 1 if a == b else 2 / 3 if a <= b or b <= a else 1 / 3
    return 1 - monotone * len(a & b) / len(a | b)


def test_sets_of_labels() -> None:
    table = [
        [["a"], ["a", "b"], []],
        [["b", "c"], ["a", "b"], None],
        [[], [], ["c"]],
        [["a", "b", "c"], ["c"], ["b", "c"]],
        [["a"], None, None],
    ]
    asked = question("multi", "abc")
    found = question_agreement(asked, coded(asked, table))
    by_name = {statistic.stat: statistic.result for statistic in found.statistics}
    for name, distance in (("alpha-masi", masi_by_hand), ("alpha-jaccard", jaccard_by_hand)):
        expected = set_alpha_by_definition(table, distance)
        assert by_name[name].value == pytest.approx(expected, abs=1e-12)
        assert (by_name[name].units, by_name[name].ratings) == (4, 11)
    for label in "abc":
        alone = as_numbers(table, lambda chosen, x=label: x in chosen)
        expected = krippendorff.alpha(alone, level_of_measurement="nominal")
        assert found.per_label[label].value == pytest.approx(expected, abs=1e-9)


def test_many_labels_are_told_apart() -> None:
    asked = question("multi", [f"l{number}" for number in range(70)])
    table = [[["l0"], ["l0"]], [["l69"], ["l69"]], [["l64", "l3"], ["l64"]]]
    found = question_agreement(asked, coded(asked, table))
    expected = set_alpha_by_definition(table, jaccard_by_hand)
    assert found.statistics[1].result.value == pytest.approx(expected, abs=1e-12)


def test_too_many_different_sets_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("affect.agreement.alphas.word_sets.MOST_VALUES", 2)
    asked = question("multi", "abc")
    found = question_agreement(asked, coded(asked, [[["a"], ["b"]], [["c"], []]]))
    reason = found.statistics[0].result.reason
    assert reason is not None
    assert reason.startswith("raters chose 4 different sets of labels")


@pytest.mark.parametrize("kind", ["choice", "multi", "intensity", "distribution", "scale"])
def test_every_kind_has_intervals_that_a_seed_decides(kind: str) -> None:
    rng = np.random.default_rng(0)
    asked = question(kind, "abc") if kind != "scale" else question(kind, min=0, max=4)
    make = {
        "choice": lambda: str(rng.choice(["a", "b"], p=[0.7, 0.3])),
        "multi": lambda: [label for label in "abc" if rng.random() < 0.5],
        "intensity": lambda: {label: int(rng.integers(0, 101)) for label in "abc"},
        "distribution": lambda: dict(zip("abc", rng.dirichlet([1, 1, 1]), strict=True)),
        "scale": lambda: int(rng.integers(0, 5)),
    }[kind]
    votes = coded(asked, [[make() for _ in range(3)] for _ in range(30)])
    first, again = (
        question_agreement(asked, votes, resamples=60, rng=np.random.default_rng(9))
        for _ in range(2)
    )
    assert first == again
    for statistic in first.statistics:
        result = statistic.result
        assert result.low is not None
        assert result.high is not None
        assert result.low < result.value < result.high


@pytest.mark.shared
def test_answer_book_of_set_distances(shared_data: Path) -> None:
    book = json.loads((shared_data / "agreement_cases.json").read_text())["cases"]
    case = next(case for case in book if case["id"] == "masi-distances")
    letters = "ABC"
    for place, (left, right) in enumerate(case["data"]):
        members = np.array([[x in chosen for x in letters] for chosen in (left, right)])
        zero, one = np.array([0]), np.array([1])
        expected = case["expected"]
        assert masi(members)(zero, one)[0] == pytest.approx(expected["distance"][place], abs=1e-9)
        assert jaccard(members)(zero, one)[0] == pytest.approx(expected["jaccard"][place], abs=1e-9)


@pytest.mark.shared
def test_crema_d_votes_equal_the_reference_package(shared_data: Path) -> None:
    with (shared_data / "cremad" / "tabulatedVotes.csv").open(newline="") as file:
        votes = np.array([[int(row[x]) for x in "ADFHNS"] for row in csv.DictReader(file)])
    unit, label = np.nonzero(votes)
    times = votes[unit, label]
    asked = question("choice", "ADFHNS")
    rows = Coded(
        unit=np.repeat(unit, times).astype(np.int32),
        rater=np.full(times.sum(), -1, np.int32),
        values=np.repeat(label, times).astype(np.int16),
        cannot_tell=np.zeros(times.sum(), bool),
    )
    result = question_agreement(asked, rows).statistics[0].result
    expected = krippendorff.alpha(value_counts=votes, level_of_measurement="nominal")
    assert result.value == pytest.approx(expected, abs=1e-9)
    assert result.raters is None
