"""A table says what raters are like."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from annotation.models import Rater
from tests.cast import Cast


@pytest.fixture
def raters(people: Cast) -> dict[str, Rater]:
    """A rater who signs in and two of an imported table, one of whom has that one's user name."""
    made = Rater.objects.create
    return {
        "ana": made(project=people.project, user=people.rater),
        "w1": made(project=people.project, external_id="w1"),
        "w2": made(project=people.project, external_id="w2"),
    }


def table(path: Path, *lines: str) -> str:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def known() -> dict[str, dict[str, str]]:
    return {str(one.user or one.external_id): one.attributes for one in Rater.objects.all()}


def test_raters_get_what_their_row_says(
    raters: dict[str, Rater], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(tmp_path / "r.csv", "rater,age group,gender", "ana,20-29,f", "w1, 30-39 ,")
    call_command("raters", "talks", file, "--dry-run", "--json")
    assert json.loads(capsys.readouterr().out)["told"] == 2
    assert set(map(bool, known().values())) == {False}
    call_command("raters", "talks", file)
    assert known() == {"ana": {"age group": "20-29", "gender": "f"},
                       "w1": {"age group": "30-39"}, "w2": {}}  # fmt: skip
    call_command("raters", "talks", table(tmp_path / "n.csv", "rater,gender", "ana,x"))
    assert known()["ana"] == {"gender": "x"}  # what a later table says replaces it


def test_columns_can_be_chosen(raters: dict[str, Rater], tmp_path: Path) -> None:
    lines = ("Participant id," + ",".join(f"c{n}" for n in range(10)), "w1," + ",".join("x" * 10))
    file = table(tmp_path / "wide.csv", *lines)
    with pytest.raises(CommandError, match="says 10 things of each rater; 1 to 8 can be kept"):
        call_command("raters", "talks", file, "--rater", "Participant id")
    call_command("raters", "talks", file, "--rater", "Participant id", "--keep", "c1,c3")
    assert known()["w1"] == {"c1": "x", "c3": "x"}


def test_wrong_rows_are_named_and_the_others_go_in(
    raters: dict[str, Rater], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(
        tmp_path / "r.csv", "rater,age", "w1,30", "w3,30", "w1,31", f"w2,{'9' * 101}", "ana,20"
    )
    with pytest.raises(SystemExit) as ended:
        call_command("raters", "talks", file)
    assert ended.value.code == 1
    told = capsys.readouterr().err
    assert "row 2 (line 3): there is no rater 'w3'; did you mean" in told
    assert "row 3 (line 4): this rater is there before, with other values" in told
    assert "row 4 (line 5): age is a text of at most 100 characters" in told
    assert known() == {"ana": {"age": "20"}, "w1": {"age": "30"}, "w2": {}}


@pytest.mark.parametrize(
    ("head", "told"),
    [("who,age", "has no column 'rater'"), ("rater", "says 0 things"), ("rater,a.b", "'a.b'")],
)
def test_an_unfit_table_is_refused(
    raters: dict[str, Rater], tmp_path: Path, head: str, told: str
) -> None:
    with pytest.raises(CommandError, match=told):
        call_command("raters", "talks", table(tmp_path / "t.csv", head, "w1,3"))
    with pytest.raises(CommandError, match="There is no file"):
        call_command("raters", "talks", str(tmp_path / "gone.csv"))
