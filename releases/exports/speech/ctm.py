"""CTM of the NIST: a line per word with its time, as speech recognisers are scored by."""

from releases.errors import ReleaseRefused
from releases.exports.context import Export
from releases.exports.format import FolderFormat
from releases.exports.recordings import Recordings
from releases.exports.speech.rttm import word
from releases.exports.speech.tiers import recording_tiers


def write(export: Export) -> dict[str, int]:
    """words.ctm: recording, channel, start, duration, word; by recording and time.

    Raises
    ------
    ReleaseRefused: the release has no words with times.
    """
    if not export.frozen.rows("words.parquet"):
        raise ReleaseRefused(
            f"{export.frozen.name} has no words with times, so its CTM would be empty. Give the "
            "recordings a transcript that tells them (WebVTT, TextGrid, CTM or the JSON of a "
            "recogniser) and release again."
        )
    recordings = Recordings(export.frozen)
    with (export.folder / "words.ctm").open("wb") as file:
        for tiers in recording_tiers(export, recordings):
            name = word(recordings.stem_of(tiers.sha256))
            said = sorted(each for _, intervals in tiers.sorted() for each in intervals)
            for start, end, text in said:
                file.write(f"{name} 1 {start!r} {end - start!r} {word(text)}\n".encode())
    return {}


CTM = FolderFormat(
    name="ctm",
    group="speech",
    about="CTM: every word with its time, for speech recognition",
    loses="all but words and their times; blanks in words are underscores",
    tiers=("words",),
    write=write,
)
