"""Tables that a process keeps: made once, and a slow one keeps nobody waiting for another."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import numpy as np
import pytest

from affect.coded import Coded
from annotation.selectors.answers.batches import CodedAnswers
from annotation.selectors.diagnostics.kept_tables import KeptTables

SECONDS = 30


def answers() -> CodedAnswers:
    nothing: Any = np.zeros(0, np.int32)
    coded = Coded(nothing, nothing, nothing, nothing.astype(bool))
    return CodedAnswers(cast(Any, None), coded, nothing, nothing, nothing)


def test_a_slow_table_keeps_nobody_waiting_for_another() -> None:
    tables: KeptTables[str] = KeptTables(4)
    slow, quick = answers(), answers()
    began, go_on = threading.Event(), threading.Event()

    def long() -> str:
        began.set()
        assert go_on.wait(SECONDS)
        return "slow"

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(tables.of, slow, 0.5, long)
        assert began.wait(SECONDS)
        second = threads.submit(tables.of, quick, 0.5, lambda: "quick")
        try:
            assert second.result(SECONDS) == "quick"
            assert not first.done()
        finally:
            go_on.set()
        assert first.result(SECONDS) == "slow"


def test_who_asks_for_the_same_waits_and_then_has_it() -> None:
    tables: KeptTables[object] = KeptTables(4)
    given, made = answers(), []
    together = threading.Barrier(2, timeout=SECONDS)

    def make() -> object:
        made.append(1)
        return object()

    def ask() -> object:
        together.wait()
        return tables.of(given, 0.5, make)

    with ThreadPoolExecutor(2) as threads:
        found = [threads.submit(ask) for _ in range(2)]
        assert found[0].result(SECONDS) is found[1].result(SECONDS)
    assert len(made) == 1


def test_what_failed_is_tried_again_and_the_oldest_is_forgotten() -> None:
    tables: KeptTables[str] = KeptTables(1)
    one, other = answers(), answers()

    def fail() -> str:
        raise OSError("the connection is gone")

    with pytest.raises(OSError, match="gone"):
        tables.of(one, 0.5, fail)
    assert tables.of(one, 0.5, lambda: "first") == "first"
    assert tables.of(one, 0.5, lambda: "second") == "first"
    assert tables.of(one, 0.25, lambda: "narrower") == "narrower"
    assert tables.of(other, 0.5, lambda: "other") == "other"
    assert tables.of(one, 0.5, lambda: "again") == "again"
