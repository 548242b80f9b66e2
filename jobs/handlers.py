"""What a kind of job does. Apps register theirs when Django starts."""

from collections.abc import Callable
from typing import Any, Protocol

from django.utils.module_loading import import_string

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


_PATHS: dict[str, str] = {}
_HANDLERS: dict[str, JobHandler] = {}


def register(kind: str, path: str) -> None:
    """Make a kind known, with the dotted path of its handler's class.

    A handler is loaded when the first job of its kind is: what handlers use takes a second to
    load, and most commands have no use for it.

    Raises:
        ValueError: two handlers share a kind
    """
    known = _PATHS.setdefault(kind, path)
    if known != path:
        raise ValueError(f"Two job handlers are called '{kind}': {known}, {path}.")


def handler_of(kind: str) -> JobHandler:
    """The handler of a kind.

    Raises:
        LookupError: no app registered it
    """
    if kind in _HANDLERS:
        return _HANDLERS[kind]
    if kind not in _PATHS:
        raise LookupError(
            f"No job handler is called '{kind}'; there are: {', '.join(sorted(_PATHS))}."
        )
    handler: JobHandler = import_string(_PATHS[kind])()
    return _HANDLERS.setdefault(kind, handler)


def handlers_load() -> None:
    """Load every handler: once in a worker, before it divides into processes."""
    for kind in _PATHS:
        handler_of(kind)
