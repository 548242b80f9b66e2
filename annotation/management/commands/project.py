"""`emotate project create|list|member|set|policy|scheme|quality`"""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rest_framework.utils.encoders import JSONEncoder

from accounts.errors import Refused
from accounts.models import User
from annotation.management.project_settings import changes_of
from annotation.management.quality_lines import quality_lines
from annotation.models import MemberRole, Project
from annotation.selectors.people.quality import quality_of
from annotation.selectors.projects.projects import project_by_slug, project_rows
from annotation.selectors.projects.schemes import current_scheme
from annotation.services.projects.projects import (
    member_add,
    member_remove,
    project_create,
    project_update,
)
from annotation.services.projects.schemes import SchemeChange, scheme_set


class Command(BaseCommand):
    help = "Create projects from presets, add people to them, list them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        create = acts.add_parser("create", help="create a project from a preset")
        create.add_argument("slug", help="its short name in addresses: letters, digits, - and _")
        create.add_argument("--preset", required=True, help="see `emotate preset list`")
        create.add_argument("--title", default="")
        create.add_argument("--json", action="store_true")
        listing = acts.add_parser("list", help="all projects")
        listing.add_argument("--json", action="store_true")
        member = acts.add_parser(
            "member", help="give a person a place in a project, or take it away"
        )
        member.add_argument("slug")
        member.add_argument("username")
        member.add_argument("--role", required=True, choices=MemberRole.values)
        member.add_argument("--remove", action="store_true", help="take it away; ratings stay")
        setting = acts.add_parser("set", help="change settings of a project")
        setting.add_argument("slug")
        setting.add_argument(
            "changes",  # "settings" is an option of every command, and would be taken for it
            nargs="+",
            metavar="KEY=VALUE",
            help="such as raters_per_item=3, gold.every=10, state=paused; nothing after the "
            "sign brings a default back",
        )
        policy = acts.add_parser("policy", help="show who gets which item, and how it is shown")
        policy.add_argument("slug")
        policy.add_argument("--json", action="store_true")
        quality = acts.add_parser(
            "quality", help="how raters did, and how the policy spends itself"
        )
        quality.add_argument("slug")
        quality.add_argument("--json", action="store_true")
        scheme = acts.add_parser("scheme", help="show the questions, or ask others from now on")
        scheme.add_argument("slug")
        scheme.add_argument("file", nargs="?", type=Path, help="a scheme as JSON")
        scheme.add_argument("--dry-run", action="store_true", help="say what it would do")
        scheme.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['act']}")(options)
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused

    def _create(self, options: dict[str, Any]) -> None:
        project = project_create(
            slug=options["slug"], preset_name=options["preset"], title=options["title"]
        )
        if options["json"]:
            self.stdout.write(json.dumps(project_rows([project])[0], default=str))
        else:
            self.stdout.write(
                f"Project '{project.slug}' ({project.title}) is ready: "
                f"`emotate ingest {project.slug} FILE...` brings media in."
            )

    def _list(self, options: dict[str, Any]) -> None:
        rows = project_rows(Project.objects.order_by("slug"))
        if options["json"]:
            self.stdout.write(json.dumps(rows, default=str))
            return
        for row in rows:
            self.stdout.write(
                f"{row['slug']:24} {row['preset']:12} {row['items']} items, "
                f"{row['ratings']} ratings, {row['complete']} complete"
            )
        if not rows:
            self.stdout.write("No projects yet: `emotate project create SLUG --preset PRESET`.")

    def _member(self, options: dict[str, Any]) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(
                f"Nobody is called '{options['username']}'; `emotate user create` makes people.",
                returncode=2,
            )
        project = project_by_slug(options["slug"])
        change = member_remove if options["remove"] else member_add
        change(project=project, user=user, role=options["role"])
        now = "no longer a" if options["remove"] else "a"
        self.stdout.write(f"'{user.username}' is {now} {options['role']} in '{project.slug}'.")

    def _set(self, options: dict[str, Any]) -> None:
        project = project_by_slug(options["slug"])
        changes = changes_of(project, options["changes"])
        project_update(project=project, changes=changes)
        self.stdout.write(f"'{project.slug}' has its new settings.")

    def _policy(self, options: dict[str, Any]) -> None:
        policy = project_by_slug(options["slug"]).policy
        if options["json"]:
            self.stdout.write(json.dumps(policy))
            return
        for name, value in policy.items():
            self.stdout.write(f"{name:20} {json.dumps(value, ensure_ascii=False)}")

    def _quality(self, options: dict[str, Any]) -> None:
        found = quality_of(project_by_slug(options["slug"]))
        if options["json"]:
            self.stdout.write(json.dumps(found, cls=JSONEncoder, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(quality_lines(found)))

    def _scheme(self, options: dict[str, Any]) -> None:
        project = project_by_slug(options["slug"])
        if options["file"] is None:
            scheme = current_scheme(project.pk)
            self.stdout.write(json.dumps(scheme.body, indent=2, ensure_ascii=False))
            return
        change = scheme_set(
            project=project, body=_json_in(options["file"]), dry_run=options["dry_run"]
        )
        if options["json"]:
            self.stdout.write(json.dumps(asdict(change)))
        else:
            self._tell(change, dry_run=options["dry_run"])

    def _tell(self, change: SchemeChange, *, dry_run: bool) -> None:
        would = "would be" if dry_run else "is"
        self.stdout.write(f"Version {change.version} {would} asked from now on.")
        for question in change.questions:
            self.stdout.write(
                f"{question.change:8} {question.id} ({question.answers} answers). {question.text}"
            )
        for line in change.policy:
            self.stdout.write(line)
        if change.drafts:
            self.stdout.write(
                f"Of {change.drafts} answers in progress a part no longer fits; it is set aside."
            )


def _json_in(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"'{file}' cannot be read: {error.strerror}.", returncode=2) from error
    except ValueError as error:
        raise CommandError(f"'{file}' is not JSON: {error}.", returncode=2) from error
