"""`emotate verify SLUG@TAG|DIR` and `emotate verify --answers`"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from affect.answer_book import Verdict, book, verdicts
from releases.selectors import release_named
from releases.verify import Verification, folder_verify, release_verify

LISTED = 4


class Command(BaseCommand):
    help = (
        "Prove that a release or an export is as it was written: every hash, every count; or, with "
        "--answers, that the statistics give the published answers."
    )

    @staticmethod
    def needs_database(options: dict[str, Any]) -> bool:
        """A folder is verified without one."""
        return not options["answers"] and is_name(options["target"] or "")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", nargs="?", metavar="SLUG@TAG|DIR")
        parser.add_argument(
            "--answers",
            action="store_true",
            help="compute every example of the answer book and compare it with its source",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["answers"] == bool(options["target"]):
            raise CommandError("Name a release or a folder, or ask for --answers.", returncode=2)
        if options["answers"]:
            self._answers(as_json=options["json"])
            return
        try:
            found = _verified(options["target"])
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused
        if options["json"]:
            self.stdout.write(json.dumps({**vars(found), "ok": not found.faults}))
        else:
            self._show(found)
        for fault in found.faults:
            self.stderr.write(fault)
        if found.faults:
            sys.exit(1)

    def _answers(self, *, as_json: bool) -> None:
        found = verdicts(book())
        failed = [verdict for verdict in found if not verdict.passed]
        if as_json:
            told = {
                "answers": [_answer(verdict) for verdict in found],
                "passed": len(found) - len(failed),
                "failed": len(failed),
                "ok": not failed,
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            self._show_answers(found)
        for verdict in failed:
            self.stderr.write(f"{verdict.case.id}: {verdict.check.figure} is {verdict.value}")
        if failed:
            sys.exit(1)

    def _show_answers(self, found: list[Verdict]) -> None:
        case = None
        for verdict in found:
            if verdict.case is not case:
                case = verdict.case
                self.stdout.write(f"\n{case.id} ({case.standing}): {case.source}")
            check = verdict.check
            options = ", ".join(f"{name} {value}" for name, value in check.options.items())
            self.stdout.write(
                f"  {'pass' if verdict.passed else 'FAIL'}  {check.measure}"
                f"{f' ({options})' if options else ''}, {check.figure}: "
                f"{_figure(verdict.value, verdict.reason)}; expected "
                f"{_figure(check.expected)} within {check.tolerance:g}"
            )
        passed = sum(verdict.passed for verdict in found)
        cases = len({verdict.case.id for verdict in found})
        self.stdout.write(f"\n{passed} of {len(found)} figures of {cases} examples pass")

    def _show(self, found: Verification) -> None:
        number = len(found.faults)
        faults = "1 fault" if number == 1 else f"{number} faults"
        verdict = faults if number else "as it was written"
        what = "export of" if found.kind == "export" else "id"
        self.stdout.write(
            f"{found.target}: {verdict}; {found.files} files, {found.rows} rows, "
            f"{found.bytes} bytes\n{what} {found.release_id}"
        )


def is_name(target: str) -> bool:
    """Whether this is SLUG@TAG; a folder of that name comes first."""
    return "@" in target and not Path(target).is_dir()


def _answer(verdict: Verdict) -> dict[str, Any]:
    case, check = verdict.case, verdict.check
    return {
        "case": case.id,
        "measure": check.measure,
        "options": check.options,
        "figure": check.figure,
        "value": verdict.value,
        "reason": verdict.reason,
        "expected": check.expected,
        "tolerance": check.tolerance,
        "source": case.source,
        "standing": case.standing,
        "passed": verdict.passed,
    }


def _figure(value: Any, reason: str | None = None) -> str:
    """Numbers with ten digits; long lists by their beginning."""
    if value is None:
        return f"undefined ({reason})" if reason else "undefined"
    if not isinstance(value, list):
        return f"{value:.10g}"
    shown = ", ".join(_figure(each) for each in value[:LISTED])
    return f"[{shown}{f', ... {len(value)} in all' if len(value) > LISTED else ''}]"


def _verified(target: str) -> Verification:
    if is_name(target):
        return release_verify(release_named(target))
    return folder_verify(Path(target))
