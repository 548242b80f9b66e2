"""Bring media into a project: a job with one item per file."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from accounts.models import User
from annotation.errors import AnnotationRefused
from annotation.models import Item, Project
from annotation.services.consent.recordings import recordings_session_set
from annotation.services.ingest.silent_films import film_prepare
from annotation.services.ingest.sources import Source
from annotation.services.ingest.texts import is_text_file, text_ingest
from annotation.services.ingest.uploads import upload_forget
from annotation.services.projects.items import NewItem, items_add
from ingestion.correcting import is_corrected
from ingestion.engines.errors import MediaError, NotMediaError, UnreadableError
from ingestion.engines.profiles import WINDOW_SECONDS
from ingestion.engines.transcript import TranscriptError
from ingestion.models import Recording, Segment, Segmentation
from ingestion.services import IngestSettings, file_ingest
from ingestion.storing import recording_store
from jobs import services as jobs
from jobs.errors import ItemFailed, ItemSkipped
from jobs.handlers import Report
from jobs.models import Job, JobItem

KIND = "ingest"


def ingest_start(
    *,
    project: Project,
    sources: Sequence[Source],
    profile: str = "",
    speakers: str = "embedded",
    window_seconds: float = WINDOW_SECONDS,
    hop_seconds: float | None = None,
    tiers: Sequence[str] = (),
    created_by: User | None = None,
) -> Job:
    """Queue files for a project; an empty profile means the one of its preset.

    Raises:
        AnnotationRefused: there is nothing to ingest, or a setting is unknown
    """
    try:
        settings = IngestSettings(
            profile or project.policy["profile"],
            speakers,
            window_seconds=window_seconds,
            hop_seconds=hop_seconds,
            tiers=tuple(tiers),
        )
    except ValueError as error:
        raise AnnotationRefused(str(error)) from error
    if not sources:
        raise AnnotationRefused("There is no file to ingest: the folder is empty.")
    return jobs.job_create(
        kind=KIND,
        label=f"Ingest {_count(len(sources), 'file')} into {project.slug}",
        project=project.slug,
        created_by=created_by,
        params={
            "profile": settings.profile,
            "speakers": settings.speakers,
            "window_seconds": settings.window_seconds,
            "hop_seconds": settings.hop_seconds,
            "tiers": list(settings.tiers),
        },
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
        "sensors": str(source.sensors) if source.sensors else None,
        "is_upload": source.is_upload,
        "session": source.session,
    }


class IngestHandler:
    """One file a job item."""

    kind = KIND
    queue = "ingest"

    def run_item(self, job: Job, item: JobItem, report: Report) -> dict[str, Any]:
        project = Project.objects.get(slug=job.project)
        settings = settings_of(job, item)
        path = Path(item.params["path"])
        is_upload = item.params["is_upload"]
        if is_upload and not path.exists():
            raise ItemFailed(f"{item.name} is not on the server any more; upload it again.")
        try:
            if is_text_file(path, settings.profile):
                result = text_ingest(project, path, item.name)
            else:
                result = _media_ingest(project, item, settings, report)
        except NotMediaError as error:
            if item.params["found_in_folder"]:
                raise ItemSkipped(str(error)) from error
            raise _failed(item, error) from error
        except (MediaError, TranscriptError) as error:
            raise _failed(item, error) from error
        if is_upload:
            _clear_upload(item)
        return result

    def finish(self, job: Job) -> str:
        done = [item.result for item in job.items.filter(state="done")]
        segments = sum(result["segments"] for result in done)
        if done and not segments:
            return "No speech was found, so there is nothing to rate; try the profile 'whole'."
        return f"{_count(segments, 'segment')} from {_count(len(done), 'file')}"


def _media_ingest(
    project: Project, item: JobItem, settings: IngestSettings, report: Report
) -> dict[str, Any]:
    path = Path(item.params["path"])
    segmentation, is_new = file_ingest(path, name=item.name, settings=settings, report=report)
    film_prepare(project, segmentation.recording)
    if session := item.params.get("session"):
        recordings_session_set([segmentation.recording.pk], session)
    if item.params.get("sensors"):
        sensors = Path(item.params["sensors"])
        table = recording_store(sensors, name=sensors.name, report=report)
        _sensors_set(segmentation, table, item.name)
    return {
        "recording": segmentation.recording.pk,
        "segments": segmentation.segments.count(),
        "added": _add_to_project(project, segmentation),
        "new": is_new,
    }


def _sensors_set(segmentation: Segmentation, table: Recording, name: str) -> None:
    """Show a sensor table beside segments, which other projects may show as well.

    Raises:
        ItemFailed: another table stands beside them, and answers may have been given on sight of it
    """
    other = segmentation.segments.exclude(sensors=None).exclude(sensors=table).first()
    if other is not None and other.sensors is not None:
        raise ItemFailed(
            f"'{name}' is in already with the sensor table '{other.sensors.name}', and "
            f"'{table.name}' has other content. Give that table again, or none; for another one "
            "save the file anew, which makes it another recording."
        )
    segmentation.segments.update(sensors=table)


def _failed(item: JobItem, error: MediaError | TranscriptError) -> ItemFailed:
    """What is told of a file that is at fault; its upload goes, as no second try will be better."""
    if item.params["is_upload"] and not isinstance(error, UnreadableError):
        _clear_upload(item)
    return ItemFailed(str(error))


def _clear_upload(item: JobItem) -> None:
    """Remove the uploads of an item, which lie apart from each other.

    One file of segments may serve several recordings: it goes with the last of them.
    """
    for name in ("path", "transcript", "sensors"):
        path = item.params.get(name)
        others = item.job.items.filter(state__in=jobs.OPEN_ITEMS).exclude(pk=item.pk)
        if path and not others.filter(**{f"params__{name}": path}).exists():
            upload_forget(Path(path))


def settings_of(job: Job, item: JobItem) -> IngestSettings:
    """How the file of a job's item is cut; jobs of older versions name no windows."""
    params = job.params
    return IngestSettings(
        params["profile"],
        params["speakers"],
        item.params["transcript"],
        params.get("window_seconds", WINDOW_SECONDS),
        params.get("hop_seconds"),
        tuple(params.get("tiers", ())),
    )


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _add_to_project(project: Project, segmentation: Segmentation) -> int:
    stem = stem_of(project, segmentation.recording)
    shown = project.items.filter(segment__recording=segmentation.recording)
    if is_corrected(segmentation, shown.values_list("segment", flat=True)):
        return 0  # its turns were corrected here: the wrong ones must not come back
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


def stem_of(project: Project, recording: Recording) -> str:
    """The recording's stem, with a piece of its hash where another recording has that stem."""
    taken = (
        Item.objects.filter(project=project, segment__recording__isnull=False)
        .exclude(segment__recording=recording)
        .filter(segment__dialogue__name=recording.stem)
        .exists()
    )
    return f"{recording.stem}~{recording.sha256[:8]}" if taken else recording.stem
