"""What runs for a home, written down so that another process can find it: ``run/services.json``."""

import json
import signal
from dataclasses import asdict, dataclass, field
from pathlib import Path

from config.services.processes import ProcessMark, alive, send, send_group, wait_gone

GRACE_SECONDS = 8


@dataclass
class State:
    """The supervisor, the address it serves, and its children by name."""

    supervisor: ProcessMark
    url: str
    children: dict[str, ProcessMark] = field(default_factory=dict)


def state_file(home: Path) -> Path:
    return home / "run" / "services.json"


def write_state(home: Path, state: State) -> None:
    path = state_file(home)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(asdict(state)))
    new.replace(path)


def read_state(home: Path) -> State | None:
    """What was written last, whether or not it still runs; none when there is nothing legible."""
    try:
        found = json.loads(state_file(home).read_text())
        return State(
            ProcessMark(**found["supervisor"]),
            found["url"],
            {name: ProcessMark(**mark) for name, mark in found["children"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def end_groups(children: dict[str, ProcessMark], grace_seconds: float = GRACE_SECONDS) -> list[str]:
    """End children: each is asked, and later killed with its whole group; returns those that ran.

    Only the leader is asked. A worker's leader waits for the task in work, which a signal to the
    group would end at once.
    """
    found = {name: child for name, child in children.items() if alive(child)}
    for child in found.values():
        send(child, signal.SIGTERM)
    for child in found.values():
        if not wait_gone(child, grace_seconds):
            send_group(child, signal.SIGKILL)
            wait_gone(child, grace_seconds)
    return list(found)
