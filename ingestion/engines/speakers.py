"""Who speaks when: a baseline that needs no download.

Windows of 1.2 s become vectors (``speaker_network``), vectors become voices (``clustering``). A
long recording is worked on in blocks of ten minutes, whose voices are then linked by their
centroids: time and memory grow with the length, not with its square.

Thresholds were chosen on: the five AMI half minutes (all of them, so none is unseen), joins of
LibriSpeech test-other readers (utterances 0 and 1 of each), of RAVDESS actors and of EmoDB actors,
and stretches of our synthetic samples.
They are a compromise. One voice in rage and in sorrow is less alike than two people at a distant
microphone, so acted emotion tends to split a speaker and far speech tends to join two. Two people
at once are given to one of them. ``make bench`` prints the diarization errors.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import soundfile

from ingestion.engines.clustering import Floats, Piece, link, segment
from ingestion.engines.segmentation import JOIN_GAP_SECONDS
from ingestion.engines.speaker_network import HOP, SpeakerNetwork
from ingestion.engines.types import PROXY_RATE_HZ, Progress, Span, Turn

WINDOW_SECONDS = 1.2
HOP_SECONDS = 0.4
BLOCK_SECONDS = 600.0
#: Sound in memory at once. A longer stretch without a pause gets its windows in parts.
SOUND_SECONDS = 60.0


class SpeakerEngine:
    """Gives each stretch of speech a speaker: "S1", "S2"... in the order of first appearance."""

    def __init__(self, threads: int = 1) -> None:
        frames = round(WINDOW_SECONDS * PROXY_RATE_HZ / HOP)
        self._network = SpeakerNetwork(frames, threads)

    def turns(
        self, proxy_path: Path, speech: Sequence[Span], progress: Progress | None = None
    ) -> list[Turn]:
        """Turns in order of time, which do not overlap and fill ``speech`` and gaps up to 0.5 s.

        ``speech``: sorted and disjoint spans of the proxy, a 16 kHz mono file.
        """
        pieces: list[Piece] = []
        voices: list[Floats] = []
        known = 0
        blocks = _blocks(speech, BLOCK_SECONDS)
        for done, block in enumerate(blocks, start=1):
            found, own = self._block(proxy_path, block)
            pieces += [(start, end, voice + known) for start, end, voice in found]
            voices.append(own)
            known += len(own)
            if progress:
                progress(done / len(blocks))
        return _turns(pieces, voices) if pieces else []

    def _block(self, proxy_path: Path, spans: Sequence[Span]) -> tuple[list[Piece], Floats]:
        parts = [self._embedded(proxy_path, part) for part in _blocks(spans, SOUND_SECONDS)]
        windows = np.concatenate([windows for windows, _ in parts])
        return segment(spans, windows, np.concatenate([vectors for _, vectors in parts]))

    def _embedded(self, proxy_path: Path, spans: Sequence[Span]) -> tuple[Floats, Floats]:
        """The windows of ``spans`` and their vectors."""
        origin = spans[0].start_seconds
        with soundfile.SoundFile(proxy_path) as file:
            file.seek(int(origin * PROXY_RATE_HZ))
            length = int((spans[-1].end_seconds - origin) * PROXY_RATE_HZ) + 1
            sound = file.read(length, dtype="float32")
        windows = np.array([window for span in spans for window in _windows(span)])
        return windows, self._network.embed(sound, windows - origin)


def _blocks(speech: Sequence[Span], seconds: float) -> list[list[Span]]:
    """The spans that end within ``seconds`` of the first one's start, then the next ones.

    A single span longer than that is divided.
    """
    blocks: list[list[Span]] = []
    for span in speech:
        start = span.start_seconds
        while start < span.end_seconds:
            end = min(span.end_seconds, start + seconds)
            if not blocks or end - blocks[-1][0].start_seconds > seconds:
                blocks.append([])
            blocks[-1].append(Span(start, end))
            start = end
    return blocks


def _windows(span: Span) -> list[tuple[float, float]]:
    """Windows that cover ``span`` evenly, at most HOP_SECONDS apart; short spans are one window."""
    slack = span.end_seconds - span.start_seconds - WINDOW_SECONDS
    if slack <= 0:
        return [(span.start_seconds, span.end_seconds)]
    starts = span.start_seconds + np.linspace(0.0, slack, int(np.ceil(slack / HOP_SECONDS)) + 1)
    return [(float(start), float(start) + WINDOW_SECONDS) for start in starts]


def _turns(pieces: Sequence[Piece], voices: Sequence[Floats]) -> list[Turn]:
    """Pieces with their linked speakers, those of one speaker joined over short gaps."""
    blocks = np.repeat(np.arange(len(voices)), [len(own) for own in voices])
    seconds = np.zeros(len(blocks))
    for start, end, voice in pieces:
        seconds[voice] += end - start
    speaker = link(np.concatenate(voices), seconds, blocks)
    first_heard = dict.fromkeys(int(speaker[voice]) for _, _, voice in pieces)
    names = {one: f"S{number}" for number, one in enumerate(first_heard, start=1)}
    turns: list[Turn] = []
    for start, end, voice in pieces:
        name = names[int(speaker[voice])]
        before = turns[-1] if turns else None
        if before and before.speaker == name and start - before.end_seconds <= JOIN_GAP_SECONDS:
            turns[-1] = Turn(before.start_seconds, end, name)
        else:
            turns.append(Turn(start, end, name))
    return turns
