"""`emotate project create|list`"""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from accounts.models import User
from annotation.models import Project
from annotation.selectors.projects import project_by_slug, project_row
from annotation.services.projects import member_add, member_remove, project_create


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
        member.add_argument("--role", required=True, choices=["rater", "researcher"])
        member.add_argument("--remove", action="store_true", help="take it away; ratings stay")

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
            self.stdout.write(json.dumps(project_row(project), default=str))
        else:
            self.stdout.write(
                f"Project '{project.slug}' ({project.title}) is ready: "
                f"`emotate ingest {project.slug} FILE...` brings media in."
            )

    def _list(self, options: dict[str, Any]) -> None:
        rows = [project_row(project) for project in Project.objects.order_by("slug")]
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
