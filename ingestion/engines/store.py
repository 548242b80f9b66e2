"""Arrays that grow while a recording is read, in one small file that opens by memory map.

The file: ``HEADER_BYTES`` of JSON padded with spaces, then the arrays one after the other. The
header holds the caller's own facts and, for each array, its name, dtype, shape and offset. Arrays
of unknown length are why this is not an ``.npz``: the first one is written as it comes.
"""

import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

HEADER_BYTES = 1024
#: A file younger than this is left alone: between its making and its lock nobody holds it.
FRESH_SECONDS = 1.0


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary neighbour of ``path`` that takes its place when the block ends well.

    Whoever opens ``path`` sees the old file or the whole new one. After a fault nothing is left;
    what a killed process left is cleared by the next one that writes the same file.
    """
    _clear_abandoned(path)
    partial = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    # Made so that the system's mask decides who may read it, as of any new file: the mask is of
    # the whole process, and asking for it would change it for other threads.
    handle = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
    fcntl.flock(handle, fcntl.LOCK_EX)  # says that somebody is at it, for as long as they live
    try:
        yield partial
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
        os.close(handle)


def _clear_abandoned(path: Path) -> None:
    """Remove the neighbours that no living process holds. One just made may not be held yet."""
    for partial in path.parent.glob(f".{path.name}-*"):
        with suppress(OSError), partial.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if time.time() - partial.stat().st_mtime > FRESH_SECONDS:
                partial.unlink(missing_ok=True)


class ArrayWriter:
    """Writes one array piece by piece, then others at once, then the header."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("wb")
        self._file.write(b" " * HEADER_BYTES)
        self._arrays: list[dict[str, Any]] = []

    def append(self, name: str, rows: NDArray[Any]) -> None:
        """Add ``rows`` to the array ``name``, which must be the one written last, or a new one."""
        if not self._arrays or self._arrays[-1]["name"] != name:
            offset = self._file.tell()
            shape = [0, *rows.shape[1:]]
            self._arrays.append(
                {"name": name, "dtype": rows.dtype.str, "shape": shape, "offset": offset}
            )
        self._arrays[-1]["shape"][0] += len(rows)
        self._file.write(np.ascontiguousarray(rows).tobytes())

    def close(self, facts: dict[str, Any] | None = None) -> None:
        """Write the header, if ``facts`` are given, and close."""
        if facts is not None:
            header = json.dumps({**facts, "arrays": self._arrays}).encode()
            if len(header) > HEADER_BYTES:
                raise ValueError(f"header of {len(header)} bytes, room for {HEADER_BYTES}")
            self._file.seek(0)
            self._file.write(header.ljust(HEADER_BYTES))
        self._file.close()


def read_arrays(path: Path, form: str) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The facts and the arrays (memory maps, read only) of a file whose fact ``form`` is ``form``.

    Raises ValueError for any other file.
    """
    with path.open("rb") as file:
        start = file.read(HEADER_BYTES)
    try:
        header = json.loads(start)
    except ValueError:
        header = {}
    if not isinstance(header, dict) or header.get("form") != form:
        raise ValueError(f"{path} is not a file of the form {form!r}; prepare the recording again")
    return header, {array["name"]: _map(path, array) for array in header.pop("arrays")}


def _map(path: Path, array: dict[str, Any]) -> NDArray[Any]:
    dtype, shape = np.dtype(array["dtype"]), tuple(array["shape"])
    if not shape[0]:
        return np.zeros(shape, dtype)  # nothing cannot be mapped
    return np.memmap(path, dtype, "r", array["offset"], shape)
