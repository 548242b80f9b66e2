"""How a table may be read, guessed from the names of its columns and its first rows."""

from collections.abc import Sequence

from affect.questions import Scheme
from annotation.imports.items.fields import (
    ATTRIBUTE_FIELDS,
    KNOWN_FIELDS,
    MEDIA,
    RANGE_FIELDS,
    TEXT_FIELDS,
    item_field_of,
)
from annotation.imports.items.known import EXPECTED
from annotation.imports.proposing import answers, values
from annotation.imports.proposing.guess import Column, Guess, Known, Proposal
from annotation.imports.proposing.joins import is_file_per_rater, joined_over_files
from annotation.imports.proposing.names import field_called, rank_of
from annotation.imports.tables.fields import BY, LISTED, ROW_FIELDS, VOTES, rating_field
from annotation.imports.tables.sources import FILE
from annotation.imports.tables.table import NUMBER, Cell

ITEMS, RATINGS, KNOWN, PREDICTIONS = "items", "ratings", "known", "predictions"
SHOWN = ("transcript", "media", "dialogue", "speaker")
UNUSED = Guess("", "nothing says what it is")


def propose(
    names: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    scheme: Scheme,
    known: Known = Known(),  # noqa: B008  (frozen)
    kind: str = "",
    *,
    files: Sequence[str] = (),
) -> Proposal:
    """Guess what each column is. `kind` is what the table holds, if somebody has said so.

    files: the name of each row's file, where there are several.
    """
    columns = [Column(at, name, [row[at] for row in rows]) for at, name in enumerate(names)]
    ratings = _ratings(columns, scheme, known)
    items = _items(columns, scheme, known)
    kind = kind or _kind(ratings, items, columns, known)
    guesses = items if kind in (ITEMS, KNOWN) else ratings
    if kind == PREDICTIONS:
        guesses = {at: guess for at, guess in guesses.items() if _is_prediction(guess)}
    unknown = kind == RATINGS and not any(
        guess.field == "rater" or guess.field.startswith((VOTES + ".", LISTED)) or BY in guess.field
        for guess in guesses.values()
    )
    rater = FILE if unknown and is_file_per_rater(columns, guesses, files) else ""
    unknown = unknown and not rater
    told_apart = kind in (ITEMS, RATINGS) and not unknown and not rater
    joined = joined_over_files(columns, guesses, files) if told_apart else ""
    if joined:
        guesses = _without_item(columns, guesses, kind)
    return Proposal(
        kind,
        [guesses.get(column.at, UNUSED) for column in columns],
        unknown_raters=unknown,
        missing=_missing(columns, guesses, scheme),
        header=not _is_data(names, rows),
        joined=joined,
        rater=rater,
    )


def _without_item(
    columns: Sequence[Column], guesses: dict[int, Guess], kind: str
) -> dict[int, Guess]:
    """The guesses once other columns are part of the key: the id alone may be a position."""
    rest = {at: guess for at, guess in guesses.items() if guess.field != "item"}
    return rest | (_called(columns, rest, ["position"]) if kind == ITEMS else {})


def _ratings(columns: Sequence[Column], scheme: Scheme, known: Known) -> dict[int, Guess]:
    found = answers.by_name(columns, rating_field(scheme))
    found |= _keys(columns, found, known)
    for guess in (answers.by_labels, answers.by_lists, answers.by_raters, answers.by_values):
        new = guess([column for column in columns if column.at not in found], scheme)
        taken = {_question(each.field) for each in found.values()}
        found |= {at: each for at, each in new.items() if _question(each.field) not in taken}
    return found | _called(columns, found, ROW_FIELDS)


def _question(field: str) -> str:
    """The question that a field answers: no second reading of it is proposed."""
    field = field.removeprefix(f"{VOTES}.").removeprefix(LISTED)
    return field.partition(BY)[0].partition(".")[0]


def _items(columns: Sequence[Column], scheme: Scheme, known: Known) -> dict[int, Guess]:
    expected = [EXPECTED + question.id for question in scheme.questions]
    fields = [*TEXT_FIELDS, *ATTRIBUTE_FIELDS, *KNOWN_FIELDS, MEDIA, *expected]
    found = answers.by_name(columns, item_field_of(fields))
    found |= {at: guess for at, guess in _keys(columns, found, known).items()
              if guess.field == "item"}  # fmt: skip
    found |= _called(columns, found, fields)
    if any(guess.field == MEDIA for guess in found.values()):
        found |= _called(columns, found, RANGE_FIELDS)
    return found


def _keys(columns: Sequence[Column], found: dict[int, Guess], known: Known) -> dict[int, Guess]:
    """The columns that name items and raters: by what the project knows, else by their names."""
    new: dict[int, Guess] = {}
    for field, names in (("item", known.items), ("rater", known.raters)):
        if any(guess.field == field for guess in found.values()):
            continue
        free = [c for c in columns if c.at not in found and c.at not in new and c.texts]
        met = [column for column in free if _share(column, names) >= values.MOSTLY]
        called = [column for column in free if field_called(column.name, [field])]
        if met:
            column = max(met, key=lambda each: _share(each, names))
            new[column.at] = Guess(field, f"its values are {field}s of this project")
        elif called:
            column = min(called, key=lambda each: rank_of(each.name, field))
            new[column.at] = Guess(field, f"columns of this name often hold the {field}")
    return new


def _share(column: Column, names: frozenset[str]) -> float:
    texts = column.texts
    return sum(text in names for text in texts) / len(texts) if texts and names else 0.0


def _called(
    columns: Sequence[Column], found: dict[int, Guess], fields: Sequence[str]
) -> dict[int, Guess]:
    """Columns that are often called as a field that has none yet; the surest name of each."""
    new: dict[int, Guess] = {}
    taken = {guess.field for guess in found.values()}
    for field in fields:
        if field in taken or field == "rater":
            continue
        free = [c for c in columns if c.at not in found and c.at not in new and c.texts]
        called = [column for column in free if field_called(column.name, [field])]
        if called:
            column = min(called, key=lambda each: rank_of(each.name, field))
            new[column.at] = Guess(field, f"columns of this name often hold the {field}")
    return new


def _kind(
    ratings: dict[int, Guess],
    items: dict[int, Guess],
    columns: Sequence[Column],
    known: Known,
) -> str:
    """What a table most likely holds."""
    fields = {guess.field for guess in items.values()}
    if "role" in fields or any(field.startswith(EXPECTED) for field in fields):
        return ITEMS if fields & set(SHOWN) else KNOWN
    answered = [guess for guess in ratings.values() if guess.field not in ROW_FIELDS]
    rated = any(guess.field == "rater" for guess in ratings.values())
    if rated and (answered or not fields & set(SHOWN)):
        return RATINGS
    if fields & {"transcript", "media"} and not known.items:
        return ITEMS
    shares = [columns[at] for at, guess in ratings.items() if "." in guess.field]
    if shares and any(map(values.is_shares, shares)):
        return PREDICTIONS
    return RATINGS if answered else ITEMS


def _is_prediction(guess: Guess) -> bool:
    if guess.field in ROW_FIELDS:
        return guess.field == "item"
    return BY not in guess.field and not guess.field.startswith((VOTES + ".", LISTED))


def _missing(columns: Sequence[Column], guesses: dict[int, Guess], scheme: Scheme) -> list[str]:
    """Texts in columns of answers that are none and often stand for "not answered"."""
    found: list[str] = []
    by_id = {question.id: question for question in scheme.questions}
    for at, guess in guesses.items():
        question = by_id.get(_question(guess.field))
        if question is not None and "." not in guess.field:
            found += values.missing_in(columns[at], question)
    return list(dict.fromkeys(found))


def _is_data(names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first row looks like all others: a number above numbers, or a name twice."""
    filled = [name for name in names if name]
    if len(set(filled)) < len(filled):
        return True
    return any(
        NUMBER.fullmatch(name) and _is_number(rows[0][at]) if rows else False
        for at, name in enumerate(names)
    )


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, str) and NUMBER.fullmatch(cell.strip()) is not None
