"""RTTM of the NIST: who speaks when, and which emotion when, as diarization tools score it."""

from contextlib import ExitStack
from typing import IO

from releases.exports.context import Export
from releases.exports.format import FolderFormat
from releases.exports.recordings import Recordings
from releases.exports.speech.tiers import Interval, Tier, recording_tiers

TIERS = ("turns", "labels", "raters")
SPEAKERS = "speakers"
UNKNOWN = "<NA>"


def write(export: Export) -> dict[str, int]:
    """speakers.rttm; for the question that was chosen its labels; marks on time by each rater.

    All are there even where they are empty, but for raters.
    """
    recordings = Recordings(export.frozen)
    with ExitStack() as files:
        out = _Files(export, files)
        for tiers in recording_tiers(export, recordings):
            for tier, intervals in tiers.sorted():
                out.add(recordings.stem_of(tiers.sha256), tier, intervals)
    return {}


class _Files:
    """The files of the export, each opened when its first line comes."""

    def __init__(self, export: Export, files: ExitStack) -> None:
        self._folder, self._files = export.folder, files
        self._question = export.chosen.question.id if export.chosen.question else None
        self._timelines = {q.id for q in export.frozen.scheme.questions if q.kind == "timeline"}
        self._open: dict[str, IO[bytes]] = {}
        if "turns" in export.chosen.tiers:
            self._file(SPEAKERS)

    def add(self, recording: str, tier: Tier, intervals: list[Interval]) -> None:
        name = self._name(tier)
        if name is None:
            return
        for start, end, text in intervals:
            who = tier.speaker or UNKNOWN if tier.kind == "turns" else text
            self._file(name).write(line(recording, start, end, who).encode())

    def _name(self, tier: Tier) -> str | None:
        """The file of a tier, None for one that has no place here."""
        if tier.kind == "turns":
            return SPEAKERS
        if tier.kind == "labels":
            return tier.name if tier.name == self._question else None
        question = tier.name.partition("/")[0].partition(".")[0]
        return tier.name.replace("/", ".") if question in self._timelines else None

    def _file(self, name: str) -> IO[bytes]:
        if name not in self._open:
            path = self._folder / f"{name.replace(' ', '_')}.rttm"
            self._open[name] = self._files.enter_context(path.open("wb"))
        return self._open[name]


def line(recording: str, start: float, end: float, who: str) -> str:
    """One SPEAKER line; ids have no blanks."""
    return (
        f"SPEAKER {word(recording)} 1 {start!r} {end - start!r} {UNKNOWN} {UNKNOWN} {word(who)} "
        f"{UNKNOWN} {UNKNOWN}\n"
    )


def word(text: str) -> str:
    """A text as one word of the line."""
    return "_".join(text.split()) or UNKNOWN


RTTM = FolderFormat(
    name="rttm",
    group="speech",
    about="RTTM: who speaks when, and the label of a question when, for diarization scoring",
    loses="all but times, speakers and the label of one question: distributions, raters' answers "
    "other than timelines, words, texts; blanks in names are underscores",
    one_label=True,
    tiers=TIERS,
    write=write,
)
