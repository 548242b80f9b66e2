"""How fast rules and comparisons are on a million ratings, with other libraries in the same run.

200,000 items, five ratings each, eight labels. "Direct" rules look at each item alone; models of
raters run to convergence, once with five raters and once with a hundred.
"""

import json
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from affect.aggregation import Beside, Coded, aggregate
from affect.comparison import Bootstrap, compare
from affect.presets import preset
from affect.questions import Question, load_scheme
from bench.affect import RATERS, UNITS, Row, coded_ratings, labels, megabytes, seconds

PYTHON = Path(__file__).parents[1] / ".venv" / "references" / "bin" / "python"
CROWD = 100
EIGHT = "abcdefgh"
DIRECT = ("soft", "majority", "plurality", "multilabel", "dirichlet")
SECONDARY = ("all-inclusive", "split-vote", "multi-hot")
CROWD_KIT = """
import json, sys, time
import numpy as np, pandas as pd
from crowdkit.aggregation import DawidSkene
rng = np.random.default_rng(1)
units, raters, labels = 100_000, 5, 8
truth = np.repeat(rng.integers(0, labels, units), raters)
guess = rng.integers(0, labels, units * raters)
votes = pd.DataFrame({
    "task": np.repeat(np.arange(units), raters),
    "worker": np.tile(np.arange(raters), units),
    "label": np.where(rng.random(units * raters) < 0.5, truth, guess),
})
began = time.perf_counter()
DawidSkene(n_iter=20, tol=-1).fit_predict(votes)
print(json.dumps(time.perf_counter() - began))
"""


def figures() -> list[Row]:
    """Direct rules, rules that look at raters, and comparisons."""
    return [*direct_figures(), *rater_figures(), *comparison_figures()]


def direct_figures() -> list[Row]:
    """Every direct rule once on 1 M ratings, and their sum."""
    rng = np.random.default_rng(1)
    scheme = load_scheme(preset("ser-soft")["scheme"])
    primary, secondary = scheme.questions
    votes = coded_ratings(labels(rng, len(primary.labels)))
    marks = (rng.random((UNITS * RATERS, len(secondary.labels))) < 0.1).astype(np.int8)
    beside = Beside((secondary, coded_ratings(marks)))
    points = coded_ratings(rng.integers(1, 8, UNITS * RATERS).astype(np.float64))
    rows = [_rule(rule, primary, votes) for rule in DIRECT]
    rows += [_rule(rule, _scale(), points) for rule in ("mean", "median")]
    total = sum(row["value"] for row in rows)
    rows += [
        seconds(
            f"rule {rule}, 1 M ratings with {len(secondary.labels)} secondary labels",
            partial(aggregate, primary, votes, UNITS, rule, beside),
        )
        for rule in SECONDARY
    ]
    rows += [_rule(rule, primary, votes) for rule in ("ferplus", "ferplus:mode=probability")]
    rows.append(seconds("soft labels by polars", partial(_polars, votes), repeats=2))
    return [*rows, {"name": "all direct rules, 1 M ratings", "value": total, "unit": "s",
                    "goal": 0.3}]  # fmt: skip


def rater_figures() -> list[Row]:
    """Models of raters to convergence, weighted means, and crowd-kit beside."""
    few, many = (_votes(raters) for raters in (RATERS, CROWD))
    asked = _eight()
    points = np.random.default_rng(2).integers(1, 8, UNITS * RATERS).astype(np.float64)
    numbers = Coded(many.unit, many.rater, points, many.cannot_tell)
    rows = [
        _rule("dawid-skene", asked, few, 3.0),
        _rule("dawid-skene", asked, many, 3.0, f", {CROWD} raters"),
        *(_rule(rule, asked, many) for rule in ("one-coin", "wawa", "mace")),
        *(_rule(rule, _scale(), numbers) for rule in ("z-mean", "ewe")),
        megabytes(
            "peak memory of dawid-skene beyond the ratings",
            lambda: aggregate(asked, many, UNITS, "dawid-skene"),
            500.0,
        ),
    ]
    if PYTHON.is_file():
        took = subprocess.run([str(PYTHON), "-c", CROWD_KIT], capture_output=True, check=True)
        value = float(json.loads(took.stdout.splitlines()[-1]))
        name = "dawid-skene by crowd-kit, 0.5 M ratings, 20 steps"
        rows.append({"name": name, "value": value, "unit": "s", "goal": None})
    return rows


def comparison_figures() -> list[Row]:
    """All figures of a model on 20,000 items with 1,000 draws of the items."""
    n = 20_000
    rng = np.random.default_rng(3)
    p = rng.dirichlet(np.ones(len(EIGHT)), n)
    codes = (rng.random((n, RATERS, 1)) > np.cumsum(p, axis=1)[:, None, :]).sum(axis=2)
    votes = Coded(
        unit=np.repeat(np.arange(n, dtype=np.int32), RATERS),
        rater=np.tile(np.arange(RATERS, dtype=np.int32), n),
        values=codes.ravel().clip(0, len(EIGHT) - 1).astype(np.int16),
        cannot_tell=np.zeros(n * RATERS, bool),
    )
    model = 0.5 * p + 0.5 * rng.dirichlet(np.ones(len(EIGHT)), n)

    def scored(resamples: int) -> Callable[[], Any]:
        return lambda: compare(
            _eight(), votes, model, Bootstrap(resamples, np.random.default_rng(1))
        )

    return [
        seconds("compare a model, 20,000 items", scored(0)),
        seconds("compare a model, 20,000 items, 1,000 draws", scored(1_000), repeats=1),
    ]


def _rule(
    rule: str, question: Question, coded: Coded, goal: float | None = None, which: str = ""
) -> Row:
    return seconds(
        f"rule {rule}, 1 M ratings{which}", partial(aggregate, question, coded, UNITS, rule), goal
    )


def _votes(raters: int) -> Coded:
    """Five votes for each item, by raters who take turns."""
    coded = coded_ratings(labels(np.random.default_rng(1), len(EIGHT)))
    turns = (coded.unit.astype(np.int64) * 7 + coded.rater * 11) % raters
    rater: NDArray[np.int32] = (coded.rater if raters == RATERS else turns).astype(np.int32)
    return Coded(coded.unit, rater, coded.values, coded.cannot_tell)


def _eight() -> Question:
    asked = {"id": "q", "kind": "choice", "text": "?", "labels": [{"id": name} for name in EIGHT]}
    return load_scheme({"name": "s", "title": "S", "questions": [asked]}).questions[0]


def _scale() -> Question:
    return load_scheme(preset("msp-dim")["scheme"]).questions[0]


def _polars(coded: Coded) -> pl.DataFrame:
    frame = pl.DataFrame({"unit": coded.unit, "label": coded.values})
    counted = frame.group_by("unit", "label").len()
    return counted.with_columns(share=pl.col("len") / pl.col("len").sum().over("unit"))
