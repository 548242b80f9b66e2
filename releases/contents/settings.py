"""What a project wants in its releases of what people wrote, and of people themselves."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from releases.errors import ReleaseRefused

SMALLEST_GROUP, LEAST_GROUP, MOST_GROUP = 5, 2, 100


@dataclass(frozen=True)
class Contents:
    """Everything is kept out unless the project says otherwise.

    free_text: whether releases hold what raters and adjudicators wrote in sentences of their own.
    require_consent: whether a recording of whose consent nobody knows stops a release, and is kept
        out of exports; without it there is a warning.
    smallest_group: k, how many raters at least share each combination of attributes that is told.
    """

    free_text: bool = False
    require_consent: bool = False
    smallest_group: int = SMALLEST_GROUP

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
        free_text=_flag(body, "free_text"),
        require_consent=_flag(body, "require_consent"),
        smallest_group=_size(body.get("smallest_group", SMALLEST_GROUP)),
    )


def _size(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ReleaseRefused(f"smallest_group is a whole number, not {value!r:.40}.")
    if not LEAST_GROUP <= value <= MOST_GROUP:
        raise ReleaseRefused(
            f"smallest_group is {value}; it is from {LEAST_GROUP} to {MOST_GROUP} raters."
        )
    return value


def _flag(body: Mapping[str, Any], name: str) -> bool:
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise ReleaseRefused(f"{name} is true or false, not {value!r:.40}.")
    return value
