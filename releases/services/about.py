"""What a release says of itself, as JSON: settings, questions, where everything came from."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars
import pyarrow as pa
from django.conf import settings

from accounts.models import User
from affect.questions import load_scheme
from annotation.models import Project, Scheme
from releases.cards.about import About, about_from
from releases.columns import LAYOUT
from releases.contents import Contents
from releases.contents.prose import prose_left_out
from releases.models import ReleaseSettings
from releases.rows.provenance import cards_used, segmentations_used, stages_used


def project_body(project: Project, tag: str, scheme: Scheme, contents: Contents) -> dict[str, Any]:
    """project.json as far as it is known before the rows are."""
    left_out = () if contents.free_text else prose_left_out(load_scheme(scheme.body))
    return {
        "layout": LAYOUT,
        "slug": project.slug,
        "tag": tag,
        "title": project.title,
        "description": project.description,
        "guidelines": project.guidelines,
        "content_warning": project.content_warning,
        "preset": project.preset,
        "policy": project.policy,
        "scheme": {"version": scheme.version, "hash": scheme.hash},
        "contents": contents.body(),
        "left_out": [column.body() for column in left_out],
    }


def about_of(project: Project) -> About:
    """Authors, licence and what else was written down for the releases of a project."""
    settings_ = ReleaseSettings.objects.filter(project=project).first()
    return about_from({} if settings_ is None else settings_.about)


def about_set(*, project: Project, body: Mapping[str, Any], by: User | None = None) -> About:
    """Write down what the next releases are to say.

    Raises
    ------
    ReleaseRefused: names the field that is wrong and what it may be.
    """
    about = about_from(body)
    ReleaseSettings.objects.update_or_create(
        project=project, defaults={"about": about.body(), "changed_by": by}
    )
    return about


def scheme_body(schemes: list[Scheme]) -> dict[str, Any]:
    """The scheme that the release follows, and earlier versions that some answers were given to."""
    newest, *earlier = (
        {"version": scheme.version, "hash": scheme.hash, "body": scheme.body} for scheme in schemes
    )
    return {**newest, "earlier": earlier}


def provenance(project: Project, hashes: list[str]) -> dict[str, Any]:
    return {
        "written_by": {
            "emotate": settings.SPECTACULAR_SETTINGS["VERSION"],
            "pyarrow": pa.__version__,
            "polars": polars.__version__,
        },
        "pseudonyms": "HMAC-SHA256 of the rater's number under a key that stays in the project",
        "cards": cards_used(hashes, project),
        "segmentations": segmentations_used(project),
        "stages": stages_used(project),
    }


def write_json(path: Path, body: Any) -> None:
    text = json.dumps(body, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
    path.write_bytes(f"{text}\n".encode())
