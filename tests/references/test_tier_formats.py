"""RTTM, CTM, TextGrid and ELAN, read again by lhotse, praatio, tgt and pympi."""

import json
from pathlib import Path
from typing import Any

import pytest

from releases.exports import ExportOptions, release_export
from tests.references.test_catalogue_formats import rows_of
from tests.releases.heard import CHANGE, RATE, TURNS, WORDS

pytestmark = pytest.mark.django_db
CALL = "the call"


def sample(seconds: float, rate: int = RATE) -> int:
    return round(seconds * rate)


def read(release: Path, tmp_path: Path, reference: Any, name: str, **options: Any) -> Any:
    folder = release_export(release, name, None, tmp_path / name, ExportOptions(**options)).folder
    return reference("readers/tiers.py", {"folder": str(folder)})


@pytest.mark.parametrize("reader", ["praatio", "tgt"])
def test_textgrid(heard_release: Path, tmp_path: Path, reference, reader: str) -> None:
    told = read(heard_release, tmp_path, reference, "textgrid")[reader]
    assert set(told) == {CALL, "take"}
    tiers = told[CALL]
    every = sorted(tiers["items"] + tiers["items (2)"])
    assert [(sample(s), sample(e)) for s, e, _ in every] == [(s, e) for s, e, _ in TURNS]
    assert [text for _, _, text in every] == ["heard-0", "heard-1", "heard-2"]
    assert [(sample(s), sample(e), t) for s, e, t in tiers["Ana"]] == [
        (*TURNS[0][:2], "Hallo!"), (*TURNS[2][:2], "[speech]"),
    ]  # fmt: skip
    assert [(s, e, t) for s, e, t in tiers["Bo - words"]] == [
        (1.0, 1.5, WORDS[0]), (1.5, 2.0, WORDS[1]),
    ]  # fmt: skip


def test_labels_shares_and_raters_stand_on_tiers(
    heard_release: Path, tmp_path: Path, reference
) -> None:
    tiers = read(heard_release, tmp_path, reference, "textgrid")["praatio"][CALL]
    wanted = rows_of(heard_release, tmp_path)
    assert [text for _, _, text in tiers["emotion"]] == ["anger"]  # heard-1 is a tie
    shares = [text for _, _, text in tiers["emotion.shares"]]
    items = {row["item"]: row for row in wanted["items"]}
    for text, key in zip(shares, ("heard-0", "heard-1"), strict=True):
        given = {k: float(v) for k, v in (part.split("=") for part in text.split())}
        row = items[key]
        assert given == {label: row[f"emotion.share.{label}"] for label in given}
        assert sum(given.values()) == pytest.approx(1)
    answers = {
        (row["item"], row["rater"]): row["emotion"]
        for row in wanted["ratings"]
        if row["emotion"] and row["item"] in ("heard-0", "heard-1")
    }
    starts = {f"heard-{n}": start for n, (start, _, _) in enumerate(TURNS)}
    for (item, rater), emotion in answers.items():
        told = {sample(start): text for start, _, text in tiers[f"emotion/{rater}"]}
        assert told[starts[item]] == emotion


def test_marks_on_time_keep_their_raters(heard_release: Path, tmp_path: Path, reference) -> None:
    tiers = read(heard_release, tmp_path, reference, "textgrid")["praatio"][CALL]
    (marks,) = [found for name, found in tiers.items() if name.startswith("when/")]
    assert [(sample(s), sample(e), t) for s, e, t in marks] == [
        (TURNS[1][0], CHANGE, "joy"), (CHANGE, TURNS[1][1], "anger"),
    ]  # fmt: skip
    (trace,) = map(json.loads, (tmp_path / "textgrid" / "traces.jsonl").read_text().splitlines())
    assert (trace["item"], trace["question"]) == ("heard-1", "feel")
    assert trace["times"] == [0.0, 0.5, 1.0]
    assert trace["values"] == {"pleasure": [0.0, 0.25, -1.0]}


def test_elan(heard_release: Path, tmp_path: Path, reference) -> None:
    told = read(heard_release, tmp_path, reference, "elan", media="link")["pympi"]
    tiers = told[CALL]
    milliseconds = [(round(s * 1000 / RATE), round(e * 1000 / RATE)) for s, e, _ in TURNS]
    every = sorted(tiers["items"] + tiers["items (2)"])
    assert [tuple(each[:2]) for each in every] == milliseconds
    assert [text for _, _, text in tiers["Bo"]] == ["wie geht's"]
    assert tiers["Bo - words"] == [[1000, 1500, "wie"], [1500, 2000, "geht's"]]
    media = told[f"{CALL} media"]
    assert (tmp_path / "elan" / "elan" / media).resolve().read_bytes() == (
        tmp_path / "originals" / "the call.wav"
    ).read_bytes()


def test_only_the_tiers_that_were_asked_for(heard_release: Path, tmp_path: Path, reference) -> None:
    told = read(heard_release, tmp_path, reference, "textgrid", tiers=("words", "turns"))
    assert set(told["tgt"][CALL]) == {"Ana", "Bo", "Bo - words"}


def test_rttm(heard_release: Path, tmp_path: Path, reference) -> None:
    folder = release_export(heard_release, "rttm", None, tmp_path / "out").folder
    told = reference("readers/lhotse_speech.py", {"folder": str(folder)})["rttm"]
    speakers = {(r, sample(s), sample(s + d), who) for r, s, d, who in told["speakers"]
                if r == "the_call"}  # fmt: skip
    assert speakers == {("the_call", *turn) for turn in TURNS}
    assert [(sample(s), sample(s + d), who) for _, s, d, who in told["emotion"]] == [
        (*TURNS[0][:2], "anger"), (0, sample(0.5), "no-one"),
    ]  # fmt: skip
    (marks,) = [found for name, found in told.items() if name.startswith("when.r-")]
    assert [(sample(s), sample(s + d), who) for _, s, d, who in marks] == [
        (TURNS[1][0], CHANGE, "joy"), (CHANGE, TURNS[1][1], "anger"),
    ]  # fmt: skip


def test_ctm(heard_release: Path, tmp_path: Path, reference) -> None:
    folder = release_export(heard_release, "ctm", None, tmp_path / "out").folder
    told = reference("readers/lhotse_speech.py", {"folder": str(folder)})
    assert told["words"] == [
        ["the_call", "wie", 1.0, 0.5], ["the_call", "geht's", 1.5, 0.5],
    ]  # fmt: skip


def test_what_has_no_place_is_counted(heard_release: Path, tmp_path: Path) -> None:
    result = release_export(heard_release, "textgrid", None, tmp_path / "out")
    assert dict(result.report.left_out) == {
        "attention items, which are no data": 1, "items without a recording": 1, "pictures": 1,
    }  # fmt: skip
    card = json.loads((tmp_path / "out" / "export.json").read_text())
    assert card["left_out"] == dict(result.report.left_out)
    assert card["tiers"] == ["items", "turns", "words", "labels", "raters"]
