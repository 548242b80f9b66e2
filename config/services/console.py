"""The console of `emotate up`: new lines of the services' logs, each behind the service's name."""

import sys
from pathlib import Path

ROTATE_BYTES = 10_000_000
LINES_AT_ONCE = 6


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
        """Print what was added since the last call, long texts by their last lines."""
        if not self._log.exists():
            return
        with self._log.open("rb") as file:
            file.seek(self._position)
            text = file.read()
        whole = text[: text.rfind(b"\n") + 1]
        self._position += len(whole)
        lines = [line for line in whole.decode(errors="replace").splitlines() if line.strip()]
        if len(lines) > LINES_AT_ONCE:  # a traceback: its end says most
            left_out = len(lines) - LINES_AT_ONCE + 1
            lines = [f"... {left_out} lines in {self._log}", *lines[1 - LINES_AT_ONCE :]]
        for line in lines:
            print(f"{self._name:8}| {line}", file=sys.stderr, flush=True)


def last_lines(log: Path, count: int = 5) -> str:
    """The end of a log in one line, for a message."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return " | ".join(line.strip() for line in lines if line.strip()).rsplit(" | ", count)[-1]
