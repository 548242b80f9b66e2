"""What two items may share, as codes: recording, speaker, session, dialogue or nearly its text."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from releases.splits.components import MISSING, Codes
from releases.splits.duplicates import near_duplicates

HEARD = "recording"
"""A `speaker_scope`: an engine told voices apart in one recording; S1 of another is no S1."""


def shared_codes(items: pa.Table, names: tuple[str, ...]) -> Iterator[tuple[str, Codes]]:
    """Name and codes of each property in `names`, and of the presentations of a clip.

    Codes are (items,), or (items, k) where an item may have several: two clips, two recordings.
    """
    for name in names:
        yield name, SHARED[name](items)
    yield "clip", coded(items["group"])


def coded(texts: pa.ChunkedArray) -> Codes:
    """A number for each different text, -1 for null."""
    indices = texts.combine_chunks().dictionary_encode().indices
    return np.asarray(pc.fill_null(indices.cast(pa.int64()), MISSING).to_numpy(), np.int64)


def _recordings(items: pa.Table) -> Codes:
    columns = [name for name in items.schema.names if name.endswith("media_sha256")]
    together = pa.chunked_array([chunk for name in columns for chunk in items[name].chunks])
    return coded(together).reshape(len(columns), -1).T


def _speakers(items: pa.Table) -> Codes:
    names = items["speaker"]
    if "speaker_scope" in items.schema.names:
        heard = pc.fill_null(pc.equal(items["speaker_scope"], HEARD), False)
        own = pc.binary_join_element_wise(names, items["media_sha256"], " of ")
        names = pc.if_else(heard, own, names)
    return coded(names)


def _sessions(items: pa.Table) -> Codes:
    if "session" not in items.schema.names:  # before layout 5
        return np.full(items.num_rows, MISSING, np.int64)
    return coded(items["session"])


def _dialogues(items: pa.Table) -> Codes:
    return coded(items["dialogue"])


def _duplicates(items: pa.Table) -> Codes:
    """Texts that are all there is of an item: two turns that say "yes" are no duplicates."""
    silent = pc.is_null(items["media_sha256"])
    return near_duplicates(pc.if_else(silent, items["transcript"], None).to_pylist())


SHARED: Mapping[str, Callable[[pa.Table], Codes]] = {
    "recording": _recordings,
    "speaker": _speakers,
    "session": _sessions,
    "dialogue": _dialogues,
    "duplicates": _duplicates,
}
