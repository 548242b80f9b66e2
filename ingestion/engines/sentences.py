"""Texts to sentences, in scripts from left to right and from right to left.

A sentence ends at a full stop, an exclamation or a question mark (of Latin, Arabic, Devanagari,
Chinese and other scripts) with the closing marks after it. Characters are never changed: only
white space between sentences goes. A baseline: no dictionary knows every abbreviation.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from ingestion.engines.types import Cue
from ingestion.engines.words import divided, places

#: Pauses longer than this end a sentence, whatever the words say.
LONGEST_PAUSE_SECONDS = 2.0

_CLOSING = "\"'\u2019\u201d\u00bb)\\]}\u300d\u300f\u200e\u200f\u202c\u2069"
#: Ends that need no blank after them, and ends that do (3.5 and example.org have none).
_END = re.compile(rf"[。！？｡][{_CLOSING}]*|[.!?…؟۔।॥։።]+[{_CLOSING}]*(?=\s|$)")
_BLANK = re.compile(r"\s+")
#: What stands before a full stop that ends no sentence. Titles and the commonest abbreviations of
#: English, German, French, Spanish and Portuguese; single capitals are initials.
_ABBREVIATIONS = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "vs", "e.g", "i.e", "cf", "fig", "vol",
     "approx", "z.b", "d.h", "u.a", "bzw", "nr", "hr", "fr", "sog", "evtl", "ggf", "mme", "mlle",
     "p.ex", "sra", "srta", "dña", "uds", "ee.uu", "dra"}
)  # fmt: skip
_LAST_WORD = re.compile(r"(?:^|[\s(\[\"'\u201c\u201e])([^\s(\[\"'\u201c\u201e]*)$")
_LOWER = re.compile(r"\s+[a-zà-öø-ÿа-яα-ω]")


def sentences(text: str) -> list[str]:
    """The sentences of a text, without blanks around them; blank lines end one, too."""
    found = []
    for paragraph in re.split(r"\n\s*\n", text):
        found += [_BLANK.sub(" ", part).strip() for part in _parts(paragraph)]
    return [sentence for sentence in found if sentence]


def ends_sentence(text: str) -> bool:
    """Whether a text ends where a sentence does."""
    edges = [match.end() for match in _END.finditer(text.rstrip())]
    return bool(edges) and edges[-1] == len(text.rstrip())


def sentence_cues(cues: Sequence[Cue]) -> list[Cue]:
    """Cues split and joined to one a sentence, of one speaker each.

    A cue of two sentences is divided where the words of the second begin; where words have no
    times, by the length of the texts, which is all that is known then. A pause of more than
    ``LONGEST_PAUSE_SECONDS`` ends a sentence.
    """
    joined: list[Cue] = []
    for piece in _pieces(cues):
        before = joined[-1] if joined else None
        if (
            before is not None
            and not ends_sentence(before.text)
            and before.speaker == piece.speaker
            and piece.start_seconds >= before.start_seconds
            and piece.start_seconds - before.end_seconds <= LONGEST_PAUSE_SECONDS
        ):
            end = max(before.end_seconds, piece.end_seconds)
            text, words = f"{before.text} {piece.text}", before.words + piece.words
            joined[-1] = Cue(before.start_seconds, end, text, before.speaker, words)
        else:
            joined.append(piece)
    return joined


def _pieces(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Each cue cut where a sentence ends inside it."""
    for cue in cues:
        parts = sentences(cue.text) or [cue.text]
        if cue.words:
            yield from _by_words(cue, parts)
        else:
            yield from _by_length(cue, parts)


def _by_words(cue: Cue, parts: Sequence[str]) -> Iterator[Cue]:
    """Divided before the first word of each sentence."""
    ends = list(accumulate(len(part) + 1 for part in parts))
    sentence = 0
    of_words = []
    for place in places(" ".join(parts), cue.words):
        if place is not None:
            sentence = bisect_right(ends, place[0])
        of_words.append(sentence)
    for _, piece in divided(replace(cue, text=" ".join(parts)), of_words):
        yield piece


def _by_length(cue: Cue, parts: Sequence[str]) -> Iterator[Cue]:
    total = sum(map(len, parts))
    seconds = cue.end_seconds - cue.start_seconds
    edges, done = [cue.start_seconds], 0
    for part in parts:
        done += len(part)
        edges.append(cue.start_seconds + seconds * done / max(1, total))
    for part, (start, end) in zip(parts, pairwise(edges), strict=True):
        yield Cue(start, end, part, cue.speaker)


def _parts(text: str) -> Iterator[str]:
    start = 0
    for match in _END.finditer(text):
        if not _is_abbreviation(text[start : match.start()], match[0], text[match.end() :]):
            yield text[start : match.end()]
            start = match.end()
    yield text[start:]


def _is_abbreviation(before: str, mark: str, after: str) -> bool:
    if not mark.startswith(".") or mark.startswith(".."):
        return mark.startswith("…") and bool(_LOWER.match(after))
    if _LOWER.match(after):
        return True
    word = _LAST_WORD.search(before)
    last = word[1] if word else ""
    return last.casefold() in _ABBREVIATIONS or (len(last) == 1 and last.isupper())
