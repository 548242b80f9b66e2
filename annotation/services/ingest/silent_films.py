"""Copies of films without their sound, for projects that show pictures without it.

Making one takes as long as copying the film, so workers and commands do it, never a request.
"""

from annotation.models import Project
from annotation.selectors.projects.schemes import policy_of
from ingestion.models import Recording
from ingestion.renditions import muted_make

WITHOUT_SOUND = "face"


def film_prepare(project: Project, recording: Recording) -> None:
    """Make the copy where the project has a presentation that needs it."""
    arms = policy_of(project).arms
    if arms is not None and WITHOUT_SOUND in arms.presentations:
        muted_make(recording)


def film_ask(recording: Recording) -> None:
    """Let a worker make a copy that is missing: it was lost, or the film came in before."""
    from kombu.exceptions import OperationalError

    from annotation.tasks import mute

    try:
        mute.apply_async(args=[recording.pk], retry=False)
    except (OperationalError, OSError):
        return  # the broker is away; who looks at the film again asks again
