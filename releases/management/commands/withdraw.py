"""`emotate withdraw recording|speaker|item|rater|list`: take back what somebody withdrew."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from annotation.selectors.projects.projects import project_by_slug
from releases.errors import ReleaseRefused
from releases.models import Withdrawal
from releases.services import withdraw, withdrawal_plan, withdrawals_finish
from releases.withdrawal.people import check_chosen, gone_by_rater, named_so
from releases.withdrawal.targets import (
    REASONS,
    Gone,
    gone_by_items,
    gone_by_recordings,
    gone_by_speaker,
)


class Command(BaseCommand):
    help = "Take back recordings, speakers, items or a rater's answers: everywhere, for good."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        recording = acts.add_parser("recording", help="of every project, with its media")
        recording.add_argument("names", nargs="+", metavar="NAME|SHA256")
        speaker = acts.add_parser("speaker", help="the items of a speaker in a project")
        speaker.add_argument("slug")
        speaker.add_argument("name")
        item = acts.add_parser("item", help="items of a project")
        item.add_argument("slug")
        item.add_argument("names", nargs="+", metavar="ITEM")
        rater = acts.add_parser("rater", help="all answers of a rater in a project")
        rater.add_argument("slug")
        rater.add_argument("name")
        rater.add_argument(
            "--only",
            action="append",
            default=[],
            metavar="ID",
            help="of several people of that name, as the plan has them (r12); may be repeated",
        )
        for act in (recording, speaker, item, rater):
            act.add_argument("--reason", required=True, choices=REASONS)
            act.add_argument("--yes", action="store_true", help="do it; without, only say what")
        listing = acts.add_parser("list", help="what was withdrawn, and which releases changed")
        for act in (recording, speaker, item, rater, listing):
            act.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["act"] == "list":
                withdrawals_finish()
                self._list(as_json=options["json"])
            else:
                self._withdraw(_gone(options), options)
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused

    def _withdraw(self, gone: Gone, options: dict[str, Any]) -> None:
        plan = {**withdrawal_plan(gone), "named": _named(options)}
        if not options["yes"]:
            self._show(plan, as_json=options["json"])
            return
        if options["act"] == "rater":
            project = project_by_slug(options["slug"])
            how = "Say which by --only ID, once for each that is meant."
            check_chosen(project, options["name"], options["only"], how)
        record = withdraw(gone=gone, kind=options["act"], reason=options["reason"])
        self._told([record], as_json=options["json"])

    def _show(self, plan: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"would": plan}))
            return
        self.stdout.write(
            f"This would delete {plan['items']} items, {plan['ratings']} ratings, the answers of "
            f"{plan['raters']} raters and {plan['recordings']} recordings with their media, in: "
            f"{', '.join(plan['projects']) or 'no project'}.\n"
            f"Releases that would be written anew: {', '.join(plan['releases']) or 'none'}.\n"
            f"{_several(plan['named'])}"
            "Nothing was changed. Say --yes to do it; it cannot be undone."
        )

    def _list(self, *, as_json: bool) -> None:
        self._told(list(Withdrawal.objects.all()), as_json=as_json)

    def _told(self, records: list[Withdrawal], *, as_json: bool) -> None:
        if as_json:
            shown = [_row(record) for record in records]
            self.stdout.write(json.dumps(shown))
            return
        for record in records:
            self.stdout.write(
                f"{record.at:%Y-%m-%d} {record.kind} ({record.reason}): "
                f"{record.counts.get('items', 0)} items and {record.counts.get('ratings', 0)} "
                "ratings are gone"
            )
            for release in record.releases:
                self.stdout.write(
                    f"  {release['release']} is version {release['version']} now, id "
                    f"{release['is']}; whoever has {release['was']} fetches it again"
                )


def _gone(options: dict[str, Any]) -> Gone:
    act = options["act"]
    if act == "recording":
        return gone_by_recordings(options["names"])
    project = project_by_slug(options["slug"])
    if act == "speaker":
        return gone_by_speaker(project, options["name"])
    if act == "item":
        return gone_by_items(project, options["names"])
    if act == "rater":
        return gone_by_rater(project, options["name"], options["only"])
    raise ReleaseRefused(f"'{act}' cannot be withdrawn.")


def _named(options: dict[str, Any]) -> list[dict[str, Any]]:
    """Who is called so, where a rater is taken back by name."""
    if options["act"] != "rater":
        return []
    return [one.body() for one in named_so(project_by_slug(options["slug"]), options["name"])]


def _several(named: list[dict[str, Any]]) -> str:
    """Those of one name, where there are several."""
    if len(named) < 2:
        return ""
    lines = [
        f"  {one['id']}: {one['known']}, {one['ratings']} ratings, {one['decisions']} decisions\n"
        for one in named
    ]
    return f"Called so are {len(named)} people; --only ID takes one of them:\n{''.join(lines)}"


def _row(record: Withdrawal) -> dict[str, Any]:
    return {
        "at": record.at.isoformat(),
        "done": record.done_at is not None,
        "kind": record.kind,
        "reason": record.reason,
        **record.counts,
        "releases": record.releases,
    }
