"""Segments as engines see them: sound from the proxy, words from the transcript."""

from collections.abc import Iterable

import soundfile

from autolabel.engines.contract import Clip, Modality, Waveform
from ingestion.engines.types import PROXY_RATE_HZ
from ingestion.media_store import proxy_path
from ingestion.models import Segment


def clips_of(segments: Iterable[Segment], modality: Modality) -> list[Clip]:
    return [
        Clip(
            key=str(segment.pk),
            audio=_waveform(segment) if modality == "audio" else None,
            text=segment.transcript or None,
            speaker=speaker_of(segment),
        )
        for segment in segments
    ]


def speaker_of(segment: Segment) -> str | None:
    """Unique over recordings: two diarizations may both have an 'S1'."""
    return f"{segment.recording_id}:{segment.speaker}" if segment.speaker else None


def _waveform(segment: Segment) -> Waveform | None:
    recording = segment.recording
    if recording is None or not recording.has_sound:
        return None
    if segment.start_seconds is None or segment.end_seconds is None:
        return None
    first = round(segment.start_seconds * PROXY_RATE_HZ)
    last = round(segment.end_seconds * PROXY_RATE_HZ)
    samples, _ = soundfile.read(
        proxy_path(recording.sha256), start=first, stop=last, dtype="float32"
    )
    found: Waveform = samples
    return found
