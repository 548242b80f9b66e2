"""Read a release from its folder alone: no database, no settings."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from affect.aggregation import default_rule
from affect.coded import UNKNOWN_RATER, Coded
from affect.questions import Question, Scheme, load_scheme
from releases.answers import AnswerColumns, answer_columns
from releases.columns import LAYOUTS, NORMAL
from releases.contents.prose import without_prose
from releases.errors import ReleaseRefused
from releases.storage.manifest import manifest_id, manifest_read

AGREEMENT = "agreement.json"
CHANGES = "changes.json"
SPLITS = "splits.json"
PART_ROWS = 32_768
"""Ratings in memory at a time."""


@dataclass(frozen=True)
class Part:
    """Some items of a release with all their ratings; `unit` is each rating's row in `items`.

    `first` is the row of the part's first item among all items of the release.
    """

    items: pa.Table
    ratings: pa.Table
    unit: NDArray[np.int32]
    first: int = 0


def free_text_in(project: Mapping[str, Any]) -> bool:
    """Whether a release, by its project.json, holds free text; all did before layout 5."""
    return bool(project.get("contents", {}).get("free_text", True))


@dataclass(frozen=True)
class FrozenRelease:
    """A release as it lies in its folder; `id` is the sha256 of its manifest.

    `scheme` has the questions whose answers are in it: scheme.json has those that are left out too.
    `known` keeps what was computed from the whole release, for those who need it again.
    """

    folder: Path
    id: str
    project: dict[str, Any]
    scheme: Scheme
    columns: tuple[AnswerColumns, ...]
    known: dict[tuple[Any, ...], Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def open(cls, folder: Path) -> "FrozenRelease":
        """Read the description of a release.

        Raises
        ------
        ReleaseRefused: the folder is no release, or one of a layout that is not known here.
        """
        try:
            release_id = manifest_id(folder)
            project = json.loads((folder / "project.json").read_text(encoding="utf-8"))
            scheme = load_scheme(json.loads((folder / "scheme.json").read_bytes())["body"])
        except (OSError, ValueError, KeyError) as error:
            raise ReleaseRefused(
                f"{folder} is no release that can be read ({error}); `emotate verify` says more."
            ) from error
        layout = project.get("layout")
        if layout not in LAYOUTS:
            known = ", ".join(map(str, LAYOUTS))
            raise ReleaseRefused(f"{folder} has layout {layout}; this version reads {known}.")
        return cls._of(folder, release_id, project, scheme)

    @classmethod
    def of(cls, folder: Path, project: dict[str, Any], scheme: Scheme) -> "FrozenRelease":
        """A release that is being made: its tables are there, its manifest and id are not yet."""
        return cls._of(folder, "", project, scheme)

    @classmethod
    def _of(
        cls, folder: Path, release_id: str, project: dict[str, Any], scheme: Scheme
    ) -> "FrozenRelease":
        prose = free_text_in(project)
        columns = answer_columns(scheme, project["layout"], prose=prose)
        released = scheme if prose else without_prose(scheme)
        return cls(folder, release_id, project, released, tuple(columns))

    @property
    def name(self) -> str:
        """`project@tag`"""
        return f"{self.project['slug']}@{self.project['tag']}"

    def rule_of(self, question: Question) -> str:
        """The rule that the project uses for a question unless an export says otherwise."""
        rules = self.project["policy"].get("rules", {})
        return str(rules.get(question.id) or default_rule(question.kind))

    def body(self, path: str) -> dict[str, Any] | None:
        """One of the release's JSON files; None where it has none, as earlier layouts."""
        file = self.folder / path
        return json.loads(file.read_bytes()) if file.is_file() else None

    def text(self, path: str) -> str:
        """One of the release's texts; empty where it has none, as earlier layouts."""
        file = self.folder / path
        return file.read_text(encoding="utf-8") if file.is_file() else ""

    def rows(self, path: str) -> int:
        """Rows of a table, as the manifest counts them; 0 where there is no such table."""
        return next((e.rows or 0 for e in manifest_read(self.folder) if e.path == path), 0)

    def parts(
        self, columns: Sequence[str] | None = None, *, keys_only: bool = False
    ) -> Iterator[Part]:
        """All items in their order, a group of ratings at a time; no item is in two parts.

        `columns` names those of the ratings that are wanted; without it all but the JSON text.
        keys_only: of the items there are keys and roles alone.

        Raises
        ------
        ReleaseRefused: the ratings do not follow the items, so the files are not as written.
        """
        table = pq.ParquetFile(self.folder / "items.parquet")
        few = [name for name in ("item", "role") if name in table.schema_arrow.names]
        items = table.read(few if keys_only else None)
        keys = items["item"].combine_chunks()
        schema = pq.read_schema(self.folder / "ratings.parquet")
        wanted = [name for name in schema.names if name in (columns or schema.names)]
        wanted = [name for name in wanted if name != "answers" or columns]
        done, rest = 0, schema.empty_table().select(wanted)
        for table in self.tables("ratings.parquet", wanted):
            rest = pa.concat_tables([rest, table])
            place = self._places(rest, keys, done)
            last = int(place[-1])  # the ratings of this item may go on in the next group
            if last > done:
                cut = int(np.searchsorted(place, last))
                ready, ratings = items.slice(done, last - done), rest.slice(0, cut)
                yield _part(ready, ratings, place[:cut] - done, done)
                # what one part took would otherwise stay with the process beside the next
                pa.default_memory_pool().release_unused()
                done, rest = last, rest.slice(cut)
        yield _part(items.slice(done), rest, self._places(rest, keys, done) - done, done)

    def tables(self, path: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """The rows of one of the release's tables, a group at a time; none without such a table.

        A group that was written is never read together with the next: where answers are large,
        as traces are, it has few rows.
        """
        if not (self.folder / path).is_file():
            return
        with pq.ParquetFile(self.folder / path) as file:
            for group in range(file.num_row_groups):
                for batch in file.iter_batches(PART_ROWS, row_groups=[group], columns=columns):
                    yield pa.Table.from_batches([batch])

    def _places(self, ratings: pa.Table, keys: pa.Array, done: int) -> NDArray[np.int64]:
        """The row in `keys` of each rating's item, rising from `done`."""
        item = ratings["item"].combine_chunks()
        begins = np.ones(len(item), bool)
        begins[1:] = pc.not_equal(item[1:], item[:-1]).to_numpy(zero_copy_only=False)
        found = _positions(item.filter(pa.array(begins)), keys.slice(done)) + done
        if len(found) and (found[0] < done or (np.diff(found) <= 0).any()):
            raise ReleaseRefused(
                f"ratings.parquet of {self.folder} does not follow items.parquet: the files are "
                "not as they were written; `emotate verify` says which."
            )
        place: NDArray[np.int64] = found[np.cumsum(begins) - 1]
        return place


def _positions(wanted: pa.Array, keys: pa.Array) -> NDArray[np.int64]:
    """Where each wanted key is in `keys`, -1 where it is not.

    Most items are rated, so the keys are usually within as many rows as are wanted: looking there
    first saves hashing all of them for every part.
    """
    span = len(wanted) + 1
    while True:
        found = pc.index_in(wanted, keys.slice(0, span))
        if not found.null_count or span >= len(keys):
            return np.asarray(found.fill_null(-1).to_numpy(), np.int64)
        span *= 8


def _part(items: pa.Table, ratings: pa.Table, unit: NDArray[np.int64], first: int) -> Part:
    return Part(items, ratings, unit.astype(np.int32), first)


def counting(part: Part) -> Part:
    """A part without the ratings of gold, attention, training and quiz items."""
    if "role" not in part.items.schema.names:  # layout 1 has none of those
        return part
    kept = pc.equal(part.ratings["role"], NORMAL).to_numpy()
    if kept.all():
        return part
    return Part(part.items, part.ratings.filter(pa.array(kept)), part.unit[kept], part.first)


def coded_of(column: AnswerColumns, part: Part, *, whole: bool = False) -> Coded:
    """The answers to one question as arrays, one row per rating. Raters play no part in rules.

    whole: with all parts of an answer, for rules that look into them.
    """
    told = part.ratings[column.cannot_tell].fill_null(False) if column.cannot_tell else None
    rows = part.ratings.num_rows
    values = column.layout.whole_values if whole else column.layout.values
    return Coded(
        unit=part.unit,
        rater=np.full(rows, UNKNOWN_RATER, np.int32),
        values=values(part.ratings),
        cannot_tell=np.zeros(rows, bool) if told is None else told.to_numpy(),
        extent=_extents(column.question, part.items),
    )


def _extents(question: Question, items: pa.Table) -> NDArray[np.float64] | None:
    """How long the items are in what pieces are marked on (see `Coded`)."""
    if question.kind == "timeline" and "end_seconds" in items.schema.names:
        lengths = pc.subtract(items["end_seconds"], items["start_seconds"])
    elif question.kind == "spans" and "transcript" in items.schema.names:
        lengths = pc.utf8_length(items["transcript"])
    else:
        return None
    return np.asarray(lengths.cast(pa.float64()).fill_null(np.nan).to_numpy(), np.float64)
