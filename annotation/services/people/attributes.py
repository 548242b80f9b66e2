"""What a table says of raters: age group, first language, or whatever a researcher asked them."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from accounts.errors import Refused
from annotation.errors import AnnotationRefused
from annotation.imports.tables.readers import open_table
from annotation.imports.tables.table import Row, Table
from annotation.models import Project, Rater

MOST, LONGEST = 8, 100
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]{0,39}")


@dataclass
class AttributesReport:
    """rows: of the table. told: raters of whom something is known now, or would be. attributes:
    their names. failures: what is wrong with which row; the others went in."""

    rows: int = 0
    told: int = 0
    attributes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


@transaction.atomic
def rater_attributes_read(
    *,
    project: Project,
    path: Path,
    rater: str = "rater",
    keep: Sequence[str] = (),
    dry_run: bool = False,
) -> AttributesReport:
    """Take what a table says of a project's raters, in place of what was known of them.

    rater: the column that names them, by user name, outside id, or the name in an imported table.
    keep: the columns to take; without it all others. An empty cell is not known.

    Raises:
        AnnotationRefused: it is no table, lacks a column, or has too many or unfit ones
    """
    table = open_table(path)
    at, kept = table.find(rater), _kept(table, rater, keep)
    report = AttributesReport(attributes=list(kept))
    known = _known(project)
    told: dict[int, dict[str, str]] = {}
    for row in table.rows:
        report.rows += 1
        try:
            who, body = _read(row, at, kept, known)
            if told.setdefault(who, body) != body:
                raise AnnotationRefused("this rater is there before, with other values; keep one")
        except Refused as refused:
            report.failures.append(f"{row.place}: {refused}")
    report.told = len(told)
    if not dry_run:
        for who, body in told.items():
            Rater.objects.filter(pk=who).update(attributes=body)
    return report


def _kept(table: Table, rater: str, keep: Sequence[str]) -> dict[str, int]:
    names = [name.strip() for name in keep] or [
        name for name in table.columns if name != rater and name.strip()
    ]
    if not 1 <= len(names) <= MOST:
        raise AnnotationRefused(
            f"{table.name} says {len(names)} things of each rater; 1 to {MOST} can be kept: choose "
            "with --keep A,B. Of many things together, each rater is the only one."
        )
    for name in names:
        if not NAME.fullmatch(name):
            raise AnnotationRefused(
                f"'{name:.60}' cannot be the name of an attribute: letters, digits, blanks, '-' "
                "and '_', at most 40, as in age group."
            )
    return {name: table.find(name) for name in names}


def _known(project: Project) -> dict[str, set[int]]:
    """Raters by each of their names."""
    found: dict[str, set[int]] = {}
    outside = Q(user__participations__link__project=project)
    rows = Rater.objects.filter(project=project).values_list("pk", "user__username", "external_id")
    others = Rater.objects.filter(outside, project=project).values_list(
        "pk", "user__participations__external_id"
    )
    called = [(pk, name) for pk, *names in rows for name in names]
    for pk, name in [*called, *others]:
        if name:
            found.setdefault(name, set()).add(pk)
    return found


def _read(
    row: Row, at: int, kept: dict[str, int], known: dict[str, set[int]]
) -> tuple[int, dict[str, str]]:
    if row.problem:
        raise AnnotationRefused(row.problem)
    name = str(row.cells[at] or "").strip()
    found = known.get(name, set())
    if len(found) != 1:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        told = f"{len(found)} raters are called" if found else "there is no rater"
        raise AnnotationRefused(
            f"{told} '{name:.80}'" + (f"; did you mean '{near[0]}'?" if near and not found else ".")
        )
    cells = {name: str(row.cells[place] or "").strip() for name, place in kept.items()}
    for attribute, text in cells.items():
        if len(text) > LONGEST or "\0" in text:
            raise AnnotationRefused(
                f"{attribute} is a text of at most {LONGEST} characters, not {text!r:.40}"
            )
    return next(iter(found)), {name: text for name, text in cells.items() if text}
