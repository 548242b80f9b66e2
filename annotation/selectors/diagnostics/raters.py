"""How each rater of a question compares with the others, and whose labels meet on one item."""

from collections.abc import Mapping, Sequence
from typing import Any

from affect.diagnostics import (
    Comparable,
    Figure,
    Shared,
    agreement_drift,
    agreement_with_others,
    carelessness,
    comparable,
    distances,
    label_bias,
    label_pairs,
    leave_one_out,
    number_bias,
    severity_drift,
    texts_of,
)
from affect.questions import Question
from annotation.errors import AnnotationRefused
from annotation.models import Project, Rater
from annotation.selectors.answers.batches import CodedAnswers, question_of
from annotation.selectors.answers.kept import Moment
from annotation.selectors.people.recruited import rater_name, recruited_as


def raters_compared(moment: Moment, question_id: str) -> dict[str, Any]:
    """Figures of every rater of a question, as JSON; `raters` is null where answers of its kind
    have no distance.

    `agreement` with the others, alpha `without` the rater and the `alpha` of all, the share of
    `careless` ratings (labels only), `drift` of the agreement over the rater's work, and by label
    or column `bias` (log-odds), `severity` (points), `spread` and `severity_drift`.
    """
    answers = _answers(moment, question_id)
    asked = comparable(answers.question, answers.coded)
    head = question_head(answers.question, asked)
    if asked is None:
        return head | {"alpha": None, "raters": None}
    shared = asked.shared()
    apart, influence = distances(shared), leave_one_out(shared)
    columns: dict[str, Sequence[Figure]] = {
        "agreement": agreement_with_others(shared, apart),
        "without": influence.without,
        "drift": agreement_drift(shared, answers.rating_ids, apart),
    }
    if asked.n_labels:
        columns["careless"] = carelessness(shared).raters
    by_column = _by_column(answers, asked, shared)
    return head | {
        "alpha": influence.alpha,
        "raters": [
            {
                "rater": int(rater),
                **{name: figure_json(found[place]) for name, found in columns.items()},
                **{
                    name: [figure_json(one[place]) for one in found]
                    for name, found in by_column.items()
                },
            }
            for place, rater in enumerate(answers.rater_ids)
        ],
    }


def question_head(question: Question, asked: Comparable | None) -> dict[str, Any]:
    """What a page says of the question, and of the columns that its answers are compared by."""
    columns = asked.columns if asked else ()
    return {
        "question": question.id,
        "kind": question.kind,
        "text": question.text,
        "columns": [
            {"id": column, "text": text}
            for column, text in zip(columns, texts_of(question, columns), strict=True)
        ],
    }


def _by_column(
    answers: CodedAnswers, asked: Comparable, shared: Shared
) -> dict[str, list[list[Figure]]]:
    """Figures by label or column, then by rater; a single number is one column."""
    if asked.n_labels:
        return {"bias": label_bias(shared)}
    biases = number_bias(shared)
    return {
        "severity": [one.severity for one in biases],
        "spread": [one.spread for one in biases],
        "severity_drift": severity_drift(shared, answers.rating_ids),
    }


def figure_json(figure: Figure) -> dict[str, Any]:
    """A figure as JSON; undefined is null with a reason."""
    return {
        "value": figure.value,
        "reason": figure.reason,
        "low": figure.low,
        "high": figure.high,
        "n": figure.n,
    }


def rater_names(project: Project) -> dict[int, dict[str, Any]]:
    """What researchers know each rater by, and their pace: not kept, as names may change."""
    raters = Rater.objects.filter(project=project).select_related("user", "participation__link")
    return {
        rater.pk: {
            "name": rater_name(rater),
            "recruited": recruited_as(rater),
            "submitted": rater.submitted,
            "seconds_per_item": rater.elapsed_ms / rater.submitted / 1000
            if rater.submitted and rater.elapsed_ms
            else None,
        }
        for rater in raters
    }


def pairs_compared(moment: Moment, question_id: str, rater: int | None) -> dict[str, Any]:
    """How often two raters gave one item each pair of labels, as JSON; `counts` is null where
    raters do not vote for labels.

    rater: rows are that rater's labels and columns the others'; None: of all raters, symmetric.

    Raises:
        AnnotationRefused: nobody of that number answered the question
    """
    answers = _answers(moment, question_id)
    asked = comparable(answers.question, answers.coded)
    head = question_head(answers.question, asked) | {"rater": rater}
    if asked is None or not (asked.is_vote or answers.question.family == "set"):
        return head | {"counts": None}
    place = None if rater is None else _place_of(answers, rater)
    return head | {"counts": label_pairs(asked.shared(), place).tolist()}


def _answers(moment: Moment, question_id: str) -> CodedAnswers:
    """Of answers with parts, which have no distance here, only that they are there."""
    question = question_of(moment.project, question_id)
    parts = question.family == "structured" and question.kind != "review"
    return moment.packed(question_id) if parts else moment.answers(question_id)


def _place_of(answers: CodedAnswers, rater: int) -> int:
    places: Mapping[int, int] = {int(pk): at for at, pk in enumerate(answers.rater_ids)}
    if rater not in places:
        raise AnnotationRefused(
            f"Rater {rater} answered nothing to '{answers.question.id}'; "
            f"{len(places)} raters did: {', '.join(map(str, list(places)[:20]))}."
        )
    return places[rater]
