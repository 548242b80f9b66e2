"""Sample dialogues for the demo and the tests, made by ``make.py``."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Sample:
    """A synthetic conversation with its subtitles."""

    media: Path
    transcript: Path


SAMPLES = tuple(Sample(media, media.with_suffix(".srt")) for media in sorted(FOLDER.glob("*.flac")))
