"""Sensor tables: a column of seconds, and a column of numbers per channel.

EEG bands, heart rate, motion: whatever was measured along one clock. Rates may be uneven, and each
channel may have holes (empty cells). The table is read in blocks and kept as one array that opens
by memory map, with a coarser one beside it for drawing hours (``envelopes.py``).
"""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import csv, parquet

from ingestion.engines.errors import (
    DamagedMediaError,
    NotMediaError,
    SensorTableError,
    SilentMediaError,
)
from ingestion.engines.store import ArrayWriter, replacing
from ingestion.engines.types import SENSORS_NAME, Progress

FORM = "emotate-sensors-1"
SUFFIXES = (".csv", ".tsv", ".parquet")

#: Names of the time column, without case, blanks and a unit in brackets.
TIME_NAMES = ("time", "t", "seconds", "second", "sec", "s", "time_s", "time_seconds", "timestamp")

#: Rows that one row of the coarse array stands for.
STEP = 64
MOST_CHANNELS = 512
#: The usual step is taken from the first blocks: more would say the same.
BLOCKS_TIMED = 64
#: Above this a number is no time since the start, but a clock or milliseconds.
MOST_SECONDS = 7 * 24 * 3600.0
MISSING = ("", "na", "nan", "null", "none")

_UNIT = re.compile(r"\s*[\[(](?P<unit>[^\])]*)[\])]\s*$")


@dataclass(frozen=True, slots=True)
class Channel:
    """A column of numbers. ``low`` and ``high`` are over all rows; None where it has no number.

    ``step_seconds`` is the usual time between two of its numbers: slow channels leave cells of a
    fast table empty, and what is empty in between is no gap.
    """

    name: str
    unit: str | None
    count: int
    low: float | None
    high: float | None
    step_seconds: float | None


@dataclass(frozen=True, slots=True)
class SensorTable:
    """What a table holds; times are seconds from the start of the recording."""

    format: str
    channels: tuple[Channel, ...]
    rows: int
    first_seconds: float
    last_seconds: float
    #: The usual time between two rows.
    step_seconds: float | None


def is_sensor_table(path: Path) -> bool:
    """Whether a file looks like a table with a column of time, by name and header."""
    if path.suffix.lower() not in SUFFIXES:
        return False
    try:
        names = _columns(path)
    except (pa.ArrowInvalid, OSError, UnicodeDecodeError, StopIteration):
        return False
    return len(names) > 1 and any(_is_time(name) for name in names)


def prepare(path: Path, folder: Path, progress: Progress | None = None) -> SensorTable:
    """Read a table once and keep its numbers in ``folder``.

    Raises ``SensorTableError`` naming the line and the column, and leaves nothing behind.
    """
    names = _names(path)
    folder.mkdir(parents=True, exist_ok=True)
    with replacing(folder / SENSORS_NAME) as partial, closing(_Rows(partial, path, names)) as rows:
        for block in _blocks(path):
            rows.feed(block)
            if progress:
                progress(min(1.0, rows.bytes_seen / max(1, path.stat().st_size)))
        return rows.finish()


class _Rows:
    """Checks blocks of texts and writes them as numbers; the coarse rows wait in memory."""

    def __init__(self, target: Path, path: Path, names: list[str]) -> None:
        self.bytes_seen = 0
        self._writer = ArrayWriter(target)
        self._path = path
        self._time_at = next(at for at, name in enumerate(names) if _is_time(name))
        self._names = [name for at, name in enumerate(names) if at != self._time_at]
        self._time_name = names[self._time_at]
        self._count = 0
        self._first = 0.0
        self._last = -np.inf
        self._waiting = np.zeros((0, len(names)))
        self._coarse: list[NDArray[np.float64]] = []
        self._steps: list[float] = []
        self._channel_steps: list[list[float]] = [[] for _ in self._names]
        self._numbers = np.zeros(len(self._names), np.int64)
        self._low = np.full(len(self._names), np.nan)
        self._high = np.full(len(self._names), np.nan)

    def feed(self, block: pa.RecordBatch) -> None:
        self.bytes_seen += block.nbytes
        if not block.num_rows:
            return
        times = self._checked_times(self._column(block, self._time_at))
        others = [at for at in range(block.num_columns) if at != self._time_at]
        values = np.stack([times, *(self._column(block, at) for at in others)], axis=1)
        if not self._count:
            self._first = float(times[0])
        if len(self._steps) < BLOCKS_TIMED and len(times) > 1:
            self._steps.append(float(np.median(np.diff(times))))
            self._time_channels(values)
        self._count += len(values)
        self._last = float(times[-1])
        self._sum_up(values[:, 1:])
        self._writer.append("rows", values)
        rows = np.concatenate([self._waiting, values])
        whole = len(rows) - len(rows) % STEP
        self._coarse.append(_coarser(rows[:whole]))
        self._waiting = rows[whole:]

    def finish(self) -> SensorTable:
        if not self._count:
            raise SensorTableError(self._path, "has a header and no row of numbers")
        if not self._numbers.any():
            raise SilentMediaError(self._path, "has no number in any channel")
        if self._last <= 0:
            raise SensorTableError(
                self._path, f"ends at {self._last:g} s; a recording lasts longer than that"
            )
        self._writer.append("coarse", np.concatenate([*self._coarse, _coarser(self._waiting)]))
        names = json.dumps(self._names).encode()
        self._writer.append("names", np.frombuffer(names, np.uint8))
        self._writer.close({"form": FORM})
        return SensorTable(
            format=self._path.suffix.lower().lstrip("."),
            channels=tuple(map(self._channel, range(len(self._names)))),
            rows=self._count,
            first_seconds=self._first,
            last_seconds=self._last,
            step_seconds=float(np.median(self._steps)) if self._steps else None,
        )

    def close(self) -> None:
        """Let go of the file; harmless after ``finish``."""
        self._writer.close()

    def _channel(self, at: int) -> Channel:
        unit = _UNIT.search(self._names[at])
        return Channel(
            name=self._names[at],
            unit=unit["unit"] if unit else None,
            count=int(self._numbers[at]),
            low=_number_or_none(self._low[at]),
            high=_number_or_none(self._high[at]),
            step_seconds=float(np.median(steps)) if (steps := self._channel_steps[at]) else None,
        )

    def _time_channels(self, values: NDArray[np.float64]) -> None:
        for at, steps in enumerate(self._channel_steps, start=1):
            found = values[~np.isnan(values[:, at]), 0]
            if len(found) > 1:
                steps.append(float(np.median(np.diff(found))))

    def _sum_up(self, values: NDArray[np.float64]) -> None:
        self._numbers += np.count_nonzero(~np.isnan(values), axis=0)
        self._low = np.fmin(self._low, np.fmin.reduce(values, axis=0))
        self._high = np.fmax(self._high, np.fmax.reduce(values, axis=0))

    def _column(self, block: pa.RecordBatch, at: int) -> NDArray[np.float64]:
        column = block.column(at)
        if pa.types.is_string(column.type):
            column = self._as_numbers(column, block.schema.names[at])
        try:
            found = column.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            raise SensorTableError(
                self._path, f"column '{block.schema.names[at]}' is {column.type}, not numbers"
            ) from error
        numbers: NDArray[np.float64] = np.asarray(found, np.float64)
        return np.where(np.isinf(numbers), np.nan, numbers)

    def _as_numbers(self, column: pa.Array, name: str) -> pa.Array:
        texts = pc.utf8_trim_whitespace(column)
        missing = pc.is_in(pc.utf8_lower(texts), pa.array(MISSING))
        texts = pc.if_else(missing, pa.scalar(None, pa.string()), texts)
        try:
            return texts.cast(pa.float64())
        except pa.ArrowInvalid:
            at, text = next((n, t) for n, t in enumerate(texts.to_pylist()) if not _is_number(t))
            raise SensorTableError(
                self._path,
                f"row {self._count + at + 1} (line {self._count + at + 2}), column '{name}': "
                f"{text!r:.40} is not a number. Channels hold numbers; leave a cell empty where "
                "nothing was measured",
            ) from None

    def _checked_times(self, times: NDArray[np.float64]) -> NDArray[np.float64]:
        steps = np.diff(times, prepend=self._last)
        bad = np.isnan(times) | (times < 0) | (times > MOST_SECONDS) | ~(steps > 0)
        if not bad.any():
            return times
        at = int(np.argmax(bad))
        time = times[at]
        if np.isnan(time):
            fault = "there is no time"
        elif time < 0:
            fault = f"{time:g} s lies before the start; times count from 0"
        elif time > MOST_SECONDS:
            fault = (
                f"{time:g} is no number of seconds since the start (at most {MOST_SECONDS:.0f}); "
                "subtract the start of the recording, and divide milliseconds by 1000"
            )
        else:
            before = times[at - 1] if at else self._last
            fault = f"{time:g} s does not come after {before:g} s; sort the rows by time"
        row = self._count + at + 1
        raise SensorTableError(
            self._path, f"row {row} (line {row + 1}), column '{self._time_name}': {fault}"
        )


def _coarser(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Every ``STEP`` rows as one: time of the first, lowest of each channel, highest of each."""
    if not len(rows):
        return np.zeros((0, 2 * rows.shape[1] - 1))
    starts = np.arange(0, len(rows), STEP)
    low = np.fmin.reduceat(rows[:, 1:], starts, axis=0)
    high = np.fmax.reduceat(rows[:, 1:], starts, axis=0)
    return np.concatenate([rows[starts, :1], low, high], axis=1)


def _is_time(name: str) -> bool:
    return _UNIT.sub("", name).strip().lower().replace(" ", "_") in TIME_NAMES


def _is_number(text: str | None) -> bool:
    if text is None:
        return True
    try:
        float(text)
    except ValueError:
        return False
    return "_" not in text


def _number_or_none(number: float) -> float | None:
    return None if np.isnan(number) else float(number)


def refuse(path: Path) -> NoReturn:
    """Say why a table is none of sensors. Raises ``NotMediaError``, or another ``MediaError``."""
    _names(path)
    raise NotMediaError(path, "is not a sensor table")


def _names(path: Path) -> list[str]:
    """The columns, once it is clear that they are those of a sensor table."""
    try:
        names = _columns(path)
    except (pa.ArrowInvalid, OSError, UnicodeDecodeError, StopIteration) as error:
        raise NotMediaError(path, f"is not a table that can be read ({error})") from error
    times = [name for name in names if _is_time(name)]
    if len(times) != 1 or len(names) < 2:
        found = f"{len(times)} of them" if times else "none"
        raise NotMediaError(
            path,
            "is not a sensor table: it needs one column of seconds, named like 'time', "
            f"and one for each channel; there is {found} among {', '.join(names)!r:.200}",
        )
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise SensorTableError(path, f"has two columns named '{twice}'; give each its own name")
    if len(names) - 1 > MOST_CHANNELS:
        raise SensorTableError(
            path, f"has {len(names) - 1} channels; at most {MOST_CHANNELS} are taken"
        )
    return names


def _columns(path: Path) -> list[str]:
    if path.suffix.lower() == ".parquet":
        return list(parquet.ParquetFile(path).schema_arrow.names)
    with path.open(encoding="utf-8-sig") as file:
        header = next(line for line in file if line.strip())
    return [name.strip().strip('"') for name in header.rstrip("\r\n").split(_delimiter(path))]


def _delimiter(path: Path) -> str:
    if path.suffix.lower() == ".tsv":
        return "\t"
    with path.open(encoding="utf-8-sig") as file:
        header = next(line for line in file if line.strip())
    return max(",;\t", key=header.count)


def _blocks(path: Path) -> Iterator[pa.RecordBatch]:
    """Rows as they come: texts from CSV, so that a bad cell can be named; numbers from Parquet."""
    wrong: list[Any] = []

    def note(row: Any) -> str:
        wrong.append(row)
        return "error"

    try:
        if path.suffix.lower() == ".parquet":
            yield from parquet.ParquetFile(path).iter_batches(batch_size=65_536)
            return
        names = _columns(path)
        reader = csv.open_csv(
            path,
            csv.ReadOptions(column_names=names, skip_rows=1, block_size=1 << 22, use_threads=False),
            csv.ParseOptions(delimiter=_delimiter(path), invalid_row_handler=note),
            csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
        yield from reader
    except pa.ArrowInvalid as error:
        if "empty" in str(error).lower():
            return  # a header alone; said in words where the rows are counted
        if wrong:
            place = f"line {wrong[0].number}: " if wrong[0].number is not None else ""
            raise SensorTableError(
                path,
                f"{place}{wrong[0].actual_columns} cells, and the header names "
                f"{wrong[0].expected_columns} columns",
            ) from error
        raise SensorTableError(path, f"cannot be read: {error}") from error
    except OSError as error:
        raise DamagedMediaError(path, f"cannot be read further ({error})", 0.0) from error
