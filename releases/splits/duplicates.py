"""Texts that are the same, or nearly: one of them in a test set would have been seen in training.

Texts are compared without letters' case, punctuation and space. Two are near duplicates when their
sets of three words in a row have a Jaccard similarity of at least 0.8; short texts must be equal.
Candidates are found by MinHash with banding (Broder 1997; Leskovec, Rajaraman & Ullman 2014, ch. 3)
and then compared in full, so nothing is joined by chance.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from releases.splits.components import MISSING, Codes, components

SIMILAR = 0.8
SHINGLE = 3  # words in a row
LEAST_WORDS = 8  # shorter texts have too few shingles to be similar and not equal
BANDS, ROWS = 25, 4  # finds a pair of similarity 0.8 with probability 1 - (1 - 0.8^4)^25 > 0.999999
PRIME = np.uint64(2**31 - 1)
WORD = re.compile(r"\w+")

Shingles = NDArray[np.uint64]


def near_duplicates(texts: Sequence[str | None]) -> Codes:
    """A number that near duplicates share, int64 (texts,); -1 for None and texts without a word."""
    words = [tuple(_words(text)) for text in texts]
    known: dict[tuple[str, ...], int] = {}
    code = np.array([known.setdefault(each, len(known)) if each else MISSING for each in words])
    sets = [_shingles(each) if len(each) >= LEAST_WORDS else None for each in known]
    alike = components(list(_similar(sets)), len(sets))
    return np.where(code == MISSING, MISSING, alike[code]) if sets else code.astype(np.int64)


def _words(text: str | None) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold()) if text else []


def _shingles(words: Sequence[str]) -> Shingles:
    found = {
        zlib.crc32("\x1f".join(words[at : at + SHINGLE]).encode())
        for at in range(len(words) - SHINGLE + 1)
    }
    return np.array(sorted(found), np.uint64)


def _similar(sets: Sequence[Shingles | None]) -> Iterator[Codes]:
    """For each band, groups of texts that fell together there and are similar one to the next."""
    long = {at: each for at, each in enumerate(sets) if each is not None}
    if len(long) < 2:
        return
    places, signatures = list(long), _signatures(list(long.values()))
    for band in range(BANDS):
        rows = np.ascontiguousarray(signatures[:, band * ROWS : (band + 1) * ROWS])
        keys = rows.view([("", rows.dtype)] * ROWS).ravel()
        code = np.full(len(sets), MISSING, np.int64)
        joined = 0
        for bucket in _buckets(keys):
            for group in _chains([places[at] for at in bucket], long):
                code[group] = joined
                joined += 1
        if joined:
            yield code


def _signatures(sets: Sequence[Shingles]) -> NDArray[np.uint64]:
    """MinHash of each set, uint64 (sets, BANDS * ROWS), by fixed linear hashes."""
    draw = np.random.default_rng(0)  # fixed: the same texts are duplicates on every day
    a = draw.integers(1, int(PRIME), BANDS * ROWS, dtype=np.uint64)
    b = draw.integers(0, int(PRIME), BANDS * ROWS, dtype=np.uint64)
    return np.stack([((each[:, None] % PRIME * a + b) % PRIME).min(axis=0) for each in sets])


def _buckets(keys: NDArray[np.void]) -> Iterator[list[int]]:
    order = np.argsort(keys, kind="stable")
    begins = np.flatnonzero(np.append(True, keys[order][1:] != keys[order][:-1]))
    for start, end in pairwise([*begins.tolist(), len(order)]):
        if end - start > 1:
            yield order[start:end].tolist()


def _chains(bucket: Iterable[int], sets: Mapping[int, Shingles]) -> Iterator[list[int]]:
    """Groups of a bucket: each text joins the first group whose first text is similar to it."""
    groups: list[list[int]] = []
    for at in bucket:
        fits = (group for group in groups if _jaccard(sets[group[0]], sets[at]) >= SIMILAR)
        group = next(fits, None)
        if group is None:
            groups.append([at])
        else:
            group.append(at)
    return (group for group in groups if len(group) > 1)


def _jaccard(left: Shingles, right: Shingles) -> float:
    both = len(np.intersect1d(left, right, assume_unique=True))
    return both / (len(left) + len(right) - both)
