"""`emotate agreement SLUG` and `emotate agreement TABLE.csv --stat alpha --level LEVEL`"""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from affect.agreement import LEVELS, AgreementError, Result, table_alpha
from annotation.errors import AnnotationRefused
from annotation.imports.readers import open_table
from annotation.selectors.projects import project_by_slug
from annotation.services.agreement import MOST_RESAMPLES, RESAMPLES, agreement_of

TABLE_EXTENSIONS = (".csv", ".tsv")
STATS = ("alpha",)
SEED = 0
COLUMNS = ("label", "statistic", "level", "value", "95 % interval", "items", "raters", "ratings")


class Command(BaseCommand):
    help = "Agreement between raters: of a project, or of a table with a column per rater."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "target",
            metavar="SLUG|TABLE.csv",
            help="a project, or a table: first column the unit, then one column per rater",
        )
        parser.add_argument("--question", help="only this question of the project")
        parser.add_argument("--stat", choices=STATS, help="of a table")
        parser.add_argument("--level", choices=LEVELS, help="level of measurement of a table")
        parser.add_argument(
            "--bootstrap",
            type=int,
            metavar="N",
            help=f"resamples for the interval (projects: {RESAMPLES}, tables: 0)",
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["target"])
        is_table = path.is_file() or path.suffix.lower() in TABLE_EXTENSIONS
        try:
            (self._of_table if is_table else self._of_project)(options)
        except (Refused, AgreementError) as refused:
            raise CommandError(str(refused), returncode=2) from refused

    def _of_project(self, options: dict[str, Any]) -> None:
        if options["stat"] or options["level"]:
            raise AnnotationRefused(
                "--stat and --level are for tables; a project's questions fix their own."
            )
        found = agreement_of(
            project_by_slug(options["target"]),
            question=options["question"],
            bootstrap=RESAMPLES if options["bootstrap"] is None else options["bootstrap"],
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
        if options["level"] is None:
            raise AnnotationRefused(
                f"Say what the ratings are: --level {'|'.join(LEVELS)} "
                "(labels are nominal; points of a scale ordinal or interval)."
            )
        bootstrap = options["bootstrap"] or 0
        if not 0 <= bootstrap <= MOST_RESAMPLES:
            raise AnnotationRefused(f"--bootstrap is from 0 to {MOST_RESAMPLES}, not {bootstrap}.")
        units, raters, rows = _read(Path(options["target"]))
        result = table_alpha(
            rows,
            options["level"],
            units=units,
            raters=raters,
            resamples=bootstrap,
            rng=np.random.default_rng(SEED),
        )
        repeated = [unit for unit, n in Counter(units).items() if n > 1]
        if repeated:
            self.stderr.write(
                f"Note: {len(repeated)} units have several rows ('{repeated[0]}' for one); each "
                "row counts as a unit of its own. A table needs one column per rater."
            )
        found = _table_json(options["target"], options["level"], result)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self._tell(found)

    def _tell(self, found: dict[str, Any]) -> None:
        value = found["alpha"]
        shown = f"undefined: {found['reason']}" if value is None else f"{value:.4f}"
        if found["low"] is not None:
            shown += f" ({found['low']:.4f} to {found['high']:.4f})"
        self.stdout.write(f"alpha ({found['level']}): {shown}")
        self.stdout.write(
            f"{found['units']} units, {found['raters']} raters, {found['ratings']} ratings; "
            f"left out, with a single rating: {found['single_rated_units']}"
        )


def _read(path: Path) -> tuple[list[str], list[str], list[list[str | None]]]:
    """Units, raters and cells of a table.

    Raises:
        AnnotationRefused: it cannot be read, has no rater, or a row does not fit the header
    """
    table = open_table(path)
    if len(table.columns) < 2:
        raise AnnotationRefused(
            f"{path.name} has one column; it needs the unit first, then a column per rater."
        )
    units, rows = [], []
    for place, cells, problem in table.rows:
        if problem:
            raise AnnotationRefused(f"{path.name}, {place}: {problem}.")
        units.append(str(cells[0] or ""))
        rows.append([None if cell is None else str(cell) for cell in cells[1:]])
    return units, table.columns[1:], rows


def _table_json(target: str, level: str, result: Result) -> dict[str, Any]:
    return {
        "alpha": result.value,
        "reason": result.reason,
        "level": level,
        "low": result.low,
        "high": result.high,
        "units": result.units,
        "raters": result.raters,
        "ratings": result.ratings,
        "single_rated_units": result.single_rated_units,
        "table": target,
    }


def _row(name: str, found: dict[str, Any]) -> tuple[str, ...]:
    value, low, high = found["value"], found["low"], found["high"]
    raters = found.get("raters")
    return (
        name,
        found.get("stat", ""),
        found.get("level", ""),
        f"undefined: {found['reason']}" if value is None else f"{value:.3f}",
        "" if low is None else f"{low:.3f} to {high:.3f}",
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
