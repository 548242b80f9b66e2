"""Bring a table into a project, in one transaction."""

from collections.abc import Sequence
from pathlib import Path

from django.db import transaction

from annotation.errors import AnnotationConflict, AnnotationRefused
from annotation.imports.fields import (
    UNKNOWN_RATERS,
    Mapping,
    mapping_of,
    rating_field,
    rating_fields,
)
from annotation.imports.gathered import gathered, pieces_in
from annotation.imports.item_media import Tell
from annotation.imports.items import import_items, read_items
from annotation.imports.known import import_known
from annotation.imports.ratings import check_columns, rating_rows
from annotation.imports.readers import open_table
from annotation.imports.report import Report
from annotation.imports.sources import Source
from annotation.imports.staging import Staging
from annotation.imports.table import Table
from annotation.imports.votes import check_vote_columns, vote_columns, vote_rows
from annotation.models import Project
from annotation.models.projects import ProjectState
from annotation.selectors.schemes import current_scheme, questions_of
from annotation.services.items import items_shown

KINDS = ("items", "ratings", "known")


def table_import(
    *,
    project: Project,
    path: Path,
    kind: str,
    maps: Sequence[str] = (),
    dry_run: bool = False,
    tell: Tell = lambda _: None,
) -> Report:
    """Bring in the good rows of a table; the report says what became of each.

    Media that a table of items names are stored as recordings, also by a dry run: whether a file
    can be used is known only then. `tell` is told the name of each file that is brought in.

    All good rows go in together or, when the import is stopped half-way, none does. A second
    import of the same table changes nothing, and a dry run undoes all that it did.

    Raises:
        AnnotationRefused: the file, or a mapping, is wrong as a whole
        AnnotationConflict: the project is closed
    """
    if kind not in KINDS:
        raise AnnotationRefused(f"'{kind}' cannot be imported; choose one of: {', '.join(KINDS)}.")
    source = Source(path, maps) if kind == "ratings" else None
    table = open_table(path) if source is None else source.table
    report = Report(project=project.slug, file=path.name, kind=kind, dry_run=dry_run)
    items = (
        # Media come in before the transaction: they take long, and are kept when it is undone.
        read_items(project, table, maps, report, folder=path.absolute().parent, tell=tell)
        if kind == "items"
        else []
    )
    with transaction.atomic():
        if kind == "items":
            import_items(project, items, report)
        elif kind == "known":
            import_known(project, table, maps, report)
        else:
            _import_ratings(project, table, maps, report)
        transaction.set_rollback(dry_run)
    report.failures.sort(key=lambda failure: failure.place.row)
    if source is not None:
        source.name_files(report)
    return report


def _import_ratings(project: Project, table: Table, maps: Sequence[str], report: Report) -> None:
    if project.state == ProjectState.CLOSED:
        raise AnnotationConflict(f"'{project.title}' is closed and takes no more answers.")
    scheme = current_scheme(project.pk)
    questions = questions_of(scheme)
    named = [text for text in maps if text.replace(" ", "") != UNKNOWN_RATERS]
    unknown = len(named) < len(maps)
    mapping = mapping_of(table, named, rating_field(questions), rating_fields(questions))
    if pieces_in(questions, mapping.positions):
        _note_columns(report, table, mapping)
        table = gathered(table, questions, mapping.positions, report)
        mapping = mapping_of(table, [], rating_field(questions), rating_fields(questions))
    votes = vote_columns(mapping)
    if votes:
        question = check_vote_columns(table, mapping, votes)
        item_at, labels = mapping.positions["item"], votes[question]
        rows = vote_rows(table.rows, item_at, labels, report)
        used = {"item": item_at} | {f"votes.{question}.{name}": at for name, at in labels.items()}
    else:
        question = None
        check_columns(table, mapping, unknown=unknown)
        used = {
            name: at for name, at in mapping.positions.items() if name != "rater" or not unknown
        }
        rows = rating_rows(table.rows, questions, used, report)
    if not report.columns:
        _note_columns(report, table, Mapping(used, ()))
    staging = Staging(project, scheme, report, question, unknown=unknown and question is None)
    staging.fill(rows)
    staging.drop_repeated()
    staging.drop_known()
    if items_shown(project).exists():
        staging.drop_unknown_items()
    staging.count_known_items()
    staging.add_items()
    staging.store()


def _note_columns(report: Report, table: Table, mapping: Mapping) -> None:
    used = mapping.positions
    report.columns = {field: table.label(at) for field, at in used.items()}
    report.unused_columns = [
        table.label(at) for at in range(len(table.columns)) if at not in used.values()
    ]
