# ruff: noqa: N999  (the file is named for the command)
"""`emotate import SLUG FILE --as items|ratings|known|predictions [--map field=column ...]`"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from annotation.imports import KINDS, Reading, Report, table_import
from annotation.imports.recipes import check_name, recipe_keep, recipe_named, with_recipe
from annotation.imports.tables.encodings import ENCODINGS, encoding_named
from annotation.models import Project
from annotation.selectors.projects.projects import project_by_slug

EPILOG = """
Fields of items: item (required), transcript or text, speaker, dialogue, position, language, about,
writer, subject, priority, role, explanation, expected.QUESTION; media (a file seen from the table,
or the name of a recording), start and end in seconds, sensors; several clips side by side as
media.1, media.2, with start.1, end.1; other columns are kept as attributes. Fields of ratings:
item, rater, a column per question id; for questions with a number per label QUESTION.LABEL;
QUESTION.cannot_tell, confidence, elapsed_ms, plays, submitted_at; repeat or
trial where a rater rated an item more than once. Vote counts: item and
votes.LABEL. A row per piece: QUESTION.start, .end, .label, .track of timelines, QUESTION.time and
QUESTION.DIMENSION of traces. A column per rater: QUESTION@RATER=COLUMN, or
QUESTION@*=rater_* for all that match; lists of ratings in a cell: ratings.QUESTION. Several FILEs,
or a folder of them, have the same columns; --map rater=@file is a file's name, --map item==TEXT a
text in every row and --map item={split}-{id} joins columns. Fields of known items: item, role,
explanation, priority, expected.QUESTION. Fields of predictions: item, QUESTION, QUESTION.LABEL. A
column is read as the field of its name unless --map says otherwise; #1 is the first column.
"""


def _reading(options: dict[str, Any]) -> Reading:
    return Reading(
        maps=tuple(options["maps"]),
        missing=tuple(options["missing"]),
        values=tuple(options["values"]),
        header=options["header"],
        card=options["card"],
        encoding=encoding_named(options["encoding"]),
    )


class Command(BaseCommand):
    help = "Bring a table (CSV, TSV, JSON lines, Parquet) into a project."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.epilog = EPILOG
        parser.add_argument("slug")
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--as", dest="kind", required=True, choices=KINDS)
        parser.add_argument(
            "--map",
            dest="maps",
            action="append",
            default=[],
            metavar="FIELD=COLUMN",
            help="read this column as this field; may be given many times",
        )
        parser.add_argument(
            "--missing",
            action="append",
            default=[],
            metavar="TEXT",
            help="a cell with this text is not answered, as -1 or FIELD:-1; may be repeated",
        )
        parser.add_argument(
            "--value",
            dest="values",
            action="append",
            default=[],
            metavar="TEXT=VALUE",
            help="read this text as that value, as 'A little=1'; may be given many times",
        )
        parser.add_argument(
            "--no-header",
            dest="header",
            action="store_false",
            help="the first row is data; columns are #1, #2 and so on",
        )
        parser.add_argument(
            "--encoding",
            default="",
            metavar="NAME",
            help=f"of the text, where it is not UTF-8 or UTF-16: {', '.join(ENCODINGS)}",
        )
        parser.add_argument(
            "--card", default="", metavar="NAME", help="whose predictions these are"
        )
        parser.add_argument(
            "--report", type=Path, metavar="FILE", help="write what did not go in, and why, as CSV"
        )
        parser.add_argument(
            "--recipe", metavar="NAME", help="read the table as this recipe of the project says"
        )
        parser.add_argument(
            "--save-recipe", metavar="NAME", help="keep how this table was read, for the next one"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = self._import(project_by_slug(options["slug"]), options)
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused
        for failure in report.failures:
            file = failure.place.file or report.file
            self.stderr.write(f"{file}, {failure.place.in_file}: {failure.reason}")
        if options["report"]:
            self._write(report, options["report"])
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
        else:
            self._tell(report)
        if report.failures:
            sys.exit(1)

    def _import(self, project: Project, options: dict[str, Any]) -> Report:
        paths, kind, reading = options["files"], options["kind"], _reading(options)
        if options["recipe"]:
            reading = with_recipe(recipe_named(project, options["recipe"]), kind, reading)
        keep = options["save_recipe"]
        if keep:
            check_name(keep)
        report = table_import(
            project=project,
            paths=paths,
            kind=kind,
            reading=reading,
            dry_run=options["dry_run"],
            tell=lambda name: self.stderr.write(f"bringing in {name}"),
        )
        if keep and not options["dry_run"]:
            recipe_keep(project=project, name=keep, kind=kind, reading=reading, paths=paths)
        return report

    def _write(self, report: Report, path: Path) -> None:
        try:
            path.write_text(report.as_csv(), encoding="utf-8-sig", newline="")
        except OSError as error:
            # the rows are in: what cannot be written must not read as a failed import
            self.stderr.write(f"The report cannot be written to {path}: {error.strerror}.")

    def _tell(self, report: Report) -> None:
        for field, column in report.columns.items():
            self.stdout.write(f"{field}: column '{column}'")
        if report.unused_columns:
            self.stdout.write(f"Not used: {', '.join(report.unused_columns)}")
        if report.pieces:
            self.stdout.write(f"{report.pieces} rows, each a piece of an answer, were gathered.")
        if report.spread:
            self.stdout.write(f"{report.spread} rows, each of several ratings, were taken apart.")
        if report.repeats:
            self.stdout.write(
                f"{report.repeats} ratings are of what their rater had rated before; each "
                "further presentation is an item of its own, such as 'clip#2'."
            )
        if report.missing:
            self.stdout.write(f"{report.missing} cells stand for not answered.")
        for note in report.notes:
            self.stdout.write(f"Note: {note}.")
        verb = "would be added" if report.dry_run else "added"
        self.stdout.write(
            f"{report.rows} rows read: {report.added} {verb}, {report.unchanged} unchanged, "
            f"{len(report.failures)} failed "
            f"({report.new_items} new items, {report.new_ratings} ratings, "
            f"{report.new_raters} raters, {report.new_predictions} predictions)."
        )
        if report.names_only:
            self.stdout.write(
                f"{report.names_only} of the new items have neither words nor media: nobody is "
                "asked to rate those. If they should be, fill the column 'text' or 'media', or "
                "say which it is: --map transcript=COLUMN, --map media=COLUMN"
            )
        if report.dry_run:
            self.stdout.write("Nothing was changed: this was a dry run.")
