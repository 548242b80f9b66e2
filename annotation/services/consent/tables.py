"""A table that states the consent to recordings, a row each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from accounts.errors import Refused
from annotation.errors import AnnotationRefused
from annotation.imports.tables.readers import open_table
from annotation.imports.tables.table import Row, Table
from annotation.models import Project
from annotation.selectors.projects.recordings import recording_shown
from annotation.services.consent.consents import Terms, consents_set, terms_from
from ingestion.models import Recording

NEEDED, MORE = ("recording", "state"), ("permits", "document", "date")
BETWEEN = str.maketrans(dict.fromkeys("|;+", ","))


@dataclass
class ConsentReport:
    """rows: of the table. stated: how many recordings have another consent now, or would have.
    failures: what is wrong with which row; the others went in."""

    rows: int = 0
    stated: int = 0
    failures: list[str] = field(default_factory=list)


def consents_read(*, project: Project, path: Path, dry_run: bool = False) -> ConsentReport:
    """State what a table says of recordings of a project.

    Columns: `recording` (name, name without its ending, or sha256) and `state`; `permits` (several
    with a comma or a bar between), `document` and `date` may be there.

    Raises:
        AnnotationRefused: it is no table, or lacks a column, or has another one
    """
    table = open_table(path)
    places = _places(table)
    report, said = ConsentReport(), dict[int, tuple[Recording, Terms]]()
    for where, found in _rows(table, places, project, report):
        recording, terms = found
        before = said.setdefault(recording.pk, found)
        if before[1] != terms:
            report.failures.append(
                f"{where}: '{recording.name}' is said to be {before[1].state} in an earlier row "
                f"and {terms.state} here, or on other terms; keep one row"
            )
    report.stated = len(said)
    if not dry_run:
        for recording, terms in said.values():
            consents_set([recording], terms)
    return report


def _places(table: Table) -> dict[str, int]:
    places = {name.strip().casefold(): at for at, name in enumerate(table.columns)}
    unknown = [name for name in places if name not in (*NEEDED, *MORE)]
    lacking = [name for name in NEEDED if name not in places]
    if lacking or unknown:
        told = f"has no column '{lacking[0]}'" if lacking else f"has a column '{unknown[0]}'"
        raise AnnotationRefused(
            f"{table.name} {told}. A table of consent has {' and '.join(NEEDED)}, and may have "
            f"{', '.join(MORE)}; this one has: {', '.join(table.columns)}."
        )
    return places


def _rows(
    table: Table, places: dict[str, int], project: Project, report: ConsentReport
) -> Iterator[tuple[str, tuple[Recording, Terms]]]:
    for row in table.rows:
        report.rows += 1
        try:
            yield str(row.place), _read(row, places, project)
        except Refused as refused:
            report.failures.append(f"{row.place}: {refused}")


def _read(row: Row, places: dict[str, int], project: Project) -> tuple[Recording, Terms]:
    if row.problem:
        raise AnnotationRefused(row.problem)
    cells = {name: row.cells[at] for name, at in places.items()}
    recording = recording_shown(project, str(cells.pop("recording") or ""))
    permits: Any = cells.get("permits")
    if isinstance(permits, str):
        names = permits.translate(BETWEEN).split(",")
        permits = [name for name in map(str.strip, names) if name]
    return recording, terms_from({**cells, "permits": permits})
