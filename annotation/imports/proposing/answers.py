"""Which columns answer which question."""

import re
from collections.abc import Sequence

from affect.questions import Intensity, OneLabel, Question, Scale, Scheme
from annotation.imports.proposing import values
from annotation.imports.proposing.guess import Column, Guess
from annotation.imports.proposing.names import plain
from annotation.imports.tables.fields import BY, LISTED, VOTES, Canonical, label_named

FEWEST_RATERS = 2
DIGITS = re.compile(r"\d+")
LABELLED = ("choice", "multi", "distribution", "intensity", "grid")


def by_name(columns: Sequence[Column], canonical: Canonical) -> dict[int, Guess]:
    """Columns that carry the name of a field."""
    found = {}
    for column in columns:
        field = canonical(column.name)
        if field is not None:
            found[column.at] = Guess(field, "it has the name of the field")
    return found


def by_labels(columns: Sequence[Column], scheme: Scheme) -> dict[int, Guess]:
    """Columns named by the labels of one question: marks, votes, shares or numbers for each."""
    best: dict[int, Guess] = {}
    for question in scheme.questions:
        if question.kind not in LABELLED:
            continue
        named = {
            column.at: (column, label.id)
            for column in columns
            if (label := label_named(question, column.name)) is not None
        }
        twice = len({label for _, label in named.values()}) < len(named)
        if len(named) < FEWEST_RATERS or twice or len(named) <= len(best):
            continue
        found = _of_labels(question, list(named.values()))
        best = found or best
    return best


def _of_labels(question: Question, named: list[tuple[Column, str]]) -> dict[int, Guess]:
    columns = [column for column, _ in named]
    filled = [column for column in columns if column.texts]
    shape = next((why for test, kinds, why in _SHAPES if question.kind in kinds and filled
                  and all(map(test, filled))), None)  # fmt: skip
    if shape is None and isinstance(question, OneLabel) and _some_counts(filled):
        shape = COUNTED
    if shape is None:
        return {}
    head = f"{VOTES}.{question.id}" if shape == COUNTED else question.id
    return {
        column.at: Guess(f"{head}.{label}", f"{shape} for a label of '{question.id}'")
        for column, label in named
    }


def _some_counts(columns: Sequence[Column]) -> bool:
    """Whether columns are counts of votes: one may hold nothing but 0 and 1."""
    whole = all(values.is_counts(column) or values.is_marks(column) for column in columns)
    return whole and any(values.is_counts(column) for column in columns)


def _any_number(column: Column) -> bool:
    return values.numbers_of(column) is not None


def _share_like(column: Column) -> bool:
    """Whether cells are shares: one column may hold nothing but 0 and 1."""
    return values.is_shares(column) or values.is_marks(column)


COUNTED = "numbers of votes"
_SHAPES = (
    (values.is_marks, ("choice", "multi"), "yes or no"),
    (_share_like, ("distribution", "choice", "multi"), "shares"),
    (_any_number, ("intensity", "grid"), "a number"),
)  # fmt: skip


def by_values(columns: Sequence[Column], scheme: Scheme) -> dict[int, Guess]:
    """Columns whose values are answers to a question.

    A column that fits one question alone is taken before one that fits several; of those that fit
    the same, one whose name speaks of it, then the fullest one.
    """
    fits = {column.at: _fitting(column, scheme) for column in columns}
    found: dict[int, Guess] = {}
    taken: set[str] = set()
    for called in (True, False):
        able = [column for column in columns if fits[column.at] and column.at not in found]
        for column in sorted(able, key=lambda each: (len(fits[each.at]), -len(each.texts))):
            for question in fits[column.at]:
                if question.id not in taken and (not called or _is_called(column, question)):
                    found[column.at] = Guess(question.id, _why(column, question))
                    taken.add(question.id)
                    break
    return found


def _fitting(column: Column, scheme: Scheme) -> list[Question]:
    """The questions that a column may answer; numbers say too little without the name."""
    return [
        question
        for question in scheme.questions
        if (question.labels or _is_called(column, question))
        and values.mostly_fits(column, question)
    ]


def _is_called(column: Column, question: Question) -> bool:
    """Whether a name speaks of a question: its words, its dimension, or their first letter."""
    name = plain(column.name)
    spoken = {plain(question.id)}
    if isinstance(question, Scale) and question.dimension:
        spoken |= {question.dimension, question.dimension[0]}
    return name in spoken or any(len(word) > 1 and word in name.split() for word in spoken)


def _why(column: Column, question: Question) -> str:
    fit, filled = values.fitting(column, question), len(column.texts)
    what = "labels of" if question.labels else "on the scale of"
    return f"{fit} of {filled} values are {what} '{question.id}'"


def by_lists(columns: Sequence[Column], scheme: Scheme) -> dict[int, Guess]:
    """Columns whose cells list several ratings each."""
    found = {}
    for column in columns:
        for question in scheme.questions:
            able = isinstance(question, Scale | OneLabel) and not isinstance(question, Intensity)
            if able and values.lists(column, question):
                why = f"each cell lists several answers to '{question.id}'"
                found[column.at] = Guess(LISTED + question.id, why)
                break
    return found


def by_raters(columns: Sequence[Column], scheme: Scheme) -> dict[int, Guess]:
    """Columns with one name but for a number, all of answers to one question: one per rater."""
    groups: dict[str, list[Column]] = {}
    for column in columns:
        if DIGITS.search(column.name) and column.texts:
            groups.setdefault(DIGITS.sub("#", column.name), []).append(column)
    for group in groups.values():
        for question in scheme.questions:
            able = isinstance(question, Scale | OneLabel)
            fits = able and all(values.mostly_fits(column, question) for column in group)
            if len(group) >= FEWEST_RATERS and fits:
                why = f"{len(group)} columns of this name hold answers to '{question.id}'"
                return {c.at: Guess(f"{question.id}{BY}{c.name}", why) for c in group}
    return {}
