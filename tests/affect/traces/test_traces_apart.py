"""Traces that are read a few at a time give what those held in memory give, in less of it."""

import tracemalloc
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from affect.agreement import QuestionAgreement, question_agreement, traces
from affect.agreement.traces import traces_by_item
from affect.coded import Coded
from tests.affect.traces.test_trace_agreement import ask, trace

ITEMS, SAMPLES = 40, 2_000
TIMES = np.linspace(0, 20, SAMPLES)


def made(row: int) -> dict[str, Any]:
    """The trace of a row: two raters hear the same, a little apart."""
    wave = np.sin(TIMES + (row // 2) % 5) * (0.5 + 0.1 * (row % 2))
    return trace(wave + 0.05 * np.cos(TIMES * (1 + row % 3)), TIMES)


def apart(asked: list[int]) -> Coded:
    """Two raters an item, whose traces are made when they are read."""
    rows = 2 * ITEMS

    def read(some: NDArray[np.intp]) -> Sequence[Any]:
        asked.append(len(some))
        return [made(row) for row in some.tolist()]

    unit, rater = (part.astype(np.int32) for part in np.divmod(np.arange(rows), 2))
    there = np.where(np.arange(rows) == 1, -1, 1).astype(np.int8)
    return Coded(unit, rater, there, np.arange(rows) == 2, read=read)


def held() -> Coded:
    few = apart([])
    values = [made(row) if row != 1 else None for row in range(2 * ITEMS)]
    return Coded.of(ask(), few.unit, few.rater, values, few.cannot_tell)


def figures(found: QuestionAgreement) -> list[float | None]:
    return [each.result.value for each in found.statistics] + [
        result.value for result in found.per_label.values()
    ]


@pytest.mark.parametrize("at_once", [1, 3, 8, 1000])
def test_agreement_is_the_same_however_few_are_read_at_once(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(traces, "TRACES_AT_ONCE", at_once)
    asked: list[int] = []
    found = figures(question_agreement(ask(), apart(asked)))
    assert found == pytest.approx(figures(question_agreement(ask(), held())), abs=1e-12)
    # one rating of each of the first two items is missing: 38 items are left
    assert sum(asked) == 2 * (ITEMS - 2)
    assert max(asked) <= max(at_once, 2)


def test_items_come_whole_and_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traces, "TRACES_AT_ONCE", 4)
    asked: list[int] = []

    def read(some: NDArray[np.intp]) -> Sequence[Any]:
        asked.append(len(some))
        return some.tolist()

    unit = np.repeat([0, 1, 2, 3], [1, 6, 2, 2]).astype(np.int32)
    coded = Coded(unit, unit, np.ones(11, np.int8), np.zeros(11, bool), read=read)
    found = list(traces_by_item(coded, unit, np.arange(11)))
    assert found == [[0], [1, 2, 3, 4, 5, 6], [7, 8], [9, 10]]
    assert asked == [1, 6, 4]
    assert list(traces_by_item(coded, unit[:0], np.arange(0))) == []


def test_some_rows_of_answers_that_are_read_later() -> None:
    asked: list[int] = []
    coded = apart(asked)
    rows = np.array([7, 4, 5])
    some = coded.take(rows, coded.unit[rows])
    assert some.values_of(np.array([2, 0])) == [made(5), made(7)]


def peak(coded: Coded) -> int:
    tracemalloc.start()
    question_agreement(ask(), coded)
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


def test_memory_is_that_of_a_few_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traces, "TRACES_AT_ONCE", 4)
    tracemalloc.start()
    whole = [made(row) for row in range(2 * ITEMS)]
    all_together = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(whole) == 2 * ITEMS
    assert peak(apart([])) < all_together / 3
