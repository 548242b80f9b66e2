"""Recordings that sound or look nearly the same, though their files differ.

Two recordings are near duplicates when at least half of the shorter one, and a second of it, lies
in the other with a bit error rate of at most 0.25 (sound; Haitsma & Kalker take 0.35 for 3 s), or
when their pictures differ in at most 15 of 256 bits. A jingle that two long recordings share joins
nobody.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from ingestion.engines.fingerprints import FRAMES_PER_SECOND, SILENT
from releases.splits.components import MISSING, Codes

Bits = NDArray[np.uint32]

MOST_ERRORS = 0.25
"""Part of the bits of frames that lie over each other."""
LEAST_SECONDS = 1.0
LEAST_PART = 0.5
"""Of the frames of the shorter recording that tell anything."""
MOST_BITS = 15
"""Of the 256 of a picture; with 16 bands of 16 bits one band at least is then the same."""
BAND_BITS = 16
MOST_HELD = 40
"""A sub-fingerprint that more recordings have is of a hum or a tone, and leads nowhere."""
MOST_OFFSETS = 3
"""Ways to lay two recordings over each other that are looked at, those with most votes."""


def sound_duplicates(sounds: Sequence[Bits | None]) -> Codes:
    """A number that recordings of nearly the same sound share, int64 (n,); -1 without sound."""
    told = np.array([s is not None and bool((s != SILENT).any()) for s in sounds], bool)
    pairs = [
        (one, other)
        for (one, other), offsets in _candidates(sounds).items()
        if any(_overlap(sounds[one], sounds[other], at) for at in offsets)
    ]
    return _joined(pairs, told)


def picture_duplicates(pictures: Sequence[Bits | None]) -> Codes:
    """The same of pictures, uint32 (8,) each; -1 without one, or where it shows nothing."""
    known = {at: p for at, p in enumerate(pictures) if p is not None and len(p)}
    told = np.array([at in known for at in range(len(pictures))], bool)
    if len(known) < 2:
        return _joined([], told)
    places, table = list(known), np.stack(list(known.values()))
    pairs = {
        (places[one], places[other])
        for one, other in _in_one_band(table)
        if int(np.bitwise_count(table[one] ^ table[other]).sum()) <= MOST_BITS
    }
    return _joined(sorted(pairs), told)


def _joined(pairs: Sequence[tuple[int, int]], told: NDArray[np.bool_]) -> Codes:
    """The chain of pairs that each recording is in, numbered; -1 for those that tell nothing."""
    ends = np.array(pairs, np.int64).reshape(-1, 2).T
    graph = coo_array((np.ones(len(pairs), np.int8), (ends[0], ends[1])), (len(told), len(told)))
    _, label = connected_components(graph, directed=False)
    return np.where(told, label.astype(np.int64), MISSING)


def _candidates(sounds: Sequence[Bits | None]) -> Mapping[tuple[int, int], list[int]]:
    """Pairs with sub-fingerprints in common, and the offsets (frames) at which most of them are."""
    votes: dict[tuple[int, int], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for places in _held_by_few(sounds):
        for (one, at), (other, there) in combinations(places, 2):
            if one != other:
                votes[one, other][there - at] += 1
    return {
        pair: sorted(found, key=lambda at: (-found[at], at))[:MOST_OFFSETS]
        for pair, found in votes.items()
    }


def _held_by_few(sounds: Sequence[Bits | None]) -> Iterator[list[tuple[int, int]]]:
    """For each sub-fingerprint of several recordings: (recording, first frame there)."""
    rows = [
        np.column_stack([bits[first], np.full(len(first), at), first])
        for at, bits in enumerate(sounds)
        if bits is not None and len(bits)
        for first in [np.unique(bits, return_index=True)[1]]
    ]
    if not rows:
        return
    table = np.concatenate(rows)
    table = table[table[:, 0] != SILENT]
    table = table[np.lexsort((table[:, 1], table[:, 0]))]
    edges = np.flatnonzero(np.diff(table[:, 0], prepend=-1, append=-1))
    sizes = np.diff(edges)
    for at in np.flatnonzero((sizes > 1) & (sizes <= MOST_HELD)):
        start, end = edges[at], edges[at + 1]
        yield [(int(of), int(frame)) for _, of, frame in table[start:end]]


def _overlap(one: Bits | None, other: Bits | None, offset: int) -> bool:
    """Whether enough of the shorter one lies in the other when laid over it at this offset."""
    if one is None or other is None:
        return False
    start, end = max(0, -offset), min(len(one), len(other) - offset)
    if end <= start:
        return False
    here, there = one[start:end], other[start + offset : end + offset]
    both = (here != SILENT) & (there != SILENT)
    n = int(both.sum())
    shorter = min(int((one != SILENT).sum()), int((other != SILENT).sum()))
    if n < LEAST_PART * shorter or n < LEAST_SECONDS * FRAMES_PER_SECOND:
        return False
    wrong = int(np.bitwise_count(here[both] ^ there[both]).sum())
    return wrong <= MOST_ERRORS * 32 * n


def _in_one_band(table: Bits) -> set[tuple[int, int]]:
    """Pairs of rows that have a band of 16 bits in common."""
    found: set[tuple[int, int]] = set()
    bands = np.ascontiguousarray(table).view(np.uint16)
    for band in bands.T:
        order = np.argsort(band, kind="stable")
        edges = np.flatnonzero(np.diff(band[order].astype(np.int64), prepend=-1, append=-1))
        for start, end in pairwise(edges.tolist()):
            found |= set(combinations(sorted(order[start:end].tolist()), 2))
    return found
