"""How fast agreement is on a million ratings, with other libraries in the same run.

200,000 units, five raters, eight labels; sliders are floats, of which no two are the same.
"""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import krippendorff
import numpy as np
from numpy.typing import NDArray

from affect.agreement import (
    LEVELS,
    alpha,
    alpha_coded,
    icc,
    kappa,
    question_agreement,
    ratings_of_coded,
    ratings_of_table,
)
from affect.agreement.alphas.alpha import alpha_of_raters
from affect.agreement.draws.bootstrap import without_each_rater
from affect.agreement.rated.pairable import from_coded
from affect.coded import Coded
from affect.presets import preset
from affect.questions import load_scheme
from bench.affect import (
    LABELS,
    RATERS,
    UNITS,
    Row,
    coded_ratings,
    labels,
    megabytes,
    seconds,
    soft_question,
)

PYTHON = Path(__file__).parents[1] / ".venv" / "references" / "bin" / "python"
RESAMPLES = 1_000
ON_A_PAGE = 200
"""Resamples that the page asks for."""
FLEISS = """
import json, time
import numpy as np
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa
table = np.random.default_rng(1).integers(0, 8, (200_000, 5))
began = time.perf_counter()
fleiss_kappa(aggregate_raters(table)[0])
print(json.dumps(time.perf_counter() - began))
"""
PINGOUIN = """
import json, time
import numpy as np, pandas as pd, pingouin
long = pd.DataFrame(np.random.default_rng(1).normal(size=(2_000, 5))).reset_index()
long = long.melt(id_vars="index", var_name="rater", value_name="value")
began = time.perf_counter()
pingouin.intraclass_corr(long, targets="index", raters="rater", ratings="value")
print(json.dumps(time.perf_counter() - began))
"""


def figures() -> list[Row]:
    """Labels, numbers, whole questions."""
    return [*label_figures(), *number_figures(), *question_figures()]


def draws() -> dict[str, Any]:
    """A thousand resamples."""
    return {"resamples": RESAMPLES, "rng": np.random.default_rng(2)}


def label_figures() -> list[Row]:
    """Alpha and kappa of labels, and the four levels with classes and raters."""
    coded = coded_ratings(labels(np.random.default_rng(1), LABELS))
    table = coded.values.reshape(UNITS, RATERS).T.astype(np.float64)
    ratings = ratings_of_coded(coded, LABELS)
    return [
        seconds("alpha nominal, 1 M ratings", lambda: alpha_coded(coded, "nominal"), 0.08),
        seconds(
            "the same by the krippendorff package",
            lambda: krippendorff.alpha(table, level_of_measurement="nominal"),
        ),
        seconds(
            "alpha nominal with 1,000 resamples, 1 M ratings",
            lambda: alpha_coded(coded, "nominal", **draws()),
            0.5,
        ),
        seconds(
            "four levels with resamples, each class, each rater left out",
            lambda: everything(coded),
            3.0,
            repeats=1,
        ),
        seconds("fleiss-kappa of a table, 1 M ratings", lambda: kappa_of(table)),
        *by_reference("the same by statsmodels", FLEISS),
        seconds(
            "fleiss-kappa with 1,000 resamples, 1 M ratings",
            lambda: kappa("fleiss-kappa", ratings, **draws()),
        ),
        seconds(
            "conger-kappa with its standard error, 1 M ratings",
            lambda: kappa("conger-kappa", ratings),
        ),
        seconds(
            "alpha with 1,000 resamples of 2,000 speakers, 1 M ratings",
            lambda: alpha_coded(coded, "nominal", clusters=np.arange(UNITS) // 100, **draws()),
        ),
        seconds(
            "alpha with 1,000 resamples of raters, 1 M ratings",
            lambda: alpha_coded(coded, "nominal", raters=True, **draws()),
            repeats=1,
        ),
    ]


def kappa_of(table: NDArray[np.float64]) -> Any:
    """From the table, as the reference takes it."""
    return kappa("fleiss-kappa", ratings_of_table(table))


def everything(coded: Coded) -> None:
    """All four levels with intervals, each class against the rest, each rater left out."""
    rated = from_coded(coded)
    for level in LEVELS[:4]:
        alpha_coded(coded, level, **draws())
    for label in range(LABELS):
        one = Coded(coded.unit, coded.rater, (coded.values == label) * 1, coded.cannot_tell)
        alpha_coded(one, "nominal")
    n_raters, outputs = alpha_of_raters(rated, "nominal")
    without_each_rater(outputs, n_raters)


def number_figures() -> list[Row]:
    """Alpha and intraclass correlations of floats."""
    rng = np.random.default_rng(1)
    sliders = rng.normal(size=UNITS) + rng.normal(size=(RATERS, UNITS))
    half = sliders[:, : UNITS // 2]
    holed = np.where(rng.random(half.shape) < 0.1, np.nan, half)
    return [
        seconds("alpha interval on floats, 1 M ratings", lambda: alpha(sliders, "interval"), 0.04),
        seconds(
            "alpha interval on floats with 1,000 resamples, 1 M ratings",
            lambda: alpha(sliders, "interval", **draws()),
            3.0,
            repeats=1,
        ),
        megabytes(
            "peak memory of alpha interval on floats with resamples",
            lambda: alpha(sliders, "interval", resamples=50, rng=np.random.default_rng(2)),
            500.0,
        ),
        seconds("six ICC with intervals of F, 100,000 x 5", lambda: icc(half), 0.05),
        seconds("six ICC by components, 100,000 x 5 with gaps", lambda: icc(holed)),
        seconds("six ICC with intervals of F, 2,000 x 5", lambda: icc(half[:, :2_000])),
        *by_reference("the same by pingouin", PINGOUIN),
    ]


def question_figures() -> list[Row]:
    """What a page shows of a question, from its ratings."""
    rng = np.random.default_rng(1)
    choice = load_scheme(preset("crema-d")["scheme"]).questions[0]
    scale = load_scheme(preset("msp-dim")["scheme"]).questions[0]
    votes = coded_ratings(labels(rng, len(choice.labels)))
    points = coded_ratings(rng.integers(1, 8, UNITS * RATERS).astype(np.float64))
    crowd = Coded(
        points.unit, rng.integers(0, 300, UNITS * RATERS).astype(np.int32), points.values,
        points.cannot_tell,
    )  # fmt: skip
    shares = coded_ratings(rng.dirichlet(np.ones(LABELS), UNITS * RATERS))

    def page(question: Any, coded: Coded) -> Callable[[], Any]:
        return lambda: question_agreement(
            question, coded, resamples=ON_A_PAGE, rng=np.random.default_rng(2)
        )

    return [
        seconds("a choice question on the page, 1 M ratings", page(choice, votes), 2.0),
        seconds("a scale on the page, 1 M ratings", page(scale, points), 2.0),
        seconds("a scale on the page, 1 M ratings by 300 raters", page(scale, crowd), None, 1),
        seconds("a distribution on the page, 1 M ratings", page(soft_question(), shares), 2.0, 1),
    ]


def by_reference(name: str, script: str) -> list[Row]:
    """The seconds that a script of another library prints; nothing without its environment."""
    if not PYTHON.is_file():
        return []
    done = subprocess.run([str(PYTHON), "-c", script], capture_output=True, check=True)
    value = float(json.loads(done.stdout.splitlines()[-1]))
    return [{"name": name, "value": value, "unit": "s", "goal": None}]
