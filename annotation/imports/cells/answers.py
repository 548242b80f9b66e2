"""From the cells of a table to answers: a reader per kind of question."""

import difflib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from affect.questions import Question
from annotation.imports.cells.numbers import CellError, number_of, shown
from annotation.imports.cells.parts import as_numbers, json_of, list_of, parts_of, words_of
from annotation.imports.tables.fields import MARKED, VOTES, label_named
from annotation.imports.tables.table import Cell

SEPARATORS = "|;,"
LABEL_SEPARATORS = SEPARATORS + ":"
"""A colon stands between labels that tie; in words of people's own it may be a colon."""
CANNOT_TELL_TEXTS = ("cannot_tell", "cannot tell")
YES = ("true", "1", "1.0", "yes", "y", "x")
NO = ("false", "0", "0.0", "no", "n")


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
    raise CellError(f"true or false is needed, not {shown(cell)}")


def label_of(question: Question, cell: Cell) -> str:
    """The id of the label that a cell names by its id or its text.

    Raises:
        CellError: the question has no such label; names those it has and the nearest
    """
    label = label_named(question, cell) if isinstance(cell, str) else None
    if label is not None:
        return label.id
    allowed = ", ".join(question.label_ids)
    raise CellError(f"unknown label {shown(cell)}; allowed: {allowed}{_hint(question, cell)}")


def _hint(question: Question, cell: Cell) -> str:
    """The nearest label, or which labels a cell names where there may be one only."""
    text = str(cell)
    for mark in LABEL_SEPARATORS:
        named = [label_named(question, part) for part in text.split(mark)]
        tied = [label.id for label in named if label is not None]
        if len(tied) == len(named) > 1:
            return (
                f"; it names {' and '.join(tied)}, and one answer to {question.id} is one label: "
                "leave the row out, or give each rater a row"
            )
    names = {
        name.casefold(): label.id
        for label in reversed(question.labels)
        for name in (*label.aliases, label.text, label.id)
    }
    near = difflib.get_close_matches(text.strip().casefold(), names, n=1, cutoff=0.5)
    return f"; the nearest is '{names[near[0]]}'" if near else ""


def value_of(question: Question, cell: Cell) -> Any:
    """The value of an answer from the one cell that holds it.

    Raises:
        CellError: the cell cannot be read as an answer of this kind
    """
    return READERS[question.kind](question, cell)


def _label(question: Question, cell: Cell) -> str:
    return label_of(question, cell)


def _multi(question: Question, cell: Cell) -> list[str]:
    """Labels in the order of the scheme, so that the same choice reads the same."""
    chosen = [label_of(question, part) for part in _parts(question, cell, LABEL_SEPARATORS)]
    twice = sorted({label for label in chosen if chosen.count(label) > 1})
    if twice:
        raise CellError(f"label {', '.join(twice)} is there twice")
    return [label for label in question.label_ids if label in chosen]


def _parts(question: Question, cell: Cell, separators: str = SEPARATORS) -> Sequence[Any]:
    if isinstance(cell, str) and cell.lstrip().startswith("["):
        cell = list_of(cell)
    if isinstance(cell, list):
        return cell
    text = str(cell)
    if label_named(question, text) is not None:  # a label's text may hold a comma
        return [text]
    separator = next((mark for mark in separators if mark in text), separators[0])
    return [part for part in (part.strip() for part in text.split(separator)) if part]


def _numbers(question: Question, cell: Cell) -> dict[str, float]:
    """An object of label and number, written as JSON; a null stands for a missing number."""
    found = _pairs(cell) if isinstance(cell, str) else cell
    if not isinstance(found, Mapping):
        raise CellError(
            f"an object of label and number is needed, not {shown(cell)}; or give each label "
            f"a column: --map {question.id}.{question.label_ids[0]}=COLUMN"
        )
    numbers = {label_of(question, label): number for label, number in found.items()}
    return _in_order(question, {k: as_numbers(v) for k, v in numbers.items() if v is not None})


def _pairs(text: str) -> Any:
    """An object of JSON, or `anger:0.6|fear:0.4`."""
    parts = [part.rpartition(":") for part in text.split("|")]
    if text.lstrip()[:1] in "{[" or not all(label.strip() for label, *_ in parts):
        return json_of(text)
    return {label.strip(): number.strip() for label, _, number in parts}


def _scale(question: Question, cell: Cell) -> float:
    return number_of(cell)


def _rank(question: Question, cell: Cell) -> list[str]:
    """Labels, the best first."""
    separators = LABEL_SEPARATORS if isinstance(cell, str) and ">" not in cell else ">"
    return [label_of(question, part) for part in _parts(question, cell, separators)]


def _text(question: Question, cell: Cell) -> str:
    if not isinstance(cell, str):
        raise CellError(f"a text is needed, not {shown(cell)}")
    return cell


def _words(question: Question, cell: Cell) -> list[dict[str, str]]:
    return words_of(_parts(question, cell))


READERS: dict[str, Callable[[Question, Cell], Any]] = {
    "choice": _label,
    "multi": _multi,
    "intensity": _numbers,
    "distribution": _numbers,
    "scale": _scale,
    "grid": _numbers,
    "statement": _label,
    "pair": _label,
    "rank": _rank,
    "text": _text,
    "words": _words,
    "trace": parts_of,
    "timeline": parts_of,
    "spans": parts_of,
    "regions": parts_of,
    "review": parts_of,
}


def value_of_labels(question: Question, cells: Mapping[str, Cell]) -> Any:
    """What a column per label says; None when all are empty.

    Raises:
        CellError: a cell holds no number, or no yes or no where labels are chosen
    """
    if question.kind in MARKED:
        return _marked(question, cells)
    numbers = {}
    for label, cell in cells.items():
        if cell is None:
            continue
        try:
            numbers[label] = number_of(cell)
        except CellError as error:
            raise CellError(f"{label}: {error}") from None
    found = _in_order(question, numbers)
    if question.kind != "rank" or not found:
        return found or None
    if sorted(found.values()) != list(range(1, len(found) + 1)):
        given = ", ".join(f"{label} {rank:g}" for label, rank in found.items())
        raise CellError(f"ranks are 1, 2, 3, ... without gaps and ties, not {given}")
    return sorted(found, key=lambda label: found[label])


def _marked(question: Question, cells: Mapping[str, Cell]) -> Any:
    """The labels that are said yes to.

    Where no cell says no, an empty one does: such tables hold a mark and else nothing. Where some
    say no, an empty cell is neither.
    """
    given = {label: cell for label, cell in cells.items() if cell is not None}
    if not given:
        return None
    said = {label: _mark(question, label, cell) for label, cell in given.items()}
    empty = [label for label in cells if label not in given]
    if empty and not all(said.values()):
        raise CellError(f"{', '.join(empty)} is empty, and other labels are said no to: write 0")
    chosen = [label for label in question.label_ids if said.get(label)]
    if question.kind == "multi":
        return chosen
    if len(chosen) != 1:
        told = " and ".join(chosen) if chosen else "none of its labels"
        raise CellError(f"one label is chosen, not {told}")
    return chosen[0]


def _mark(question: Question, label: str, cell: Cell) -> bool:
    try:
        return flag_of(cell)
    except CellError as error:
        counts = f"; for numbers of votes, --map {VOTES}.{label}=COLUMN"
        hint = counts if question.kind == "choice" else ""
        raise CellError(f"{label}: {error}{hint}") from None


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
