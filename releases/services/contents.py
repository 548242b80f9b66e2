"""What the next releases of a project may hold."""

from collections.abc import Mapping
from typing import Any

from accounts.models import User
from annotation.models import Project
from releases.contents import Contents, contents_from
from releases.models import ReleaseSettings


def contents_of(project: Project) -> Contents:
    """What was said of it; the defaults where nobody said anything."""
    settings = ReleaseSettings.objects.filter(project=project).first()
    return contents_from({} if settings is None else settings.contents)


def contents_set(*, project: Project, body: Mapping[str, Any], by: User | None = None) -> Contents:
    """Change what is named in `body`; the rest stays.

    Raises
    ------
    ReleaseRefused: names the setting that is wrong and what it may be.
    """
    contents = contents_from({**contents_of(project).body(), **body})
    ReleaseSettings.objects.update_or_create(
        project=project, defaults={"contents": contents.body(), "changed_by": by}
    )
    return contents
