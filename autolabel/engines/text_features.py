"""From a text to a sparse vector: hashed word and character n-grams.

Training and labelling both call `hashed_counts`, so their tokens cannot drift apart.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BUCKETS = 2**14
WORD_GRAMS = (1, 2)
CHARACTER_GRAMS = (3, 4, 5)

# subtitles use typographic marks where the training comments mostly have plain ones
PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})
# a word with inner apostrophes, a placeholder such as [name], or a run of one other sign
TOKEN = re.compile(r"\[\w+\]|\w+(?:'\w+)*|([^\w\s])\1*")


def tokens(text: str) -> list[str]:
    """Words, placeholders and runs of one sign ("!!!"), in small letters."""
    plain = unicodedata.normalize("NFKC", text).translate(PLAIN).lower()
    return [match.group() for match in TOKEN.finditer(plain)]


def grams(words: list[str]) -> Iterator[str]:
    """Word n-grams ("w:") of the padded text and character n-grams ("c:") of each padded word."""
    padded = ["<", *words, ">"]
    for n in WORD_GRAMS:
        for i in range(len(padded) - n + 1):
            yield "w:" + " ".join(padded[i : i + n])
    for word in words:
        edged = f" {word} "
        for n in CHARACTER_GRAMS:
            for i in range(len(edged) - n + 1):
                yield "c:" + edged[i : i + n]


def hashed_counts(text: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Buckets (rising, each once) and how often the text falls into each; empty without a word."""
    words = tokens(text)
    if not words:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float64)
    found = Counter(crc32(gram.encode()) % BUCKETS for gram in grams(words))
    buckets = sorted(found)
    return (
        np.array(buckets, dtype=np.int64),
        np.array([found[bucket] for bucket in buckets], dtype=np.float64),
    )


def weighted(counts: NDArray[np.float64], idf: NDArray[np.float64]) -> NDArray[np.float64]:
    """Term weights (1 + log count) * idf, scaled to length 1; `idf` is that of the same buckets."""
    values = (1 + np.log(counts)) * idf
    length = float(np.sqrt(values @ values))
    return values / length if length > 0 else values
