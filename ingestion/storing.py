"""A file becomes a recording: what it is, what is measured in it, what browsers are given.

Each medium has one function here. All of them decode before they store, so that a file that cannot
be used leaves nothing behind, and all may run again: what is there is kept.
"""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ingestion.engines.errors import SilentMediaError
from ingestion.engines.types import Prepared, Probe
from ingestion.fingerprints import PICTURE, SOUND, fingerprint_of
from ingestion.media_store import (
    content_hash,
    proxy_path,
    recording_folder,
    sensors_path,
    store_original,
)
from ingestion.models import TICKS_HZ, Media, Recording
from ingestion.stages import stage_kept

Report = Callable[[str, float], None]


def recording_store(path: Path, *, name: str, report: Report) -> Recording:
    """Store a file with all that pages and engines need of it; the same content is stored once.

    Raises:
        MediaError: the file cannot be used
    """
    report("hash", 0.0)
    sha256 = content_hash(path)
    known = Recording.objects.filter(sha256=sha256).first()
    media = Media(known.media) if known is not None else media_of(path)
    recording = _STORE[media](path, sha256, name, report, known)
    if media != Media.SENSOR:  # near duplicates are asked for by pages, which must not wait for it
        fingerprint_of(sha256, SOUND if recording.has_sound else PICTURE)
    return recording


def media_of(path: Path) -> Media:
    """What a file is, by its content; tables by their name and header.

    Raises:
        MediaError: nothing that we can open
    """
    from ingestion.engines import footage, pictures, sensors  # load PyAV: in workers only

    with path.open("rb") as file:
        if pictures.begins_like_image(file.read(12)):
            return Media.VIDEO if pictures.look(path).frames > 1 else Media.IMAGE
    if sensors.is_sensor_table(path):
        return Media.SENSOR
    if path.suffix.lower() in sensors.SUFFIXES:
        sensors.refuse(path)
    return Media.VIDEO if footage.has_picture(path) else Media.AUDIO


def _store_audio(
    path: Path, sha256: str, name: str, report: Report, known: Recording | None
) -> Recording:
    from ingestion.engines.prepare import prepare  # loads PyAV and SciPy: in workers only

    if known is not None and proxy_path(sha256).exists():
        return known
    prepared = prepare(
        path, recording_folder(sha256), lambda share: report("decode", 0.02 + 0.28 * share)
    )
    store_original(path, sha256)
    return _recording(path, sha256, name, Media.AUDIO, _sound(prepared))


def _sound(prepared: Prepared) -> dict[str, Any]:
    probe: Probe = prepared.probe
    return {
        "container": probe.container,
        "codec": probe.codec,
        "duration_seconds": prepared.duration_seconds,
        "samples": prepared.samples,
        "rate_hz": probe.rate_hz,
        "channels": probe.channels,
        "levels": {**asdict(prepared.levels), "skipped_packets": prepared.skipped_packets},
    }


def _store_video(
    path: Path, sha256: str, name: str, report: Report, known: Recording | None
) -> Recording:
    """Sound as of audio, if there is any, and a rendition and a poster of the picture."""
    from ingestion.engines import footage  # loads PyAV: in workers only

    found = footage.look(path, lambda share: report("look", 0.02 + 0.03 * share))
    recording = known
    if recording is None or (recording.has_sound and not proxy_path(sha256).exists()):
        facts = _sound_of_video(path, sha256, found, report)
        store_original(path, sha256)
        facts |= {
            "container": found.container,
            "codec": found.codec,
            "width": found.width,
            "height": found.height,
            "frame_rate": found.frame_rate,
        }
        recording = _recording(path, sha256, name, Media.VIDEO, facts)
    _render(path, recording, found, report)
    return recording


def _sound_of_video(path: Path, sha256: str, found: Any, report: Report) -> dict[str, Any]:
    """The clock of a video: that of its sound, or of its picture where nothing can be heard."""
    from ingestion.engines.prepare import prepare  # loads PyAV and SciPy: in workers only

    if found.sound_codec is not None:
        try:
            prepared = prepare(
                path,
                recording_folder(sha256),
                lambda share: report("decode", 0.05 + 0.1 * share),
                found.span,
            )
        except SilentMediaError:
            pass  # a track of silence: nothing to hear, though much to see
        else:
            return _sound(prepared)
    return {
        "duration_seconds": found.seconds,
        "samples": max(1, round(found.seconds * TICKS_HZ)),
        "rate_hz": TICKS_HZ,
    }


def _render(path: Path, recording: Recording, found: Any, report: Report) -> None:
    """The rendition and the poster; or the note that the original is its own rendition."""
    from ingestion.engines import rendition  # loads PyAV: in workers only

    folder = recording_folder(recording.sha256)
    recipe = rendition.recipe()

    def run(key: str) -> dict[str, Any]:
        rendition.poster(path, found, folder)
        as_it_is = rendition.plays_as_it_is(path, found)
        if as_it_is:
            return {"file": None, "content_type": as_it_is}
        target = folder / f"video-{key[:12]}{recipe.suffix}"
        rendition.render(
            path,
            found,
            target,
            sound=recording.has_sound,
            progress=lambda share: report("render", 0.15 + 0.45 * share),
        )
        return {"file": target.name, "content_type": recipe.content_type}

    def is_there(result: dict[str, Any]) -> bool:
        video = result["file"]
        return (folder / rendition.POSTER_NAME).exists() and (
            video is None or (folder / video).exists()
        )

    inputs = {"version": rendition.VERSION, "encoder": recipe.picture}
    stage_kept(recording, "picture", inputs, run, is_there)


def _store_image(
    path: Path, sha256: str, name: str, report: Report, known: Recording | None
) -> Recording:
    from ingestion.engines import pictures  # loads Pillow: in workers only

    folder = recording_folder(sha256)
    found = pictures.look(path)
    report("decode", 0.1)

    def run(_: str) -> dict[str, Any]:
        copy = pictures.web_copy(path, folder)
        kind = "image/png" if copy.suffix == ".png" else "image/jpeg"
        return {"file": copy.name, "content_type": kind}

    first = run("") if known is None else None
    store_original(path, sha256)
    recording = known or _recording(
        path,
        sha256,
        name,
        Media.IMAGE,
        {
            "container": found.format.lower(),
            "codec": found.format.lower(),
            "width": found.width,
            "height": found.height,
        },
    )
    stage_kept(
        recording,
        "picture",
        {"version": pictures.VERSION},
        lambda key: first or run(key),
        lambda result: (folder / result["file"]).exists(),
    )
    return recording


def _store_sensors(
    path: Path, sha256: str, name: str, report: Report, known: Recording | None
) -> Recording:
    from ingestion.engines import sensors

    if known is not None and sensors_path(sha256).exists():
        return known
    table = sensors.prepare(
        path, recording_folder(sha256), lambda share: report("decode", 0.02 + 0.9 * share)
    )
    store_original(path, sha256)
    seconds = table.last_seconds + (table.step_seconds or 0.0)
    return _recording(
        path,
        sha256,
        name,
        Media.SENSOR,
        {
            "container": table.format,
            "codec": table.format,
            "duration_seconds": seconds,
            "samples": max(1, round(seconds * TICKS_HZ)),
            "rate_hz": TICKS_HZ,
            "details": {
                "rows": table.rows,
                "first_seconds": table.first_seconds,
                "step_seconds": table.step_seconds,
                "channels": [asdict(channel) for channel in table.channels],
            },
        },
    )


def _recording(
    path: Path, sha256: str, name: str, media: Media, facts: dict[str, Any]
) -> Recording:
    return Recording.objects.get_or_create(
        sha256=sha256,
        defaults={"name": name, "bytes": path.stat().st_size, "media": media, **facts},
    )[0]


_STORE: dict[Media, Callable[[Path, str, str, Report, Recording | None], Recording]] = {
    Media.AUDIO: _store_audio,
    Media.VIDEO: _store_video,
    Media.IMAGE: _store_image,
    Media.SENSOR: _store_sensors,
}
