"""Run a model card over the segments of a project."""

from accounts.models import User
from annotation.models import Project
from annotation.selectors.projects.items import segments_of
from autolabel.models import Run
from autolabel.services import run_start
from jobs.models import Job


def project_autolabel(
    *, project: Project, card_id: str, created_by: User | None = None
) -> tuple[Run, Job]:
    """Queue a run over all segments that a project's items show, alone or as one clip of several.

    Raises:
        CardMissing, AutolabelRefused: see run_start
    """
    return run_start(
        card_id=card_id,
        segments=list(segments_of(project).order_by("pk").values_list("pk", flat=True)),
        project=project.slug,
        created_by=created_by,
    )
