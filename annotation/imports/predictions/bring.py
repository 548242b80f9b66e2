"""One row per item: what a model that ran elsewhere said of it, kept as the drafts of a card."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from affect.comparison import KINDS, PIECE_KINDS
from affect.questions import Grid, Intensity, Question, Scale
from annotation.errors import AnnotationRefused
from annotation.imports.predictions.columns import Columns, columns_of
from annotation.imports.predictions.rows import FloatArray, Predictions, predictions_read
from annotation.imports.reading import Reading
from annotation.imports.report import Place, Report
from annotation.imports.tables.table import Table
from annotation.imports.tables.translated import translated
from annotation.models import Project
from annotation.selectors.drafts.values import name_of_scale
from annotation.selectors.projects.items import segments_of
from annotation.selectors.projects.schemes import current_scheme, questions_of
from autolabel.imported import imported_card, predictions_store, predictions_stored

DRAFTED = tuple(kind for kind in KINDS if kind not in PIECE_KINDS)
"""Kinds of question that a model's scores can be a draft of."""

Scores = dict[str, float]


@dataclass(frozen=True)
class _Said:
    """Of one item: the numbers as the table has them, and the scores from 0 to 1."""

    place: Place
    item: str
    segment: int | None
    raw: Scores
    scores: Scores


def import_predictions(project: Project, table: Table, reading: Reading, report: Report) -> None:
    """Store the predictions of a model, whose name is the card's.

    Raises:
        AnnotationRefused: nobody said whose predictions they are, the name is that of another
            model, a mapping is wrong, or two questions share a label
    """
    if not reading.card:
        raise AnnotationRefused(
            "Whose predictions are these? Name the model: --card NAME. Drafts and releases show "
            "them under that name."
        )
    scheme = questions_of(current_scheme(project.pk))
    item_at, columns = columns_of(
        table, reading.maps, scheme, None, DRAFTED, by_name=reading.by_name
    )
    positions = {"item": item_at} | _positions(columns)
    report.columns = {field: table.label(at) for field, at in positions.items()}
    report.unused_columns = [
        table.label(at) for at in range(len(table.columns)) if at not in positions.values()
    ]
    card = imported_card(
        reading.card,
        labels=_labels(columns),
        beside=segments_of(project),
    )
    table = translated(table, reading, positions, report)
    said = _read(project, table, item_at, columns, report)
    known = predictions_stored(card, [each.segment for each in said if each.segment is not None])
    new = _new(said, known, report)
    predictions_store(card, {each.segment: (each.raw, each.scores) for each in new if each.segment})
    report.added = report.new_predictions = len(new)


def _positions(columns: list[Columns]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in columns:
        name = each.question.id
        found |= {name: each.whole} if each.whole is not None else {}
        found |= {f"{name}.{label}": at for label, at in each.labels.items()}
    return found


def _labels(columns: list[Columns]) -> list[str]:
    """The names of a model's scores: labels, and dimensions or questions of scales."""
    found: dict[str, str] = {}
    for each in columns:
        question = each.question
        names = [name_of_scale(question)] if isinstance(question, Scale) else question.label_ids
        for name in names:
            if name in found:
                raise AnnotationRefused(
                    f"'{found[name]}' and '{question.id}' both have '{name}', and a card gives one "
                    "score of that name: import one question after the other, each under a card "
                    "of its own."
                )
            found[name] = question.id
    return list(found)


def _read(
    project: Project, table: Table, item_at: int, columns: list[Columns], report: Report
) -> list[_Said]:
    items = list(project.items.order_by("place", "pk").only("key", "group", "segment"))
    places = {item.group: at for at, item in enumerate(items) if item.group}
    places |= {item.key: at for at, item in enumerate(items)}
    everywhere = np.ones(len(items), bool)
    found = predictions_read(
        table.rows, item_at, columns, places, everywhere, whole="the project", exact=False
    )
    report.rows = found.rows
    report.failures += found.failures
    report.unchanged += found.rows - len(found.failures) - len(found.where)
    said = [
        _Said(place, items[at].key, items[at].segment_id, *_numbers_of(columns, found, at))
        for at, place in sorted(found.where.items(), key=lambda each: each[1].row)
    ]
    beyond = sum(score < 0 or score > 1 for each in said for score in each.scores.values())
    if beyond:
        report.notes.append(
            f"{beyond:,} numbers lie beyond the ends of their scale; they are kept, and drafts "
            "show the end"
        )
    return [_clipped(each) for each in said]


def _numbers_of(columns: list[Columns], found: Predictions, at: int) -> tuple[Scores, Scores]:
    """The numbers of an item as the table has them, and its scores."""
    raw: Scores = {}
    scores: Scores = {}
    for each in columns:
        question, numbers = each.question, found.numbers[each.question.id][at]
        for name, number in _named(question, numbers).items():
            raw[f"{question.id}.{name}" if question.labels else question.id] = number
            scores[name] = _scaled(question, name, number)
    return raw, scores


def _named(question: Question, numbers: FloatArray) -> Scores:
    names = [name_of_scale(question)] if isinstance(question, Scale) else question.label_ids
    return {
        name: float(number)
        for name, number in zip(names, numbers, strict=True)
        if not np.isnan(number)
    }


def _scaled(question: Question, name: str, number: float) -> float:
    """A number from the lowest (0) to the highest (1) that the question allows; shares stay."""
    ends: Any = question
    if isinstance(question, Grid):
        ends = next(axis for axis in question.axes if axis.id == name)
    if not isinstance(question, Scale | Intensity | Grid):
        return number
    return float((number - ends.min) / (ends.max - ends.min))


def _clipped(said: _Said) -> _Said:
    scores = {name: min(1.0, max(0.0, score)) for name, score in said.scores.items()}
    return _Said(said.place, said.item, said.segment, said.raw, scores)


def _new(said: list[_Said], known: dict[int, Scores], report: Report) -> list[_Said]:
    """What is not stored yet; what cannot be, or is stored otherwise, fails."""
    new: dict[int, _Said] = {}
    for each in said:
        if not each.raw:
            report.fail(each.place, f"nothing is predicted of '{each.item}'")
        elif each.segment is None:
            report.fail(
                each.place,
                f"'{each.item}' shows no segment of its own (it is a name only, or several clips "
                "side by side), and a prediction is of a segment",
            )
        elif each.segment in new and new[each.segment].raw != each.raw:
            other = new[each.segment]
            report.fail(
                each.place,
                f"'{each.item}' shows the same segment as '{other.item}' ({other.place}), of which "
                "something else is predicted; the first is taken",
            )
        elif known.get(each.segment, each.raw) != each.raw:
            report.fail(
                each.place,
                f"the card has said otherwise of '{each.item}': {known[each.segment]}; a stored "
                "prediction is not replaced. Give the new ones another name: --card NAME",
            )
        elif each.segment in new or each.segment in known:
            report.unchanged += 1
        else:
            new[each.segment] = each
    return list(new.values())
