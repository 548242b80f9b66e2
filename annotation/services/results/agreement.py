"""Agreement between the raters of a project, question by question."""

import hashlib
import zlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from affect.agreement import QuestionAgreement, Result, Statistic, question_agreement
from affect.coded import Coded
from affect.questions import Question
from annotation.errors import AnnotationRefused
from annotation.models import CachedResult, Project
from annotation.selectors.answers.batches import question_of
from annotation.selectors.answers.kept import Moment, answers_read
from annotation.selectors.projects.schemes import current_scheme, questions_of
from annotation.selectors.results.clusters import Over, clusters_hash, clusters_of
from annotation.services.results.cached import (
    cached_result,
    input_hash,
    result_before_today,
    result_stored,
)

RESAMPLES = 1000
MOST_RESAMPLES = 10_000
AT_ONCE = 2
"""Questions that are computed beside each other."""
DAYS_KEPT = 30
"""Earlier days whose last agreement stays, to tell what has changed since."""


def agreement_of(
    project: Project,
    *,
    question: str | None = None,
    bootstrap: int = RESAMPLES,
    over: Over = "items",
) -> dict[str, Any]:
    """Agreement on one question or on all, as JSON; computed once per state of the ratings.

    `{"computed_at", "input_hash", "questions": [{"id", "kind", "text", "statistics",
    "per_label", "before"}]}`. A value that is undefined is null and has a reason. Intervals (95 %)
    are of `bootstrap` resamples of what `over` says; 0 leaves them out. `before` is what stood here
    before today (UTC): `{"computed_at", "values": [{"stat", "level", "value"}]}`, null where
    nothing did.

    Raises:
        AnnotationRefused: there is no such question, or the number of resamples is out of range
    """
    if not 0 <= bootstrap <= MOST_RESAMPLES:
        raise AnnotationRefused(
            f"{bootstrap} resamples: it must be between 0 and {MOST_RESAMPLES}."
        )
    questions = questions_of(current_scheme(project.pk)).questions
    asked = questions if question is None else (question_of(project, question),)
    moment = Moment(project)
    results = _results_of(moment, [_Asked.of(moment, one, bootstrap, over) for one in asked])
    together = hashlib.sha256("".join(result.input_hash for result in results).encode())
    return {
        "computed_at": max(result.computed_at for result in results).isoformat(),
        "input_hash": together.hexdigest(),
        "questions": [result.body | {"before": _before(result)} for result in results],
    }


def _before(result: CachedResult) -> dict[str, Any] | None:
    """The coefficients of the same question as they were before today."""
    found = result_before_today(result.project, result.name)
    if found is None:
        return None
    values = [
        {name: each[name] for name in ("stat", "level", "value")}
        for each in found.body["statistics"]
    ]
    return {"computed_at": found.computed_at.isoformat(), "values": values}


class _Asked(NamedTuple):
    """Agreement on one question, and where it is stored."""

    question: Question
    bootstrap: int
    over: Over
    name: str
    key: str

    @classmethod
    def of(cls, moment: Moment, question: Question, bootstrap: int, over: Over) -> "_Asked":
        figures = _figures(moment.project.policy.get("agreement", []), question)
        settings = {"question": question.id, "bootstrap": bootstrap, "figures": figures}
        drawn = [] if over == "items" or not bootstrap else [over]
        what = " ".join([question.id, str(bootstrap), *drawn])
        return cls(
            question,
            bootstrap,
            over,
            name="agreement " + hashlib.sha256(what.encode()).hexdigest()[:30],
            key=input_hash(
                moment.project,
                moment=moment,
                drawn=drawn,
                clusters=clusters_hash(moment.project, over) if drawn else "",
                **settings,
            ),
        )

    def computation(self, moment: Moment) -> Callable[[], dict[str, Any]]:
        """What computes it without the database, which is read here."""
        figures = moment.project.policy.get("agreement", [])
        coded = answers_read(moment, self.question.id).coded
        clusters, raters = clusters_of(moment, self.over), self.over == "raters"
        return lambda: agreement_body(
            self.question, coded, figures, self.bootstrap, clusters=clusters, raters=raters
        )


def _results_of(moment: Moment, asked: Sequence[_Asked]) -> list[CachedResult]:
    """What is stored, and the rest computed."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        begun = [_begun(moment, one, threads) for one in asked]
        return [result() for result in begun]


def _begun(
    moment: Moment, asked: _Asked, threads: ThreadPoolExecutor
) -> Callable[[], CachedResult]:
    """A result that is stored or being computed: most of that runs outside Python's lock.

    Answers with parts are too large to wait beside each other: they are read when their turn comes.
    """
    stored = result_stored(moment.project, asked.name, asked.key)
    if stored is not None:
        return lambda: stored
    compute: Callable[[], dict[str, Any]]
    if asked.question.family == "structured":
        compute = partial(_now, moment, asked)
    else:
        compute = threads.submit(asked.computation(moment)).result
    return lambda: cached_result(
        project=moment.project, name=asked.name, key=asked.key, compute=compute, days=DAYS_KEPT
    )


def _now(moment: Moment, asked: _Asked) -> dict[str, Any]:
    return asked.computation(moment)()


def agreement_body(
    question: Question,
    coded: Coded,
    figures: Sequence[Mapping[str, str]],
    bootstrap: int,
    **over: Any,
) -> dict[str, Any]:
    """Every statistic of a question as JSON; `figures` are those of a policy's `agreement`.

    `over` says what intervals are drawn over, as `question_agreement` takes it: items without it.
    """
    # One seed for every state of the ratings: the same ratings have the same interval in another
    # database and in a release too, and a change of it is never one of the draw.
    generator = np.random.default_rng(zlib.crc32(question.id.encode()))
    found = question_agreement(question, coded, resamples=bootstrap, rng=generator, **over)
    return _as_json(question, found, _figures(figures, question))


def _figures(figures: Sequence[Mapping[str, str]], question: Question) -> list[tuple[str, str]]:
    """Statistic and level of those that a protocol reports of a question."""
    return [(one["stat"], one["level"]) for one in figures if one["question"] == question.id]


def _as_json(
    question: Question, found: QuestionAgreement, figures: list[tuple[str, str]]
) -> dict[str, Any]:
    """The figures that the protocol reports come first."""

    def rank(statistic: Statistic) -> int:
        name = (statistic.stat, statistic.level)
        return figures.index(name) if name in figures else len(figures)

    return {
        "id": question.id,
        "kind": question.kind,
        "text": question.text,
        "statistics": [
            {
                "stat": each.stat,
                "level": each.level,
                **_interval(each.result),
                **_basis(each.result),
            }
            for each in sorted(found.statistics, key=rank)
        ],
        "per_label": [
            {"label": label, **_interval(result), "others": _others(found, label)}
            for label, result in found.per_label.items()
        ],
    }


def _others(found: QuestionAgreement, label: str) -> list[dict[str, Any]]:
    """What else there is of one label alone, such as its kappa or its intraclass correlation."""
    return [
        {"stat": stat, **_interval(of_labels[label])}
        for stat, of_labels in found.label_statistics.items()
    ]


def _interval(result: Result) -> dict[str, Any]:
    return {
        "value": result.value,
        "reason": result.reason,
        "low": result.low,
        "high": result.high,
        "interval": result.interval,
    }


def _basis(result: Result) -> dict[str, Any]:
    return {
        "units": result.units,
        "raters": result.raters,
        "ratings": result.ratings,
        "single_rated_units": result.single_rated_units,
    }
