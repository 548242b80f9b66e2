"""`emotate release SLUG TAG` and `emotate release diff SLUG@A SLUG@B`"""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from accounts.errors import Refused
from annotation.selectors.projects.projects import project_by_slug
from jobs.handlers import Report
from releases.frozen import FrozenRelease
from releases.frozen.diff import release_diff
from releases.models import Release
from releases.selectors import release_named
from releases.services import contents_of, release_folder, release_freeze

DIFF_WORDS = 3


class Command(BaseCommand):
    help = "Freeze a project as SLUG@TAG, or compare two releases."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.usage = (
            "emotate release SLUG TAG [--with-text] [--json] | release diff SLUG@A SLUG@B [--json]"
        )
        parser.add_argument("words", nargs="+", metavar="SLUG TAG | diff SLUG@A SLUG@B")
        parser.add_argument(
            "--with-text",
            action="store_true",
            help="with what raters and adjudicators wrote in sentences of their own, which is left "
            "out otherwise unless the project's settings say so",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        words = options["words"]
        try:
            if words[0] == "diff" and len(words) == DIFF_WORDS:
                self._diff(*words[1:], as_json=options["json"])
            elif len(words) == DIFF_WORDS - 1:
                self._freeze(*words, with_text=options["with_text"], as_json=options["json"])
            else:
                raise CommandError(
                    f"'{' '.join(words)}': write `emotate release SLUG TAG` or "
                    "`emotate release diff SLUG@A SLUG@B`.",
                    returncode=2,
                )
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused

    def _freeze(self, slug: str, tag: str, *, with_text: bool, as_json: bool) -> None:
        project = project_by_slug(slug)
        contents = contents_of(project)
        contents = replace(contents, free_text=contents.free_text or with_text)
        with _drawn(f"{slug}@{tag}") as report:
            release = release_freeze(project=project, tag=tag, contents=contents, report=report)
        shown = {
            "release": f"{slug}@{tag}",
            "version": release.version,
            "id": release.manifest_sha256,
            "folder": str(release_folder(slug, tag)),
            **release.counts,
            "bytes": release.bytes,
        }
        if as_json:
            self.stdout.write(json.dumps(shown))
            return
        self.stdout.write(
            f"{shown['release']}: {shown['items']} items, {shown['ratings']} ratings by "
            f"{shown['raters']} known raters; version {release.version}\n"
            f"id {shown['id']}\n{shown['folder']}\n"
            f"Next: emotate export {shown['release']} --format csv OUT"
        )

    def _diff(self, before: str, after: str, *, as_json: bool) -> None:
        changes = release_diff(_opened(release_named(before)), _opened(release_named(after)))
        if as_json:
            self.stdout.write(json.dumps(changes))
            return
        for what in ("items", "ratings"):
            told = ", ".join(f"{number} {how}" for how, number in changes[what].items())
            self.stdout.write(f"{what}: {told}")
        for question, labels in changes["labels"].items():
            self.stdout.write(f"{question}:")
            for label, counts in labels.items():
                old, new = (_shown(counts[when]) for when in ("before", "after"))
                self.stdout.write(f"  {label:20} {old:>9} -> {new:>9}")
        for question, rows in changes["agreement"].items():
            for row in rows:
                old, new = (_value(row[when]) for when in ("before", "after"))
                self.stdout.write(f"{question}, {row['stat']} ({row['level']}): {old} -> {new}")
        self.stdout.write(f"splits: {changes['splits']['moved']} items moved")


@contextmanager
def _drawn(name: str) -> Iterator[Report]:
    """Shows how far it is on a terminal, on standard error."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(name, total=1.0)

        def report(step: str, done: float) -> None:
            progress.update(task, description=f"{name}: {step}", completed=done)

        yield report


def _opened(release: Release) -> FrozenRelease:
    return FrozenRelease.open(release_folder(release.project.slug, release.tag))


def _value(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.3f}"


def _shown(count: int | None) -> str:
    return "not asked" if count is None else str(count)
