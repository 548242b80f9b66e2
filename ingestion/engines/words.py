"""Words that know when they are said: where they stand in a text, and which cue each belongs to.

Times of words are known where a file brings them (WebVTT with timestamps inside cues, a Praat tier
of words, CTM, the JSON of speech recognisers of the Whisper family); they are never guessed.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from ingestion.engines.types import Cue, Cut, Word

#: Silence that ends an utterance where a file holds words alone: as turns of one speaker join.
LONGEST_GAP_SECONDS = 0.5
#: How many characters may stand between a word and the one before it: more were other words.
_FARTHEST = 30


def places(text: str, words: Sequence[Word]) -> list[tuple[int, int] | None]:
    """Where each word stands in a text, as [begin, end) in characters; None where it does not.

    In order and without regard to case: a text may have signs, and words of its own, between them.
    """
    found: list[tuple[int, int] | None] = []
    at = 0
    for word in words:
        # As white space is told apart from other white space in texts alone.
        pattern = r"\s+".join(map(re.escape, word.text.split()))
        match = re.compile(pattern, re.IGNORECASE).search(text, at) if pattern else None
        if match is None or match.start() - at > _FARTHEST:
            found.append(None)
        else:
            found.append(match.span())
            at = match.end()
    return found


def divided(cue: Cue, parts: Sequence[int]) -> list[tuple[int, Cue]]:
    """A cue divided where the part of its words changes, each piece with its part.

    parts: of each word of the cue, which has some. A piece lasts from its first word to its last;
    the ends of the cue stay. Where a text does not have the words it is not divided there.
    """
    spans = places(cue.text, cue.words)
    edges = [(0, 0)]
    for at, (before, after) in enumerate(pairwise(spans), start=1):
        if parts[at] == parts[edges[-1][0]]:
            continue
        if after is not None:
            begin = after[0]
            blank = cue.text.rfind(" ", before[1] if before else 0, begin)
            edges.append((at, blank + 1 or begin))  # opening marks go with what they open
        elif before is not None:
            edges.append((at, before[1]))
    pieces = []
    for (first, begin), (last, end) in pairwise([*edges, (len(cue.words), len(cue.text))]):
        words = cue.words[first:last]
        piece = Cue(
            cue.start_seconds if first == 0 else words[0].start_seconds,
            cue.end_seconds if last == len(cue.words) else words[-1].end_seconds,
            cue.text[begin:end].strip(),
            cue.speaker,
            words,
        )
        pieces.append((parts[first], piece))
    return pieces


def assigned(cues: Sequence[Cue], cuts: Sequence[Cut]) -> list[Cut]:
    """The cuts with what is said in them, in order of time.

    A cue goes to the cut that it overlaps most. It is divided only where its words have times, each
    word then going to its own; otherwise a cut whose words belong to a longer cue next door has no
    text (None), nor has a cut that no cue touches.
    """
    said: list[list[Cue]] = [[] for _ in cuts]
    starts = np.array([one.start_seconds for one in cuts])
    ends = np.array([one.end_seconds for one in cuts])

    def nearest(part: Cue | Word) -> int | None:
        shared = np.minimum(ends, part.end_seconds) - np.maximum(starts, part.start_seconds)
        best = int(shared.argmax())
        return best if shared[best] > 0 else None

    for cue in sorted(cues, key=lambda cue: cue.start_seconds) if cuts else ():
        whole = nearest(cue)
        if whole is None:
            continue
        parts = list(map(nearest, cue.words))
        # A word that lies in no cut stays with the word before it, or with its cue.
        for at, part in enumerate(parts):
            parts[at] = part if part is not None else parts[at - 1] if at else whole
        pieces = divided(cue, [part or 0 for part in parts]) if parts else [(whole, cue)]
        for part, piece in pieces:
            said[part].append(piece)
    return [
        replace(
            cut,
            text=" ".join(piece.text for piece in found if piece.text) or None,
            words=tuple(word for piece in found for word in piece.words),
        )
        for cut, found in zip(cuts, said, strict=True)
    ]


def utterances(words: Iterable[Word], speaker: str | None) -> list[Cue]:
    """Words alone as cues: those of one speaker with no silence of half a second between them."""
    runs: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.start_seconds, word.end_seconds)):
        if runs and word.start_seconds - runs[-1][-1].end_seconds <= LONGEST_GAP_SECONDS:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [
        Cue(
            run[0].start_seconds,
            max(word.end_seconds for word in run),
            " ".join(word.text for word in run),
            speaker,
            tuple(run),
        )
        for run in runs
    ]


def with_words(cues: Sequence[Cue], words: Iterable[Word]) -> list[Cue]:
    """Cues, in order of time and none over another, with the words whose middle lies in them."""
    starts = [cue.start_seconds for cue in cues]
    found: list[list[Word]] = [[] for _ in cues]
    for word in sorted(words, key=lambda word: (word.start_seconds, word.end_seconds)):
        middle = (word.start_seconds + word.end_seconds) / 2
        at = bisect_right(starts, middle) - 1
        if at >= 0 and middle < cues[at].end_seconds:
            found[at].append(word)
    return [
        replace(cue, words=tuple(spoken)) if spoken else cue
        for cue, spoken in zip(cues, found, strict=True)
    ]
