"""Bring a table into a project, in one transaction."""

from collections.abc import Sequence
from pathlib import Path

from django.db import transaction

from annotation.errors import AnnotationRefused
from annotation.imports.items.bring import import_items, read_items
from annotation.imports.items.known import import_known
from annotation.imports.items.media import Reach, Tell
from annotation.imports.predictions.bring import import_predictions
from annotation.imports.ratings.bring import import_ratings
from annotation.imports.reading import Reading
from annotation.imports.report import Report
from annotation.imports.tables.files import Files
from annotation.imports.tables.sources import Source
from annotation.models import Project

KINDS = ("items", "ratings", "known", "predictions")


def table_import(
    *,
    project: Project,
    paths: Sequence[Path],
    kind: str,
    reading: Reading = Reading(),  # noqa: B008  (frozen)
    dry_run: bool = False,
    tell: Tell = lambda _: None,
    reach: Reach = Reach.FILES,
) -> Report:
    """Bring in the good rows of a table; the report says what became of each.

    The table is a file, a folder of files, or several files, all with the same columns.

    Media that a table of items names are stored as recordings, also by a dry run: whether a file
    can be used is known only then. `tell` is told the name of each file that is brought in,
    `reach` says which media a table may name.

    All good rows go in together or, when the import is stopped half-way, none does. A second
    import of the same table changes nothing, and a dry run undoes all that it did.

    Raises:
        AnnotationRefused: the file, or a mapping, is wrong as a whole
        AnnotationConflict: the project is closed
    """
    if kind not in KINDS:
        raise AnnotationRefused(f"'{kind}' cannot be imported; choose one of: {', '.join(KINDS)}.")
    files = Files(paths)
    source = Source(files, reading)
    table = source.table
    report = Report(project.slug, files.told, kind, dry_run, locate=files.locate)
    items = (
        # Media come in before the transaction: they take long, and are kept when it is undone.
        read_items(project, table, reading, report, folders=files.folder_of, tell=tell, reach=reach)
        if kind == "items"
        else []
    )
    with transaction.atomic():
        if kind == "items":
            import_items(project, items, report)
        elif kind == "known":
            import_known(project, table, reading, report)
        elif kind == "predictions":
            import_predictions(project, table, reading, report)
        else:
            import_ratings(project, table, reading, report)
        transaction.set_rollback(dry_run)
    report.unused_columns = [name for name in report.unused_columns if name not in source.joined]
    report.failures.sort(key=lambda failure: failure.place.row)
    return report
