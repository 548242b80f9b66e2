"""What an item of a table is, and whether the project has it just so."""

from dataclasses import dataclass, field, replace
from typing import Any

from annotation.imports.report import Place
from annotation.models import Item, ItemRole


@dataclass(frozen=True)
class Clip:
    """A range of a recording in its own ticks; None and None of one that has no time."""

    recording: int
    start: int | None
    end: int | None


@dataclass(frozen=True)
class Known:
    """What is special about an item that is no normal one, and its priority."""

    role: str = ItemRole.NORMAL
    expected: dict[str, Any] = field(default_factory=dict)
    explanation: str = ""
    priority: int = 0


@dataclass(frozen=True)
class Content:
    """What an item is. `position` is None until the order of the file has decided it.

    One clip is what the item shows; several stand side by side, and then there are no words.
    """

    transcript: str = ""
    speaker: str = ""
    dialogue: str = ""
    position: int | None = None
    attributes: dict[str, Any] = field(default_factory=dict)
    clips: tuple[Clip, ...] = ()
    sensors: int | None = None
    known: Known = Known()

    def at(self, position: int) -> "Content":
        return replace(self, position=position)

    def agrees_with(self, other: "Content") -> bool:
        """Whether the two say the same; a position that one leaves open agrees with any."""
        return not self.differences(other)

    def differences(self, other: "Content") -> dict[str, tuple[Any, Any]]:
        """What differs, by name, with both values. Known answers may change, so they count not."""
        pairs = {
            name: (getattr(other, name), getattr(self, name))
            for name in ("transcript", "speaker", "dialogue", "attributes", "clips", "sensors")
        }
        pairs["role"] = (other.known.role, self.known.role)
        shared = bool(self.clips) and not self.dialogue  # a place of its own is nobody's
        if None not in (self.position, other.position) and not shared:
            pairs["position"] = (other.position, self.position)
        return {name: both for name, both in pairs.items() if both[0] != both[1]}


@dataclass(frozen=True)
class ItemRow:
    place: Place
    key: str
    content: Content


def content_of(item: Item) -> Content:
    """What an item of the project is."""
    known = Known(role=item.role, priority=item.priority)
    segment = item.segment
    if segment is None:
        clips = tuple(
            Clip(clip.segment.recording_id or 0, clip.segment.start_sample, clip.segment.end_sample)
            for clip in item.clips.all()
        )
        return Content(attributes=item.attributes, clips=clips, known=known)
    clip: tuple[Clip, ...] = ()
    if segment.recording_id is not None:
        clip = (Clip(segment.recording_id, segment.start_sample, segment.end_sample),)
    return Content(
        segment.transcript,
        segment.speaker,
        segment.dialogue.name if segment.dialogue else "",
        segment.position,
        item.attributes,
        clip,
        segment.sensors_id,
        known,
    )
