"""`emotate raters SLUG FILE`"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from annotation.errors import AnnotationRefused
from annotation.selectors.projects.projects import project_by_slug
from annotation.services.people.attributes import rater_attributes_read


class Command(BaseCommand):
    help = "Take what a table says of raters: age group, first language and the like."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the project")
        parser.add_argument("file", type=Path, help="CSV, TSV, JSON lines or Parquet")
        parser.add_argument(
            "--rater", default="rater", metavar="COLUMN", help="names the raters; default: rater"
        )
        parser.add_argument(
            "--keep", default="", metavar="A,B", help="columns; default: all others"
        )
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if not options["file"].is_file():
                raise AnnotationRefused(f"There is no file '{options['file']}'.")
            report = rater_attributes_read(
                project=project_by_slug(options["slug"]),
                path=options["file"],
                rater=options["rater"],
                keep=[name for name in options["keep"].split(",") if name.strip()],
                dry_run=options["dry_run"],
            )
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused
        if options["json"]:
            self.stdout.write(json.dumps({**vars(report), "dry_run": options["dry_run"]}))
        else:
            would = "would be" if options["dry_run"] else "is"
            names = ", ".join(report.attributes)
            self.stdout.write(f"Of {report.told} raters {would} known: {names}.")
        for failure in report.failures:
            self.stderr.write(failure)
        if report.failures:
            sys.exit(1)
