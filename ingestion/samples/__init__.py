"""Samples of our own for the demo and the tests, made by ``make.py`` and ``make_scenes.py``."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Sample:
    """A synthetic conversation with its subtitles."""

    media: Path
    transcript: Path


SAMPLES = tuple(Sample(media, media.with_suffix(".vtt")) for media in sorted(FOLDER.glob("*.flac")))

#: Two drawn people on a platform, with their subtitles.
FILM = Sample(FOLDER / "at-the-station.mp4", FOLDER / "at-the-station.vtt")
#: Channels on the clock of the film; a file of its name, so that an ingest takes them together.
SENSORS = FOLDER / "at-the-station.csv"
PICTURES = tuple(sorted(FOLDER.glob("*.png")))
#: A table of items in eight languages, some of them from right to left.
TEXTS = FOLDER / "short-texts.csv"
