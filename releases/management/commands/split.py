"""`emotate split SLUG`: how releases of a project are divided, and how that comes out."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from annotation.selectors.projects.projects import project_by_slug
from releases.errors import ReleaseRefused
from releases.selectors import split_plan_of
from releases.services import splits_preview, splits_set
from releases.splits import DISJOINT


class Command(BaseCommand):
    help = "Divide the items of a project into splits, from the next release on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument(
            "--share", action="append", metavar="NAME=PART", default=[],
            help="a split and its part of the items, as train=0.7; once for each split",
        )  # fmt: skip
        parser.add_argument(
            "--apart", metavar="A,B", help=f"what no two splits may share: {', '.join(DISJOINT)}"
        )
        parser.add_argument("--stratify", metavar="QUESTION", help="what is to be alike in all")
        parser.add_argument("--seed", type=int)
        parser.add_argument("--column", help="take the splits that items came with, if none leaks")
        parser.add_argument("--off", action="store_true", help="no splits from now on")
        parser.add_argument("--dry-run", action="store_true", help="say how it would come out")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = self._asked(options)
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused
        if options["json"]:
            self.stdout.write(json.dumps(report))
        elif report is None:
            self.stdout.write(f"{options['slug']}: releases have no splits")
        else:
            self._show(report)

    def _asked(self, options: dict[str, Any]) -> dict[str, Any] | None:
        project = project_by_slug(options["slug"])
        if options["off"]:
            splits_set(project=project, body=None)
            return None
        plan = split_plan_of(project)
        changes = _changes(options)
        if not changes and plan is None:
            return None
        body = {**(plan.body() if plan else {}), **changes}
        report = splits_preview(project=project, body=body)
        if changes and not options["dry_run"]:
            splits_set(project=project, body=body)
        return report

    def _show(self, report: dict[str, Any]) -> None:
        for each in report["splits"]:
            wanted = "" if each["wanted"] is None else f" (wanted {each['wanted']:.1%})"
            apart = "" if each["apart"] is None else f"; labels {each['apart']:.3f} apart"
            self.stdout.write(
                f"{each['name']:12} {each['items']:>8} items, {each['share'] or 0:.1%}{wanted}; "
                f"{each['recordings']} recordings, {each['speakers']} speakers{apart}"
            )
        apart = ", ".join(report["plan"]["disjoint"]) or "nothing"
        self.stdout.write(
            f"{report['groups']} groups of items that hang together, the largest of "
            f"{report['largest_group']}; kept apart by {apart}; {report['in_no_split']} items in "
            f"no split; {report['moved']} moved since the release before"
        )
        if report["near_duplicates"]:
            self.stdout.write(
                f"{report['near_duplicates']} items have a near duplicate, beside which they stay"
            )


def _changes(options: dict[str, Any]) -> dict[str, Any]:
    """What was said, and nothing that was not."""
    changes: dict[str, Any] = {}
    if options["share"]:
        changes |= {"shares": [_share(word) for word in options["share"]], "column": None}
    if options["apart"] is not None:
        changes["disjoint"] = [name for name in options["apart"].split(",") if name]
    for name in ("stratify", "seed", "column"):
        if options[name] is not None:
            changes[name] = options[name]
    return changes


def _share(word: str) -> dict[str, Any]:
    name, _, part = word.partition("=")
    try:
        return {"name": name, "share": float(part)}
    except ValueError:
        raise ReleaseRefused(f"'{word}' is no share: write NAME=PART, as in train=0.7.") from None
