"""Bring media into a project: a job with one item per file."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accounts.models import User
from annotation.errors import AnnotationRefused
from annotation.models import Item, Project
from annotation.services.projects import NewItem, items_add
from ingestion.engines.errors import MediaError, NotMediaError
from ingestion.engines.transcript import TranscriptError
from ingestion.models import Recording, Segment, Segmentation
from ingestion.services import IngestSettings, file_ingest
from jobs import services as jobs
from jobs.errors import ItemFailed, ItemSkipped
from jobs.handlers import Report
from jobs.models import Job, JobItem

KIND = "ingest"
TRANSCRIPT_SUFFIXES = (".srt", ".vtt")


@dataclass(frozen=True)
class Source:
    """A file to bring in. One found in a folder may turn out to be no media, a named one not."""

    path: Path
    name: str
    found_in_folder: bool = False
    transcript: Path | None = None
    is_upload: bool = False


def sources_of(paths: Iterable[Path]) -> list[Source]:
    """Files named, and all files below folders named, in order of name; hidden ones left out."""
    found: list[Source] = []
    for path in paths:
        if path.is_dir():
            files = sorted(p for p in path.rglob("*") if p.is_file() and _is_shown(p, path))
            found += [Source(p.resolve(), p.name, found_in_folder=True) for p in files]
        else:
            found.append(Source(path.absolute(), path.name))
    return found


def _is_shown(path: Path, below: Path) -> bool:
    return not any(part.startswith(".") for part in path.relative_to(below).parts)


def with_transcripts(sources: Sequence[Source], transcript: Path) -> list[Source]:
    """Sources with a transcript each: one file for one source, or a folder of files by stem.

    Raises:
        AnnotationRefused: one transcript for several files, or a path that is not there
    """
    if transcript.is_dir():
        by_stem = {p.stem: p for p in transcript.iterdir() if p.suffix in TRANSCRIPT_SUFFIXES}
        used = {path.resolve() for path in by_stem.values()}
        return [
            Source(s.path, s.name, s.found_in_folder, by_stem.get(s.path.stem), s.is_upload)
            for s in sources
            if s.path not in used  # media and subtitles may lie in one folder
        ]
    if not transcript.is_file():
        raise AnnotationRefused(
            f"Transcript '{transcript}' is not there; give 'none', an .srt or .vtt file, or a "
            "folder of such files named like the media."
        )
    if len(sources) != 1:
        raise AnnotationRefused(
            f"One transcript cannot serve {len(sources)} files; give a folder of .srt or .vtt "
            "files that are named like the media."
        )
    only = sources[0]
    return [
        Source(only.path, only.name, only.found_in_folder, transcript.resolve(), only.is_upload)
    ]


def ingest_start(
    *,
    project: Project,
    sources: Sequence[Source],
    profile: str = "",
    speakers: str = "embedded",
    created_by: User | None = None,
) -> Job:
    """Queue files for a project; an empty profile means the one of its preset.

    Raises:
        AnnotationRefused: there is nothing to ingest, or a setting is unknown
    """
    try:
        settings = IngestSettings(profile or project.policy["profile"], speakers)
    except ValueError as error:
        raise AnnotationRefused(str(error)) from error
    if not sources:
        raise AnnotationRefused("There is no file to ingest: the folder is empty.")
    return jobs.job_create(
        kind=KIND,
        label=f"Ingest {_count(len(sources), 'file')} into {project.slug}",
        project=project.slug,
        created_by=created_by,
        params={"profile": settings.profile, "speakers": settings.speakers},
        items=[
            jobs.NewItem(key=str(source.path), name=source.name, params=_params(source))
            for source in {source.path: source for source in sources}.values()
        ],
    )


def _params(source: Source) -> dict[str, Any]:
    return {
        "path": str(source.path),
        "found_in_folder": source.found_in_folder,
        "transcript": str(source.transcript) if source.transcript else None,
        "is_upload": source.is_upload,
    }


class IngestHandler:
    """One file a job item."""

    kind = KIND
    queue = "ingest"

    def run_item(self, job: Job, item: JobItem, report: Report) -> dict[str, Any]:
        project = Project.objects.get(slug=job.project)
        settings = IngestSettings(
            job.params["profile"], job.params["speakers"], item.params["transcript"]
        )
        path = Path(item.params["path"])
        try:
            segmentation, is_new = file_ingest(
                path, name=item.name, settings=settings, report=report
            )
        except NotMediaError as error:
            if item.params["found_in_folder"]:
                raise ItemSkipped(str(error)) from error
            raise ItemFailed(str(error)) from error
        except (MediaError, TranscriptError) as error:
            raise ItemFailed(str(error)) from error
        added = _add_to_project(project, segmentation)
        if item.params["is_upload"]:
            shutil.rmtree(path.parent, ignore_errors=True)  # the folder of this upload alone
        return {
            "recording": segmentation.recording.pk,
            "segments": segmentation.segments.count(),
            "added": added,
            "new": is_new,
        }

    def finish(self, job: Job) -> str:
        done = [item.result for item in job.items.filter(state="done")]
        segments = sum(result["segments"] for result in done)
        if done and not segments:
            return "No speech was found, so there is nothing to rate; try the profile 'whole'."
        return f"{_count(segments, 'segment')} from {_count(len(done), 'file')}"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _add_to_project(project: Project, segmentation: Segmentation) -> int:
    stem = _stem(project, segmentation.recording)
    segments = list(segmentation.segments.order_by("position"))
    return items_add(
        project=project,
        items=[
            NewItem(key=item_key(stem, segment, segmentation.profile), segment=segment)
            for segment in segments
        ],
    )


def item_key(stem: str, segment: Segment, profile: str) -> str:
    """The stem alone for a whole recording, else the stem and the range in milliseconds.

    Ranges rather than numbers, so that cutting again with other settings never gives an old key
    to new content.
    """
    if profile == "whole" or segment.start_seconds is None or segment.end_seconds is None:
        return stem
    start, end = round(segment.start_seconds * 1000), round(segment.end_seconds * 1000)
    return f"{stem}_{start:08d}_{end:08d}"


def _stem(project: Project, recording: Recording) -> str:
    """The recording's stem, with a piece of its hash where another recording has that stem."""
    taken = (
        Item.objects.filter(project=project, segment__recording__isnull=False)
        .exclude(segment__recording=recording)
        .filter(segment__dialogue__name=recording.stem)
        .exists()
    )
    return f"{recording.stem}~{recording.sha256[:8]}" if taken else recording.stem
