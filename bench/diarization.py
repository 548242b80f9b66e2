"""How well the default engine tells who speaks when: diarization error by pyannote.metrics.

Error = (missed + falsely found + given to the wrong speaker) / reference speech, with a collar of
0.25 s around each reference boundary and overlapping speech scored. The AMI excerpts and the
utterances 0 and 1 of LibriSpeech were used to choose the thresholds; utterance 2 was not.
"""

import json
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import numpy as np
import soundfile
from pyannote.core import Annotation, Segment, Timeline
from pyannote.metrics.diarization import DiarizationErrorRate

from ingestion.engines.default_engine import recording_turns
from ingestion.engines.prepare import prepare
from ingestion.engines.types import Turn

ROOT = Path(__file__).resolve().parents[1]
SHARED_DATA = ROOT.parent / "shared" / "data"
COLLAR_SECONDS = 0.25
JOINS = 10
JOIN_TURNS = 12


class Row(TypedDict):
    """One line of `make bench`."""

    name: str
    value: float
    unit: str
    goal: float | None


@dataclass(frozen=True)
class Case:
    """A recording with its reference turns."""

    name: str
    path: Path
    turns: list[Turn]


@dataclass(frozen=True)
class Score:
    """Seconds of error and of reference speech, which add up over recordings."""

    wrong: float
    total: float

    @property
    def rate(self) -> float:
        return self.wrong / self.total

    def __add__(self, other: "Score") -> "Score":
        return Score(self.wrong + other.wrong, self.total + other.total)


def figures() -> list[Row]:
    """Our own samples, then the published recordings where they lie beside the checkout."""
    rows = _group("sample dialogues (synthetic)", list(samples()), 0.05)
    if SHARED_DATA.is_dir():
        for case in ami():
            rows.append(_row(f"AMI half minute {case.name} (seen in tuning)", score(case), 0.40))
        rows += _group("AMI half minutes (seen in tuning)", list(ami()), 0.40)
        with tempfile.TemporaryDirectory() as folder:
            seen = list(joins(Path(folder), (0, 1)))
            rows += _group("LibriSpeech joins, utterances seen in tuning", seen, 0.25)
            unseen = list(joins(Path(folder), (2,)))
            rows += _group("LibriSpeech joins, utterances not seen", unseen, 0.25)
    return rows


def score(case: Case) -> Score:
    """The default engine on one recording, through the same proxy as in ingestion."""
    with tempfile.TemporaryDirectory() as folder:
        done = prepare(case.path, Path(folder))
        return error(case.turns, recording_turns(done.proxy_path), done.duration_seconds)


def error(reference: Sequence[Turn], found: Sequence[Turn], duration_seconds: float) -> Score:
    """Diarization error of ``found`` over the whole recording."""
    metric = DiarizationErrorRate(collar=COLLAR_SECONDS, skip_overlap=False)
    scored = Timeline([Segment(0, duration_seconds)])
    parts = metric(_annotation(reference), _annotation(found), uem=scored, detailed=True)
    wrong = parts["confusion"] + parts["missed detection"] + parts["false alarm"]
    return Score(wrong, parts["total"])


def samples() -> Iterator[Case]:
    """The dialogues of the demo."""
    for path in sorted((ROOT / "ingestion" / "samples").glob("*.json")):
        turns = json.loads(path.read_text("utf-8"))["turns"]
        reference = [Turn(turn["start"], turn["end"], turn["speaker"]) for turn in turns]
        yield Case(path.stem, path.with_suffix(".flac"), reference)


def ami() -> Iterator[Case]:
    """Five half minutes of meetings, distant microphone; one file is spelt ñ, its turns n."""
    folder = SHARED_DATA / "audio_ami"
    turns: dict[str, list[Turn]] = {}
    for line in (folder / "reference.rttm").read_text("utf-8").splitlines():
        _, name, _, start, length, _, _, speaker, *_ = line.split()
        turn = Turn(float(start), float(start) + float(length), speaker)
        turns.setdefault(name, []).append(turn)
    for path in sorted(folder.glob("*.wav")):
        plain = unicodedata.normalize("NFD", path.stem).encode("ascii", "ignore").decode()
        yield Case(plain, path, turns[plain])


def joins(folder: Path, utterances: tuple[int, ...]) -> Iterator[Case]:
    """Two or three readers in turns of 1.5 to 6 s with gaps of 0.1 to 0.8 s, drawn with a seed."""
    source = SHARED_DATA / "audio_librispeech"
    rng = np.random.default_rng(utterances)
    readers = sorted({path.name.rsplit("-", 1)[0] for path in source.glob("*.flac")})
    sounds = {
        reader: [soundfile.read(source / f"{reader}-{number:04}.flac")[0] for number in utterances]
        for reader in readers
    }
    for number in range(JOINS):
        chosen = rng.choice(readers, 2 + number % 2, replace=False)
        pieces, turns, at, reader = [np.zeros(8_000)], [], 0.5, ""
        for _ in range(JOIN_TURNS):
            reader = str(rng.choice([other for other in chosen if other != reader]))
            sound = sounds[reader][rng.integers(len(utterances))]
            length = min(len(sound), int(rng.uniform(1.5, 6.0) * 16_000))
            first = rng.integers(0, len(sound) - length + 1)
            gap = int(rng.uniform(0.1, 0.8) * 16_000)
            pieces += [sound[first : first + length], np.zeros(gap)]
            turns.append(Turn(at, at + length / 16_000, reader))
            at += (length + gap) / 16_000
        path = folder / f"join-{'-'.join(map(str, utterances))}-{number}.flac"
        joined = np.concatenate(pieces)
        soundfile.write(path, joined + 3e-4 * rng.standard_normal(len(joined)), 16_000)
        yield Case(path.stem, path, turns)


def _annotation(turns: Sequence[Turn]) -> Annotation:
    annotation = Annotation()
    for number, turn in enumerate(turns):
        annotation[Segment(turn.start_seconds, turn.end_seconds), number] = str(turn.speaker)
    return annotation


def _group(name: str, cases: Sequence[Case], goal: float) -> list[Row]:
    total = Score(0.0, 0.0)
    for case in cases:
        total += score(case)
    return [_row(f"{name}, {len(cases)} together", total, goal)]


def _row(name: str, score: Score, goal: float) -> Row:
    return {
        "name": f"diarization error, {name}",
        "value": round(score.rate, 4),
        "unit": "share of speech",
        "goal": goal,
    }


if __name__ == "__main__":
    for row in figures():
        print(json.dumps(row))
