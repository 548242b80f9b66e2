"""ELAN annotation files (.eaf): the annotations of each tier that stand in time."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from ingestion.engines.transcript import TranscriptError, text_of
from ingestion.engines.types import Cue


def read_eaf(path: Path, tiers: Sequence[str]) -> tuple[dict[str, list[Cue]], Sequence[str]]:
    """Cues by tier, and the tiers to take: those asked for, else those without a parent tier.

    The speaker is the tier's participant, or its name. Raises ``TranscriptError``.
    """
    text = text_of(path)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise TranscriptError(path, None, "declares entities, which no ELAN file does; not read")
    try:
        root = ElementTree.fromstring(text.encode())  # noqa: S314  (entities were refused above)
    except ElementTree.ParseError as error:
        raise TranscriptError(path, error.position[0], f"is not XML ({error})") from error
    if root.tag != "ANNOTATION_DOCUMENT":
        raise TranscriptError(path, 1, f"is no ELAN file: it begins with <{root.tag}>")
    times = _times(path, root)
    spans: dict[str, tuple[float, float]] = {}
    found: dict[str, list[Cue]] = {}
    top = []
    for tier in root.iter("TIER"):
        name = tier.get("TIER_ID", "")
        found[name] = _cues(path, tier, times, spans)
        if not tier.get("PARENT_REF"):
            top.append(name)
    return found, tiers or top


def _times(path: Path, root: ElementTree.Element) -> dict[str, float]:
    """Seconds of each time slot; ones without a time lie evenly between their neighbours."""
    slots = list(root.iter("TIME_SLOT"))
    values = [slot.get("TIME_VALUE") for slot in slots]
    known = [at for at, value in enumerate(values) if value is not None]
    times: dict[str, float] = {}
    for at, slot in enumerate(slots):
        earlier, later = bisect_right(known, at) - 1, bisect_left(known, at)
        if earlier < 0 or later == len(known):
            raise TranscriptError(
                path, None, f"time slot {slot.get('TIME_SLOT_ID')} lies outside all times given"
            )
        before, after = known[earlier], known[later]
        first, last = float(values[before] or 0), float(values[after] or 0)
        share = (at - before) / (after - before) if after > before else 0.0
        times[slot.get("TIME_SLOT_ID", "")] = (first + (last - first) * share) / 1000
    return times


def _cues(
    path: Path,
    tier: ElementTree.Element,
    times: dict[str, float],
    spans: dict[str, tuple[float, float]],
) -> list[Cue]:
    """The annotations of a tier; one that refers to another has the time of that one."""
    speaker = tier.get("PARTICIPANT") or tier.get("TIER_ID") or None
    cues = []
    for one in tier.iter():
        if one.tag == "ALIGNABLE_ANNOTATION":
            slots = (one.get("TIME_SLOT_REF1", ""), one.get("TIME_SLOT_REF2", ""))
            missing = next((slot for slot in slots if slot not in times), None)
            if missing is not None:
                raise TranscriptError(
                    path, None, f"names a time slot '{missing}' that is not there"
                )
            span = (times[slots[0]], times[slots[1]])
        elif one.tag == "REF_ANNOTATION" and one.get("ANNOTATION_REF", "") in spans:
            span = spans[one.get("ANNOTATION_REF", "")]
        else:
            continue
        spans[one.get("ANNOTATION_ID", "")] = span
        if span[1] > span[0]:
            text = (one.findtext("ANNOTATION_VALUE") or "").strip()
            cues.append(Cue(span[0], span[1], text, speaker))
    return cues
