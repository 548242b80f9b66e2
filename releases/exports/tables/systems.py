"""Tables of the systems whose clips were rated: what they score, and which of two is preferred.

An item says which system made it in its attribute `system`; an item of two clips in `system.1` and
`system.2`. Only normal items count, as in every derived label.
"""

import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from affect.systems import (
    KINDS,
    SYSTEM,
    Systems,
    system_preferences,
    system_scores,
    systems_in,
)
from releases.frozen import FrozenRelease
from releases.frozen.whole import whole_of

RESAMPLES = 1000
NUMBER, COUNT, TEXT = pa.float64(), pa.int32(), pa.string()
SCORES = pa.schema(
    [
        ("question", TEXT),
        ("system", TEXT),
        ("measure", TEXT),
        ("n", COUNT),
        ("items", COUNT),
        ("value", NUMBER),
        ("low", NUMBER),
        ("high", NUMBER),
        ("drawn_low", NUMBER),
        ("drawn_high", NUMBER),
        ("reason", TEXT),
    ]
)
PREFERENCES = pa.schema(
    [
        ("question", TEXT),
        ("system", TEXT),
        ("other", TEXT),
        ("n", COUNT),
        ("wins", COUNT),
        ("losses", COUNT),
        ("ties", COUNT),
        ("rate", NUMBER),
        ("low", NUMBER),
        ("high", NUMBER),
    ]
)


def system_tables(frozen: FrozenRelease) -> Iterator[tuple[str, pa.Table]]:
    """`systems` and `preferences`, those of them that have rows."""
    columns = [each for each in frozen.columns if each.question.kind in KINDS]
    systems = systems_of(frozen) if columns else []
    if not any(systems):
        return
    scores: list[dict[str, Any]] = []
    preferred: list[dict[str, Any]] = []
    for column in columns:
        question, coded = column.question, whole_of(frozen, column).coded
        # the same ratings have the same interval, whatever other questions there are
        rng = np.random.default_rng(zlib.crc32(question.id.encode()))
        named = {"question": question.id}
        found = system_scores(question, coded, systems, resamples=RESAMPLES, rng=rng)
        scores += [named | asdict(each) for each in found]
        preferred += [named | asdict(each) for each in system_preferences(question, coded, systems)]
    for name, rows, schema in (
        ("systems", scores, SCORES),
        ("preferences", preferred, PREFERENCES),
    ):
        if rows:
            yield name, pa.Table.from_pylist(rows, schema=schema)


def systems_of(frozen: FrozenRelease) -> Systems:
    """For each item of the release, the systems of its clips; empty where they are not told."""
    items = pq.ParquetFile(frozen.folder / "items.parquet").read(["attributes"])
    texts = items["attributes"]
    systems: list[tuple[str, ...]] = [()] * len(texts)
    # of most projects no item names one: they are not worth the time of reading their JSON
    telling = pc.indices_nonzero(pc.match_substring(texts, f'"{SYSTEM}').fill_null(False))
    for place, text in zip(telling.to_pylist(), texts.take(telling).to_pylist(), strict=True):
        systems[place] = systems_in(json.loads(text))
    return systems
