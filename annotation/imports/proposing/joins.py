"""Ids that begin anew in every dialogue, split or file: what makes a key together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotation.imports.proposing.guess import Column, Guess
from annotation.imports.proposing.names import plain
from annotation.imports.tables.fields import REPEAT, TRIAL
from annotation.imports.tables.sources import FILE

PARTS = ("split", "set", "subset", "usage", "partition", "fold", "part", "session", "season")
SPLITS = frozenset(
    ["train", "training", "test", "testing", "dev", "devel", "development", "val", "valid",
     "validation", "eval", "evaluation", "holdout"]
)  # fmt: skip
FEWEST_ROWS = 3


def joined_item(columns: Sequence[Column], guesses: Mapping[int, Guess]) -> str:
    """`{dialogue}-{id}` where that tells rows apart and the id alone does not; else "".

    Rows of one item by several raters are told apart by the rater, where one is known.
    """
    by_field = {guess.field: columns[at] for at, guess in guesses.items()}
    item, rater = by_field.get("item"), by_field.get("rater")
    if item is None or len(item.texts) < FEWEST_ROWS or len(item.texts) < len(item.cells):
        return ""
    again = [column for name in (REPEAT, TRIAL) if (column := by_field.get(name)) is not None]
    keys = [item, *again] if rater is None else [item, rater, *again]
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


def joined_over_files(
    columns: Sequence[Column], guesses: Mapping[int, Guess], files: Sequence[str]
) -> str:
    """As `joined_item`, with the name of the file before it where ids begin anew in every file.

    files: the name of each row's file, where there are several.
    """
    if len(set(files)) < 2:
        return joined_item(columns, guesses)
    first = files.count(files[0])
    joined = joined_item([replace(one, cells=one.cells[:first]) for one in columns], guesses)
    by_field = {guess.field: columns[at] for at, guess in guesses.items()}
    item, rater = by_field.get("item"), by_field.get("rater")
    if item is None or len(item.texts) < len(item.cells):
        return joined
    parts = [one for one in columns if f"{{{one.name}}}" in joined] or [item]
    keys = parts if rater is None else [*parts, rater]
    if _apart(keys) or not _apart([_file_column(files), *keys]):
        return joined
    return f"{{{FILE}}}-{joined or f'{{{item.name}}}'}"


def is_file_per_rater(
    columns: Sequence[Column], guesses: Mapping[int, Guess], files: Sequence[str]
) -> bool:
    """Whether the files seem to be a rater's each: they speak of the same items, each once.

    Files that are called as splits are usually called are none.
    """
    item = next((columns[at] for at, guess in guesses.items() if guess.field == "item"), None)
    names = set(files)
    if item is None or len(names) < 2 or len(item.texts) < len(item.cells):
        return False
    if any(part in SPLITS for name in names for part in re.split(r"[\W_]+", name.lower())):
        return False
    return not _apart([item]) and _apart([_file_column(files), item])


def _file_column(files: Sequence[str]) -> Column:
    return Column(-1, FILE, files)
