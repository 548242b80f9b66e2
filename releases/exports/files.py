"""Files of an export that are no tables: JSON, JSON lines, text, all in UTF-8 with fixed bytes."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from releases.storage.manifest import canonical


def write_json(path: Path, body: Any) -> None:
    """JSON for people to read: indented, in the order given."""
    text = json.dumps(body, ensure_ascii=False, indent=2, allow_nan=False)
    write_text(path, f"{text}\n")


def write_text(path: Path, text: str) -> None:
    """A text as it is, line ends and all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def write_jsonl(path: Path, rows: Iterable[Any]) -> int:
    """One JSON value a line; returns how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number = 0
    with path.open("wb") as file:
        for row in rows:
            file.write(f"{canonical(row)}\n".encode())
            number += 1
    return number
