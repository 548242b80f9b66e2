"""An item as nested JSON: derived labels by question, and every rating with its answers."""

from datetime import datetime
from typing import Any

from affect.questions import Question
from releases.exports.context import Export
from releases.exports.records import Record, Row, one_label, shares
from releases.exports.tables.texts import ISO_UTC_PYTHON

ABOUT_ITEMS = (
    "speaker", "speaker_scope", "session", "dialogue", "position", "transcript", "language",
    "about", "arm", "group", "split", "media", "media_sha256", "start_sample", "end_sample",
    "rate_hz", "start_seconds", "end_seconds",
)  # fmt: skip
ABOUT_RATINGS = (
    "rater", "scheme_version", "revision", "submitted_at", "elapsed_ms", "plays", "order_index",
    "source", "role", "arm", "assisted", "blind",
)  # fmt: skip


def item_body(export: Export, record: Record) -> dict[str, Any]:
    """Everything that a release says of an item; what is missing is left out."""
    about = {name: record.item.get(name) for name in ABOUT_ITEMS}
    return {
        "item": record.key,
        **_there(about),
        "labels": labels_body(export, record.item),
        "ratings": ratings_body(export, record),
    }


def labels_body(export: Export, item: Row) -> dict[str, dict[str, Any]]:
    """For each question its label, its shares, and all other derived columns by their names."""
    questions = export.frozen.scheme.questions
    return {question.id: _derived(export, item, question) for question in questions}


def _derived(export: Export, item: Row, question: Question) -> dict[str, Any]:
    start = f"{question.id}."
    rest = {
        column.removeprefix(start): plain(value)
        for column, value in item.items()
        if column.startswith(start) and not column.startswith(f"{start}share.")
    }
    label = one_label(question, item, export.rules)
    return _there({"label": label, "shares": shares(question, item), **rest})


def ratings_body(export: Export, record: Record) -> list[dict[str, Any]]:
    """Each rating: who, when and how, and what was answered to each question."""
    return [
        {**_there({name: plain(rating.get(name)) for name in ABOUT_RATINGS}),
         "answers": answers_body(export, rating)}
        for rating in record.ratings
    ]  # fmt: skip


def answers_body(export: Export, rating: Row) -> dict[str, dict[str, Any]]:
    """The answers of one rating, as they were given: absent where there is none."""
    found = {}
    for column in export.frozen.columns:
        value = column.layout.value_in(rating)
        confidence = rating[column.confidence] if column.confidence else None
        cannot_tell = True if column.cannot_tell and rating[column.cannot_tell] else None
        answer = _there({"value": value, "confidence": confidence, "cannot_tell": cannot_tell})
        if answer:
            found[column.question.id] = answer
    return found


def plain(value: Any) -> Any:
    """A cell as JSON has it."""
    return value.strftime(ISO_UTC_PYTHON) if isinstance(value, datetime) else value


def _there(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if value is not None}
