"""`emotate consent list|set|read`"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from annotation.errors import AnnotationRefused
from annotation.models import Project
from annotation.selectors.projects.projects import project_by_slug
from annotation.selectors.projects.recordings import consent_body, recording_shown, recordings_shown
from annotation.services.consent.consents import consents_set, terms_from
from annotation.services.consent.tables import consents_read
from ingestion.models import ConsentState, Permission


class Command(BaseCommand):
    help = "What the people in a project's recordings agreed to."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        listing = acts.add_parser("list", help="each recording with its consent")
        state = acts.add_parser("set", help="the same for some recordings, or for all")
        table = acts.add_parser("read", help="a table with a row for each recording")
        for act in (listing, state, table):
            act.add_argument("slug", help="the project that shows the recordings")
            act.add_argument("--json", action="store_true")
        state.add_argument("state", choices=ConsentState.values)
        which = state.add_mutually_exclusive_group(required=True)
        which.add_argument("--recording", action="append", default=[], metavar="NAME")
        which.add_argument("--all", action="store_true", help="every recording of the project")
        state.add_argument(
            "--permits", default="", metavar="A,B", help=f"of {', '.join(Permission.values)}"
        )
        state.add_argument("--document", default="", help="where it is written down")
        state.add_argument("--date", default="", metavar="YYYY-MM-DD")
        table.add_argument("file", type=Path, help="CSV, TSV, JSON lines or Parquet")
        table.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['act']}")(project_by_slug(options["slug"]), options)
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused

    def _list(self, project: Project, options: dict[str, Any]) -> None:
        found = [
            {"recording": one.name, "sha256": one.sha256, **consent_body(one)}
            for one in recordings_shown(project).select_related("consent")
        ]
        if options["json"]:
            self.stdout.write(json.dumps(found, default=str))
            return
        for row in found:
            told = [
                row["state"],
                ", ".join(row["permits"]),
                row["document"],
                str(row["date"] or ""),
            ]
            self.stdout.write(f"{row['recording']}: {'; '.join(filter(None, told))}")

    def _set(self, project: Project, options: dict[str, Any]) -> None:
        permits = [name for name in options["permits"].split(",") if name.strip()]
        terms = terms_from({**options, "permits": permits})
        if options["all"]:
            recordings = list(recordings_shown(project))
        else:
            recordings = [recording_shown(project, name) for name in options["recording"]]
        if not recordings:
            raise AnnotationRefused(f"'{project.slug}' shows no recordings.")
        changed = consents_set(recordings, terms)
        if options["json"]:
            self.stdout.write(json.dumps({"recordings": changed, "state": terms.state}))
        else:
            self.stdout.write(f"{changed} recordings: consent is {terms.state}.")

    def _read(self, project: Project, options: dict[str, Any]) -> None:
        if not options["file"].is_file():
            raise AnnotationRefused(f"There is no file '{options['file']}'.")
        report = consents_read(project=project, path=options["file"], dry_run=options["dry_run"])
        if options["json"]:
            self.stdout.write(json.dumps({**vars(report), "dry_run": options["dry_run"]}))
        else:
            would = "would have" if options["dry_run"] else "have"
            self.stdout.write(f"{report.stated} recordings {would} the consent of the table.")
        for failure in report.failures:
            self.stderr.write(failure)
        if report.failures:
            sys.exit(1)
