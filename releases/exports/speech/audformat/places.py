"""Where each item stands in audformat: a file with start and end, in a table that names it once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from releases.exports.recordings import MEDIA_FOLDER, Recordings
from releases.frozen import FrozenRelease

NANOSECONDS = 1_000_000_000
DURATION = pa.duration("ns")
TEXTS = "texts"
"""The table of items without a recording of their own."""
PLACE = ("media_sha256", "start_sample", "end_sample")


@dataclass(frozen=True)
class Place:
    """A table of items of one split; `nth` counts from 1 the tables that one range needs."""

    split: str | None
    nth: int

    def name(self, question: str | None = None) -> str:
        """The table of the items, or that of what each rater said of a question."""
        base = f"raters.{question}" if question else "items"
        split = f".{self.split}" if self.split else ""
        return base + split + (f"-{self.nth}" if self.nth > 1 else "")


@dataclass(frozen=True)
class Places:
    """The table of each item, by its row in items.parquet; None for one without a recording.

    A table names a range of a file once. Items of one range, such as presentations of one clip,
    are in `items`, `items-2` and so on; splits have tables of their own.
    """

    places: NDArray[np.object_]

    @classmethod
    def of(cls, frozen: FrozenRelease) -> "Places":
        """Read the ranges of all items."""
        path, columns = frozen.folder / "items.parquet", [*PLACE, "split"]
        there = [name for name in columns if name in pq.read_schema(path).names]
        items = pl.DataFrame(pq.read_table(path, columns=there))
        if "split" not in items.columns:
            items = items.with_columns(split=pl.lit(None, pl.String))
        nth = pl.int_range(1, pl.len() + 1).over(*columns)
        rows = items.select("media_sha256", "split", nth.alias("nth")).iter_rows()
        found = np.empty(items.height, object)
        place = cache(Place)  # a few tables, however many items
        for at, (sha256, split, number) in enumerate(rows):
            found[at] = None if sha256 is None else place(split, number)
        return cls(found)

    def tables_of(self, first: int, rows: int) -> Iterator[tuple[Place | None, NDArray[np.int64]]]:
        """The tables that some consecutive items are in, each with their rows among those."""
        places = self.places[first : first + rows].tolist()
        for place in dict.fromkeys(places):
            yield place, np.flatnonzero([each == place for each in places])


def index_of(items: pa.Table, recordings: Recordings) -> list[tuple[str, pa.Array]]:
    """The columns file, start and end: nanoseconds from which the sample can be told again.

    The end is missing for an item that is a whole file of which no range is known.
    """
    hashes = items["media_sha256"].to_pylist()
    files = [f"{MEDIA_FOLDER}/{recordings.name_of(sha256)}" for sha256 in hashes]
    rate = items["rate_hz"]
    start = pc.fill_null(_nanoseconds(items["start_sample"], rate), 0)
    return [
        ("file", pa.array(files, pa.string())),
        ("start", start.cast(DURATION)),
        ("end", _nanoseconds(items["end_sample"], rate).cast(DURATION)),
    ]


def _nanoseconds(samples: pa.ChunkedArray, rate: pa.ChunkedArray) -> pa.ChunkedArray:
    seconds = pc.divide(samples.cast(pa.float64()), rate.cast(pa.float64()))
    return pc.round(pc.multiply(seconds, float(NANOSECONDS))).cast(pa.int64())
