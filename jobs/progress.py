"""Follows a job in the terminal, working on it when no worker does."""

import sys
import threading
import time

from django.db import connection
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from jobs.models import Job
from jobs.runner import job_run
from jobs.selectors import job_by_id
from jobs.services import OPEN_JOBS

POLL_SECONDS = 0.3


def job_follow(job: Job, *, quiet: bool = False) -> Job:
    """Work on a job in this process, beside any workers, until it has ended.

    Progress goes to standard error, so that standard output stays for the result.
    """
    with _Drawn(job, quiet=quiet or not sys.stderr.isatty()):
        while job_by_id(str(job.pk)).state in OPEN_JOBS:
            job_run(job)
            time.sleep(POLL_SECONDS)  # only where another runner holds the last items
    return job_by_id(str(job.pk))


class _Drawn:
    def __init__(self, job: Job, *, quiet: bool) -> None:
        self._job, self._quiet = job, quiet
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._draw, daemon=True)

    def __enter__(self) -> None:
        if not self._quiet:
            self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if not self._quiet:
            self._thread.join()

    def _draw(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                   TimeElapsedColumn())  # fmt: skip
        try:
            with Progress(*columns, console=Console(stderr=True)) as progress:
                task = progress.add_task(self._job.label, total=None)
                while True:
                    over = self._over.wait(POLL_SECONDS)
                    now = job_by_id(str(self._job.pk))
                    progress.update(task, total=now.total, completed=now.ended + now.part)  # type: ignore[attr-defined]
                    if over:
                        return
        finally:
            connection.close()
