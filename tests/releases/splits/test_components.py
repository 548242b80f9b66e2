"""Items that share something, directly or through others, hang together."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from releases.splits.components import components


def test_a_chain_of_shared_values_joins() -> None:
    speaker = np.array([0, 0, 1, -1, -1])
    recording = np.array([0, 1, 1, 2, -1])
    assert components([speaker, recording], 5).tolist() == [0, 0, 0, 1, 2]


def test_missing_joins_nobody() -> None:
    assert components([np.array([-1, -1, -1])], 3).tolist() == [0, 1, 2]
    assert components([], 2).tolist() == [0, 1]


@given(st.lists(st.tuples(st.integers(-1, 5), st.integers(-1, 5)), min_size=1, max_size=30))
def test_they_are_those_of_a_search_from_item_to_item(rows: list[tuple[int, int]]) -> None:
    table = np.array(rows)
    found = components(list(table.T), len(table))
    for at, row in enumerate(rows):
        reached, edge = {at}, [at]
        while edge:
            here = rows[edge.pop()]
            near = {
                n
                for n, other in enumerate(rows)
                if any(a == b >= 0 for a, b in zip(here, other, strict=True))
            }
            edge += sorted(near - reached)
            reached |= near
        assert {n for n in range(len(rows)) if found[n] == found[at]} == reached, row
