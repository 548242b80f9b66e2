"""Items whose raters disagree, in an order and with filters, and the answers to those of a page."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.db.models.fields.json import KeyTransform
from numpy.typing import NDArray

from affect.diagnostics import target_width, texts_of
from annotation.errors import AnnotationRefused
from annotation.models import Item, Project, Rater, Rating
from annotation.selectors.answers.batches import CodedAnswers, question_of
from annotation.selectors.answers.kept import Moment
from annotation.selectors.diagnostics.items import LIKELY, ItemTable, item_table
from annotation.selectors.people.recruited import rater_name
from annotation.selectors.projects.items import OPEN
from annotation.selectors.projects.schemes import current_scheme, questions_of
from annotation.selectors.rating.task_media import media_of

PREFERRED = ("entropy", "sd", "spread", "distance")
"""Measures by which items are sorted unless something else is asked for."""
MOST_PAIRS = 12
COUNT = "n"
"""The order by the number of answers: for kinds whose answers have no distance."""
WHYS = ("ambiguous", "careless")


@dataclass(frozen=True)
class Asked:
    """What to list. Empty and None are the default, or any.

    sort: a measure, the largest first. pair: the two most frequent labels, in any order.
    why: what the disagreement comes from. needs: only items that need more raters.
    target: how exactly shares or means should be known.
    """

    question: str = ""
    sort: str = ""
    pair: tuple[str, str] | None = None
    why: str = ""
    needs: bool = False
    least: int = 2
    target: float | None = None


def disagreement_page(moment: Moment, asked: Asked, start: int, end: int) -> dict[str, Any]:
    """A slice of the items with `least` answers, the most divided first, and what holds of all.

    Raises:
        AnnotationRefused: there is no such question, measure, label or reason
    """
    project = moment.project
    question = question_of(project, asked.question or first_question(project))
    target = asked.target or target_width(question)
    table = item_table(moment, question.id, target)
    order = asked.sort or default_order(table)
    rows = units_listed(table, asked, order)
    return {
        "question": question.id,
        "text": question.text,
        "kind": question.kind,
        "labels": _labels(table),
        "measures": [*table.measures, COUNT],
        "sort": order,
        "target": target,
        "count": len(rows),
        **_summary(table, asked.least),
        "results": _results(project, table, rows[start:end]),
    }


def needed_by(moment: Moment, asked: Asked, most: int) -> dict[int, int]:
    """How many more raters each item needs, at most `most`, of those that the filters leave.

    Raises:
        AnnotationRefused: as `disagreement_page`, or the kind has no such measure
    """
    question = question_of(moment.project, asked.question or first_question(moment.project))
    table = item_table(moment, question.id, asked.target or target_width(question))
    units = units_listed(table, replace(asked, needs=True), asked.sort or default_order(table))
    more = np.minimum(_needed(table)[units], most).tolist()
    return dict(zip(table.answers.item_ids[units].tolist(), more, strict=True))


def first_question(project: Project) -> str:
    """The first question whose answers can be compared, else the first one."""
    questions = questions_of(current_scheme(project.pk)).questions
    comparable = (one.id for one in questions if one.family != "structured" or one.kind == "review")
    return next(comparable, questions[0].id)


def default_order(table: ItemTable) -> str:
    return next((name for name in PREFERRED if name in table.measures), COUNT)


def _labels(table: ItemTable) -> list[dict[str, str]]:
    texts = texts_of(table.answers.question, table.columns)
    return [{"id": i, "text": text} for i, text in zip(table.columns, texts, strict=True)]


def units_listed(table: ItemTable, asked: Asked, order: str) -> NDArray[np.int64]:
    """The units that the filters leave, in order; ties in the order of the project."""
    keys = table.measures | {COUNT: table.n.astype(np.float64)}
    if order not in keys:
        raise AnnotationRefused(f"sort is one of {', '.join(keys)}, not '{order}'.")
    kept = (table.n >= asked.least) & ~np.isnan(keys[order])
    if asked.needs:
        kept &= _needed(table) > 0
    if asked.pair is not None:
        kept &= _of_pair(table, asked.pair)
    if asked.why:
        kept &= _because(table, asked.why)
    rows = np.flatnonzero(kept)
    listed: NDArray[np.int64] = rows[np.argsort(-keys[order][rows], kind="stable")]
    return listed


def _needed(table: ItemTable) -> NDArray[np.int64]:
    if table.more is None:
        raise AnnotationRefused(
            f"how many raters an item needs is told of labels, shares and scales, "
            f"not of a {table.answers.question.kind} question."
        )
    return table.more


def _of_pair(table: ItemTable, pair: tuple[str, str]) -> NDArray[np.bool_]:
    unknown = [label for label in pair if label not in table.columns]
    if unknown or table.first is None or table.second is None:
        allowed = ", ".join(table.columns) or "none, as nobody votes for labels here"
        raise AnnotationRefused(f"pair names two labels of: {allowed}; not {' and '.join(pair)}.")
    one, other = (table.columns.index(label) for label in pair)
    straight = (table.first == one) & (table.second == other)
    turned = (table.first == other) & (table.second == one)
    return np.asarray(straight | turned, np.bool_)


def _because(table: ItemTable, why: str) -> NDArray[np.bool_]:
    if why not in WHYS or table.ambiguous is None:
        raise AnnotationRefused(
            f"why is one of {', '.join(WHYS)}, for questions of one label a rater; not '{why}'."
        )
    ambiguous = table.ambiguous > LIKELY
    return _divided(table) & (ambiguous if why == "ambiguous" else ~ambiguous)


def _divided(table: ItemTable) -> NDArray[np.bool_]:
    """Items on which not everybody said the same."""
    return np.nan_to_num(table.measures["distance"]) > 0


def _summary(table: ItemTable, least: int) -> dict[str, Any]:
    """How many items there are, how many need how many raters, whose labels meet."""
    several = table.n >= least
    found: dict[str, Any] = {"total": int(several.sum()), "need": None, "pairs": [], "whys": None}
    if table.more is not None:
        more = table.more[several]
        counts = Counter(more[more > 0].tolist())
        found["need"] = [{"raters": k, "items": counts[k]} for k in sorted(counts)]
    if table.first is not None and table.second is not None:
        found["pairs"] = _pairs(table, several)
    if table.ambiguous is not None:
        divided = several & _divided(table)
        ambiguous = int((divided & (table.ambiguous > LIKELY)).sum())
        found["whys"] = {"ambiguous": ambiguous, "careless": int(divided.sum()) - ambiguous}
    return found


def _pairs(table: ItemTable, several: NDArray[np.bool_]) -> list[dict[str, Any]]:
    """The two most frequent labels of items, with how many items have them, most first."""
    if table.first is None or table.second is None:
        return []
    rows = several & (table.second >= 0)
    ends = np.sort(np.stack([table.first[rows], table.second[rows]], axis=1), axis=1)
    pairs, counts = np.unique(ends, axis=0, return_counts=True)
    order = np.argsort(-counts, kind="stable")[:MOST_PAIRS]
    return [
        {
            "first": table.columns[pairs[at, 0]],
            "second": table.columns[pairs[at, 1]],
            "items": int(counts[at]),
        }
        for at in order
    ]


def _results(project: Project, table: ItemTable, units: NDArray[np.int64]) -> list[dict[str, Any]]:
    answers = table.answers
    ids = answers.item_ids[units].tolist()
    items = Item.objects.select_related("segment__recording", "segment__sensors").prefetch_related(
        "clips__segment__recording"
    ).in_bulk(ids)  # fmt: skip
    given = _given(project, table, units)
    return [
        _shown(items[item]) | _figures(table, unit) | {"answers": given[unit]}
        for item, unit in zip(ids, units.tolist(), strict=True)
    ]


def _shown(item: Item) -> dict[str, Any]:
    segment = item.segment
    return {
        "id": item.pk,
        "key": item.key,
        "transcript": segment.transcript or None if segment else None,
        "speaker": segment.speaker or None if segment else None,
        "media": media_of(segment, OPEN),
        "clips": [media_of(clip.segment, OPEN) for clip in item.clips.all()],
        "wanted": item.wanted,
        "extra": item.extra,
        "can_ask": item.replaced_at is None and (segment is not None or bool(item.clips.all())),
    }


def _figures(table: ItemTable, unit: int) -> dict[str, Any]:
    measures = {name: float(values[unit]) for name, values in table.measures.items()}
    divided = bool(_divided(table)[unit]) if "distance" in table.measures else None
    ambiguous = None if table.ambiguous is None else float(table.ambiguous[unit])
    told = ambiguous is not None and not np.isnan(ambiguous) and divided
    return {
        "n": int(table.n[unit]),
        "measures": {name: None if np.isnan(value) else value for name, value in measures.items()},
        "more": None if table.more is None else int(table.more[unit]),
        "ambiguous": ambiguous if told else None,
        "why": (WHYS[0] if ambiguous > LIKELY else WHYS[1]) if told and ambiguous else None,
    }


def _given(
    project: Project, table: ItemTable, units: NDArray[np.int64]
) -> dict[int, list[dict[str, Any]]]:
    """The answers to each of these units as they were given, in the order in which they came.

    Traces come without their values, which are long: `trace_overlay` has them item by item.
    """
    answers = table.answers
    rows = _rows_of(answers, units)
    said = _said(answers, rows)
    names = _names(project, answers, rows)
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.tolist():
        rating, code = int(answers.rating_ids[row]), int(answers.coded.rater[row])
        rater = int(answers.rater_ids[code]) if code >= 0 else None
        careless = float("nan") if table.careless is None else float(table.careless[row])
        found[int(answers.coded.unit[row])].append(
            {
                "rating": rating,
                "rater": rater,
                "name": None if rater is None else names[rater],
                "answer": said.get(rating) or {},
                "careless": None if np.isnan(careless) else careless,
            }
        )
    return found


def _said(answers: CodedAnswers, rows: NDArray[np.int64]) -> dict[int, dict[str, Any]]:
    """What each rating of these rows says to the question."""
    if answers.question.kind == "trace":
        return {}
    ratings = Rating.objects.filter(pk__in=answers.rating_ids[rows].tolist())
    answer = KeyTransform(answers.question.id, "answers")
    return dict(ratings.annotate(said=answer).values_list("pk", "said"))


def _rows_of(answers: CodedAnswers, units: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rows with an answer, or a "cannot tell", to these units; rows are ordered by unit."""
    coded = answers.coded
    ends = (np.searchsorted(coded.unit, units, side) for side in ("left", "right"))
    spans = [np.arange(low, high) for low, high in zip(*ends, strict=True)]
    rows = np.concatenate(spans) if spans else np.array([], np.int64)
    told = coded.answered() | coded.cannot_tell
    kept: NDArray[np.int64] = rows[told[rows]]
    return kept


def _names(project: Project, answers: CodedAnswers, rows: NDArray[np.int64]) -> dict[int, str]:
    codes = {int(code) for code in answers.coded.rater[rows] if code >= 0}
    ids = [int(answers.rater_ids[code]) for code in codes]
    raters = Rater.objects.filter(project=project, pk__in=ids)
    known = raters.select_related("user", "participation__link")
    return {rater.pk: rater_name(rater) for rater in known}
