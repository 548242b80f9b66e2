"""How far an edited draft is from the draft: characters of a text, words of a set.

levenshtein: the fewest insertions, deletions and replacements of one code point that turn one text
into the other (Levenshtein 1966). It is computed by bits: a row of the table of distances is held
as the places where it rises and where it falls by one, each a whole number with a bit per
character, so that a character of the other text costs a dozen operations (Myers 1999, as Hyyrö 2003
writes it).

set_difference: words that only one of two sets has.
"""

from collections import defaultdict
from collections.abc import Iterable


def levenshtein(a: str, b: str) -> int:
    """Edits between two texts; 0 for equal ones."""
    a, b = _without_shared_ends(a, b)
    if not a or not b:
        return len(a) + len(b)
    places: defaultdict[str, int] = defaultdict(int)
    for place, character in enumerate(a):
        places[character] |= 1 << place
    whole, last = (1 << len(a)) - 1, 1 << (len(a) - 1)
    rises, falls, distance = whole, 0, len(a)
    for character in b:
        equal = places.get(character, 0)
        down = equal | falls
        across = (((equal & rises) + rises) ^ rises) | equal
        more, less = falls | (whole & ~(across | rises)), rises & across
        distance += bool(more & last) - bool(less & last)
        more, less = (more << 1) | 1, less << 1
        rises, falls = whole & (less | ~(down | more)), whole & more & down
    return distance


def set_difference(a: Iterable[str], b: Iterable[str]) -> int:
    """How many words are in one of the two sets and not in the other."""
    return len(set(a) ^ set(b))


def _without_shared_ends(a: str, b: str) -> tuple[str, str]:
    """Without the beginning and the end that both share, which cost nothing."""
    start = _shared(a, b)
    a, b = a[start:], b[start:]
    end = _shared(a[::-1], b[::-1])
    return a[: len(a) - end], b[: len(b) - end]


def _shared(a: str, b: str) -> int:
    """How many characters two texts have in common from their beginning."""
    pairs = enumerate(zip(a, b, strict=False))
    return next((place for place, (x, y) in pairs if x != y), min(len(a), len(b)))
