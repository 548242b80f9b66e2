"""Which recording session a file belongs to: one for all, or what its path says."""

import re
from collections.abc import Sequence
from dataclasses import replace

from annotation.errors import AnnotationRefused
from annotation.services.ingest.sources import Source

LONGEST = 200
NAMED = 5


def with_session(sources: Sequence[Source], name: str) -> list[Source]:
    """All of one session.

    Raises:
        AnnotationRefused: the name is blank or too long
    """
    _refuse_unfit(name)
    return [replace(one, session=name.strip()) for one in sources]


def with_sessions_of_paths(sources: Sequence[Source], pattern: str) -> list[Source]:
    """Each of the session that a regular expression finds in its path: its first group, or all.

    Raises:
        AnnotationRefused: it is no regular expression, or finds nothing in some paths
    """
    try:
        wanted = re.compile(pattern)
    except re.error as error:
        raise AnnotationRefused(
            f"'{pattern}' is no regular expression ({error}); write one such as 'Ses[0-9]+', which "
            "finds Ses01 in Ses01F_impro01.wav."
        ) from None
    found = [(one, wanted.search(one.path.as_posix())) for one in sources]
    lacking = [one.name for one, match in found if not match or not _name(match).strip()]
    if lacking:
        more = f" and {len(lacking) - NAMED} more" if len(lacking) > NAMED else ""
        raise AnnotationRefused(
            f"'{pattern}' finds no session in the path of {', '.join(lacking[:NAMED])}{more}. "
            "Change it so that it does, or ingest those files apart."
        )
    named = [(one, _name(match)) for one, match in found if match]
    for _, name in named:
        _refuse_unfit(name)
    return [replace(one, session=name.strip()) for one, name in named]


def _name(match: re.Match[str]) -> str:
    return str((match[1] if match.re.groups else match[0]) or "")


def _refuse_unfit(name: str) -> None:
    if not name.strip() or len(name) > LONGEST:
        raise AnnotationRefused(
            f"'{name:.60}' cannot be the name of a session: it has 1 to {LONGEST} characters."
        )
