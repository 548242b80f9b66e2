"""Which column is read as which field: what `--map field=column` says, else equal names."""

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from affect.questions import Label, OneLabel, Question, Scheme, Timeline, Trace
from annotation.errors import AnnotationRefused
from annotation.imports.tables.table import Table

KEYS = ("item", "rater")
REPEAT, TRIAL = "repeat", "trial"
"""Which presentation of an item to its rater a row is: counted from 1, or only in their order."""
ROW_FIELDS = (
    *KEYS, "elapsed_ms", "elapsed_seconds", "plays", "submitted_at", REPEAT, TRIAL, "confidence"
)  # fmt: skip
VOTES = "votes"
LISTED = "ratings."
"""Before a question (or label) whose ratings of an item are all in one cell."""
BY = "@"
"""Between a question and the rater whose answers a column holds."""
UNKNOWN_RATERS = "rater=-"
"""What `--map` says where nobody knows who gave the ratings."""
STRING = ","
"""Between labels of a vote string: `votes.neutral,joy,anger=column` reads `203`."""
MARKED = ("choice", "multi")
"""Kinds whose answer names labels, so that a column per label says yes or no to each."""
LABEL_COLUMNS = ("intensity", "distribution", "grid", "rank", *MARKED)
"""Kinds of which each label may have a column: a number, a rank, or a yes or no."""
CANNOT_TELL, CONFIDENCE = "cannot_tell", "confidence"
INTERVAL = ("start", "end", "label")
TRACK, TIME, SECONDS, DEVICE = "track", "time", "seconds", "device"
"""Parts of an interval of a timeline, and of a sample of a trace beside its dimensions."""

Canonical = Callable[[str], str | None]
"""The one name of a field that may be written in several ways; None where there is none."""


@dataclass(frozen=True)
class Mapping:
    """Field to position of its column; `explicit` are the fields that were asked for by name."""

    positions: dict[str, int]
    explicit: tuple[str, ...]


def mapping_of(
    table: Table,
    maps: Sequence[str],
    canonical: Canonical,
    allowed: Iterable[str],
    *,
    by_name: bool = True,
) -> Mapping:
    """Read the `field=column` texts, then add columns that carry the name of a field.

    by_name: without it, columns are added by no name.

    Raises:
        AnnotationRefused: a field or a column is unknown, or a field is named twice
    """
    positions: dict[str, int] = {}
    for text in maps:
        written, equals, column = text.partition("=")
        if not equals:
            raise AnnotationRefused(f"'{text}': a mapping is field=column.")
        field = canonical(written.strip())
        if field is None:
            allowed = list(allowed)
            near = difflib.get_close_matches(written, allowed, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise AnnotationRefused(
                f"Field '{written}' is unknown.{hint} Allowed: {', '.join(allowed)}."
            )
        if field in positions:
            raise AnnotationRefused(f"Field '{field}' is mapped twice.")
        positions[field] = table.find(column)
    explicit = tuple(positions)
    if by_name:
        _add_by_name(table, positions, canonical)
    return Mapping(positions, explicit)


def _add_by_name(table: Table, positions: dict[str, int], canonical: Canonical) -> None:
    mapped, used = set(positions), set(positions.values())
    for at, name in enumerate(table.columns):
        field = canonical(name) if name else None
        if field is None or field in mapped or at in used:
            continue
        if field in positions:
            first = table.label(positions[field])
            raise AnnotationRefused(
                f"{table.name}: columns '{first}' and '{table.label(at)}' both read as '{field}'; "
                f"choose one: --map {field}={first}"
            )
        positions[field] = at


def rating_field(scheme: Scheme) -> Canonical:
    """The field of a ratings table that a name stands for, in this scheme."""
    rows = _row_fields(scheme)

    def canonical(written: str) -> str | None:
        head, dot, tail = written.partition(".")
        if dot and head.casefold() == VOTES:
            return _votes_field(scheme, tail)
        if written.casefold().startswith(LISTED):
            listed = canonical(written[len(LISTED) :])
            return LISTED + listed if listed and _is_answer(scheme, listed) else None
        answered, by, rater = written.partition(BY)
        if by and rater and rater != "*":
            field = canonical(answered)
            return f"{field}{BY}{rater}" if field and _is_answer(scheme, field) else None
        name = written.casefold()
        if name in KEYS:
            return name
        question = question_named(scheme, head)
        if question is not None:
            return _question_field(question, tail) if dot else question.id
        return name if name in rows else None

    return canonical


def _is_answer(scheme: Scheme, field: str) -> bool:
    """Whether a field is (a part of) what one rater answered, in a row of its own."""
    question = question_named(scheme, field.partition(".")[0])
    if question is None:
        return False
    return field not in {f"{question.id}.{part}" for part in piece_fields(question)}


def _row_fields(scheme: Scheme) -> tuple[str, ...]:
    asks = any(question.confidence for question in scheme.questions)
    return ROW_FIELDS if asks else tuple(name for name in ROW_FIELDS if name != CONFIDENCE)


def _question_field(question: Question, part: str) -> str | None:
    label = label_named(question, part)
    if label is not None and question.kind in LABEL_COLUMNS:
        return f"{question.id}.{label.id}"
    name = part.casefold()
    if name == CANNOT_TELL and question.cannot_tell:
        return f"{question.id}.{CANNOT_TELL}"
    if name == CONFIDENCE and question.confidence:
        return f"{question.id}.{CONFIDENCE}"
    if part in piece_fields(question):
        return f"{question.id}.{part}"
    return None


def piece_fields(question: Question) -> tuple[str, ...]:
    """The parts of an answer that may have columns of their own, one row per piece."""
    if isinstance(question, Timeline):
        return (*INTERVAL, TRACK)
    if isinstance(question, Trace):
        return (TIME, SECONDS, DEVICE, *question.dimension_ids)
    return ()


def _votes_field(scheme: Scheme, written: str) -> str | None:
    """`votes.QUESTION.LABEL`, or labels of a vote string; without a question the first choice's."""
    choices = [question for question in scheme.questions if isinstance(question, OneLabel)]
    head, dot, tail = written.partition(".")
    named = next((q for q in choices if q.id.casefold() == head.casefold()), None)
    if not dot or named is None:
        named, tail = next(iter(choices), None), written
    if named is None:
        return None
    labels = [label_named(named, each.strip()) for each in tail.split(STRING)]
    ids = [label.id for label in labels if label is not None]
    fit = len(ids) == len(labels) == len(set(ids))
    return f"{VOTES}.{named.id}.{STRING.join(ids)}" if fit else None


def rating_fields(scheme: Scheme) -> list[str]:
    """Every field that a ratings table may have in this scheme, for messages."""
    fields = list(_row_fields(scheme))
    for question in scheme.questions:
        fields.append(question.id)
        if question.kind in LABEL_COLUMNS:
            fields += [f"{question.id}.{label}" for label in question.label_ids]
        fields += [f"{question.id}.{part}" for part in piece_fields(question)]
        fields += [f"{question.id}.{CANNOT_TELL}"] if question.cannot_tell else []
        fields += [f"{question.id}.{CONFIDENCE}"] if question.confidence else []
    for question in scheme.questions:
        if isinstance(question, OneLabel):
            fields += [f"{VOTES}.{question.id}.{label}" for label in question.label_ids]
    return fields


def question_named(scheme: Scheme, written: str) -> Question | None:
    """A question by its id, letters' case aside when no other id is closer."""
    exact = [question for question in scheme.questions if question.id == written]
    name = written.casefold()
    near = [question for question in scheme.questions if question.id.casefold() == name]
    return next(iter(exact or near), None)


def label_named(question: Question, written: str) -> Label | None:
    """A label by id, text or alias: exactly, else letters' case and outer spaces aside."""
    for label in question.labels:
        if written in (label.id, label.text, *label.aliases):
            return label
    name = written.strip().casefold()
    for label in question.labels:
        if name in map(str.casefold, (label.id, label.text, *label.aliases)):
            return label
    return None
