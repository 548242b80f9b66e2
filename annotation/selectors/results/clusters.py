"""Which items of a project are alike because they share a speaker, a recording or a session."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple, get_args

import numpy as np
from django.db.models.fields.json import KT
from numpy.typing import NDArray

from annotation.models import ItemRole, Project
from annotation.selectors.answers.kept import Moment
from annotation.selectors.results.items_hash import items_hash

Over = Literal["items", "speakers", "recordings", "sessions", "raters"]
OVERS: tuple[Over, ...] = get_args(Over)
"""What is drawn again for an interval."""

HEARD = re.compile(r"S\d+")
"""A voice that an engine told apart: S1 of one recording is no S1 of another."""


def clusters_of(moment: Moment, over: Over) -> NDArray[np.int64] | None:
    """The speaker, recording or session of each unit, as numbers; None where units are drawn alone.

    An item without one is a cluster of its own.
    """
    if over not in KEYS:
        return None
    items = moment.project.items.filter(role=ItemRole.NORMAL).values_list("pk", *COLUMNS)
    named = {item: Shared(*of_item) for item, *of_item in items}
    return _numbers(KEYS[over](named.get(item, NOTHING)) for item in moment.item_ids.tolist())


def clusters_hash(project: Project, over: Over) -> str:
    """Changes when an item's speaker, recording or session does; empty where none matters."""
    if over not in KEYS:
        return ""
    return items_hash(project.items.filter(role=ItemRole.NORMAL), *COLUMNS)


class Shared(NamedTuple):
    """What an item may share with others: its own session goes before that of its recording."""

    recording: int | None = None
    speaker: str | None = None
    recorded_in: str | None = None
    session: str | None = None


COLUMNS = (
    "segment__recording",
    "segment__speaker",
    "segment__recording__session",
    KT("attributes__session"),
)
"""The fields of `Shared`."""
NOTHING = Shared()


def _speaker(of_item: Shared) -> Any:
    if not of_item.speaker:
        return None
    is_heard = HEARD.fullmatch(of_item.speaker)
    return (of_item.recording, of_item.speaker) if is_heard else of_item.speaker


KEYS: Mapping[Over, Callable[[Shared], Any]] = {
    "speakers": _speaker,
    "recordings": lambda of_item: of_item.recording,
    "sessions": lambda of_item: of_item.session or of_item.recorded_in or None,
}


def _numbers(keys: Iterable[Any]) -> NDArray[np.int64]:
    """A number per key; each None has one of its own."""
    known: dict[Any, int] = {}
    return np.array(
        [known.setdefault((at,) if key is None else key, at) for at, key in enumerate(keys)],
        np.int64,
    )
