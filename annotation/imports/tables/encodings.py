"""How the letters of a text table are written as bytes, and what to say where that is not known.

Nothing is guessed: a table is UTF-8, or UTF-16 with a mark, unless somebody names another
encoding. Where it is neither, a reader is told which it may be, and what a line would read like.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from annotation.errors import AnnotationRefused

ENCODINGS = {
    "utf-8": "utf-8-sig",
    "utf-16": "utf-16",
    "windows-1252": "cp1252",
    "iso-8859-1": "latin-1",
    "mac-roman": "mac_roman",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1253": "cp1253",
    "windows-1254": "cp1254",
    "windows-1255": "cp1255",
    "windows-1256": "cp1256",
    "koi8-r": "koi8_r",
    "gb18030": "gb18030",
    "big5": "cp950",
    "shift-jis": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
}
"""By the names of the WHATWG's standard; those of code pages are what Windows programs write."""
NAMES = list(ENCODINGS)
WIDER = {"gbk": "gb18030", "gb2312": "gb18030", "shift_jis": "cp932", "big5": "cp950",
         "euc_kr": "cp949", "utf-8": "utf-8-sig", "ascii": "utf-8-sig"}  # fmt: skip
MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
PUNCTUATION = "‘’“”„«»–—…€£°§¿¡、。「」，！？：；（）"
"""What stands in texts beside letters and ASCII."""
READINGS, MOST_BYTES, SHOWN = 5, 4_096, 24


def encoding_named(name: str) -> str:
    """One of `ENCODINGS` by its name or another spelling of it; "" stays.

    Raises:
        AnnotationRefused: it is none of them
    """
    if not name:
        return ""
    try:
        codec = codecs.lookup(name.strip()).name
    except LookupError:
        codec = ""
    codec = WIDER.get(codec, codec)
    for known, python in ENCODINGS.items():
        if codecs.lookup(python).name == codec:
            return known
    raise AnnotationRefused(
        f"'{name}' is no encoding that tables are read in; allowed: {', '.join(ENCODINGS)}."
    )


def codec_of(path: Path, name: str) -> str:
    """What Python calls the encoding of a file: of its mark, else the one said, else UTF-8.

    Raises:
        AnnotationRefused: the mark at its beginning says otherwise than `name`
    """
    with path.open("rb") as file:
        beginning = file.read(3)
    marked = next((known for mark, known in MARKS.items() if beginning.startswith(mark)), "")
    if marked and name not in ("", marked):
        raise AnnotationRefused(
            f"{path.name} begins with the mark of {marked} and is said to be {name}; "
            f"read it as {marked}, which needs no word about its encoding."
        )
    return ENCODINGS[marked or name or "utf-8"]


def text_lines(path: Path, name: str, newline: str | None = None) -> Iterator[str]:
    """The lines of a text; `newline` as of `open`.

    Raises:
        AnnotationRefused: bytes that the encoding does not have, perhaps only found later
    """
    codec = codec_of(path, name)
    with path.open(encoding=codec, newline=newline) as file:
        try:
            yield from file
        except UnicodeError as error:
            raise AnnotationRefused(_told(path, codec)) from error


def _told(path: Path, codec: str) -> str:
    """Where a text cannot be read, and as what it may be read."""
    known = next(name for name, python in ENCODINGS.items() if python == codec)
    advice = "Save it as UTF-8, or, of an import, say what it is: --encoding NAME"
    found = None if codec == "utf-16" else _first_fault(path, codec)
    if found is None:
        return f"{path.name} is not {known.upper()} text to its end. {advice}."
    number, line, at = found
    readings = _readings(line, at, known)
    would = "; ".join(f"{' or '.join(names)}: '{text}'" for text, names in readings.items())
    others = [name for name in ENCODINGS if name not in {n for ns in readings.values() for n in ns}]
    others = [name for name in others if name not in ("utf-8", "utf-16", known)]
    return (
        f"{path.name}, line {number}: byte 0x{line[at]:02X} is no {known.upper()} text. {advice}. "
        + (f"The line would read, as {would}. " if would else "")
        + f"Also allowed: {', '.join(others)}."
    )


def _first_fault(path: Path, codec: str) -> tuple[int, bytes, int] | None:
    """The number of the first line that cannot be read, its bytes, and where the fault is."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode(codec if number == 1 else codec.removesuffix("-sig"))
            except UnicodeDecodeError as error:
                text = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
                start = max(0, error.start - MOST_BYTES)
                return number, text[start : error.start + MOST_BYTES], error.start - start
    return None


def _readings(line: bytes, at: int, tried: str) -> dict[str, list[str]]:
    """What the place of a fault reads like, the likeliest first, with the encodings that say so."""
    found: dict[str, list[str]] = {}
    scores: dict[str, float] = {}
    for name, codec in ENCODINGS.items():
        if name in ("utf-8", "utf-16", tried):
            continue
        try:
            text = line.decode(codec)
            before = len(line[:at].decode(codec))
        except UnicodeDecodeError:
            continue
        score = _plausible(text)
        shown = text[max(0, before - SHOWN) : before + SHOWN].strip()
        if score > 0:
            found.setdefault(shown, []).append(name)
            scores.setdefault(shown, score)
    likely = sorted(found, key=lambda text: -scores[text])[:READINGS]
    return {text: found[text] for text in likely}


def _plausible(text: str) -> float:
    """How much like words the letters beyond ASCII are, up to 1.

    The share of letters and punctuation among them, less for what words hardly have: another
    script or a capital in their midst, and Latin letters with an accent each. 0 where there are
    control characters.
    """
    odd = [letter for letter in text if not letter.isascii()]
    if not odd or any(unicodedata.category(letter) in ("Cc", "Cn", "Co") for letter in odd):
        return 0.0
    good = sum(letter.isalpha() or letter in PUNCTUATION for letter in odd)
    inside = list(pairwise(text))
    mixed = sum(a.isalpha() and b.isalpha() and _script(a) != _script(b) for a, b in inside)
    capital = sum(a.islower() and b.isupper() for a, b in inside)
    laden = sum(
        len(word)
        for word in re.findall(r"[^\W\d_]{3,}", text)
        if all(not letter.isascii() and _script(letter) == "LATIN" for letter in word)
    )
    return (good - (mixed + capital + laden) / 2) / len(odd)


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").split(" ", 1)[0]
    return "CJK" if name in ("HIRAGANA", "KATAKANA") else name
