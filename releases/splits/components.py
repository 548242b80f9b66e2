"""Items that hang together: a chain of shared recordings, speakers or whatever else joins them."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Codes = NDArray[np.int64]

MISSING = -1


def components(codes: Iterable[Codes], n_items: int) -> Codes:
    """The component of each item, int64 (n_items,), numbered by its first item.

    Each array of `codes`, (n_items,) or (n_items, k) where an item has up to k, says which values
    of one property an item has; -1 is none, and joins nobody. Two items are in one component when
    a chain of shared values joins them.
    """
    items, nodes, last = [np.arange(n_items)], [np.arange(n_items)], n_items
    for code in codes:
        there = np.nonzero(code != MISSING)
        items.append(there[0])
        nodes.append(code[there] + last)
        last += int(code.max(initial=MISSING)) + 1
    row, column = np.concatenate(items), np.concatenate(nodes)
    graph = coo_array((np.ones(len(row), np.int8), (row, column)), shape=(last, last))
    _, label = connected_components(graph, directed=False)
    return _numbered(label[:n_items])


def _numbered(label: NDArray[np.int32]) -> Codes:
    _, first, inverse = np.unique(label, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    numbered: Codes = rank[inverse]
    return numbered
