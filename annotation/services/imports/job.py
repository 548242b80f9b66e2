"""Bring an uploaded table into a project: a job with the table as its one item."""

import shutil
from pathlib import Path
from typing import Any

from accounts.errors import Refused
from accounts.models import User
from annotation.errors import AnnotationRefused
from annotation.imports import KINDS, Reach, Reading, table_import
from annotation.imports.report import Report as ImportReport
from annotation.models import Project
from annotation.permissions import may_bring_media
from annotation.services.ingest.uploads import uploaded_source
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
    upload_id: str,
    kind: str,
    reading: Reading,
    dry_run: bool,
    by: User,
) -> Job:
    """Queue the import of an upload, or a trial that changes nothing.

    Raises:
        AnnotationRefused: the upload is gone, or there is no such kind of table
    """
    if kind not in KINDS:
        raise AnnotationRefused(f"'{kind}' cannot be imported; choose one of: {', '.join(KINDS)}.")
    source = uploaded_source(upload_id)
    reach = Reach.RECORDINGS if may_bring_media(by, frozenset()) else Reach.PROJECT
    act = "Try" if dry_run else "Import"
    return jobs.job_create(
        kind=KIND,
        label=f"{act} {source.name} as {kind} of {project.slug}"[:200],
        project=project.slug,
        created_by=by,
        params={
            "as": kind,
            "reading": reading.as_json(),
            "dry_run": dry_run,
            "reach": reach,
            "upload": upload_id,
        },
        items=[jobs.NewItem(key=upload_id, name=source.name, params={"path": str(source.path)})],
    )


class ImportHandler:
    """One table a job. A second run of it finds its rows stored and changes nothing."""

    kind = KIND
    queue = "ingest"

    def run_item(self, job: Job, item: JobItem, report: Report) -> dict[str, Any]:
        report("read", 0.1)
        try:
            found = table_import(
                project=Project.objects.get(slug=job.project),
                path=Path(item.params["path"]),
                kind=job.params["as"],
                reading=Reading.from_json(job.params["reading"]),
                dry_run=job.params["dry_run"],
                reach=Reach(job.params["reach"]),
            )
        except Refused as refused:
            raise ItemFailed(str(refused)) from refused
        if not job.params["dry_run"] and not found.failures:
            shutil.rmtree(Path(item.params["path"]).parent, ignore_errors=True)
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
