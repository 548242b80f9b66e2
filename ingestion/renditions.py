"""Which file stands for a recording in a browser."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingestion.media_store import original_path, recording_folder
from ingestion.models import Media, Recording, Stage


@dataclass(frozen=True)
class Rendition:
    path: Path
    content_type: str


def video_of(recording: Recording) -> Rendition | None:
    """The video that browsers play, which may be the original; None before it is made."""
    kept = _kept(recording, Media.VIDEO)
    if kept is None:
        return None
    if kept["file"] is None:
        path = original_path(recording.sha256, Path(recording.name).suffix)
    else:
        path = recording_folder(recording.sha256) / kept["file"]
    return Rendition(path, kept["content_type"]) if path.exists() else None


def muted_of(recording: Recording) -> Rendition | None:
    """The video without its sound; None before it is made."""
    video = video_of(recording)
    if video is None or not recording.has_sound:
        return video
    path = _muted_path(recording, video)
    return Rendition(path, video.content_type) if path.exists() else None


def muted_make(recording: Recording) -> None:
    """Copy a video that has sound without it, unless that was done. Takes its time."""
    from ingestion.engines.rendition import mute  # loads PyAV: in workers only

    video = video_of(recording)
    if video is None or muted_of(recording) is not None:
        return
    mute(video.path, _muted_path(recording, video))


def _muted_path(recording: Recording, video: Rendition) -> Path:
    suffix = ".webm" if video.content_type == "video/webm" else ".mp4"
    return recording_folder(recording.sha256) / f"muted-{video.path.stem}{suffix}"


def poster_of(recording: Recording) -> Rendition | None:
    """A still of a video."""
    path = recording_folder(recording.sha256) / "poster.jpg"
    is_there = recording.media == Media.VIDEO and path.exists()
    return Rendition(path, "image/jpeg") if is_there else None


def image_of(recording: Recording) -> Rendition | None:
    """The copy of an image for browsers."""
    kept = _kept(recording, Media.IMAGE)
    if kept is None:
        return None
    path = recording_folder(recording.sha256) / kept["file"]
    return Rendition(path, kept["content_type"]) if path.exists() else None


def _kept(recording: Recording, media: Media) -> dict[str, Any] | None:
    if recording.media != media:
        return None
    stage = Stage.objects.filter(recording=recording, name="picture").order_by("-pk").first()
    return stage.result if stage is not None else None
