"""`emotate agreement SLUG` and `emotate agreement TABLE.csv --stat STAT`"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from affect.agreement import LEVELS, STATISTICS, WEIGHTS, AgreementError
from affect.agreement.tables.kind_tables import COLUMNS as COLUMNS_OF_KINDS
from affect.agreement.tables.kind_tables import kind_statistics
from affect.agreement.tables.pieces_table import PIECE_STATISTICS
from affect.agreement.tables.table_statistics import TABLE_DISTANCES
from affect.agreement.tables.tables import LAYOUTS
from annotation.errors import AnnotationRefused
from annotation.selectors.projects.projects import project_by_slug
from annotation.selectors.results.clusters import OVERS
from annotation.services.results.agreement import RESAMPLES, agreement_of
from annotation.services.results.table_agreement import table_agreement

TABLE_EXTENSIONS = (".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".parquet")
LIST = "list"
TABLE_OPTIONS = (
    "stat",
    "level",
    "period",
    "distance",
    "weights",
    "categories",
    "layout",
    "cluster",
    "over",
    "influence",
)
COLUMNS = ("label", "statistic", "level", "value", "95 % interval", "items", "raters", "ratings")


class Command(BaseCommand):
    help = "Agreement between raters: of a project, or of a table with a column per rater."

    @staticmethod
    def needs_database(options: dict[str, Any]) -> bool:
        """A table needs none, nor does the list of statistics."""
        return options["stat"] != LIST and not _is_table(options["target"] or "")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "target",
            nargs="?",
            metavar="SLUG|TABLE.csv",
            help="a project, or a table: first column the unit, then one column per rater",
        )
        parser.add_argument("--question", help="only this question of the project")
        parser.add_argument("--stat", help="of a table (alpha unless it is given); list names them")
        parser.add_argument("--level", choices=LEVELS, help="level of measurement, for alpha")
        parser.add_argument("--period", type=float, help="of a circular level, such as 360")
        parser.add_argument("--distance", choices=TABLE_DISTANCES, help="of sets or distributions")
        parser.add_argument("--weights", choices=WEIGHTS, help="of kappas and alpha")
        parser.add_argument("--categories", metavar="A,B,...", help="all of them, in their order")
        parser.add_argument("--layout", choices=LAYOUTS, help="of the table (ratings)")
        parser.add_argument("--cluster", metavar="COLUMN", help="draw these instead of units")
        parser.add_argument(
            "--over",
            choices=("units", *OVERS),
            help="what to draw: units or raters of a table; items, speakers, recordings, sessions "
            "or raters of a project",
        )
        parser.add_argument(
            "--influence", action="store_true", help="also without each rater, and of each label"
        )
        parser.add_argument(
            "--bootstrap",
            type=int,
            metavar="N",
            help=f"resamples for the interval (projects, --cluster and --over: {RESAMPLES}; "
            "tables: 0)",
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["stat"] == LIST:
            self._list(as_json=options["json"])
            return
        if options["target"] is None:
            raise CommandError("Name a project or a table, or ask --stat list.", returncode=2)
        is_table = _is_table(options["target"])
        try:
            (self._of_table if is_table else self._of_project)(options)
        except (Refused, AgreementError) as refused:
            raise CommandError(str(refused), returncode=2) from refused

    def _list(self, *, as_json: bool) -> None:
        if as_json:
            found = [
                {"stat": name, "about": each.about, "options": each.options}
                for name, each in STATISTICS.items()
            ]
            found += [
                {"stat": name, "about": each.about, "options": ["layout"]}
                for name, each in PIECE_STATISTICS.items()
            ]
            found += [
                {"stat": name, "about": f"of {layout}", "options": ["layout"]}
                for layout in COLUMNS_OF_KINDS
                for name in kind_statistics(layout)
            ]
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        kinds = {layout: kind_statistics(layout) for layout in COLUMNS_OF_KINDS}
        width = max(map(len, (*STATISTICS, *PIECE_STATISTICS, *sum(kinds.values(), ()))))
        for name, each in STATISTICS.items():
            takes = f" (takes {', '.join(each.options)})" if each.options else ""
            self.stdout.write(f"  {name.ljust(width)}  {each.about}{takes}")
        for name, piece in PIECE_STATISTICS.items():
            self.stdout.write(f"  {name.ljust(width)}  {piece.about} (layout pieces)")
        for layout, names in kinds.items():
            for name in names:
                self.stdout.write(f"  {name.ljust(width)}  of {layout} (layout {layout})")

    def _of_project(self, options: dict[str, Any]) -> None:
        if any(options[name] for name in TABLE_OPTIONS if name != "over"):
            raise AnnotationRefused(
                "--stat, --level and the like are for tables; a project's questions fix their own."
            )
        over = options["over"] or "items"
        if over not in OVERS:
            raise AnnotationRefused(f"--over {over} is for tables; here: {', '.join(OVERS)}.")
        found = agreement_of(
            project_by_slug(options["target"]),
            question=options["question"],
            bootstrap=RESAMPLES if options["bootstrap"] is None else options["bootstrap"],
            over=over,
        )
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        for question in found["questions"]:
            self.stdout.write(f"\n{question['id']}: {question['text']}")
            rows = [_row("all", each) for each in question["statistics"]]
            rows += [_row(each["label"], each) for each in question["per_label"]]
            for line in _aligned([COLUMNS, *rows]):
                self.stdout.write(line)

    def _of_table(self, options: dict[str, Any]) -> None:
        if options["question"]:
            raise AnnotationRefused("--question is for projects; a table has only one.")
        if options["over"] not in (None, "units", "raters"):
            raise AnnotationRefused(
                f"--over {options['over']} is for projects; name the column of a table by "
                "--cluster."
            )
        asked = {name: options[name] for name in TABLE_OPTIONS}
        found, note = table_agreement(
            Path(options["target"]),
            **{**asked, "stat": asked["stat"] or "alpha", "layout": asked["layout"] or "ratings"},
            bootstrap=options["bootstrap"],
        )
        if note:
            self.stderr.write(f"Note: {note}")
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self._tell(found)

    def _tell(self, found: dict[str, Any]) -> None:
        options = [found[name] for name in ("level", "distance", "weights") if found[name]]
        self.stdout.write(f"{found['stat']}{_in_brackets(options)}: {_value(found)}")
        raters = "unknown" if found["raters"] is None else found["raters"]
        self.stdout.write(
            f"{found['units']} units, {raters} raters, {found['ratings']} ratings; "
            f"with a single rating: {found['single_rated_units']}"
        )
        if found["warning"]:
            self.stderr.write(f"Note: {found['warning']}.")
        for each in found.get("per_label", []):
            self.stdout.write(f"  {each['label']} against the rest: {_value(each)}")
        for each in found.get("without_rater", []):
            self.stdout.write(f"  without {each['rater']}: {_value(each)}")


def _is_table(target: str) -> bool:
    path = Path(target)
    return path.is_file() or path.suffix.lower() in TABLE_EXTENSIONS


def _in_brackets(options: list[str]) -> str:
    return f" ({', '.join(options)})" if options else ""


def _value(found: dict[str, Any]) -> str:
    if found["value"] is None:
        return f"undefined: {found['reason']}"
    shown = f"{found['value']:.4f}"
    if found.get("low") is not None:
        shown += f" ({found['low']:.4f} to {found['high']:.4f}, {found['interval']})"
    elif found.get("interval"):
        shown += f" (interval: {found['interval']})"
    return shown


def _row(name: str, found: dict[str, Any]) -> tuple[str, ...]:
    value, low, high = found["value"], found["low"], found["high"]
    raters = found.get("raters")
    return (
        name,
        found.get("stat", ""),
        found.get("level", ""),
        f"undefined: {found['reason']}" if value is None else f"{value:.3f}",
        (found["interval"] or "") if low is None else f"{low:.3f} to {high:.3f}",
        str(found.get("units", "")),
        ("unknown" if raters is None else str(raters)) if "raters" in found else "",
        str(found.get("ratings", "")),
    )


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    return [
        "  "
        + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
