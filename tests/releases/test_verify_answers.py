"""`emotate verify --answers`: the published examples, printed one by one."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from affect.answer_book import book
from releases.management.commands import verify


def run(*words: str) -> tuple[int | str | None, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("verify", *words, stdout=out, stderr=err)
    except SystemExit as ended:
        return ended.code, out.getvalue(), err.getvalue()
    except CommandError as error:
        return error.returncode, out.getvalue(), str(error)
    return 0, out.getvalue(), err.getvalue()


def test_every_figure_is_printed_with_its_source() -> None:
    status, out, err = run("--answers")
    assert (status, err) == (0, "")
    for case in book():
        assert f"{case.id} ({case.standing}): {case.source}" in out
    figures = sum(len(case.checks) for case in book())
    assert out.count("\n  pass  ") == figures
    assert out.endswith(f"{figures} of {figures} figures of {len(book())} examples pass\n")
    assert "alpha (level nominal), value: undefined (no unit has two ratings); expected" in out


def test_json_holds_values_and_what_was_expected() -> None:
    status, out, _ = run("--answers", "--json")
    found = json.loads(out)
    assert (status, found["failed"], found["ok"]) == (0, 0, True)
    cohen = next(each for each in found["answers"] if each["case"] == "cohen1960-p45")
    assert cohen["value"] == pytest.approx(0.4915, abs=5e-5)
    assert cohen["tolerance"] == 1e-9
    assert cohen["source"].startswith("Cohen (1960)")


def test_one_that_fails_is_named_and_ends_with_status_1(monkeypatch: pytest.MonkeyPatch) -> None:
    case = book()[0]
    wrong = replace(case, checks=(replace(case.checks[0], expected=0.5),))
    monkeypatch.setattr(verify, "book", lambda: (wrong,))
    status, out, err = run("--answers")
    assert status == 1
    assert "  FAIL  alpha (level nominal), value: 0.7434210526; expected 0.5 within 1e-09" in out
    assert err.startswith(f"{case.id}: value is 0.743")
    assert json.loads(run("--answers", "--json")[1])["failed"] == 1


def test_a_target_or_the_answers() -> None:
    for words in ([], ["talks@v1", "--answers"]):
        status, _, err = run(*words)
        assert (status, err) == (2, "Name a release or a folder, or ask for --answers.")
