"""What an uploaded table looks like, and how it may be read in a project."""

from dataclasses import dataclass, replace
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
from annotation.imports.tables.readers import open_table
from annotation.imports.tables.table import Cell, Table
from annotation.models import ImportRecipe, Project
from annotation.selectors.projects.schemes import current_scheme, questions_of
from annotation.services.ingest.uploads import uploaded_source

LOOKED_AT = 500
SHOWN = 8
MOST_KNOWN = 100_000


@dataclass(frozen=True)
class Look:
    """The beginning of a table, what is guessed of it, and what may be said of it.

    names: how mappings call each column. rows: the first ones. allowed: fields of such a table.
    """

    name: str
    names: list[str]
    rows: list[list[Cell]]
    proposal: Proposal
    allowed: list[str]
    recipes: list[ImportRecipe]


def upload_look(
    *, project: Project, upload_id: str, kind: str = "", header: bool | None = None
) -> Look:
    """Look at an uploaded table. Without a word about its header, it is guessed, too.

    Raises:
        AnnotationRefused: the upload is gone or no table, or there is no such kind
    """
    if kind and kind not in KINDS:
        raise AnnotationRefused(f"'{kind}' cannot be imported; choose one of: {', '.join(KINDS)}.")
    scheme = questions_of(current_scheme(project.pk))
    path = uploaded_source(upload_id).path
    known = _known(project)
    look = _looked(path, scheme, known, kind, header=header is not False)
    if header is None and not look.proposal.header and _has_choice(path):
        look = _looked(path, scheme, known, kind, header=False)
    found = recipes_for(project, look.columns)
    return Look(
        path.name,
        look.names,
        look.rows[:SHOWN],
        look.proposal,
        _fields(look, scheme),
        found,
    )


@dataclass(frozen=True)
class _Looked:
    columns: list[str]
    names: list[str]
    rows: list[list[Cell]]
    proposal: Proposal
    table: Table


def _looked(path: Path, scheme: Scheme, known: Known, kind: str, *, header: bool) -> _Looked:
    table = open_table(path, header=header)
    names = [table.label(at) for at in range(len(table.columns))]
    fit = (list(row.cells) for row in table.rows if not row.problem)
    rows = list(islice(fit, LOOKED_AT))
    proposal = propose(table.columns, rows, scheme, known, kind)
    if not header:
        proposal = replace(proposal, header=False)
    return _Looked(table.columns, names, rows, proposal, table)


def _has_choice(path: Path) -> bool:
    """Whether a file can be read without a header: others than text tables have names."""
    try:
        open_table(path, header=False)
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
