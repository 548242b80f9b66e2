"""Bring uploaded tables into a project: a job with all of them as its one item."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from accounts.errors import Refused
from accounts.models import User
from annotation.errors import AnnotationRefused
from annotation.imports import KINDS, Reach, Reading, table_import
from annotation.imports.report import Report as ImportReport
from annotation.imports.tables.files import Files
from annotation.models import Project
from annotation.permissions import may_bring_media
from annotation.services.ingest.uploads import upload_forget, uploaded_source
from jobs import services as jobs
from jobs.errors import ItemFailed
from jobs.handlers import Report
from jobs.models import Job, JobItem

KIND = "import"
MOST_FAILURES = 5_000
"""Rows whose reason a report keeps; all are counted."""


def import_start(
    *,
    project: Project,
    upload_ids: Sequence[str],
    kind: str,
    reading: Reading,
    dry_run: bool,
    by: User,
) -> Job:
    """Queue the import of uploads with the same columns, or a trial that changes nothing.

    Raises:
        AnnotationRefused: an upload is gone, two have one name, or there is no such kind of table
    """
    if kind not in KINDS:
        raise AnnotationRefused(f"'{kind}' cannot be imported; choose one of: {', '.join(KINDS)}.")
    paths = uploaded_paths(upload_ids)
    told = Files(paths).told
    reach = Reach.RECORDINGS if may_bring_media(by, frozenset()) else Reach.PROJECT
    act = "Try" if dry_run else "Import"
    return jobs.job_create(
        kind=KIND,
        label=f"{act} {told} as {kind} of {project.slug}"[:200],
        project=project.slug,
        created_by=by,
        params={
            "as": kind,
            "reading": reading.as_json(),
            "dry_run": dry_run,
            "reach": reach,
            "uploads": list(upload_ids),
        },
        items=[
            jobs.NewItem(key=upload_ids[0], name=told, params={"paths": [str(p) for p in paths]})
        ],
    )


def uploaded_paths(upload_ids: Sequence[str]) -> list[Path]:
    """Where uploaded tables are.

    Raises:
        AnnotationRefused: one is not there any more, or two have one name
    """
    paths = [uploaded_source(upload_id).path for upload_id in upload_ids]
    twice = [name for name, n in Counter(path.name for path in paths).items() if n > 1]
    if twice:
        raise AnnotationRefused(
            f"{len(paths)} tables were chosen, and more than one is called '{twice[0]}'. Leave one "
            "out, or rename it, so that a report can name the file of a row."
        )
    return paths


class ImportHandler:
    """One import a job. A second run of it finds its rows stored and changes nothing."""

    kind = KIND
    queue = "ingest"

    def run_item(self, job: Job, item: JobItem, report: Report) -> dict[str, Any]:
        report("read", 0.1)
        params = item.params  # jobs of older versions name one path
        paths = [Path(path) for path in params.get("paths") or [params["path"]]]
        try:
            found = table_import(
                project=Project.objects.get(slug=job.project),
                paths=paths,
                kind=job.params["as"],
                reading=Reading.from_json(job.params["reading"]),
                dry_run=job.params["dry_run"],
                reach=Reach(job.params["reach"]),
            )
        except Refused as refused:
            raise ItemFailed(str(refused)) from refused
        if not job.params["dry_run"] and not found.failures:
            for path in paths:
                upload_forget(path)
        return _kept(found)

    def finish(self, job: Job) -> str:
        result = job.items.first()
        if result is None or not result.result:
            return ""
        told = result.result
        verb = "would be added" if told["dry_run"] else "added"
        return (
            f"{told['rows']:,} rows: {told['added']:,} {verb}, {told['unchanged']:,} unchanged, "
            f"{told['failed']:,} failed"
        )


def _kept(report: ImportReport) -> dict[str, Any]:
    body = report.as_json()
    body["failures"] = body["failures"][:MOST_FAILURES]
    return body
