"""From the cells of a table to answers: a reader per kind of question."""

import difflib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from affect.questions import Question
from annotation.imports.fields import label_named
from annotation.imports.table import Cell

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
SEPARATORS = "|;,"
CANNOT_TELL_TEXTS = ("cannot_tell", "cannot tell")
YES = ("true", "1", "yes")
NO = ("false", "0", "no")


class CellError(ValueError):
    """A cell cannot be read as what it should be; the message names the bad value."""


def number_of(cell: Cell) -> float | int:
    """A number as it stands in a text: whole numbers stay whole.

    Raises:
        CellError: it is none
    """
    text = cell.strip() if isinstance(cell, str) else ""
    if not NUMBER.fullmatch(text):
        raise CellError(f"a number is needed, not {_shown(cell)}")
    number = float(text)
    return int(number) if number.is_integer() else number


def whole_number_of(cell: Cell, *, most: int) -> int:
    """A whole number from 0.

    Raises:
        CellError: it is none, or above `most`
    """
    if isinstance(cell, str) and cell.isdecimal():
        number: float = int(cell)
    else:
        try:
            number = number_of(cell)
        except CellError:
            number = -1
    if not isinstance(number, int) or not 0 <= number <= most:
        raise CellError(f"a whole number from 0 to {most} is needed, not {_shown(cell)}")
    return number


def flag_of(cell: Cell) -> bool:
    """True or false; an empty cell is false.

    Raises:
        CellError: it is neither
    """
    text = cell.strip().casefold() if isinstance(cell, str) else cell
    if text is None or text in NO:
        return False
    if text in YES:
        return True
    raise CellError(f"true or false is needed, not {_shown(cell)}")


def label_of(question: Question, cell: Cell) -> str:
    """The id of the label that a cell names by its id or its text.

    Raises:
        CellError: the question has no such label; names those it has and the nearest
    """
    label = label_named(question, cell) if isinstance(cell, str) else None
    if label is not None:
        return label.id
    known = [*question.label_ids, *(label.text for label in question.labels)]
    near = difflib.get_close_matches(str(cell), known, n=1, cutoff=0.5)
    hint = f"; the nearest is '{near[0]}'" if near else ""
    allowed = ", ".join(question.label_ids)
    raise CellError(f"unknown label {_shown(cell)}; allowed: {allowed}{hint}")


def value_of(question: Question, cell: Cell) -> Any:
    """The value of an answer from the one cell that holds it.

    Raises:
        CellError: the cell cannot be read as an answer of this kind
    """
    return READERS[question.kind](question, cell)


def _choice(question: Question, cell: Cell) -> str:
    return label_of(question, cell)


def _multi(question: Question, cell: Cell) -> list[str]:
    """Labels in the order of the scheme, so that the same choice reads the same."""
    chosen = [label_of(question, part) for part in _parts(question, cell)]
    twice = sorted({label for label in chosen if chosen.count(label) > 1})
    if twice:
        raise CellError(f"label {', '.join(twice)} is there twice")
    return [label for label in question.label_ids if label in chosen]


def _parts(question: Question, cell: Cell) -> Sequence[Any]:
    if isinstance(cell, str) and cell.lstrip().startswith("["):
        cell = _json(cell)
    if isinstance(cell, list):
        return cell
    text = str(cell)
    if label_named(question, text) is not None:  # a label's text may hold a comma
        return [text]
    separator = next((mark for mark in SEPARATORS if mark in text), SEPARATORS[0])
    return [part for part in (part.strip() for part in text.split(separator)) if part]


def _numbers(question: Question, cell: Cell) -> dict[str, float]:
    """An object of label and number, written as JSON; a null stands for a missing number."""
    found = _json(cell) if isinstance(cell, str) else cell
    if not isinstance(found, Mapping):
        raise CellError(
            f"an object of label and number is needed, not {_shown(cell)}; or give each label "
            f"a column: --map {question.id}.{question.label_ids[0]}=COLUMN"
        )
    numbers = {label_of(question, label): number for label, number in found.items()}
    return _in_order(question, {k: number_of(v) for k, v in numbers.items() if v is not None})


def _json(text: str) -> Any:
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (json.JSONDecodeError, RecursionError) as error:
        raise CellError(f"{_shown(text)} is not JSON: {error}") from error


def _scale(question: Question, cell: Cell) -> float:
    return number_of(cell)


READERS: dict[str, Callable[[Question, Cell], Any]] = {
    "choice": _choice,
    "multi": _multi,
    "intensity": _numbers,
    "distribution": _numbers,
    "scale": _scale,
}


def value_of_labels(question: Question, cells: Mapping[str, Cell]) -> dict[str, float] | None:
    """An intensity or a distribution from a column per label; None when all are empty.

    Raises:
        CellError: a cell holds no number
    """
    numbers = {}
    for label, cell in cells.items():
        if cell is None:
            continue
        try:
            numbers[label] = number_of(cell)
        except CellError as error:
            raise CellError(f"{label}: {error}") from None
    return _in_order(question, numbers) or None


def _in_order(question: Question, numbers: Mapping[str, float]) -> dict[str, float]:
    return {label: numbers[label] for label in question.label_ids if label in numbers}


def says_cannot_tell(question: Question, cell: Cell) -> bool:
    """Whether a cell says "cannot tell" where a value would stand."""
    return (
        question.cannot_tell
        and isinstance(cell, str)
        and cell.strip().casefold() in CANNOT_TELL_TEXTS
        and label_named(question, cell) is None
    )


def _shown(cell: Cell) -> str:
    shown = repr(cell) if cell is not None else "an empty cell"
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
