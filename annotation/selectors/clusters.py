"""Which items of a project are alike because they share a speaker or a recording."""

import re
from collections.abc import Iterable
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from annotation.models import ItemRole
from annotation.selectors.kept_answers import Moment

Over = Literal["items", "speakers", "recordings", "raters"]
OVERS: tuple[Over, ...] = get_args(Over)
"""What is drawn again for an interval."""

HEARD = re.compile(r"S\d+")
"""A voice that an engine told apart: S1 of one recording is no S1 of another."""


def clusters_of(moment: Moment, over: Over) -> NDArray[np.int64] | None:
    """The speaker or recording of each unit, as numbers; None where units are drawn alone.

    An item without one is a cluster of its own.
    """
    if over not in ("speakers", "recordings"):
        return None
    items = moment.project.items.filter(role=ItemRole.NORMAL).values_list(
        "pk", "segment__recording", "segment__speaker"
    )
    named = {item: (recording, speaker) for item, recording, speaker in items}
    names = (named.get(item, (None, None)) for item in moment.item_ids.tolist())
    key = _speaker if over == "speakers" else _recording
    return _numbers(key(recording, speaker or "") for recording, speaker in names)


def _recording(recording: int | None, speaker: str) -> Any:
    return recording


def _speaker(recording: int | None, speaker: str) -> Any:
    if not speaker:
        return None
    return (recording, speaker) if HEARD.fullmatch(speaker) else speaker


def _numbers(keys: Iterable[Any]) -> NDArray[np.int64]:
    """A number per key; each None has one of its own."""
    known: dict[Any, int] = {}
    return np.array(
        [known.setdefault((at,) if key is None else key, at) for at, key in enumerate(keys)],
        np.int64,
    )
