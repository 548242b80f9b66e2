"""Names that raters have in a release: stable within a project, useless outside it."""

import base64
import hashlib
import hmac

LETTERS = 12
"""Length of a pseudonym's random part: 60 bits, so that 10,000 raters do not meet by chance."""


def pseudonym(key: str, rater_id: int) -> str:
    """`r-` and base32 of HMAC-SHA256 of the rater's id; the project's key is never exported."""
    return "r-" + _letters(key, str(rater_id))


def person_pseudonym(key: str, user_id: int) -> str:
    """`a-` and the like for an adjudicator; another name than they have as a rater."""
    return "a-" + _letters(key, f"person {user_id}")


def named_pseudonym(key: str, name: str) -> str:
    """`n-` and the like for somebody whom a table names and who has no account and no ratings."""
    return "n-" + _letters(key, f"name {name}")


def _letters(key: str, who: str) -> str:
    digest = hmac.new(bytes.fromhex(key), who.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode().lower()[:LETTERS]
