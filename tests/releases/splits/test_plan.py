"""What may be asked of splits, and what is said of the rest."""

import pytest

from releases.errors import ReleaseRefused
from releases.splits import plan_from
from releases.splits.plan import USUAL


def test_defaults_and_the_way_back() -> None:
    plan = plan_from({})
    assert (sum(plan.shares.values()), plan.disjoint, plan.seed) == (1.0, USUAL, 0)
    assert plan_from(plan.body()) == plan
    assert plan_from({"column": "fold", "shares": {"a": 2}}).shares == {}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"share": {}}, "no setting 'share'; there are: column, disjoint"),
        ({"shares": {"train": 1.0}}, "2 to 20 names"),
        ({"shares": {"a/b": 0.5, "c": 0.5}}, "'a/b' cannot be the name of a split"),
        ({"shares": {"a": "half", "c": 0.5}}, "share of 'a' is 'half'; it is a number between"),
        ({"shares": {"a": True, "c": 0.5}}, "share of 'a' is True"),
        ({"shares": {"a": 0.5, "c": 0.4}}, "sum to 0.9"),
        ({"disjoint": ["speaker", "film"]}, "by 'film'; they can by: recording, speaker"),
        ({"seed": -1}, "seed is -1; it is a whole number from 0"),
    ],
)
def test_what_is_wrong_is_named(body: dict[str, object], told: str) -> None:
    with pytest.raises(ReleaseRefused, match=told):
        plan_from(body)
