"""What a release may be called."""

import re

from releases.errors import ReleaseRefused

TAG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


def tag_check(tag: str) -> None:
    """Refuse a tag that could not be a folder and part of `project@tag`.

    Raises
    ------
    ReleaseRefused: names the characters that are allowed.
    """
    if not TAG.fullmatch(tag):
        raise ReleaseRefused(
            f"'{tag}' cannot be a tag: use letters, digits, '.', '_' and '-', beginning with a "
            "letter or a digit, at most 80, as in 1.0 or 2026-11."
        )
