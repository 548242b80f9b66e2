"""Raters who rated an item more than once: a repeat where a column says so, else a conflict."""

from pathlib import Path
from typing import Any

import pytest

from annotation.models import Item, ItemRole, Project, Rater, Rating
from annotation.selectors.people.own_work import repeats_of
from annotation.services.projects.policies import policy_change
from annotation.services.results.diagnostics import repeats_diagnosed
from releases.withdrawal.targets import gone_by_items
from tests.annotation.imports.importing import Import, import_file
from tests.cast import text_items

pytestmark = pytest.mark.django_db
TWICE = (
    "item,rater,emotion,shown\n"
    "a,r,joy,1\na,r,fear,2\nb,r,joy,1\nb,r,joy,2\nb,r,joy,3\na,s,anger,1\n"
)


def stored() -> dict[tuple[str, str], str]:
    rows = Rating.objects.values_list("item__key", "rater__external_id", "answers")
    return {(item, rater): answers["emotion"]["value"] for item, rater, answers in rows}


def found(project: Project) -> dict[str, Any]:
    """What *Raters* tells of the repeats of r."""
    (of_rater,) = repeats_diagnosed(project, "emotion")["raters"]
    assert of_rater["rater"] == Rater.objects.get(external_id="r").pk
    return {name: of_rater[name] for name in ("units", "pairs", "same")}


def test_without_a_column_they_differ_and_the_way_out_is_told(
    study: Project, import_table: Import
) -> None:
    done = import_table("study", TWICE)
    assert done.counts == (2, 2, 2)
    assert any("--map repeat=COLUMN (1, 2, ...)" in note for note in done.report["notes"])
    assert done.report["repeats"] == 0


def test_a_column_of_presentations_makes_repeats_of_names(
    study: Project, import_table: Import
) -> None:
    done = import_table("study", TWICE, "repeat=shown")
    assert (done.status, done.counts) == (0, (6, 0, 0))
    assert (done.report["repeats"], done.report["new_items"]) == (3, 5)
    assert not any("differ" in note for note in done.report["notes"])
    assert stored() == {
        ("a", "r"): "joy", ("a#2", "r"): "fear", ("b", "r"): "joy", ("b#2", "r"): "joy",
        ("b#3", "r"): "joy", ("a", "s"): "anger",
    }  # fmt: skip
    study.refresh_from_db()
    assert study.item_count == study.items.count() == 5
    assert found(study) == {"units": 2, "pairs": 4, "same": 3}
    rater = Rater.objects.get(external_id="r")
    own = {one["question"]: one["pairs"] for one in repeats_of(study, rater)}
    assert own["emotion"] == 4
    again = import_table("study", TWICE, "repeat=shown")
    assert again.counts == (0, 6, 0)
    later = "item,rater,emotion,repeat\na,r,none,3\na,s,joy,2\n"
    assert import_table("study", later).counts == (2, 0, 0)
    assert found_of_all(study) == {"r": 6, "s": 1}


def found_of_all(project: Project) -> dict[str, int]:
    names = dict(Rater.objects.values_list("pk", "external_id"))
    of_all = repeats_diagnosed(project, "emotion")["raters"]
    return {names[one["rater"]]: one["pairs"] for one in of_all}


def test_repeats_of_items_show_the_same_and_nobody_is_asked(
    study: Project, import_table: Import
) -> None:
    text_items(study, 2, prefix="t")
    table = "item,rater,emotion,repeat\nt-00000,r,joy,1\nt-00000,r,fear,2\nt-00009,r,joy,2\n"
    done = import_table("study", table)
    assert done.counts == (2, 0, 1)
    assert "no item 't-00009'" in done.reasons[3]
    first, copy = (Item.objects.get(key=key) for key in ("t-00000", "t-00000#2"))
    assert (copy.segment, copy.attributes) == (first.segment, first.attributes)
    assert (copy.wanted, copy.taken, copy.rated) == (0, 0, 1)
    assert found(study) == {"units": 1, "pairs": 1, "same": 0}
    policy_change(study, {"raters_per_item": study.policy["raters_per_item"] + 1})
    first.refresh_from_db()
    assert first.wanted == study.policy["raters_per_item"]
    copy.refresh_from_db()
    assert copy.wanted == 0


def taken_with(project: Project, key: str) -> set[str]:
    return set(gone_by_items(project, [key]).items[project.pk]) - {key}


def test_who_withdraws_an_item_withdraws_its_repeats(study: Project, import_table: Import) -> None:
    text_items(study, 3, prefix="t")
    Item.objects.filter(key="t-00002").update(key="t-00001#7", wanted=0)  # shows something else
    rows = ["t-00000,r,joy,1", "t-00000,r,fear,2", "t-00001,r,joy,1"]
    import_table("study", "\n".join(["item,rater,emotion,repeat", *rows]))
    assert taken_with(study, "t-00000") == {"t-00000#2"}
    assert taken_with(study, "t-00001") == set()


def test_who_withdraws_a_name_withdraws_its_repeats(study: Project, import_table: Import) -> None:
    import_table("study", TWICE, "repeat=shown")
    assert taken_with(study, "b") == {"b#2", "b#3"}
    assert taken_with(study, "b#2") == set()


@pytest.mark.parametrize(
    "trials", [("9", "10"), ("2026-01-01T10:00", "2026-01-02T09:00"), ("3", "second")]
)
def test_trials_are_put_in_their_order(
    study: Project, import_table: Import, trials: tuple[str, str]
) -> None:
    early, late = trials
    table = f"item,rater,emotion,n\na,r,fear,{late}\na,r,joy,{early}\na,s,joy,77\n"
    done = import_table("study", table, "trial=n")
    assert (done.counts, done.report["repeats"]) == ((3, 0, 0), 1)
    assert stored() == {("a", "r"): "joy", ("a#2", "r"): "fear", ("a", "s"): "joy"}
    assert import_table("study", table, "trial=n").counts == (0, 3, 0)


def test_rows_of_one_presentation_that_differ_are_still_a_conflict(
    study: Project, import_table: Import
) -> None:
    table = "item,rater,emotion,repeat\na,r,joy,1\na,r,fear,1\na,r,joy,2\na,r,joy,2\nb,r,joy,\n"
    done = import_table("study", table)
    assert done.counts == (2, 1, 2)
    assert stored() == {("a#2", "r"): "joy", ("b", "r"): "joy"}


@pytest.mark.parametrize("bad", ["0", "1.5", "first", "-1", "1001"])
def test_presentations_are_counted_from_one(study: Project, import_table: Import, bad: str) -> None:
    done = import_table("study", f"item,rater,emotion,repeat\na,r,joy,{bad}\n")
    assert f"repeat: presentations are counted from 1 to 1000, not '{bad}'" in done.reasons[1]
    assert "--map trial=COLUMN" in done.reasons[1]


def test_a_name_that_is_taken_or_too_long_is_told(study: Project, import_table: Import) -> None:
    long = "x" * 299
    text_items(study, 1, prefix="t")
    Item.objects.create(project=study, key=long, place=8, wanted=0)
    Item.objects.create(project=study, key="t-00000#2", place=9, wanted=0)
    table = f"item,rater,emotion,repeat\nt-00000,r,joy,2\n{long},r,joy,2\nt-00000,r,joy,3\n"
    done = import_table("study", table)
    assert "is kept as 't-00000#2', and that is another item here" in done.reasons[1]
    assert "longer than the 300 characters" in done.reasons[2]
    assert done.counts == (1, 0, 2)
    Item.objects.filter(key="t-00000").update(role=ItemRole.GOLD, wanted=0)
    gold = import_table("study", "item,rater,emotion,repeat\nt-00000,s,joy,2\n")
    assert "is a gold item, and only normal items are kept as repeated" in gold.reasons[1]


def test_it_is_of_one_row_a_rating_by_a_known_rater(study: Project, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("item,emotion,trial,repeat\na,joy,1,1\na,joy,2,2\n")
    assert import_file("study", path, "rater=-", dry_run=True).counts == (2, 0, 0)
    asked = import_file("study", path, "rater=-", "repeat=repeat")
    assert (asked.status, "has not a row for each rating" in asked.errors) == (2, True)
    both = import_file("study", path, "rater==r", "repeat=repeat", "trial=trial")
    assert "map one of them" in both.errors
    assert import_file("study", path, "rater==r").report["repeats"] == 1
