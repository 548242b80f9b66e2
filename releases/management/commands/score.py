"""`emotate score SLUG@TAG|DIR PREDICTIONS`"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from affect.aggregation import RuleError
from affect.comparison import ComparisonError
from releases.frozen import FrozenRelease
from releases.management.commands.verify import is_name
from releases.scoring import Scored, ScoreOptions, release_score
from releases.scoring.score import RESAMPLES
from releases.scoring.tables import body, counts, lines
from releases.selectors import release_named
from releases.services import release_folder


class Command(BaseCommand):
    help = "Score a model's predictions against the raters of a release."

    @staticmethod
    def needs_database(options: dict[str, Any]) -> bool:
        """A folder is scored without one."""
        return is_name(options["target"])

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", metavar="SLUG@TAG|DIR")
        parser.add_argument("predictions", metavar="PREDICTIONS", type=Path, help="a table")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="FIELD=COLUMN",
            help="which column is item, QUESTION or QUESTION.LABEL",
        )
        parser.add_argument("--question", help="only this question")
        parser.add_argument("--split", help="only the items of this split")
        parser.add_argument(
            "--bootstrap", type=int, default=RESAMPLES, metavar="N", help="0 gives no intervals"
        )
        parser.add_argument(
            "--cluster", metavar="COLUMN", help="draw items together that share this, as speaker"
        )
        parser.add_argument(
            "--ordered", action="store_true", help="labels stand in an order: add EMD"
        )
        parser.add_argument(
            "--rule",
            default="mean",
            help="what traces are held against: mean (unless said otherwise), ewe, raaw, "
            "raaw:align=gctw",
        )
        parser.add_argument("--markdown", action="store_true", help="tables for a paper")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = ScoreOptions(
            maps=options["map"],
            question=options["question"],
            split=options["split"],
            resamples=options["bootstrap"],
            cluster=options["cluster"],
            ordered=options["ordered"],
            rule=options["rule"],
        )
        try:
            frozen = FrozenRelease.open(_folder(options["target"]))
            scored = release_score(frozen, options["predictions"], asked)
        except (Refused, ComparisonError, RuleError) as refused:
            raise CommandError(str(refused), returncode=2) from refused
        if options["json"]:
            self.stdout.write(json.dumps(body(scored, asked), ensure_ascii=False))
        else:
            self.stdout.write(counts(scored))
            for line in lines(scored, markdown=options["markdown"]):
                self.stdout.write(line)
        self._end(scored)

    def _end(self, scored: Scored) -> None:
        for failure in scored.failures:
            self.stderr.write(str(failure))
        if scored.failures:
            sys.exit(1)


def _folder(target: str) -> Path:
    if not is_name(target):
        return Path(target)
    release = release_named(target)
    return release_folder(release.project.slug, release.tag)
