# ruff: noqa: N999  (the file is named for the command)
"""`emotate import SLUG FILE --as items|ratings|known [--map field=column ...]`"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from annotation.imports import KINDS, Report, table_import
from annotation.selectors.projects import project_by_slug

EPILOG = """
Fields of items: item (required), transcript or text, speaker, dialogue, position, language, about,
writer, subject, priority, role, explanation, expected.QUESTION; media (a file seen from the table,
or the name of a recording), start and end in seconds, sensors; several clips side by side as
media.1, media.2, with start.1, end.1; other columns are kept as attributes. Fields of ratings:
item, rater, a column per question id; for questions with a number per label QUESTION.LABEL;
QUESTION.cannot_tell, confidence, elapsed_ms, plays, submitted_at. Vote counts: item and
votes.LABEL. A row per piece: QUESTION.start, .end, .label, .track of timelines, QUESTION.time and
QUESTION.DIMENSION of traces. FILE may be a folder of tables; --map rater=@file is a file's name
and --map item==TEXT a text in every row. Fields of known items: item, role, explanation, priority,
expected.QUESTION. A column is read as the field of its name unless --map says otherwise; #1 is the
first column.
"""


class Command(BaseCommand):
    help = "Bring a table (CSV, TSV, JSON lines, Parquet) into a project."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.epilog = EPILOG
        parser.add_argument("slug")
        parser.add_argument("file", type=Path)
        parser.add_argument("--as", dest="kind", required=True, choices=KINDS)
        parser.add_argument(
            "--map",
            dest="maps",
            action="append",
            default=[],
            metavar="FIELD=COLUMN",
            help="read this column as this field; may be given many times",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = table_import(
                project=project_by_slug(options["slug"]),
                path=options["file"],
                kind=options["kind"],
                maps=options["maps"],
                dry_run=options["dry_run"],
                tell=lambda name: self.stderr.write(f"bringing in {name}"),
            )
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused
        for failure in report.failures:
            self.stderr.write(f"{report.file}, {failure}")
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
        else:
            self._tell(report)
        if report.failures:
            sys.exit(1)

    def _tell(self, report: Report) -> None:
        for field, column in report.columns.items():
            self.stdout.write(f"{field}: column '{column}'")
        if report.unused_columns:
            self.stdout.write(f"Not used: {', '.join(report.unused_columns)}")
        if report.pieces:
            self.stdout.write(f"{report.pieces} rows, each a piece of an answer, were gathered.")
        verb = "would be added" if report.dry_run else "added"
        self.stdout.write(
            f"{report.rows} rows read: {report.added} {verb}, {report.unchanged} unchanged, "
            f"{len(report.failures)} failed "
            f"({report.new_items} new items, {report.new_ratings} ratings, "
            f"{report.new_raters} raters)."
        )
        if report.names_only:
            self.stdout.write(
                f"{report.names_only} of the new items have neither words nor media: nobody is "
                "asked to rate those. If they should be, fill the column 'text' or 'media', or "
                "say which it is: --map transcript=COLUMN, --map media=COLUMN"
            )
        if report.dry_run:
            self.stdout.write("Nothing was changed: this was a dry run.")
