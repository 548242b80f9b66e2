"""What an item shows: its media, its words, and the turns around it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from accounts.rows import rows
from annotation.models import Item
from annotation.services.projects.items import LANGUAGE
from ingestion.models import Media, Recording, Segment

#: What a presentation arm lets through. "audio" keeps the picture away, "face" the sound and the
#: words, which are what was said; "text" leaves the words alone.
PARTS = {
    "": frozenset({"sound", "picture", "sensors", "words"}),
    "both": frozenset({"sound", "picture", "sensors", "words"}),
    "audio": frozenset({"sound", "sensors", "words"}),
    "face": frozenset({"picture", "sensors"}),
    "text": frozenset({"words"}),
}


STATEMENT = "statement"
"""The kind of a question about a column of the table, and that column if it names no other."""

ABOUT = "about"
"""The attribute that names the person, or the group, whom the answers are about."""


@dataclass(frozen=True)
class Shown:
    """What a project's policy, and the arm that this rater is in, let a page show."""

    policy: dict[str, Any]
    arm: str = ""

    @property
    def parts(self) -> frozenset[str]:
        """An arm that is not known here shows nothing but words, rather than too much."""
        return PARTS.get(self.arm, PARTS["text"])

    @property
    def words(self) -> bool:
        return "words" in self.parts and bool(self.policy.get("show_transcript", True))


def words_of(segment: Segment | None, shown: Shown) -> list[dict[str, Any]]:
    """The words that have times, where the words are shown at all."""
    return segment.words if segment and shown.words else []


def media_of(segment: Segment | None, shown: Shown) -> dict[str, Any] | None:
    """Addresses of what can be heard and seen; None where there are only words."""
    recording = segment.recording if segment else None
    if segment is None or recording is None:
        return None
    sound = recording.has_sound and "sound" in shown.parts
    picture = recording.has_picture and "picture" in shown.parts
    sensors = _sensors_of(segment) if "sensors" in shown.parts else None
    if not (sound or picture or sensors):
        return None
    return {
        "kind": _kind(recording, sound=sound, picture=picture),
        **_sound_addresses(recording if sound else None),
        **picture_addresses(recording if picture else None, sound=sound),
        "sensors_url": f"/api/recordings/{sensors}/sensors/" if sensors else None,
        "duration_seconds": recording.duration_seconds,
        "start_seconds": segment.start_seconds,
        "end_seconds": segment.end_seconds,
    }


def _sensors_of(segment: Segment) -> int | None:
    recording = segment.recording
    if recording is not None and recording.media == Media.SENSOR:
        return recording.pk
    return segment.sensors_id


def _kind(recording: Recording, *, sound: bool, picture: bool) -> str:
    if picture:
        return recording.media
    return Media.AUDIO if sound else Media.SENSOR


def _sound_addresses(recording: Recording | None) -> dict[str, str | None]:
    if recording is None:
        return {"url": None, "peaks_url": None, "spectrogram_url": None}
    return {
        "url": media_address(recording, "proxy.flac"),
        "peaks_url": f"/api/recordings/{recording.pk}/peaks/",
        "spectrogram_url": f"/api/recordings/{recording.pk}/spectrogram/",
    }


def picture_addresses(recording: Recording | None, *, sound: bool) -> dict[str, Any]:
    """Video comes without its sound to those who may not hear it."""
    is_video = recording is not None and recording.media == Media.VIDEO
    video = recording if is_video else None
    image = None if is_video else recording
    mute = video is not None and video.has_sound and not sound
    return {
        "video_url": video and media_address(video, "muted" if mute else "video"),
        "poster_url": video and media_address(video, "poster.jpg"),
        "image_url": image and media_address(image, "image"),
        "width": recording and recording.width,
        "height": recording and recording.height,
    }


def media_address(recording: Recording, name: str) -> str:
    """The address of a file of a recording: another for other content, so that it may be kept."""
    return f"/media/recordings/{recording.pk}/{name}?v={recording.sha256[:12]}"


def clips_of(item: Item, shown: Shown) -> list[dict[str, Any] | None]:
    """The media of an item that shows several, in the order that answers speak of."""
    if item.segment_id is not None:
        return []
    clips = item.clips.select_related("segment__recording").order_by("position")
    return [media_of(clip.segment, shown) for clip in clips]


def fields_of(item: Item, shown: Shown, questions: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The columns of the item's table that its project shows; those it does not have are absent.

    What a statement question is about is shown without being listed in the policy.
    """
    names = [
        *shown.policy.get("show_fields", []),
        *(asked.get("field", STATEMENT) for asked in questions if asked["kind"] == STATEMENT),
    ]
    found = {name: _text(item.attributes.get(name)) for name in names}
    return {name: text for name, text in found.items() if text is not None}


def about_of(item: Item, shown: Shown) -> str | None:
    """Whom the answers are about, where the project says so."""
    return _text(item.attributes.get(ABOUT)) if shown.policy.get("about") else None


def language_of(item: Item) -> str | None:
    """The language of the item's texts, as a BCP 47 tag."""
    return _text(item.attributes.get(LANGUAGE))


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    return json.dumps(value, ensure_ascii=False)


# Each side is one short scan of the index `segment_in_dialogue`. Texts have no segmentation.
TURNS = """
SELECT position, speaker, transcript, start_seconds, end_seconds FROM ingestion_segment
WHERE dialogue_id = %(dialogue)s
  AND segmentation_id IS NOT DISTINCT FROM %(segmentation)s::bigint
  AND position"""
AROUND = f"""
({TURNS} < %(position)s ORDER BY position DESC LIMIT %(before)s)
UNION ALL
({TURNS} > %(position)s ORDER BY position LIMIT %(after)s)
"""


def context_of(segment: Segment | None, shown: Shown) -> dict[str, list[dict[str, Any]]]:
    """Turns of the same dialogue around this one, as many as the project shows."""
    context: dict[str, list[dict[str, Any]]] = {"before": [], "after": []}
    sizes = {side: shown.policy.get("context", {}).get(side, 0) for side in context}
    if segment is None or segment.dialogue_id is None or not any(sizes.values()):
        return context
    place = {
        "dialogue": segment.dialogue_id,
        "segmentation": segment.segmentation_id,
        "position": segment.position,
    }
    for position, *told in sorted(rows(AROUND, {**place, **sizes}), key=itemgetter(0)):
        side = "before" if position < segment.position else "after"
        context[side].append(_turn(*told, shown=shown))
    for away, turn in enumerate(reversed(context["before"]), start=1):
        turn["turn"] = -away
    for away, turn in enumerate(context["after"], start=1):
        turn["turn"] = away
    return context


def _turn(
    speaker: str, transcript: str, start: float | None, end: float | None, *, shown: Shown
) -> dict[str, Any]:
    return {
        "speaker": speaker or None,
        "transcript": transcript or None if shown.words else None,
        "start_seconds": start,
        "end_seconds": end,
    }
