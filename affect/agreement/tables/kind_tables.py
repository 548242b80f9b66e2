"""Tables of answers that are no single number or label: traces, boxes and texts.

    traces   a row per sample: unit, rater, time in seconds, value
    boxes    a row per box: unit, rater, x, y, width, height (shares of the image), label; a rater
             who drew nothing has a row with these empty
    texts    a row per text: unit, rater, text

They are read as the answers to a question of the kind, whose statistics they have.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from affect.agreement.draws.bootstrap import Draw
from affect.agreement.question import question_agreement
from affect.agreement.result import AgreementError, Result
from affect.agreement.tables.tables import as_number
from affect.coded import Coded
from affect.questions import Question, load_scheme

Cells = Sequence[str]
VALUE = "value"
SIDES = ("x", "y", "width", "height")
COLUMNS = {
    "traces": ("unit", "rater", "time", VALUE),
    "boxes": ("unit", "rater", *SIDES, "label"),
    "texts": ("unit", "rater", "text"),
}
"""What stands in the columns of each layout, in their order."""


@dataclass(frozen=True)
class KindTable:
    """Answers to a question; `units` names all units of the table, in the order of their rows."""

    question: Question
    coded: Coded
    units: tuple[str, ...]


def kind_table(layout: str, rows: Sequence[Cells]) -> KindTable:
    """Read the rows of a table.

    Raises
    ------
    AgreementError: a row lacks its unit or rater, or is no answer; names the row and the cell.
    """
    units: dict[str, int] = {}
    raters: dict[str, int] = {}
    given: dict[tuple[int, int], list[tuple[int, Cells]]] = {}
    for number, row in enumerate(rows, start=1):
        unit, rater, *cells = (cell.strip() for cell in row)
        if not unit or not rater:
            raise AgreementError(f"row {number} has no unit or no rater")
        key = units.setdefault(unit, len(units)), raters.setdefault(rater, len(raters))
        given.setdefault(key, []).append((number, cells))
    question, values = _READ[layout](list(given.values()))
    unit_of, rater_of = [unit for unit, _ in given], [rater for _, rater in given]
    return KindTable(question, Coded.of(question, unit_of, rater_of, values), tuple(units))


def kind_statistics(layout: str) -> tuple[str, ...]:
    """The statistics of a layout."""
    return tuple(stat for stat, _ in _READ[layout]([])[0].statistics)


def kind_statistic(table: KindTable, stat: str, draw: Draw) -> Result:
    """One statistic of the answers.

    Raises
    ------
    AgreementError: their kind has no such statistic; names those that it has.
    """
    names = [name for name, _ in table.question.statistics]
    if stat not in names:
        raise AgreementError(
            f"{stat} is no statistic of {table.question.kind} answers; allowed: {', '.join(names)}"
        )
    found = question_agreement(table.question, table.coded, **vars(draw))
    return found.statistics[names.index(stat)].result


Answers = list[list[tuple[int, Cells]]]
"""The rows of each answer with their numbers."""


def _asked(kind: str, **settings: Any) -> Question:
    body = {"id": "table", "kind": kind, "text": "?", **settings}
    return load_scheme({"name": "table", "title": "Table", "questions": [body]}).questions[0]


def _traces(answers: Answers) -> tuple[Question, list[Any]]:
    question = _asked("trace", dimensions=[{"id": VALUE}])
    return question, [_trace(samples) for samples in answers]


def _trace(samples: list[tuple[int, Cells]]) -> dict[str, Any]:
    """The samples of one rater in one unit, in the order of time."""
    found: dict[float, float] = {}
    for number, (time, value) in samples:
        at = _number(number, "time", time)
        if at < 0 or at in found:
            why = "has been told" if at in found else "is before the start"
            raise AgreementError(f"row {number}: time {time} {why} for this unit and rater")
        found[at] = _number(number, VALUE, value)
    times = sorted(found)
    return {"seconds": times[-1], "times": times, "values": {VALUE: [found[t] for t in times]}}


def _boxes(answers: Answers) -> tuple[Question, list[Any]]:
    values = [[_box(*row) for row in rows if any(row[1])] for rows in answers]
    labels = sorted({box["label"] for boxes in values for box in boxes}) or ["none"]
    ids = {label: f"l{place}" for place, label in enumerate(labels)}
    for boxes in values:
        for box in boxes:
            box["label"] = ids[box["label"]]
    named = [{"id": ids[label], "text": label} for label in labels]
    return _asked("regions", labels=named), values


def _box(number: int, cells: Cells) -> dict[str, Any]:
    sides = {name: _number(number, name, cell) for name, cell in zip(SIDES, cells, strict=False)}
    inside = all(sides[at] >= 0 and sides[at] + sides[size] <= 1 + ROUNDING
                 for at, size in (("x", "width"), ("y", "height")))  # fmt: skip
    if not inside or sides["width"] <= 0 or sides["height"] <= 0:
        raise AgreementError(
            f"row {number}: a box lies within the image and has a size, in shares of its width and "
            f"height from 0 to 1; this one is {', '.join(cells[: len(SIDES)])}"
        )
    if not cells[len(SIDES)]:
        raise AgreementError(f"row {number}: the box has no label")
    return {**sides, "label": cells[len(SIDES)]}


ROUNDING = 1e-9


def _texts(answers: Answers) -> tuple[Question, list[Any]]:
    for rows in answers:
        if len(rows) > 1:
            raise AgreementError(
                f"row {rows[1][0]}: this rater has a text for this unit in row {rows[0][0]}, too"
            )
    return _asked("text"), [rows[0][1][0] or None for rows in answers]


def _number(row: int, name: str, cell: str) -> float:
    found = as_number(cell)
    if found is None:
        raise AgreementError(f"row {row}: {name} is a number, not {cell!r}")
    return found


_READ: dict[str, Callable[[Answers], tuple[Question, list[Any]]]] = {
    "traces": _traces,
    "boxes": _boxes,
    "texts": _texts,
}
