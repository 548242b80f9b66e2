"""The releases of a project, what they are made after, and where their files lie."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from annotation.models import Project, Scheme
from annotation.selectors.projects.projects import project_by_slug
from jobs.models import Job, JobItem, JobState
from jobs.services import OPEN_JOBS
from releases.errors import ReleaseMissing, ReleaseRefused
from releases.frozen import FrozenRelease
from releases.models import Release, ReleaseSettings
from releases.splits.plan import SplitPlan, plan_from

MAKING = "release"
"""The kind of a job that makes one."""
FAILURES_SHOWN = timedelta(days=1)


def schemes_used(project: Project) -> list[Scheme]:
    """Versions of the scheme from the newest, which the release follows, to the first."""
    return list(project.schemes.order_by("-version"))


def split_plan_of(project: Project) -> SplitPlan | None:
    """How releases of a project are divided; None where they are not."""
    found = ReleaseSettings.objects.filter(project=project).first()
    return None if found is None or found.splits is None else plan_from(found.splits)


def release_folder(slug: str, tag: str) -> Path:
    """Where the files of a release lie."""
    return Path(settings.RELEASES_ROOT) / slug / tag


def newest_release(project: Project) -> FrozenRelease | None:
    """The release of a project that was made last; None before the first."""
    newest = Release.objects.filter(project=project).order_by("-created_at", "-pk").first()
    return None if newest is None else FrozenRelease.open(release_folder(project.slug, newest.tag))


def makings(project: Project) -> list[JobItem]:
    """Releases that are being made, and those that failed within a day, oldest first.

    What failed is no more told once its tag was tried again.
    """
    recent = Q(job__finished_at__gt=timezone.now() - FAILURES_SHOWN)
    shown = Q(job__state__in=OPEN_JOBS) | Q(job__state=JobState.FAILED) & recent
    later = JobItem.objects.filter(
        job__kind=MAKING,
        job__project=project.slug,
        key=OuterRef("key"),
        job__created_at__gt=OuterRef("job__created_at"),
    )
    found = JobItem.objects.filter(shown, job__kind=MAKING, job__project=project.slug)
    found = found.exclude(Exists(later)).select_related("job__created_by")
    return list(found.order_by("job__created_at"))


def making_of(project: Project, job_id: str) -> Job:
    """The job that makes a release of a project.

    Raises
    ------
    ReleaseMissing: there is none.
    """
    found = Job.objects.filter(kind=MAKING, project=project.slug, pk=job_id).first()
    if found is None:
        raise ReleaseMissing(f"No release of '{project.slug}' is made by the job {job_id}.")
    return found


def release_named(name: str) -> Release:
    """The release of a name such as `project@tag`.

    Raises
    ------
    ReleaseRefused: the name has another form.
    ReleaseMissing: there is no such release; names those of the project.
    ProjectMissing: there is no such project.
    """
    slug, at, tag = name.partition("@")
    if not (slug and at and tag):
        raise ReleaseRefused(f"'{name}' names no release: write PROJECT@TAG, as in meld@1.0.")
    return release_of(project_by_slug(slug), tag)


def release_of(project: Project, tag: str) -> Release:
    """The release of a project with this tag.

    Raises
    ------
    ReleaseMissing: there is none; names those there are.
    """
    try:
        return Release.objects.select_related("project", "created_by").get(project=project, tag=tag)
    except Release.DoesNotExist:
        tags = ", ".join(project.releases.order_by("tag").values_list("tag", flat=True))
        raise ReleaseMissing(
            f"'{project.slug}' has no release '{tag}'; its releases: {tags or 'none yet'}."
        ) from None
