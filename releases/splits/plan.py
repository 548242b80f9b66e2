"""What a project asks of its splits, as JSON that was checked."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from releases.errors import ReleaseRefused
from releases.names import TAG

DISJOINT = ("recording", "speaker", "session", "dialogue", "duplicates")
"""What may be kept from lying in two splits; the presentations of one clip always are."""
USUAL = ("recording", "speaker", "dialogue", "duplicates")
"""What is unless somebody says otherwise: there are often few sessions, or one."""
STANDARD = {"train": 0.7, "dev": 0.15, "test": 0.15}
MOST_SPLITS = 20
SUM_TOLERANCE = 1e-6


@dataclass(frozen=True)
class SplitPlan:
    """How items are divided.

    shares: wanted share of the items, by the name of the split; they sum to 1. Empty where the
        splits come from a column.
    disjoint: of `DISJOINT`; two items that share one of these are in the same split.
    stratify: the question whose soft label is to be alike in all splits; None takes the first one
        that has labels or numbers.
    seed: of the order in which groups of equal size are placed.
    column: an attribute of the items that names their split already; None builds them.
    """

    shares: Mapping[str, float]
    disjoint: tuple[str, ...] = USUAL
    stratify: str | None = None
    seed: int = 0
    column: str | None = None

    def body(self) -> dict[str, Any]:
        """The plan as JSON; `plan_from` reads it. Shares are a list: objects lose their order."""
        shares = [{"name": name, "share": share} for name, share in self.shares.items()]
        return {**asdict(self), "shares": shares, "disjoint": list(self.disjoint)}


def plan_from(body: Mapping[str, Any]) -> SplitPlan:
    """Read a plan; what is absent has its default.

    Raises
    ------
    ReleaseRefused: names what is wrong and what is allowed.
    """
    known = set(SplitPlan.__dataclass_fields__)
    if unknown := sorted(set(body) - known):
        raise ReleaseRefused(
            f"Splits have no setting '{unknown[0]}'; there are: {', '.join(sorted(known))}."
        )
    column = body.get("column") or None
    return SplitPlan(
        shares={} if column else _shares(body.get("shares") or STANDARD),
        disjoint=_disjoint(body.get("disjoint", USUAL)),
        stratify=body.get("stratify") or None,
        seed=_seed(body.get("seed", 0)),
        column=column,
    )


def _shares(given: Any) -> dict[str, float]:
    if isinstance(given, list) and all(isinstance(each, Mapping) for each in given):
        given = {each.get("name"): each.get("share") for each in given}
    if not isinstance(given, Mapping) or not 2 <= len(given) <= MOST_SPLITS:
        raise ReleaseRefused(
            f"Shares are 2 to {MOST_SPLITS} names with their part of the whole, as in train=0.8 "
            f"test=0.2; this is {given!r}."
        )
    for name, share in given.items():
        if not TAG.fullmatch(str(name)):
            raise ReleaseRefused(
                f"'{name}' cannot be the name of a split: letters, digits, '.', '-' and '_', at "
                "most 80, as in train."
            )
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share < 1:
            raise ReleaseRefused(
                f"The share of '{name}' is {share!r}; it is a number between 0 and 1, as in 0.15."
            )
    if abs(math.fsum(given.values()) - 1) > SUM_TOLERANCE:
        raise ReleaseRefused(
            f"The shares sum to {math.fsum(given.values()):g}; they must sum to 1."
        )
    return dict(given)


def _disjoint(given: Any) -> tuple[str, ...]:
    names = [given] if isinstance(given, str) else list(given)
    for name in names:
        if name not in DISJOINT:
            raise ReleaseRefused(
                f"Splits cannot be kept apart by '{name}'; they can by: {', '.join(DISJOINT)}."
            )
    return tuple(name for name in DISJOINT if name in names)


def _seed(given: Any) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or given < 0:
        raise ReleaseRefused(f"The seed is {given!r}; it is a whole number from 0.")
    return given
