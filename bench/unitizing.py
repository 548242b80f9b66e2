"""How fast agreement on pieces is: the u-alpha family, gamma, and whole questions.

The packages of others that compute these (krippendorff-unitized-alpha, pygamma-agreement) cannot be
installed beside the numpy of our references: their times in the names were measured apart, on two
cores.
"""

from collections.abc import Iterator

import numpy as np

from affect.agreement import question_agreement
from affect.agreement.pieces.continua import Continua, one_continuum
from affect.agreement.pieces.eder import mean_eder
from affect.agreement.pieces.gamma import gamma
from affect.agreement.pieces.unitizing import u_alpha
from affect.coded import Coded
from affect.questions import Question, load_scheme
from bench.affect import Row, seconds

LABELS = "abcd"
SECONDS = 10_000.0
ITEMS, RATERS, RESAMPLES = 1_000, 3, 1_000


def figures() -> list[Row]:
    """One long recording, then a thousand short ones."""
    rng = np.random.default_rng(1)
    apart = one_continuum([list(_apart(rng, 500)) for _ in range(3)], SECONDS, LABELS)
    alike = alike_raters(rng, 1_000, raters=2)
    three = alike_raters(rng, 300, raters=3)
    timeline, spans = _question("timeline"), _question("spans")
    intervals, marked = _answers(rng, "timeline"), _answers(rng, "spans")

    def measured(question: Question, coded: Coded) -> object:
        draws = np.random.default_rng(2)
        return question_agreement(question, coded, resamples=RESAMPLES, rng=draws)

    return [
        seconds("u-alpha family, 3 x 500 pieces (package: 10 s)", lambda: u_alpha(apart), 0.02),
        seconds("EDER between 3 raters, 500 pieces each", lambda: mean_eder(apart)),
        seconds(
            "gamma, 2 x 1,000 pieces, 30 random raters (package: 78 s)",
            lambda: gamma(alike, rng=np.random.default_rng(1)),
            10.0,
        ),
        seconds("gamma, 3 x 300 pieces", lambda: gamma(three, rng=np.random.default_rng(1))),
        seconds(
            "timeline question, 3 x 1,000 items with intervals",
            lambda: measured(timeline, intervals),
            repeats=1,
        ),
        seconds(
            "spans question, 3 x 1,000 items with intervals",
            lambda: measured(spans, marked),
            repeats=1,
        ),
    ]


def _apart(rng: np.random.Generator, n: int) -> Iterator[tuple[float, float, str]]:
    """One rater's pieces, which do not overlap and know nothing of the others'."""
    cuts = np.sort(rng.uniform(0, SECONDS, 2 * n)).reshape(-1, 2)
    for start, end in cuts.tolist():
        yield start, end, LABELS[rng.integers(len(LABELS))]


def alike_raters(rng: np.random.Generator, n: int, raters: int) -> Continua:
    """Raters who mark the same pieces, a second off, with the same label four times in five."""
    starts = np.sort(rng.uniform(0, SECONDS - 60, n))
    lengths = rng.gamma(2, 3, n) + 0.1
    given = []
    for _ in range(raters):
        begin = np.maximum(starts + rng.normal(0, 1, n), 0)
        end = np.minimum(begin + lengths * rng.uniform(0.7, 1.3, n), SECONDS)
        label = np.where(rng.random(n) < 0.8, np.arange(n) % 4, rng.integers(0, 4, n))
        rows = zip(begin.tolist(), end.tolist(), label.tolist(), strict=True)
        given.append([(b, e, LABELS[k]) for b, e, k in rows])
    return one_continuum(given, SECONDS, LABELS)


def _question(kind: str) -> Question:
    labels = [{"id": label} for label in LABELS]
    asked = {"id": "q", "kind": kind, "text": "?", "labels": labels}
    return load_scheme({"name": "s", "title": "S", "questions": [asked]}).questions[0]


def _answers(rng: np.random.Generator, kind: str) -> Coded:
    """Up to three pieces an item of 100, which the raters place a little differently."""
    values = []
    for _ in range(ITEMS):
        places = np.sort(rng.choice(90, 2 * rng.integers(0, 4), replace=False)).reshape(-1, 2)
        for _ in range(RATERS):
            moved = places + rng.integers(0, 3)
            pieces = [_piece(rng, kind, a, b) for a, b in moved.tolist()]
            values.append(pieces)
    unit = np.repeat(np.arange(ITEMS), RATERS)
    rater = np.tile(np.arange(RATERS), ITEMS)
    return Coded.of(_question(kind), unit, rater, values, extent=np.full(ITEMS, 100.0))


def _piece(rng: np.random.Generator, kind: str, start: int, end: int) -> dict[str, object]:
    label = LABELS[0] if rng.random() < 0.7 else LABELS[rng.integers(len(LABELS))]
    more = {"turn": 0, "text": "x" * (end - start)} if kind == "spans" else {}
    return {"start": start, "end": end, "label": label, **more}
