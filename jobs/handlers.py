"""What a kind of job does. Apps register theirs when Django starts."""

from collections.abc import Callable
from typing import Any, Protocol

from jobs.models import Job, JobItem

Report = Callable[[str, float], None]
"""`report(stage, progress)`: progress in 0..1. Raises Cancelled or LeaseLost."""


class JobHandler(Protocol):
    """One kind of job. An item may run twice, so what it writes must be keyed by its inputs."""

    kind: str
    queue: str

    def run_item(self, job: Job, item: JobItem, report: Report) -> dict[str, Any]:
        """Do one item and return what is worth keeping about it (JSON).

        Raises:
            ItemFailed, ItemSkipped: with a sentence for a person
        """
        ...

    def finish(self, job: Job) -> str:
        """Called once when no item is left; returns the job's closing sentence."""
        ...


_HANDLERS: dict[str, JobHandler] = {}


def register(handler: JobHandler) -> None:
    """Make a kind known.

    Raises:
        ValueError: two handlers share a kind
    """
    known = _HANDLERS.get(handler.kind)
    if known is not None and type(known) is not type(handler):
        raise ValueError(f"Two job handlers are called '{handler.kind}': {known!r}, {handler!r}.")
    _HANDLERS[handler.kind] = handler


def handler_of(kind: str) -> JobHandler:
    """The handler of a kind.

    Raises:
        LookupError: no app registered it
    """
    try:
        return _HANDLERS[kind]
    except KeyError:
        raise LookupError(
            f"No job handler is called '{kind}'; there are: {', '.join(sorted(_HANDLERS))}."
        ) from None
