"""The engine that works with nothing downloaded: Silero VAD and the speaker baseline together."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from ingestion.engines import speaker_network, voice
from ingestion.engines.speakers import SpeakerEngine
from ingestion.engines.types import PROXY_RATE_HZ, Heard, Progress, Span, Turn
from ingestion.engines.voice import VoiceDetector
from ingestion.engines.weights import SHA256

#: What a stage's result depends on besides its input. Raise a number with every change of results.
STAGE_VERSIONS = {
    "prepare": "1",
    "voice": f"silero-1-{SHA256[voice.MODEL][:12]}",
    "speakers": f"embedded-1-{SHA256[speaker_network.MODEL][:12]}",
    "segmentation": "1",
    "gates": "1",
}

BLOCK_SECONDS = 30.0


def speech_spans(proxy_path: Path, progress: Progress | None = None) -> list[Span]:
    """Stretches of speech in a proxy, sorted and disjoint; maybe none."""
    return _detector().speech(_proxy_blocks(proxy_path, progress))


def speaker_turns(
    proxy_path: Path, speech: Sequence[Span], progress: Progress | None = None
) -> list[Turn]:
    """Who speaks when, in ``speech``. Speakers are "S1", "S2"... in the order of appearance."""
    return _speakers().turns(proxy_path, speech, progress)


def anonymous_turns(speech: Sequence[Span]) -> list[Turn]:
    """A turn for each stretch of speech, when nobody asks who speaks."""
    return [Turn(span.start_seconds, span.end_seconds, None) for span in speech]


def recording_turns(proxy_path: Path, progress: Progress | None = None) -> list[Turn]:
    """Both stages: the turns of a proxy."""
    return list(listen(proxy_path, progress).turns)


def listen(proxy_path: Path, progress: Progress | None = None, speakers: bool = True) -> Heard:
    """Both stages, with the speech that the turns were made of and the versions."""
    share = 0.3 if speakers else 1.0  # of the time that the detector takes
    tell = progress or (lambda _: None)
    speech = speech_spans(proxy_path, lambda done: tell(done * share))
    if speakers:
        turns = speaker_turns(proxy_path, speech, lambda done: tell(share + done * (1 - share)))
    else:
        turns = anonymous_turns(speech)
    stages = ("voice", "speakers") if speakers else ("voice",)
    versions = {stage: STAGE_VERSIONS[stage] for stage in stages}
    return Heard(tuple(speech), tuple(turns), versions)


@lru_cache(maxsize=1)
def _detector() -> VoiceDetector:
    return VoiceDetector()


@lru_cache(maxsize=1)
def _speakers() -> SpeakerEngine:
    return SpeakerEngine()


def _proxy_blocks(
    proxy_path: Path, progress: Progress | None = None
) -> Iterator[NDArray[np.float32]]:
    with soundfile.SoundFile(proxy_path) as file:
        if (file.samplerate, file.channels) != (PROXY_RATE_HZ, 1):
            raise ValueError(
                f"{proxy_path} has {file.samplerate} Hz and {file.channels} channels; "
                f"a proxy has {PROXY_RATE_HZ} Hz and one. Prepare the recording first"
            )
        frames = file.frames
        for block in file.blocks(int(BLOCK_SECONDS * PROXY_RATE_HZ), dtype="float32"):
            yield block
            if progress:
                progress(min(1.0, file.tell() / max(1, frames)))
