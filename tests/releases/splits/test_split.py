"""Items are divided, what hangs together stays together, and given splits that leak are refused."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from releases.errors import ReleaseRefused
from releases.splits import plan_from, report_of, split_items
from releases.splits.keys import shared_codes
from releases.splits.split import leaks
from tests.releases.splits.tables import items

FOLD = {"column": "fold", "disjoint": ["speaker"]}


def folds(*rows: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"speaker": who, "attributes": json.dumps({"fold": fold})} for who, fold in rows]


def nothing(table: Any) -> np.ndarray:
    return np.zeros((table.num_rows, 0))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, "r1", "r2", "r3", "r4", "r5", "r6"]),
            st.sampled_from([None, "ann", "ben", "cat", "dan", "eve"]),
            st.sampled_from([None, "clip-1", "clip-2"]),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_nothing_leaks(rows: list[tuple[str | None, str | None, str | None]]) -> None:
    table = items([{"media_sha256": r, "speaker": s, "group": g} for r, s, g in rows])
    plan = plan_from({"seed": 5})
    split = split_items(table, plan, nothing(table))
    assert set(split.column().to_pylist()) <= set(plan.shares)
    assert leaks(table, list(shared_codes(table, plan.disjoint)), split.code, split.names) == []


def test_a_voice_that_an_engine_named_is_of_its_recording_only() -> None:
    rows = [
        {"media_sha256": "r1", "speaker": "S1", "speaker_scope": "recording"},
        {"media_sha256": "r2", "speaker": "S1", "speaker_scope": "recording"},
        {"media_sha256": "r3", "speaker": "Ann", "speaker_scope": "project"},
        {"media_sha256": "r4", "speaker": "Ann", "speaker_scope": "project"},
    ]
    table = items(rows)
    assert split_items(table, plan_from({}), nothing(table)).component.tolist() == [0, 1, 2, 2]


def test_a_repeat_stays_with_what_it_repeats() -> None:
    """Names with nothing to show: `b#2` presents `b` once more, and nothing else tells."""
    table = items([{"item": "a"}, {"item": "b"}, {"item": "b#2", "group": "b"}, {"item": "c"}])
    assert split_items(table, plan_from({}), nothing(table)).component.tolist() == [0, 1, 1, 2]


def test_items_of_a_session_stay_together_where_that_is_asked() -> None:
    rows = [{"media_sha256": f"r{n}", "session": f"Ses0{n // 2}"} for n in range(4)] + [{}]
    table = items(rows)
    assert len(set(split_items(table, plan_from({}), nothing(table)).component.tolist())) == 5
    asked = plan_from({"disjoint": "session"})
    assert split_items(table, asked, nothing(table)).component.tolist() == [0, 0, 1, 1, 2]
    older = table.drop_columns(["session"])
    assert split_items(older, asked, nothing(older)).component.tolist() == [0, 1, 2, 3, 4]


def test_both_recordings_of_an_item_of_two_clips_count() -> None:
    table = items([{"media_sha256": "b"}, {}, {}])
    for name, values in (
        ("clip.1.media_sha256", [None, "a", "c"]),
        ("clip.2.media_sha256", [None, "b", "a"]),
    ):
        table = table.append_column(name, [values])
    assert split_items(table, plan_from({}), nothing(table)).component.tolist() == [0, 0, 0]


def test_items_that_do_not_count_are_in_no_split() -> None:
    table = items([{"role": "gold"}, {}, {"role": "quiz"}])
    found = split_items(table, plan_from({}), nothing(table)).column().to_pylist()
    assert (found[0], found[2]) == (None, None)
    assert found[1] is not None


def test_items_of_an_earlier_release_stay_and_draw_the_others_after_them() -> None:
    table = items([{"speaker": who} for who in ("ann", "ann", "ben", "cat")])
    plan = plan_from({"shares": {"train": 0.5, "test": 0.5}})
    split = split_items(table, plan, nothing(table), {"i0": "test", "i2": "train", "i3": "gone"})
    assert split.column().to_pylist()[:3] == ["test", "test", "train"]
    assert split.moved == 0
    joined = items([{"speaker": "ann"} for _ in range(3)])
    moved = split_items(joined, plan, nothing(joined), {"i0": "test", "i1": "test", "i2": "train"})
    assert (moved.column().to_pylist(), moved.moved) == (["test"] * 3, 1)


def test_given_splits_are_taken_as_they_are() -> None:
    table = items([*folds(("ann", "1"), ("ben", "2"), ("ann", "1")), {"speaker": "cat"}])
    split = split_items(table, plan_from(FOLD), nothing(table))
    assert split.column().to_pylist() == ["1", "2", "1", None]


def test_given_splits_that_leak_are_refused_by_name() -> None:
    table = items(folds(("ann", "train"), ("ben", "train"), ("ann", "test")))
    told = "column 'fold' leak: the speaker of 'i0' is in train and test. Correct"
    with pytest.raises(ReleaseRefused, match=told):
        split_items(table, plan_from(FOLD), nothing(table))
    allowed = split_items(table, plan_from({**FOLD, "disjoint": []}), nothing(table))
    assert allowed.names == ("train", "test")


def test_a_column_that_no_item_has_is_refused() -> None:
    table = items([{"speaker": "ann"}])
    with pytest.raises(ReleaseRefused, match="No item has a column 'fold'"):
        split_items(table, plan_from(FOLD), nothing(table))


def test_the_report_says_how_it_came_out() -> None:
    rows = [
        {
            "speaker": f"s{at % 10}",
            "media_sha256": f"m{at}",
            "start_seconds": 0.0,
            "end_seconds": 2.0,
        }
        for at in range(100)
    ]
    table = items([*rows, {"role": "gold"}])
    strata = np.tile([[1.0, 0.0]], (101, 1))
    plan = plan_from({"shares": {"train": 0.8, "test": 0.2}})
    split = split_items(table, plan, strata)
    report = report_of(table, plan, split, strata=strata, names=["joy", "fear"], question="emotion")
    train, test = report["splits"]
    assert (train["items"], train["share"], train["speakers"], train["seconds"]) == (
        80,
        0.8,
        8,
        160.0,
    )
    assert (test["recordings"], test["apart"], test["strata"]) == (
        20,
        0.0,
        {"joy": 1.0, "fear": 0.0},
    )
    assert (report["groups"], report["largest_group"], report["in_no_split"]) == (10, 10, 1)
