"""The agreement of the raters at the moment of the release: the numbers of the dashboard."""

from annotation.models import Project
from annotation.services.agreement import RESAMPLES, agreement_body, agreement_read
from releases.frozen import AGREEMENT, FrozenRelease
from releases.frozen.whole import whole_of
from releases.services.about import write_json


def agreement_write(frozen: FrozenRelease, project: Project) -> None:
    """Write agreement.json, from the same computation as the page *Agreement*.

    Without questions whose answers are left out: nobody could compute theirs from the release.
    """
    there = {column.question.id for column in frozen.columns}
    questions = [told for told in agreement_read(project) if told["id"] in there]
    body = {"resamples": RESAMPLES, "questions": questions}
    write_json(frozen.folder / AGREEMENT, body)


def agreement_again(frozen: FrozenRelease) -> None:
    """Write it anew from the ratings in the release itself: they are no longer those it had."""
    figures = frozen.project["policy"].get("agreement", [])
    questions = [
        agreement_body(
            column.question, whole_of(frozen, column, parts=True).coded, figures, RESAMPLES
        )
        for column in frozen.columns
    ]
    write_json(frozen.folder / AGREEMENT, {"resamples": RESAMPLES, "questions": questions})
