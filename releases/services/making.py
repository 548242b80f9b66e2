"""Make a release in a worker: it takes minutes with a million ratings, and may be called off."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections

from accounts.errors import Refused
from accounts.models import User
from annotation.models import Project
from jobs import services as jobs
from jobs.errors import ItemFailed
from jobs.handlers import Report
from jobs.models import Job, JobItem
from releases.errors import ReleaseConflict
from releases.models import Release
from releases.selectors import MAKING
from releases.services.freeze import release_check, release_freeze


def release_start(*, project: Project, tag: str, created_by: User | None = None) -> Job:
    """Queue a release; what is there when its turn comes is what it holds.

    Raises
    ------
    ReleaseRefused, ReleaseConflict: as `release_freeze`, as far as it can be told now.
    """
    release_check(project, tag)
    under_way = Job.objects.filter(kind=MAKING, project=project.slug, state__in=jobs.OPEN_JOBS)
    if under_way.filter(items__key=tag).exists():
        raise ReleaseConflict(f"'{project.slug}@{tag}' is being made already; wait for it.")
    return jobs.job_create(
        kind=MAKING,
        label=f"Make {project.slug}@{tag}",
        project=project.slug,
        created_by=created_by,
        items=[jobs.NewItem(key=tag, name=f"{project.slug}@{tag}")],
    )


class ReleaseHandler:
    """One item a job: the release, by its tag."""

    kind = MAKING
    queue = "ingest"

    def run_item(self, job: Job, item: JobItem, report: Report) -> dict[str, Any]:
        project = Project.objects.get(slug=job.project)
        # a worker that was killed just after the release was made
        made = project.releases.filter(tag=item.key, created_at__gte=job.created_at).first()
        if made is None:
            made = _made(project, item.key, job.created_by, report)
        return {"release": item.name, "version": made.version, "id": made.manifest_sha256}

    def finish(self, job: Job) -> str:
        done = [item.result for item in job.items.filter(state="done")]
        return ", ".join(f"{each['release']}, version {each['version']}" for each in done)


def _made(project: Project, tag: str, by: User | None, report: Report) -> Release:
    """Reports go by a connection of their own: a release is made in one transaction, and what that
    writes nobody sees before it ends."""
    with ThreadPoolExecutor(1) as aside:

        def heard(stage: str, progress: float) -> None:
            aside.submit(report, stage, progress).result()

        try:
            return release_freeze(project=project, tag=tag, created_by=by, report=heard)
        except Refused as refused:
            raise ItemFailed(str(refused)) from refused
        finally:
            aside.submit(connections.close_all).result()  # those of its thread
