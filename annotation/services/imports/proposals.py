"""What uploaded tables look like, and how they may be read in a project."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path

from affect.questions import Scheme
from annotation.errors import AnnotationRefused
from annotation.imports.items.fields import item_fields
from annotation.imports.items.known import EXPECTED
from annotation.imports.items.known import FIELDS as KNOWN_FIELDS
from annotation.imports.predictions.bring import DRAFTED
from annotation.imports.predictions.columns import fields_allowed
from annotation.imports.proposing import Known, Proposal, propose
from annotation.imports.recipes import recipes_for
from annotation.imports.service import KINDS
from annotation.imports.tables.fields import rating_fields
from annotation.imports.tables.files import Files
from annotation.imports.tables.readers import open_table
from annotation.imports.tables.sources import aligned, other_columns
from annotation.imports.tables.table import Cell, Table
from annotation.models import ImportRecipe, Project
from annotation.selectors.projects.schemes import current_scheme, questions_of
from annotation.services.imports.job import uploaded_paths

LOOKED_AT, FEWEST = 500, 20
"""Rows that are looked at in all, and at least in each file."""
SHOWN = 8
MOST_KNOWN = 100_000
Opened = Callable[[Path], Table]


@dataclass(frozen=True)
class LookedFile:
    """An uploaded file beside the first: which columns it `lacks` or alone has (`more`)."""

    upload_id: str
    name: str
    lacks: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    problem: str = ""


@dataclass(frozen=True)
class Look:
    """The beginning of a table, what is guessed of it, and what may be said of it.

    names: how mappings call each column. rows: the first ones. allowed: fields of such a table.
    """

    name: str
    encoding: str
    files: list[LookedFile]
    names: list[str]
    rows: list[list[Cell]]
    proposal: Proposal
    allowed: list[str]
    recipes: list[ImportRecipe]


def upload_look(
    *,
    project: Project,
    upload_ids: Sequence[str],
    kind: str = "",
    header: bool | None = None,
    encoding: str = "",
) -> Look:
    """Look at uploaded tables. Without a word about their header, it is guessed, too.

    The first table says which columns there are; what is guessed is guessed of all that have them.

    Raises:
        AnnotationRefused: an upload is gone, two have one name, the first is no table, or there
            is no such kind
    """
    if kind and kind not in KINDS:
        raise AnnotationRefused(f"'{kind}' cannot be imported; choose one of: {', '.join(KINDS)}.")
    scheme = questions_of(current_scheme(project.pk))
    paths = uploaded_paths(upload_ids)
    known = _known(project)
    opened = partial(open_table, encoding=encoding)
    look = _looked(paths, scheme, known, kind, partial(opened, header=header is not False))
    without = partial(opened, header=False)
    if header is None and not look.proposal.header and _has_choice(paths[0], without):
        header, look = False, _looked(paths, scheme, known, kind, without)
    if header is False:
        look = replace(look, proposal=replace(look.proposal, header=False))
    return Look(
        Files(paths).told,
        encoding,
        [replace(f, upload_id=one) for f, one in zip(look.files, upload_ids, strict=True)],
        look.names,
        look.rows[:SHOWN],
        look.proposal,
        _fields(look, scheme),
        recipes_for(project, look.table.columns),
    )


@dataclass(frozen=True)
class _Looked:
    table: Table
    files: list[LookedFile]
    names: list[str]
    rows: list[list[Cell]]
    proposal: Proposal


def _looked(
    paths: Sequence[Path], scheme: Scheme, known: Known, kind: str, opened: Opened
) -> _Looked:
    first = opened(paths[0])
    names = [first.label(at) for at in range(len(first.columns))]
    most = max(FEWEST, LOOKED_AT // len(paths))
    rows: list[list[Cell]] = []
    stems: list[str] = []
    files: list[LookedFile] = []
    for path in paths:
        file, found = _beginning(path, first, most, opened)
        files.append(file)
        rows += found
        stems += [path.stem] * len(found)
    of_rows = stems if len(paths) > 1 else ()
    proposal = propose(first.columns, rows, scheme, known, kind, files=of_rows)
    return _Looked(first, files, names, rows, proposal)


def _beginning(
    path: Path, first: Table, most: int, opened: Opened
) -> tuple[LookedFile, list[list[Cell]]]:
    """A file, and its first rows with the columns in the order of the first file's."""
    try:
        table = opened(path)
        lacks, more = other_columns(table, first)
        if lacks or more:
            return LookedFile("", path.name, lacks, more), []
        fit = (list(row.cells) for row in aligned(table, first).rows if not row.problem)
        return LookedFile("", path.name), list(islice(fit, most))
    except AnnotationRefused as refused:
        if path.name == first.name:
            raise
        return LookedFile("", path.name, problem=str(refused)), []


def _has_choice(path: Path, without: Opened) -> bool:
    """Whether a file can be read without a header: others than text tables have names."""
    try:
        without(path)
    except AnnotationRefused:
        return False
    return True


def _known(project: Project) -> Known:
    items = project.items.order_by("pk").values_list("key", flat=True)[:MOST_KNOWN]
    raters = project.raters.order_by("pk").values_list("external_id", flat=True)[:MOST_KNOWN]
    return Known(frozenset(items), frozenset(rater for rater in raters if rater))


def _fields(look: _Looked, scheme: Scheme) -> list[str]:
    """The fields that columns may be read as, and those guessed that name a rater."""
    ids = [question.id for question in scheme.questions]
    guessed = [guess.field for guess in look.proposal.guesses if guess.field]
    allowed = {
        "items": lambda: item_fields(look.table, ["media="], ids),
        "known": lambda: [*KNOWN_FIELDS, *(EXPECTED + one for one in ids)],
        "predictions": lambda: fields_allowed(scheme, DRAFTED),
        "ratings": lambda: [*rating_fields(scheme), *(f"ratings.{one}" for one in ids)],
    }[look.proposal.kind]()
    return list(dict.fromkeys([*allowed, *guessed]))
