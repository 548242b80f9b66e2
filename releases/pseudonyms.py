"""Names that raters have in a release: stable within a project, useless outside it."""

import base64
import hashlib
import hmac

LETTERS = 12
"""Length of a pseudonym's random part: 60 bits, so that 10,000 raters do not meet by chance."""


def pseudonym(key: str, rater_id: int) -> str:
    """`r-` and base32 of HMAC-SHA256 of the rater's id; the project's key is never exported."""
    digest = hmac.new(bytes.fromhex(key), str(rater_id).encode(), hashlib.sha256).digest()
    return "r-" + base64.b32encode(digest).decode().lower()[:LETTERS]
