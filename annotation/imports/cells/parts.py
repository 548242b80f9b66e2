"""From a cell that holds JSON to an answer with parts.

Tables give numbers as texts (so that no digit is lost on the way), so they are read as numbers
here where the kind has them; a null in an object is as good as nothing. What the answer must be is
for the question to say.
"""

import ast
import json
from collections.abc import Mapping, Sequence
from typing import Any

from affect.questions import Question
from annotation.imports.cells.numbers import CellError, number_of, shown
from annotation.imports.tables.table import Cell

NUMBERS = {
    "trace": ("seconds", "times", "values"),
    "timeline": ("start", "end"),
    "spans": ("turn", "start", "end"),
    "regions": ("x", "y", "width", "height"),
}
"""Fields that hold numbers, or lists and objects of numbers."""
EXAMPLES = {
    "trace": '{"seconds": 9, "times": [0, 0.1], "values": {"valence": [0, 1]}, "device": "keys"}',
    "timeline": '[{"start": 0, "end": 1.5, "label": "anger"}]',
    "spans": '[{"turn": 0, "start": 0, "end": 4, "label": "cause", "text": "rain"}]',
    "regions": '[{"x": 0.1, "y": 0.1, "width": 0.5, "height": 0.5, "label": "face"}]',
    "review": '{"verdict": "accept", "draft": {"caption": "A calm voice."}}',
}


def parts_of(question: Question, cell: Cell) -> Any:
    """The value of an answer with parts.

    Raises:
        CellError: the cell is not JSON of a list or an object, or a number in it is none
    """
    found = json_of(cell) if isinstance(cell, str) else cell
    wanted = dict if question.kind in ("trace", "review") else list
    if not isinstance(found, wanted):
        raise CellError(f"JSON such as {EXAMPLES[question.kind]} is needed, not {shown(cell)}")
    return _read(found, NUMBERS.get(question.kind, ()))


def words_of(parts: Sequence[Any]) -> list[dict[str, str]]:
    """Words as they stand in a cell, or objects of a word and its reason."""
    return [
        _without_null(part) if isinstance(part, Mapping) else {"word": str(part).strip()}
        for part in parts
    ]


def json_of(text: str) -> Any:
    """JSON with its numbers as texts.

    Raises:
        CellError: it is none
    """
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (json.JSONDecodeError, RecursionError) as error:
        raise CellError(f"{shown(text)} is not JSON: {error}") from error


def list_of(text: str) -> list[Any]:
    """A list as JSON has it, with its numbers as texts, or as Python prints it.

    Raises:
        CellError: it is none
    """
    try:
        found = json_of(text)
    except CellError as error:
        try:
            found = ast.literal_eval(text.strip())
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            raise error from None
    if not isinstance(found, list):
        raise CellError(f"{shown(text)} is no list, such as [3, 4, 5]")
    return found


def _read(found: Any, numbers: tuple[str, ...]) -> Any:
    if isinstance(found, list):
        return [_read(part, numbers) for part in found]
    if not isinstance(found, Mapping):
        return found
    return {
        name: as_numbers(part) if name in numbers else _read(part, ())
        for name, part in _without_null(found).items()
    }


def _without_null(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in found.items() if part is not None}


def as_numbers(part: Any) -> Any:
    """A number that a text stands for, or all of those in a list or an object."""
    if isinstance(part, list):
        return [as_numbers(each) for each in part]
    if isinstance(part, Mapping):
        return {name: as_numbers(each) for name, each in part.items()}
    return number_of(part) if isinstance(part, str) else part
