"""The values that pass between the stages of ingestion."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

#: Told the finished share of a stage, 0..1, rising. It may raise to stop the stage, which then
#: cleans up.
Progress = Callable[[float], None]

#: The rate of the proxy, of the voice detector and of the speaker network.
PROXY_RATE_HZ = 16_000

#: The files that ``prepare`` leaves in a recording's folder.
PROXY_NAME = "proxy.flac"
PEAKS_NAME = "peaks.bin"
LEVELS_NAME = "levels.bin"
SENSORS_NAME = "sensors.bin"

Verdict = Literal["pass", "flag", "missing"]


@dataclass(frozen=True, slots=True)
class Probe:
    """What a file says about itself, before decoding.

    ``duration_seconds`` is the header's claim, None where there is none; ``bit_depth`` is None for
    lossy codecs, which have none.
    """

    container: str
    codec: str
    duration_seconds: float | None
    rate_hz: int
    channels: int
    bit_depth: int | None
    has_video: bool


@dataclass(frozen=True, slots=True)
class PictureSpan:
    """When the picture of a video starts and ends, by its own timestamps.

    Sound that is read beside a picture follows the timestamps: it starts with the earlier of the
    two and is filled with silence to where the picture ends.
    """

    start_seconds: float
    end_seconds: float


@dataclass(frozen=True, slots=True)
class Levels:
    """Loudness of a whole recording, measured on its original samples.

    ``loudness_lufs`` is ITU-R BS.1770-4 integrated loudness, None below its gate of -70 LUFS or
    shorter than 0.4 s. ``clipped_share`` counts samples of any channel in runs at full scale.
    """

    peak: float
    peak_dbfs: float
    rms_dbfs: float
    loudness_lufs: float | None
    clipped_share: float


@dataclass(frozen=True, slots=True)
class Prepared:
    """What one pass over an original left in its folder, and what it found.

    ``samples`` counts frames at the original rate, as decoded: the timeline of every ``Cut``.
    ``skipped_packets`` counts broken packets that were left out (a handful is tolerated).
    """

    probe: Probe
    proxy_path: Path
    peaks_path: Path
    levels_path: Path
    samples: int
    duration_seconds: float
    levels: Levels
    skipped_packets: int


@dataclass(frozen=True, slots=True)
class Clock:
    """The time line of a recording: ``samples`` ticks, ``rate_hz`` of them a second."""

    samples: int
    rate_hz: int

    @property
    def seconds(self) -> float:
        return self.samples / self.rate_hz


@dataclass(frozen=True, slots=True)
class FrameLevels:
    """Levels in frames of ``frame_samples`` original samples (10 ms), as ``prepare`` stored them.

    ``power``: float32[n], mean square of the mono mix. ``clipped``: float32[n], share of the
    frame's samples, over all channels, that are clipped.
    """

    rate_hz: int
    frame_samples: int
    samples: int
    power: NDArray[np.float32]
    clipped: NDArray[np.float32]

    @property
    def frames_per_second(self) -> float:
        return self.rate_hz / self.frame_samples


@dataclass(frozen=True, slots=True)
class Peaks:
    """A waveform to draw: pair k covers time (start + k / rate_hz); int8, full scale is 127."""

    rate_hz: float
    min: NDArray[np.int8]
    max: NDArray[np.int8]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of speech."""

    start_seconds: float
    end_seconds: float


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of speech of one speaker; ``speaker`` is None when nobody asked who."""

    start_seconds: float
    end_seconds: float
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a few, with the time in which it is said."""

    text: str
    start_seconds: float
    end_seconds: float


@dataclass(frozen=True, slots=True)
class Cut:
    """A segment to be: the half-open range [start_sample, end_sample) of the original.

    ``text``: what is said in it, None where no cue tells; ``words``: those of it that have times.
    """

    start_sample: int
    end_sample: int
    rate_hz: int
    speaker: str | None = None
    flags: tuple[str, ...] = ()
    text: str | None = None
    words: tuple[Word, ...] = ()

    @property
    def start_seconds(self) -> float:
        return self.start_sample / self.rate_hz

    @property
    def end_seconds(self) -> float:
        return self.end_sample / self.rate_hz

    @property
    def duration_seconds(self) -> float:
        return (self.end_sample - self.start_sample) / self.rate_hz


@dataclass(frozen=True, slots=True)
class Cutting:
    """The cuts of a recording in order of time, and the turns that were too short to become one."""

    cuts: tuple[Cut, ...]
    left_out: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """One quality measure of a cut; ``value`` is None, with a reason, when it cannot be had."""

    name: str
    value: float | None
    unit: str
    threshold: float
    verdict: Verdict
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """One timed line of a transcript, with the words of it that have times."""

    start_seconds: float
    end_seconds: float
    text: str
    speaker: str | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """What the default engine made of a recording."""

    speech: tuple[Span, ...]
    turns: tuple[Turn, ...]
    versions: dict[str, str] = field(default_factory=dict)
