"""Published ratings on the way that a user sends them: import, release, export, by the commands."""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.management import call_command

from annotation.models import Project

Row = dict[str, Any]


def project(folder: Path, slug: str, *questions: Row) -> Project:
    """A project that asks these questions: `emotate project create`, then `project scheme`."""
    call_command("project", "create", slug, "--preset", "ser-soft")
    asked = folder / f"{slug}.json"
    asked.write_text(json.dumps({"name": slug, "title": slug, "questions": questions}))
    call_command("project", "scheme", slug, str(asked))
    return Project.objects.get(slug=slug)


def table(path: Path, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Path:
    """Rows as the authors have them, under names for their columns."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def brought_in(project: Project, path: Path, *maps: str) -> None:
    """`emotate import`, in which every row must go in."""
    words = [word for text in maps for word in ("--map", text)]
    call_command("import", project.slug, str(path), "--as", "ratings", *words)


def exported(project: Project, out: Path, rule: str) -> dict[str, Row]:
    """`emotate release` (once) and `emotate export`; the items by their key."""
    if not project.releases.exists():
        call_command("release", project.slug, "1.0")
    name = f"{project.slug}@1.0"
    call_command("export", name, "--format", "jsonl", "--rule", rule, str(out))
    lines = (out / "items.jsonl").read_bytes().split(b"\n")
    return {row["item"]: row for row in map(json.loads, filter(None, lines))}


def read(path: Path, delimiter: str = ",") -> list[Row]:
    """A table of the authors with a header."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def lines(path: Path) -> list[list[str]]:
    """A tab-separated table of the authors without a header."""
    with path.open(encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]
