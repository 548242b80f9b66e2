"""The console of `emotate up`: new lines of the services' logs, each behind the service's name."""

import sys
from pathlib import Path

ROTATE_BYTES = 10_000_000


def rotate(log: Path) -> None:
    """Put a long log aside, in place of the one that was put aside before."""
    if log.exists() and log.stat().st_size > ROTATE_BYTES:
        log.replace(log.with_name(log.name + ".1"))


class Tail:
    """Follows one log from its present end."""

    def __init__(self, name: str, log: Path) -> None:
        self._name, self._log = name, log
        self._position = log.stat().st_size if log.exists() else 0

    def show(self) -> None:
        """Print the lines that were added since the last call."""
        if not self._log.exists():
            return
        with self._log.open("rb") as file:
            file.seek(self._position)
            text = file.read()
        whole = text[: text.rfind(b"\n") + 1]
        self._position += len(whole)
        for line in whole.decode(errors="replace").splitlines():
            if line.strip():
                print(f"{self._name:8}| {line}", file=sys.stderr, flush=True)


def last_lines(log: Path, count: int = 5) -> str:
    """The end of a log in one line, for a message."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return " | ".join(line.strip() for line in lines if line.strip()).rsplit(" | ", count)[-1]
