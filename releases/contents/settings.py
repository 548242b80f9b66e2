"""What a project wants in its releases of what people wrote, and of people themselves."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from releases.errors import ReleaseRefused


@dataclass(frozen=True)
class Contents:
    """Everything is kept out unless the project says otherwise.

    free_text: whether releases hold what raters and adjudicators wrote in sentences of their own.
    require_consent: whether a recording of whose consent nobody knows stops a release, and is kept
        out of exports; without it there is a warning.
    """

    free_text: bool = False
    require_consent: bool = False

    def body(self) -> dict[str, Any]:
        """As JSON; `contents_from` reads it."""
        return asdict(self)


def contents_from(body: Mapping[str, Any]) -> Contents:
    """Read it; what is absent has its default.

    Raises
    ------
    ReleaseRefused: names what is wrong and what is allowed.
    """
    known = [field.name for field in fields(Contents)]
    if unknown := sorted(set(body) - set(known)):
        raise ReleaseRefused(
            f"Releases have no setting '{unknown[0]}'; there are: {', '.join(known)}."
        )
    return Contents(
        free_text=_flag(body, "free_text"), require_consent=_flag(body, "require_consent")
    )


def _flag(body: Mapping[str, Any], name: str) -> bool:
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise ReleaseRefused(f"{name} is true or false, not {value!r:.40}.")
    return value
