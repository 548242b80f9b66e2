"""Run a model card over the segments of a project."""

from accounts.models import User
from annotation.models import Project
from autolabel.models import Run
from autolabel.services import run_start
from jobs.models import Job


def project_autolabel(
    *, project: Project, card_id: str, created_by: User | None = None
) -> tuple[Run, Job]:
    """Queue a run over all segments of a project.

    Raises:
        CardMissing, AutolabelRefused: see run_start
    """
    segments = project.items.filter(segment__isnull=False).order_by("segment_id")
    return run_start(
        card_id=card_id,
        segments=list(segments.values_list("segment_id", flat=True)),
        project=project.slug,
        created_by=created_by,
    )
