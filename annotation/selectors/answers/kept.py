"""Coded answers that a process keeps from request to request, so that a change costs what changed.

Reading a million answers takes a second; the few that came since are there at once. What is kept
is checked against the ratings at each use, and read anew where it does not follow from them.
"""

import threading
from collections import OrderedDict
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from django.db.models import Count, Max, Sum
from numpy.typing import NDArray
from psycopg import sql

from affect.coded import Coded
from annotation.models import Project, Rating
from annotation.selectors.answers.batches import (
    CodedAnswers,
    Rows,
    coded_rows,
    item_ids_of,
    packed_rows,
    question_of,
    rows_of,
    unit_of,
    values_of_ratings,
)
from annotation.selectors.results.extents import extents

MOST_BYTES = 256 * 2**20
"""Kept by one process in all; what was asked for longest ago goes first."""
MOST_NEW = 10_000
"""New answers that are fitted in one by one; more are read with all others."""


class RatingsState(NamedTuple):
    """Names the set of a project's ratings.

    Ratings are only ever added, so how many there are, the last id and the sum of the ids do: an
    insert that commits late, with a lower id than the last, changes the number, and a purge with as
    many inserts after it changes the last. Null where there are none.
    """

    ratings: int
    last: int | None
    total: int | None


def ratings_state(project: Project) -> RatingsState:
    """The state of a project's ratings now."""
    return _state(project, sql_range=None)


def _state(project: Project, sql_range: tuple[int, int] | None) -> RatingsState:
    """Of all ratings, or of those with ids above the first and up to the second of a range."""
    ratings = Rating.objects.filter(project=project)
    if sql_range is not None:
        ratings = ratings.filter(pk__gt=sql_range[0], pk__lte=sql_range[1])
    found = ratings.aggregate(ratings=Count("pk"), last=Max("pk"), total=Sum("pk"))
    return RatingsState(**found)


class Moment:
    """A project as a request finds it: read once for all questions."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.state = ratings_state(project)

    @cached_property
    def item_ids(self) -> NDArray[np.int64]:
        """The units of every question."""
        return item_ids_of(self.project)

    def answers(self, question_id: str) -> CodedAnswers:
        """As `coded_answers`, of arrays that nobody may write to.

        Raises:
            AnnotationRefused: the current scheme has no such question
        """
        question = question_of(self.project, question_id)
        if question.family == "structured":  # objects, too large to keep
            rows, extent = rows_of(self.project, question), extents(question, self.item_ids)
            return coded_rows(question, rows, self.item_ids, extent)
        return self.packed(question_id)

    def packed(self, question_id: str) -> CodedAnswers:
        """The same, but of answers with parts only that they are there: int8 1, or -1 if missing.

        Raises:
            AnnotationRefused: the current scheme has no such question
        """
        schemes = tuple(self.project.schemes.order_by("pk").values_list("pk", flat=True))
        return KEPT.answers(self, question_id, (self.project.pk, question_id, schemes))

    def apart(self, question_id: str) -> CodedAnswers:
        """As `packed`, with the answers themselves to be read a few at a time (`Coded.read`).

        Raises:
            AnnotationRefused: the current scheme has no such question
        """
        packed = self.packed(question_id)

        def read(rows: NDArray[np.intp]) -> list[Any]:
            return values_of_ratings(self.project, packed.question, packed.rating_ids[rows])

        extent = extents(packed.question, self.item_ids)
        return replace(packed, coded=replace(packed.coded, extent=extent, read=read))


def answers_read(moment: Moment, question_id: str) -> CodedAnswers:
    """The answers in memory; those of traces, which are long, to be read a few items at a time.

    Raises:
        AnnotationRefused: the current scheme has no such question
    """
    is_trace = question_of(moment.project, question_id).kind == "trace"
    return moment.apart(question_id) if is_trace else moment.answers(question_id)


Key = tuple[int, str, tuple[int, ...]]


class _Kept(NamedTuple):
    state: RatingsState
    answers: CodedAnswers


class KeptAnswers:
    """The answers that one process keeps, the least recently used first; for many threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()
        self._locks: dict[Key, threading.Lock] = {}
        self._lock = threading.Lock()

    def answers(self, moment: Moment, question_id: str, key: Key) -> CodedAnswers:
        with self._lock:
            own = self._locks.setdefault(key, threading.Lock())
        with own:  # who asks for the same at once waits and then has it
            kept = self._kept.get(key)
            found = _renewed(moment, question_id, kept)
            if kept is None or found is not kept.answers:
                _make_read_only(found)
            with self._lock:
                self._kept[key] = _Kept(moment.state, found)
                self._kept.move_to_end(key)
                self._forget()
        return found

    def _forget(self) -> None:
        while len(self._kept) > 1 and sum(_bytes(one.answers) for one in self._kept.values()) > (
            MOST_BYTES
        ):
            key, _ = self._kept.popitem(last=False)
            self._locks.pop(key, None)


KEPT = KeptAnswers()


def _renewed(moment: Moment, question_id: str, kept: _Kept | None) -> CodedAnswers:
    if kept is None or not np.array_equal(kept.answers.item_ids, moment.item_ids):
        return _read(moment, question_id)
    if kept.state == moment.state:
        return kept.answers
    new = _new_rows(moment, kept)
    return _read(moment, question_id) if new is None else fitted_in(kept.answers, new)


def _read(moment: Moment, question_id: str) -> CodedAnswers:
    """Everything up to the moment's state."""
    question = question_of(moment.project, question_id)
    which = sql.SQL("rating.id <= {}").format(sql.Literal(moment.state.last or 0))
    return coded_rows(question, packed_rows(moment.project, question, which), moment.item_ids)


def _new_rows(moment: Moment, kept: _Kept) -> Rows | None:
    """What came between two states; None where it is not only that something came at the end."""
    old, new = kept.state, moment.state
    if old.last is None or new.last is None or not 0 <= new.ratings - old.ratings <= MOST_NEW:
        return None
    came = _state(moment.project, (old.last, new.last))
    if (came.ratings, came.total or 0) != (
        new.ratings - old.ratings,
        (new.total or 0) - (old.total or 0),
    ):
        return None
    which = sql.SQL("rating.id > {} AND rating.id <= {}").format(
        sql.Literal(old.last), sql.Literal(new.last)
    )
    return packed_rows(moment.project, kept.answers.question, which)


def fitted_in(answers: CodedAnswers, new: Rows) -> CodedAnswers:
    """Answers with newer ones, which take the place of older ones of the same rater and item."""
    coded = answers.coded
    unit = unit_of(new.items, answers.item_ids)
    order = np.lexsort((new.ids, unit))
    unit, raters = unit[order], new.raters[order]
    kept = np.ones(len(coded.unit), bool)
    known = np.flatnonzero(raters >= 0)
    kept[_superseded(answers, unit[known], raters[known])] = False
    rater_ids = np.union1d(answers.rater_ids, raters[known])
    recoded = np.searchsorted(rater_ids, answers.rater_ids)
    rater = np.where(coded.rater >= 0, recoded[coded.rater], -1) if len(recoded) else coded.rater
    code = np.where(raters >= 0, np.searchsorted(rater_ids, raters), -1)
    place = np.searchsorted(coded.unit[kept], unit, side="right")

    def joined(old: NDArray, added: NDArray) -> NDArray:  # type: ignore[type-arg]  # any type
        return np.insert(old[kept], place, added, axis=0)

    return CodedAnswers(
        question=answers.question,
        coded=Coded(
            unit=joined(coded.unit, unit),
            rater=joined(rater.astype(np.int32), code.astype(np.int32)),
            values=joined(coded.values, new.values[order]),
            cannot_tell=joined(coded.cannot_tell, new.told[order]),
        ),
        rating_ids=joined(answers.rating_ids, new.ids[order]),
        item_ids=answers.item_ids,
        rater_ids=rater_ids,
    )


def _superseded(
    answers: CodedAnswers, unit: NDArray[np.int32], raters: NDArray[np.int64]
) -> list[int]:
    """Rows of these raters on these units."""
    first, last = (np.searchsorted(answers.coded.unit, unit, side) for side in ("left", "right"))
    known, ids = answers.coded.rater, answers.rater_ids
    return [
        row
        for low, high, rater in zip(first, last, raters, strict=True)
        for row in range(low, high)
        if known[row] >= 0 and ids[known[row]] == rater
    ]


def _arrays(answers: CodedAnswers) -> tuple[NDArray, ...]:  # type: ignore[type-arg]  # any type
    coded = answers.coded
    return (
        coded.unit, coded.rater, coded.values, coded.cannot_tell,
        answers.rating_ids, answers.item_ids, answers.rater_ids,
    )  # fmt: skip


def _make_read_only(answers: CodedAnswers) -> None:
    for array in _arrays(answers):
        array.flags.writeable = False


def _bytes(answers: CodedAnswers) -> int:
    return sum(array.nbytes for array in _arrays(answers))
