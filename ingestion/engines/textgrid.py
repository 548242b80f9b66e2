"""Praat TextGrids: intervals with a text, by tier, and the words that a tier of words tells."""

import re
from collections.abc import Sequence
from pathlib import Path

from ingestion.engines.transcript import TranscriptError, checked, text_of
from ingestion.engines.types import Cue, Word
from ingestion.engines.words import utterances, with_words

#: Tiers of forced aligners ("words", "Ana - words"): parts of what is said, not utterances.
_WORDS = ("word", "words")
_PARTS = (*_WORDS, "phone", "phones")

_TOKEN = re.compile(r'"((?:[^"]|"")*)"|\[[^\]]*\]|(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)')


def read_textgrid(path: Path, tiers: Sequence[str]) -> tuple[dict[str, list[Cue]], Sequence[str]]:
    """Cues by tier, and the tiers to take. Long and short form, any encoding.

    The speaker is the tier's name. Unless they are asked for, tiers of words give the cues of the
    others their words, tiers of phones nothing; where a file has words alone, they are joined to
    utterances. Raises ``TranscriptError``.
    """
    found = _tiers(path)
    parts = [name for name in found if name not in tiers and _part(name) in _PARTS]
    words = {_speaker(name): _words(found[name]) for name in parts if _part(name) in _WORDS}
    whole = [name for name in found if name not in parts]
    if whole or not words:
        spoken = {name: _spoken(name, found[name], words) for name in whole}
        return spoken | {name: found[name] for name in parts}, tiers or whole
    said = {name or "words": utterances(spoken, name) for name, spoken in words.items()}
    return said, list(said)


def _part(name: str) -> str:
    return name.rsplit(" - ", 1)[-1].strip().casefold()


def _speaker(name: str) -> str | None:
    """Whose words a tier holds, by the names that the Montreal Forced Aligner gives."""
    return name.rsplit(" - ", 1)[0].strip() if " - " in name else None


def _words(cues: Sequence[Cue]) -> list[Word]:
    return [Word(cue.text, cue.start_seconds, cue.end_seconds) for cue in cues]


def _spoken(name: str, cues: list[Cue], words: dict[str | None, list[Word]]) -> list[Cue]:
    """The cues of a tier with the words of its speaker, or with those of nobody in particular."""
    own = words.get(name, words.get(None))
    return with_words(cues, own) if own else cues


class _Tokens:
    """Texts and numbers of a TextGrid, in order: the long form has words around them, too."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._text = text_of(path)
        self._found = (m for m in _TOKEN.finditer(self._text) if m[1] is not None or m[2])
        self._at = 0
        self.line = 1

    def text(self) -> str:
        token = self._next()
        if token[1] is None:
            raise self._fault(f"a text in quotation marks is needed, not {token[2]}")
        return str(token[1]).replace('""', '"')

    def number(self) -> float:
        token = self._next()
        if token[2] is None:
            raise self._fault(f"a number is needed, not {token[1]!r:.40}")
        return float(token[2])

    def _next(self) -> re.Match[str]:
        token = next(self._found, None)
        if token is None:
            raise self._fault("the file ends where more is announced; copy it again")
        self.line += self._text.count("\n", self._at, token.start())
        self._at = token.start()
        return token

    def _fault(self, fault: str) -> TranscriptError:
        return TranscriptError(self._path, self.line, fault)


def _tiers(path: Path) -> dict[str, list[Cue]]:
    """The intervals with a text of every tier of intervals."""
    tokens = _Tokens(path)
    if tokens.text() != "ooTextFile" or tokens.text() != "TextGrid":
        raise TranscriptError(path, 1, "is no TextGrid; Praat saves one by 'Save as text file'")
    for _ in range(2):
        tokens.number()
    found: dict[str, list[Cue]] = {}
    for _ in range(int(tokens.number())):
        kind, name = tokens.text(), tokens.text()
        tokens.number(), tokens.number()
        cues = found.setdefault(name, [])
        for _ in range(int(tokens.number())):
            start = tokens.number()
            if kind == "IntervalTier":
                end, text = tokens.number(), tokens.text()
                if text.strip():
                    cues.append(checked(path, tokens.line, Cue(start, end, text.strip(), name)))
            else:
                tokens.text()  # a point has no length to rate
    return found
