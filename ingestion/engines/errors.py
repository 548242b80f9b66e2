"""What can be wrong with a media file: one class for each fault, each with one clear sentence."""

from pathlib import Path


class MediaError(Exception):
    """A fault of one file. ``str(error)`` names the file, the fault and any way out."""

    #: Short name of the fault, stable, for records and for tests.
    code = "media"

    def __init__(self, path: Path, fault: str) -> None:
        super().__init__(path, fault)
        self.path = path
        self.fault = fault

    def __str__(self) -> str:
        return f"{self.path.name}: {self.fault}"


class UnreadableError(MediaError):
    """Missing, a folder, or not ours to read."""

    code = "unreadable"


class EmptyFileError(MediaError):
    """Nought bytes."""

    code = "empty"


class NotMediaError(MediaError):
    """No audio or video that we can open."""

    code = "not-media"


class NoAudioError(MediaError):
    """Media without an audio stream."""

    code = "no-audio"


class SilentMediaError(MediaError):
    """No samples, or none that differs from silence."""

    code = "silent"


class TooLargeError(MediaError):
    """More than we are ready to unpack, though the file itself may be small."""

    code = "too-large"


class SensorTableError(MediaError):
    """A table of sensor channels that cannot be read; names the line and the column."""

    code = "sensor-table"


class UncuttableError(MediaError):
    """Media that a profile cannot cut, or only with something that was not given."""

    code = "uncuttable"


class DamagedMediaError(MediaError):
    """Ends early or cannot be decoded throughout; ``seconds_read`` is what could be decoded."""

    code = "damaged"

    def __init__(self, path: Path, fault: str, seconds_read: float) -> None:
        super().__init__(path, fault)
        self.args = (path, fault, seconds_read)  # what a copy in another process is made from
        self.seconds_read = seconds_read


class TruncatedMediaError(DamagedMediaError):
    """Shorter than its own header says."""

    code = "truncated"
