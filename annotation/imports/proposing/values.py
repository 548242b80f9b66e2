"""What the values of a column look like."""

from affect.questions import Question, Scale
from annotation.imports.cells.answers import LABEL_SEPARATORS, NO, YES
from annotation.imports.cells.numbers import CellError, number_of
from annotation.imports.proposing.guess import Column
from annotation.imports.ratings.spread import listed
from annotation.imports.tables.fields import label_named

MOSTLY = 0.8
"""The share of filled cells that must fit; a few are misspelt or stand for missing."""
SEVERAL = 2
MISSING = ("-1", "-9", "-99", "99", "999", "NA", "N/A", "nan", "NaN", "null", "NULL", ".")


def fitting(column: Column, question: Question) -> int:
    """How many filled cells are answers to a question as they stand."""
    return sum(answers(question, text) for text in column.texts)


def mostly_fits(column: Column, question: Question) -> bool:
    """Whether nearly all filled cells are answers to a question."""
    texts = [text for text in column.texts if text not in MISSING or answers(question, text)]
    return bool(texts) and fitting(column, question) >= MOSTLY * len(texts)


def answers(question: Question, text: str) -> bool:
    """Whether a text is an answer by itself: a label, labels, or a number of the scale."""
    if isinstance(question, Scale):
        number = number_in(text)
        return number is not None and not question.check_value(number, draft=False)
    if question.kind == "multi":
        mark = next((mark for mark in LABEL_SEPARATORS if mark in text), None)
        parts = text.split(mark) if mark else [text]
        return all(label_named(question, part) is not None for part in parts)
    return bool(question.labels) and label_named(question, text) is not None


def number_in(text: str) -> float | None:
    """The number that a text is; None where it is none."""
    try:
        return number_of(text)
    except CellError:
        return None


def numbers_of(column: Column) -> list[float] | None:
    """The numbers of a column; None where a filled cell is none, or all are empty."""
    found = [number_in(text) for text in column.texts if text not in MISSING or text[:1] == "-"]
    numbers = [number for number in found if number is not None]
    return numbers if numbers and len(numbers) == len(found) else None


def is_marks(column: Column) -> bool:
    """Whether all filled cells say yes or no."""
    texts = {text.casefold() for text in column.texts}
    return bool(texts) and texts <= {*YES, *NO}


def is_counts(column: Column) -> bool:
    """Whether all cells are whole numbers from 0, one above 1 at least."""
    numbers = numbers_of(column)
    whole = numbers is not None and all(number >= 0 and number == int(number) for number in numbers)
    return whole and max(numbers or [0]) > 1


def is_shares(column: Column) -> bool:
    """Whether all cells are numbers from 0 to 1, one strictly between at least."""
    numbers = numbers_of(column)
    if numbers is None or not all(0 <= number <= 1 for number in numbers):
        return False
    return any(0 < number < 1 for number in numbers)


def lists(column: Column, question: Question) -> bool:
    """Whether cells list several answers to a question, in brackets."""
    found = [cell for cell in column.cells if isinstance(cell, list) or _bracketed(cell)]
    if not found or len(found) < MOSTLY * len([c for c in column.cells if c is not None]):
        return False
    try:
        values = [part for cell in found for part in listed(cell)]
    except CellError:
        return False
    texts = [part.strip() for part in values if isinstance(part, str)]
    fit = sum(answers(question, text) for text in texts)
    return len(texts) >= SEVERAL * len(found) and fit >= MOSTLY * len(texts)


def _bracketed(cell: object) -> bool:
    return isinstance(cell, str) and cell.strip().startswith("[") and cell.strip().endswith("]")


def repeats(column: Column) -> bool:
    """Whether few values come again and again, as names of raters do."""
    texts = column.texts
    return len(set(texts)) <= len(texts) / SEVERAL


def missing_in(column: Column, question: Question) -> list[str]:
    """Texts that are no answer to a question and often stand for "not answered"."""
    odd = {text for text in column.texts if not answers(question, text)}
    return [text for text in MISSING if text in odd]
