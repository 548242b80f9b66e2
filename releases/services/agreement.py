"""The agreement of the raters at the moment of the release: the numbers of the dashboard."""

from annotation.models import Project
from annotation.services.agreement import RESAMPLES, agreement_read
from releases.frozen import AGREEMENT, FrozenRelease
from releases.services.about import write_json


def agreement_write(frozen: FrozenRelease, project: Project) -> None:
    """Write agreement.json, from the same computation as the page *Agreement*."""
    body = {"resamples": RESAMPLES, "questions": agreement_read(project)}
    write_json(frozen.folder / AGREEMENT, body)
