"""What two items may share, as codes: recording, speaker, session, dialogue or nearly its text."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ingestion.fingerprints import PICTURE, SOUND, fingerprint_of
from releases.splits.components import MISSING, Codes
from releases.splits.duplicates import near_duplicates
from releases.splits.media_duplicates import picture_duplicates, sound_duplicates

HEARD = "recording"
"""A `speaker_scope`: an engine told voices apart in one recording; S1 of another is no S1."""


def shared_codes(items: pa.Table, names: tuple[str, ...]) -> Iterator[tuple[str, Codes]]:
    """Name and codes of each property in `names`, and of the presentations of a clip.

    Codes are (items,), or (items, k) where an item may have several: two clips, two recordings.
    """
    for name in names:
        yield name, SHARED[name](items)
    yield "clip", _clips(items)


def coded(texts: pa.ChunkedArray) -> Codes:
    """A number for each different text, -1 for null."""
    indices = texts.combine_chunks().dictionary_encode().indices
    return np.asarray(pc.fill_null(indices.cast(pa.int64()), MISSING).to_numpy(), np.int64)


def _clips(items: pa.Table) -> Codes:
    """The clip that items present; the item of its name is one of them, as where it is repeated."""
    groups = items["group"]
    named = pc.is_in(items["item"], value_set=pc.unique(groups.drop_null()))
    return coded(pc.coalesce(groups, pc.if_else(named, items["item"], None)))


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
    """Near duplicates: texts that are all there is of an item (two turns that say "yes" are none),
    and recordings that sound or look nearly the same; (items, 1 + 2 per recording of an item)."""
    silent = pc.is_null(items["media_sha256"])
    texts = near_duplicates(pc.if_else(silent, items["transcript"], None).to_pylist())
    columns, last = [texts], int(texts.max(initial=MISSING)) + 1
    for alike in _alike(items):  # numbers of their own, so that no text meets a sound
        columns.append(np.where(alike == MISSING, MISSING, alike + last))
        last += int(alike.max(initial=MISSING)) + 1
    return np.column_stack(columns)


def near_duplicate_items(items: pa.Table, codes: Codes) -> NDArray[np.bool_]:
    """Items with a near duplicate that is another text, or of another recording, bool (items,).

    codes: as `shared_codes` gives them for "duplicates".
    """
    media = _recordings(items)
    sources = np.column_stack([np.arange(items.num_rows), media, media])  # texts, sounds, pictures
    rows, place = np.nonzero(codes != MISSING)
    pairs = np.unique(np.column_stack([codes[rows, place], sources[rows, place]]), axis=0)
    values, counts = np.unique(pairs[:, 0], return_counts=True)
    several = np.isin(codes, values[counts > 1]) & (codes != MISSING)
    found: NDArray[np.bool_] = several.any(axis=1)
    return found


def _alike(items: pa.Table) -> Iterator[Codes]:
    """Codes of the sound, then of the picture, of the recordings that an item shows, (items, k)."""
    columns = [
        items[name].to_pylist() for name in items.schema.names if name.endswith("media_sha256")
    ]
    known = sorted({sha256 for column in columns for sha256 in column if sha256 is not None})
    place = {sha256: at for at, sha256 in enumerate(known)}
    sounds = [fingerprint_of(sha256, SOUND) for sha256 in known]
    pictures = [
        fingerprint_of(sha256, PICTURE) if sound is None else None
        for sha256, sound in zip(known, sounds, strict=True)
    ]
    for codes in (sound_duplicates(sounds), picture_duplicates(pictures)):
        yield np.array(
            [
                [MISSING if sha256 is None else codes[place[sha256]] for sha256 in column]
                for column in columns
            ],
            np.int64,
        ).T


SHARED: Mapping[str, Callable[[pa.Table], Codes]] = {
    "recording": _recordings,
    "speaker": _speakers,
    "session": _sessions,
    "dialogue": _dialogues,
    "duplicates": _duplicates,
}
