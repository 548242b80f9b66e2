"""Text files on their way into a project: one item a sentence, in the order of the file."""

from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q

from accounts.batches import batches
from annotation.models import Project
from annotation.services.projects.items import NewItem, items_add
from ingestion.engines.errors import NotMediaError
from ingestion.engines.sentences import sentences
from ingestion.engines.transcript import text_of
from ingestion.keys import key_of
from ingestion.models import Dialogue, Segment

SUFFIX = ".txt"


def is_text_file(path: Path, profile: str) -> bool:
    """Whether a file is one whose sentences are rated."""
    return profile == "sentence" and path.suffix.lower() == SUFFIX


@transaction.atomic
def text_ingest(project: Project, path: Path, name: str) -> dict[str, Any]:
    """Bring a text in; doing it again adds nothing. What is kept of it is the result of a job.

    Raises:
        TranscriptError: the file is not text
        NotMediaError: it holds no sentence, or the project has the file with other words
    """
    found = sentences(text_of(path))
    if not found:
        raise NotMediaError(Path(name), "holds no sentence")
    stem = Path(name).stem
    keys = [f"{stem}_{number:05d}" for number in range(1, len(found) + 1)]
    known: dict[str, str | None] = {}
    for some in batches(keys):
        items = project.items.filter(Q(key__in=some) | Q(group__in=some))
        for key, group, text in items.values_list("key", "group", "segment__transcript"):
            known[group or key] = text  # in a project with presentation arms all share a key
    texts = dict(zip(keys, found, strict=True))
    other = next((key for key in keys if key in known and known[key] != texts[key]), "")
    if other:
        raise NotMediaError(
            Path(name),
            f"differs from what the project has: '{other}' is {known[other]!r:.60} there. "
            "Give a changed text another name",
        )
    new = [(at, key) for at, key in enumerate(keys) if key not in known]
    segments = _segments(stem, [(at, texts[key]) for at, key in new]) if new else []
    added = items_add(
        project=project,
        items=[NewItem(key, one) for (_, key), one in zip(new, segments, strict=True)],
    )
    return {"recording": None, "segments": len(found), "added": added, "new": bool(new)}


def _segments(stem: str, new: list[tuple[int, str]]) -> list[Segment]:
    dialogue = Dialogue.objects.create(name=stem)
    return Segment.objects.bulk_create(
        [
            Segment(
                dialogue=dialogue,
                position=position,
                transcript=text,
                identity=key_of(["text", stem, text]),
            )
            for position, text in new
        ],
        batch_size=2000,
    )
