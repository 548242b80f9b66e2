"""How fast traces are: lags, warping, fusion, agreement. Ten raters of five minutes unless said."""

import numpy as np

from affect.agreement import question_agreement
from affect.coded import Coded
from affect.questions import Question, load_scheme
from affect.traces import METHODS, fused, lags, smoothed, warping
from bench.affect import Row, seconds

STEP = 0.1
RATERS, MINUTES, ITEMS = 10, 5, 20


def figures() -> list[Row]:
    """One item, an hour, then a question."""
    rng = np.random.default_rng(1)
    rows, hour = late_raters(rng, MINUTES), late_raters(rng, 60)[:5]
    question = _question()
    coded = _coded(rng, question)
    return [
        seconds("lags with intervals", lambda: lags(rows, STEP, rng=np.random.default_rng(1))),
        *[
            seconds(f"rule {name}", lambda name=name: fused(rows, STEP, name))  # type: ignore[misc]
            for name in METHODS
        ],
        seconds("rule raaw by warping", lambda: fused(rows, STEP, "raaw", align="dtw"), repeats=1),
        seconds(
            "rule raaw by canonical warping",
            lambda: fused(rows, STEP, "raaw", align="gctw"),
            repeats=1,
        ),
        seconds("rule raaw, 5 raters of an hour", lambda: fused(hour, STEP, "raaw"), repeats=1),
        seconds(
            "warping, two traces of an hour in a band of 5 s", lambda: warping(hour[0], hour[1], 50)
        ),
        seconds(
            f"trace question, {ITEMS} items of {MINUTES} minutes x 5 raters",
            lambda: question_agreement(question, coded, resamples=1_000, rng=rng),
            repeats=1,
        ),
    ]


def late_raters(rng: np.random.Generator, minutes: int) -> np.ndarray:
    """Raters who follow one curve, up to three seconds late, each with noise of their own."""
    size = minutes * 600
    curve = smoothed(np.cumsum(rng.normal(size=size + 30)), 10)
    delays = rng.integers(0, 30, RATERS)
    rows = np.stack([curve[30 - delay : 30 - delay + size] for delay in delays])
    return rows + rng.normal(0, 1, rows.shape)


def _question() -> Question:
    asked = {"id": "q", "kind": "trace", "text": "?", "dimensions": [{"id": "v"}]}
    return load_scheme({"name": "s", "title": "S", "questions": [asked]}).questions[0]


def _coded(rng: np.random.Generator, question: Question) -> Coded:
    times = (np.arange(MINUTES * 600) * STEP).tolist()
    values = [
        {"seconds": times[-1], "times": times, "values": {"v": row.tolist()}}
        for _ in range(ITEMS)
        for row in late_raters(rng, MINUTES)[:5]
    ]
    unit = np.repeat(np.arange(ITEMS), 5)
    return Coded.of(question, unit, np.tile(np.arange(5), ITEMS), values)
