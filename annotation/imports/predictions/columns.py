"""Which column of a table of predictions is what: `item`, `QUESTION`, or `QUESTION.LABEL`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from affect.comparison import KINDS
from affect.questions import Question, Scheme
from annotation.errors import AnnotationRefused
from annotation.imports.tables.fields import Canonical, label_named, mapping_of, question_named
from annotation.imports.tables.table import Table

ITEM = "item"
SHARE = "share."
"""What exports put before a label; a table of items that was exported is one of predictions."""


@dataclass(frozen=True)
class Columns:
    """Where the predictions of one question stand: one column, or one per label."""

    question: Question
    whole: int | None
    labels: dict[str, int]


def columns_of(
    table: Table,
    maps: Sequence[str],
    scheme: Scheme,
    only: str | None,
    kinds: Collection[str] = KINDS,
    *,
    by_name: bool = True,
) -> tuple[int, list[Columns]]:
    """The column of the items, and those of each question of these kinds that is predicted.

    A column may also be called as a label alone, where one question has it.

    Raises
    ------
    AnnotationRefused: no column holds items or predictions; a question is unknown, cannot be
        scored, or has columns for only some labels; a mapping names a column or a field that is
        not there.
    """
    able = [question for question in scheme.questions if question.kind in kinds]
    questions = able if only is None else [_chosen(scheme, able, only)]
    canonical = _canonical(able, questions)
    mapping = mapping_of(table, maps, canonical, _allowed(able), by_name=by_name).positions
    if ITEM not in mapping:
        raise table.lacks(ITEM)
    found = [_columns(question, mapping) for question in questions]
    predicted = [each for each in found if each.whole is not None or each.labels]
    if not predicted:
        raise AnnotationRefused(
            f"{table.name} has no column with predictions. Allowed: "
            f"{', '.join(_allowed(questions)[1:])}; say which it is: --map FIELD=COLUMN. "
            f"Its columns: {table.told}."
        )
    return mapping[ITEM], predicted


def _chosen(scheme: Scheme, able: Sequence[Question], only: str) -> Question:
    chosen = question_named(scheme, only)
    if chosen is None or chosen not in able:
        why = "is not in this release" if chosen is None else f"is a {chosen.kind} question"
        those = ", ".join(question.id for question in able) or "none"
        raise AnnotationRefused(f"Question '{only}' {why}; a model can be scored on: {those}.")
    return chosen


def _canonical(able: Sequence[Question], scored: Sequence[Question]) -> Canonical:
    """Fields of all questions, and bare labels of those that are scored."""

    def canonical(written: str) -> str | None:
        if written.casefold() == ITEM:
            return ITEM
        head, dot, tail = written.partition(".")
        for question in able:
            if question.id.casefold() == head.casefold():
                return _label_field(question, tail) if dot else question.id
        fields = [_label_field(question, written) for question in scored]
        owners = [field for field in fields if field is not None]
        return owners[0] if len(owners) == 1 else None

    return canonical


def _label_field(question: Question, written: str) -> str | None:
    label = label_named(question, written.removeprefix(SHARE))
    return f"{question.id}.{label.id}" if label is not None else None


def fields_allowed(scheme: Scheme, kinds: Collection[str] = KINDS) -> list[str]:
    """Every field that a table of predictions may have in this scheme."""
    return _allowed([question for question in scheme.questions if question.kind in kinds])


def _allowed(questions: Sequence[Question]) -> list[str]:
    fields = [ITEM]
    for question in questions:
        fields += [question.id, *(f"{question.id}.{label}" for label in question.label_ids)]
    return fields


def _columns(question: Question, mapping: dict[str, int]) -> Columns:
    labels = {
        label: mapping[f"{question.id}.{label}"]
        for label in question.label_ids
        if f"{question.id}.{label}" in mapping
    }
    if not labels or question.id in mapping:
        return Columns(question, mapping.get(question.id), {})
    lacking = [label for label in question.label_ids if label not in labels]
    if lacking:
        raise AnnotationRefused(
            f"'{question.id}' has columns for {', '.join(labels)} and none for "
            f"{', '.join(lacking)}: a model's answer is a number for every label. "
            f"Say which they are: --map {question.id}.{lacking[0]}=COLUMN"
        )
    return Columns(question, None, labels)
