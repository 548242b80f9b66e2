"""The spread of traces, by hand."""

from typing import Any

import numpy as np
import pytest

from affect.questions import load_scheme
from affect.questions.trace import Trace
from affect.traces.spread import mean_spread

BODY: dict[str, Any] = {
    "name": "t", "title": "T",
    "questions": [{"id": "feel", "kind": "trace", "text": "?", "min_rate_hz": 0, "dimensions": [
        {"id": "valence", "min": -1, "max": 1}, {"id": "arousal", "min": 0, "max": 100}]}],
}  # fmt: skip


def question() -> Trace:
    found = load_scheme(BODY).questions[0]
    assert isinstance(found, Trace)
    return found


def trace(valence: float, arousal: float, start: float = 0, end: float = 10) -> dict[str, object]:
    values = {"valence": [valence, valence], "arousal": [arousal, arousal]}
    return {"seconds": 10, "times": [start, end], "values": values, "device": "mouse"}


def test_parts_of_each_scale_are_averaged() -> None:
    # SD of -0.5 and 0.5 is sqrt(0.5) of 2 points; of 20 and 60 is sqrt(800) of 100
    expected = (np.sqrt(0.5) / 2 + np.sqrt(800) / 100) / 2
    assert mean_spread([trace(-0.5, 20), trace(0.5, 60)], question()) == pytest.approx(expected)


def test_times_with_one_trace_tell_nothing() -> None:
    apart = [trace(-0.5, 20, 0, 5), trace(0.5, 60, 4, 10), trace(0.5, 60, 9, 10)]
    both = (np.sqrt(0.5) / 2 + np.sqrt(800) / 100) / 2
    found = mean_spread(apart, question())
    assert 0 < found < both  # from 4 to 5 s two lie apart, from 9 s on two are one line
    assert np.isnan(mean_spread([trace(0, 0, 0, 4), trace(1, 1, 5, 10)], question()))


def test_one_trace_or_none_has_no_spread() -> None:
    assert np.isnan(mean_spread([trace(0, 0)], question()))
    assert np.isnan(mean_spread([], question()))
    assert mean_spread([trace(0, 5), trace(0, 5)], question()) == 0


def test_without_a_scale_shapes_are_compared() -> None:
    body = {**BODY, "questions": [{**BODY["questions"][0], "mode": "unbounded",
            "dimensions": [{"id": "valence"}]}]}  # fmt: skip
    free = load_scheme(body).questions[0]
    assert isinstance(free, Trace)

    def rising(scale: float, way: int) -> dict[str, object]:
        values = {"valence": [0, way * scale]}
        return {"seconds": 10, "times": [0, 10], "values": values, "device": "mouse"}

    assert mean_spread([rising(1, 1), rising(50, 1)], free) == pytest.approx(0, abs=1e-12)
    assert mean_spread([rising(1, 1), rising(50, -1)], free) > 0.5
