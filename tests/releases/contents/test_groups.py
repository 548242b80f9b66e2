"""No combination of attributes that few raters share is told."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releases.contents.groups import WITHHELD, Row, shielded

VALUES = st.sampled_from([None, "a", "b", "c"])
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[VALUES] * width), max_size=40)
)


def is_bare(row: Row) -> bool:
    return all(value is None or value is WITHHELD for value in row)


@given(TABLES, st.integers(2, 8))
def test_every_combination_that_is_told_is_that_of_k_raters(rows: list[Row], k: int) -> None:
    found = shielded(rows, k)
    sizes = Counter(found.rows)
    assert all(n >= k for row, n in sizes.items() if not is_bare(row))
    told = [n for row, n in sizes.items() if not is_bare(row)]
    assert found.smallest == min(told, default=0)


@given(TABLES, st.integers(2, 8))
def test_nothing_is_made_up_and_large_groups_lose_nothing(rows: list[Row], k: int) -> None:
    before = Counter(rows)
    for was, told in zip(rows, shielded(rows, k).rows, strict=True):
        for value, shown in zip(was, told, strict=True):
            assert shown == value or (shown is WITHHELD and value is not None)
        if before[was] >= k:
            assert told == was


@given(TABLES, st.integers(2, 8))
def test_twice_is_once(rows: list[Row], k: int) -> None:
    once = shielded(rows, k).rows
    assert shielded(once, k).rows == once


def test_the_fewest_values_go_and_the_last_attribute_first() -> None:
    rows = [("f", "old"), ("f", "old"), ("f", "young"), ("f", "young"), ("m", "old")]
    assert shielded(rows, 2).rows == (
        ("f", "old"), ("f", "old"), ("f", "young"), ("f", "young"), (WITHHELD, WITHHELD),
    )  # fmt: skip
    mixed = [("f", "20"), ("f", "30"), ("m", "40"), ("m", "40")]
    assert shielded(mixed, 2).rows[:2] == (("f", WITHHELD), ("f", WITHHELD))


def test_fewer_raters_than_k_are_told_nothing_of() -> None:
    found = shielded([("f",), ("f",), ("f",), ("f",)], 5)
    assert (found.rows, found.smallest) == (((WITHHELD,),) * 4, 0)


def test_what_is_not_known_is_not_withheld() -> None:
    assert shielded([(None, "x"), (None, "y")], 2).rows == ((None, WITHHELD), (None, WITHHELD))
    assert shielded([], 5).rows == ()


def test_too_many_attributes_are_refused() -> None:
    with pytest.raises(ValueError, match="9 attributes are too many"):
        shielded([("x",) * 9], 5)
