"""`emotate citation SLUG`: who made a data set, its licence, and what else releases should say."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from annotation.selectors.projects.projects import project_by_slug
from releases.cards.about import TEXTS
from releases.services import about_of, about_set

FIELDS = ("licence", "doi", *TEXTS)


class Command(BaseCommand):
    help = "Authors, licence and purpose of a data set, for the next releases of a project."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument(
            "--author", action="append", metavar="NAME[;ORCID[;AFFILIATION]]",
            help="once for each, in their order; replaces the authors there were",
        )  # fmt: skip
        for name in FIELDS:
            parser.add_argument(f"--{name}", metavar="TEXT", help='"" takes it back')
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            project = project_by_slug(options["slug"])
            changes = _changes(options)
            about = about_of(project)
            if changes:
                about = about_set(project=project, body={**about.body(), **changes})
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused
        body = about.body()
        if options["json"]:
            self.stdout.write(json.dumps(body, ensure_ascii=False))
            return
        names = ", ".join(author.name for author in about.authors)
        for name, value in (("authors", names), *((name, body[name]) for name in FIELDS)):
            self.stdout.write(f"{name:12} {value or 'not stated'}")


def _changes(options: dict[str, Any]) -> dict[str, Any]:
    changes = {name: options[name] for name in FIELDS if options[name] is not None}
    if options["author"] is not None:
        changes["authors"] = [_author(text) for text in options["author"] if text.strip()]
    return changes


def _author(text: str) -> dict[str, str]:
    parts = [part.strip() for part in text.split(";", 2)]
    return dict(zip(("name", "orcid", "affiliation"), parts, strict=False))
