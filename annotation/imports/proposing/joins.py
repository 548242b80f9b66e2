"""Ids that begin anew in every dialogue or split: which columns make a key together."""

from collections.abc import Mapping, Sequence

from annotation.imports.proposing.guess import Column, Guess
from annotation.imports.proposing.names import plain

PARTS = ("split", "set", "subset", "usage", "partition", "fold", "part", "session", "season")
FEWEST_ROWS = 3


def joined_item(columns: Sequence[Column], guesses: Mapping[int, Guess]) -> str:
    """`{dialogue}-{id}` where that tells rows apart and the id alone does not; else "".

    Rows of one item by several raters are told apart by the rater, where one is known.
    """
    by_field = {guess.field: columns[at] for at, guess in guesses.items()}
    item, rater = by_field.get("item"), by_field.get("rater")
    if item is None or len(item.texts) < FEWEST_ROWS or len(item.texts) < len(item.cells):
        return ""
    keys = [item] if rater is None else [item, rater]
    if _apart(keys):
        return ""
    others = [column for column in columns if plain(column.name) in PARTS]
    dialogue = by_field.get("dialogue")
    for other in ([dialogue] if dialogue is not None else []) + others:
        if other is not item and len(other.texts) == len(other.cells) and _apart([other, *keys]):
            return f"{{{other.name}}}-{{{item.name}}}"
    return ""


def _apart(columns: Sequence[Column]) -> bool:
    """Whether no two rows have the same cells in these columns."""
    rows = list(zip(*(map(str, column.cells) for column in columns), strict=True))
    return len(set(rows)) == len(rows)
