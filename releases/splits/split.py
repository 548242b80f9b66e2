"""Divide the items of a release by a plan, or take the splits they came with if nothing leaks."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from releases.columns import NORMAL
from releases.errors import ReleaseRefused
from releases.splits.assign import OPEN, assign
from releases.splits.components import MISSING, Codes, components
from releases.splits.keys import near_duplicate_items, shared_codes
from releases.splits.plan import SplitPlan

LEAKS_NAMED = 5


@dataclass(frozen=True)
class Leak:
    """Items of several splits that share something."""

    by: str
    item: str
    splits: tuple[str, ...]


@dataclass(frozen=True)
class Split:
    """names: of the splits. code: int64 (items,), the split of each item; -1: in none.

    component: int64 (items,), which items hang together. moved: items that an earlier release had
    in another split. near_duplicates: items with a near duplicate; None where nobody looked.
    """

    names: tuple[str, ...]
    code: Codes
    component: Codes
    moved: int
    near_duplicates: int | None = None

    def column(self) -> pa.Array:
        """The name of each item's split; null where it is in none."""
        return pa.array(self.names, pa.string()).take(pa.array(self.code, mask=self.code == OPEN))


def split_items(
    items: pa.Table,
    plan: SplitPlan,
    strata: NDArray[np.float64],
    earlier: Mapping[str, str] | None = None,
) -> Split:
    """The split of every normal item; gold, attention, training and quiz items are in none.

    strata: (items, strata), what the splits are to have alike.
    earlier: split by item of the release before; its items stay where they were, and so does all
        that hangs together with them.

    Raises
    ------
    ReleaseRefused: splits that came with the items leak, or the column is not there.
    """
    normal = np.asarray(items["role"].to_pylist(), object) == NORMAL
    codes = list(shared_codes(items, plan.disjoint))
    alike = near_duplicates_of(items, codes)
    if plan.column is not None:
        return replace(_given(items, plan, plan.column, normal, codes), near_duplicates=alike)
    found = components([code for _, code in codes], items.num_rows)
    names = tuple(plan.shares)
    was = _earlier(items, names, earlier or {})
    mass = np.column_stack([normal.astype(np.float64), strata * normal[:, None]])
    summed = np.zeros((int(found.max(initial=-1)) + 1, mass.shape[1]))
    np.add.at(summed, found, mass)
    placed = _placed(found, was, len(summed), len(names))
    split = assign(summed, list(plan.shares.values()), placed, np.random.default_rng(plan.seed))
    code = np.where(normal, split[found], OPEN) if len(found) else found
    return Split(names, code, found, int(((was != OPEN) & normal & (was != code)).sum()), alike)


def near_duplicates_of(items: pa.Table, codes: Sequence[tuple[str, Codes]]) -> int | None:
    """Normal items that have a near duplicate; None where `codes` have none of them."""
    found = next((code for name, code in codes if name == "duplicates"), None)
    if found is None:
        return None
    normal = np.asarray(items["role"].to_pylist(), object) == NORMAL
    return int((near_duplicate_items(items, found) & normal).sum())


def leaks(
    items: pa.Table, codes: Sequence[tuple[str, Codes]], split: Codes, names: Sequence[str]
) -> list[Leak]:
    """What items of several splits share, one leak for each shared value, in the items' order."""
    found = []
    keys = items["item"]
    for by, code in codes:
        table = code if code.ndim == 2 else code[:, None]
        rows, place = np.nonzero((table != MISSING) & (split != OPEN)[:, None])
        held = table[rows, place]
        pairs = np.unique(np.column_stack([held, split[rows]]), axis=0)
        values, counts = np.unique(pairs[:, 0], return_counts=True)
        for value in values[counts > 1]:
            first = int(rows[held == value][0])
            of = tuple(names[at] for at in pairs[pairs[:, 0] == value, 1])
            found.append((first, Leak(by, keys[first].as_py(), of)))
    return [leak for _, leak in sorted(found, key=lambda each: each[0])]


def split_codes(items: pa.Table, names: Sequence[str]) -> Codes:
    """The splits of items that have theirs already, int64 (items,)."""
    place = {name: at for at, name in enumerate(names)}
    told = (place.get(name, OPEN) for name in items["split"].to_pylist())
    return np.fromiter(told, np.int64, items.num_rows)


def _given(
    items: pa.Table,
    plan: SplitPlan,
    column: str,
    normal: NDArray[np.bool_],
    codes: list[tuple[str, Codes]],
) -> Split:
    rows = zip(items["attributes"].to_pylist(), normal.tolist(), strict=True)
    told = [_told(attributes, column) if counts else None for attributes, counts in rows]
    names = tuple(dict.fromkeys(name for name in told if name is not None))
    if not names:
        raise ReleaseRefused(
            f"No item has a column '{column}' that names its split. Columns of imported items are "
            "kept under their own names; or let the splits be built."
        )
    place = {name: at for at, name in enumerate(names)}
    code = np.array([OPEN if name is None else place[name] for name in told], np.int64)
    if found := leaks(items, codes, code, names):
        raise ReleaseRefused(_leaking(found, column))
    return Split(names, code, components([each for _, each in codes], items.num_rows), 0)


def _told(attributes: str | None, column: str) -> str | None:
    value: Any = json.loads(attributes or "{}").get(column)
    return None if value in (None, "") else str(value)


def _leaking(found: list[Leak], column: str) -> str:
    told = "; ".join(
        f"the {leak.by} of '{leak.item}' is in {' and '.join(leak.splits)}"
        for leak in found[:LEAKS_NAMED]
    )
    more = f"; and {len(found) - LEAKS_NAMED} more" if len(found) > LEAKS_NAMED else ""
    by = ", ".join(dict.fromkeys(leak.by for leak in found))
    return (
        f"The splits of column '{column}' leak: {told}{more}. Correct the column, let the splits "
        f"be built instead, or, where that is how the data set is meant, do not ask that they be "
        f"kept apart by {by}."
    )


def _earlier(items: pa.Table, names: tuple[str, ...], earlier: Mapping[str, str]) -> Codes:
    """The split that each item had, where that split is still asked for."""
    place = {name: at for at, name in enumerate(names)}
    had = (place.get(earlier.get(key, ""), OPEN) for key in items["item"].to_pylist())
    return np.fromiter(had, np.int64, items.num_rows)


def _placed(component: Codes, was: Codes, n_components: int, n_splits: int) -> Codes:
    """Where components have to stay: with most of the items that were somewhere already."""
    held = np.zeros((n_components, n_splits), np.int64)
    rows = was != OPEN
    np.add.at(held, (component[rows], was[rows]), 1)
    return np.where(held.any(axis=1), held.argmax(axis=1), OPEN)
