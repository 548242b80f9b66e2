"""Turns to cuts, the profile ``turns``. Pure functions, in whole samples. In this order:

1. Turns of one speaker with a gap of at most 0.5 s become one, unless somebody else speaks in it.
2. Each end is padded by 100 ms, never past the middle of the gap to the neighbouring turn, and
   not at all where somebody else is speaking already. So cuts overlap only where turns do.
3. What is longer than 11 s is divided where the sound is weakest, no piece shorter than 2.75 s.
4. Cuts of 2.75 to 11 s are kept (the range of MSP-Podcast), those of 1 to 2.75 s are kept and
   flagged ``short``. Below 1 s there is mostly "mm-hm": too little to rate, and less than the
   speech emotion models take. Those turns are not cut but returned, so that a report can count
   them; their sound is still there in the context of their neighbours.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ingestion.engines.types import Cut, Cutting, FrameLevels, Turn

JOIN_GAP_SECONDS = 0.5
PAD_SECONDS = 0.1
MAX_SECONDS = 11.0
MIN_SECONDS = 2.75
SHORT_SECONDS = 1.0
#: The energy that a division is sought in is averaged over this long: a pause, not a plosive's gap.
SMOOTH_SECONDS = 0.2

SHORT = "short"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A turn in samples, still growing or shrinking; ``turn`` is what it was made of."""

    start: int
    end: int
    turn: Turn


def cut_turns(turns: Sequence[Turn], levels: FrameLevels) -> Cutting:
    """The cuts of a recording, in order of their start.

    ``turns`` in any order, possibly overlapping; parts outside the recording are ignored. Raises
    ValueError for a turn that ends before it starts.
    """
    for turn in turns:
        if not turn.start_seconds <= turn.end_seconds:
            raise ValueError(f"{turn} ends before it starts")
    pieces = _pad(_join(_pieces(turns, levels), levels), levels)
    cuts: list[Cut] = []
    left_out: list[Turn] = []
    for piece in pieces:
        if piece.end - piece.start < SHORT_SECONDS * levels.rate_hz:
            left_out.append(piece.turn)
        for start, end in _divide(piece, levels):
            seconds = (end - start) / levels.rate_hz
            if seconds >= SHORT_SECONDS:
                flags = (SHORT,) if seconds < MIN_SECONDS else ()
                cuts.append(Cut(start, end, levels.rate_hz, piece.turn.speaker, flags))
    cuts.sort(key=lambda one: (one.start_sample, one.end_sample))
    return Cutting(tuple(cuts), tuple(left_out))


def _pieces(turns: Sequence[Turn], levels: FrameLevels) -> list[_Piece]:
    """Turns in samples, inside the recording, in order."""
    pieces = []
    for turn in turns:
        start = max(0, round(turn.start_seconds * levels.rate_hz))
        end = min(levels.samples, round(turn.end_seconds * levels.rate_hz))
        if start < end:
            pieces.append(_Piece(start, end, turn))
    return sorted(pieces, key=lambda piece: (piece.start, piece.end))


class _Edges:
    """Starts and ends of all pieces, each sorted, to ask in no time who speaks at a sample."""

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        self.starts = sorted(piece.start for piece in pieces)
        self.ends = sorted(piece.end for piece in pieces)

    def speaking(self, start: int, end: int) -> int:
        """How many pieces share a sample with [start, end)."""
        return bisect_left(self.starts, end) - bisect_right(self.ends, start)

    def room_before(self, start: int) -> int | None:
        """Half the silence before a piece that starts here; None where nothing bounds it."""
        ended = bisect_right(self.ends, start)
        if bisect_right(self.starts, start) - 1 > ended:
            return 0  # somebody else is speaking already, or starts together with it
        return (start - self.ends[ended - 1]) // 2 if ended else None

    def room_after(self, end: int) -> int | None:
        """Half the silence after a piece that ends here; None where nothing bounds it."""
        starting = bisect_left(self.starts, end)
        still = len(self.ends) - bisect_left(self.ends, end) - 1
        if still > len(self.starts) - starting:
            return 0
        return (self.starts[starting] - end) // 2 if starting < len(self.starts) else None


def _join(pieces: list[_Piece], levels: FrameLevels) -> list[_Piece]:
    """Neighbouring pieces of one speaker made one over short gaps that nobody else fills."""
    allowed = JOIN_GAP_SECONDS * levels.rate_hz
    edges = _Edges(pieces)
    last: dict[str | None, int] = {}
    joined: list[_Piece] = []
    for piece in pieces:
        speaker = piece.turn.speaker
        before = joined[last[speaker]] if speaker in last else None
        if before is not None and (
            piece.start <= before.end
            or (piece.start - before.end <= allowed and not edges.speaking(before.end, piece.start))
        ):
            joined[last[speaker]] = _both(before, piece)
        else:
            last[speaker] = len(joined)
            joined.append(piece)
    return joined


def _both(before: _Piece, after: _Piece) -> _Piece:
    end_seconds = max(before.turn.end_seconds, after.turn.end_seconds)
    turn = Turn(before.turn.start_seconds, end_seconds, before.turn.speaker)
    return _Piece(before.start, max(before.end, after.end), turn)


def _pad(pieces: list[_Piece], levels: FrameLevels) -> list[_Piece]:
    """Pieces with room at both ends, as far as the neighbours leave any."""
    pad = round(PAD_SECONDS * levels.rate_hz)
    edges = _Edges(pieces)
    padded = []
    for piece in pieces:
        before, after = edges.room_before(piece.start), edges.room_after(piece.end)
        start = piece.start - (pad if before is None else min(pad, before))
        end = piece.end + (pad if after is None else min(pad, after))
        padded.append(_Piece(max(0, start), min(levels.samples, end), piece.turn))
    return padded


def _divide(piece: _Piece, levels: FrameLevels) -> Iterator[tuple[int, int]]:
    """Ranges of at most MAX_SECONDS, in order."""
    waiting = [(piece.start, piece.end)]
    while waiting:
        start, end = waiting.pop()
        if end - start <= MAX_SECONDS * levels.rate_hz:
            yield start, end
        else:
            middle = _weakest(start, end, levels)
            waiting += [(middle, end), (start, middle)]


def _weakest(start: int, end: int, levels: FrameLevels) -> int:
    """The sample between ``start`` and ``end`` where the smoothed power is least.

    At least MIN_SECONDS from both; of several equal places, the one nearest to the middle.
    """
    margin = MIN_SECONDS * levels.rate_hz
    first = int(np.ceil((start + margin) / levels.frame_samples))
    last = int((end - margin) // levels.frame_samples)
    half = max(1, round(SMOOTH_SECONDS * levels.frames_per_second / 2))
    # The boundary before frame k lies in the middle of the 2 * half frames around it.
    around = levels.power[max(0, first - half) : last + half]
    summed = np.cumsum(np.concatenate([[0.0], around.astype(np.float64)]))
    smooth = summed[2 * half :] - summed[: -2 * half]
    weakest = np.flatnonzero(smooth <= smooth.min())
    boundaries = first + weakest
    middle = (start + end) / 2 / levels.frame_samples
    return int(boundaries[np.argmin(np.abs(boundaries - middle))]) * levels.frame_samples
