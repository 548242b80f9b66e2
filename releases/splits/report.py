"""How a division came out: for the researcher who must defend it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from releases.splits.assign import OPEN
from releases.splits.components import MISSING, Codes
from releases.splits.keys import shared_codes
from releases.splits.plan import SplitPlan
from releases.splits.split import Split


def report_of(
    items: pa.Table,
    plan: SplitPlan,
    split: Split,
    *,
    strata: NDArray[np.float64],
    names: Sequence[str],
    question: str | None,
) -> dict[str, Any]:
    """Items, speakers, time and strata of each split, as JSON.

    `share` of a stratum is its part of the split's mass; `apart` the total variation distance
    between that and the whole: 0 is alike, 1 has nothing in common.
    """
    inside = split.code != OPEN
    ((_, speaker), *_) = shared_codes(items, ("speaker",))
    whole = _parts(strata[inside])
    return {
        "plan": plan.body(),
        "stratified_by": question,
        "groups": len(np.unique(split.component[inside])),
        "largest_group": _largest(split.component[inside]),
        "in_no_split": int((~inside).sum()),
        "moved": split.moved,
        "near_duplicates": split.near_duplicates,
        "strata": dict(zip(names, whole, strict=True)),
        "splits": [
            {
                "name": name,
                "wanted": plan.shares.get(name),
                **_counts(items.filter(pa.array(split.code == at)), int(inside.sum())),
                "speakers": _different(speaker[split.code == at]),
                **_strata(strata[split.code == at], names, whole),
            }
            for at, name in enumerate(split.names)
        ],
    }


def _largest(component: NDArray[np.int64]) -> int:
    """Items of the largest group: no split can be smaller, and come near its share."""
    return int(np.bincount(component).max()) if len(component) else 0


def _different(codes: Codes) -> int:
    return len(np.unique(codes[codes != MISSING]))


def _counts(items: pa.Table, of: int) -> dict[str, Any]:
    lasts = pc.sum(pc.subtract(items["end_seconds"], items["start_seconds"])).as_py()
    return {
        "items": items.num_rows,
        "share": items.num_rows / of if of else None,
        "recordings": pc.count_distinct(items["media_sha256"]).as_py(),
        "seconds": lasts,
    }


def _strata(
    strata: NDArray[np.float64], names: Sequence[str], whole: Sequence[float | None]
) -> dict[str, Any]:
    parts = _parts(strata)
    pairs = [(a, b) for a, b in zip(parts, whole, strict=True) if a is not None and b is not None]
    return {
        "strata": dict(zip(names, parts, strict=True)),
        "apart": sum(abs(a - b) for a, b in pairs) / 2 if pairs else None,
    }


def _parts(strata: NDArray[np.float64]) -> list[float | None]:
    """Each stratum's part of the mass; None where there is none at all."""
    total = strata.sum()
    return [float(each / total) if total > 0 else None for each in strata.sum(axis=0)]
