"""Bring ratings and votes into a project: which kind of table it is, and its way into the rows."""

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Named
from dataclasses import dataclass, replace

from affect.questions import Scheme
from annotation.errors import AnnotationConflict, AnnotationRefused
from annotation.imports.ratings.gathered import gathered, pieces_in
from annotation.imports.ratings.rows import StagedRow, check_columns, rating_rows
from annotation.imports.ratings.spread import from_lists, from_wide, is_listed, is_wide, wide_maps
from annotation.imports.ratings.staging import Staging
from annotation.imports.ratings.votes import check_vote_columns, vote_columns, vote_rows
from annotation.imports.reading import Reading
from annotation.imports.report import Report
from annotation.imports.tables.fields import (
    MARKED,
    REPEAT,
    TRIAL,
    UNKNOWN_RATERS,
    Mapping,
    mapping_of,
    rating_field,
    rating_fields,
)
from annotation.imports.tables.table import Table
from annotation.imports.tables.translated import translated
from annotation.models import Project
from annotation.models.projects import ProjectState
from annotation.selectors.projects.schemes import current_scheme, questions_of
from annotation.services.projects.items import items_shown


@dataclass(frozen=True)
class _Rows:
    """Rows that are fit to be staged; the question that votes answer; whether raters are known,
    and whether rows say which presentation of an item to its rater they are."""

    rows: Iterator[StagedRow]
    question: str | None = None
    unknown: bool = False
    repeats: bool = False


def import_ratings(project: Project, table: Table, reading: Reading, report: Report) -> None:
    """Store ratings, or votes, a set of rows at a time.

    Raises:
        AnnotationRefused: a mapping is wrong, or the table lacks what every row needs
        AnnotationConflict: the project is closed, or its questions changed meanwhile
    """
    if project.state == ProjectState.CLOSED:
        raise AnnotationConflict(f"'{project.title}' is closed and takes no more answers.")
    scheme = current_scheme(project.pk)
    found = _read(table, questions_of(scheme), reading, report)
    staging = Staging(
        project, scheme, report, found.question, unknown=found.unknown, repeats=found.repeats
    )
    staging.fill(found.rows)
    staging.drop_repeated()
    staging.name_repeats()
    staging.drop_known()
    if items_shown(project).exists():
        staging.drop_unknown_items()
    staging.count_known_items()
    staging.add_items()
    staging.store()


def _read(table: Table, questions: Scheme, reading: Reading, report: Report) -> _Rows:
    canonical, allowed = rating_field(questions), rating_fields(questions)
    named = [text for text in reading.maps if text.replace(" ", "") != UNKNOWN_RATERS]
    unknown = len(named) < len(reading.maps)
    maps = wide_maps(named, table, canonical)
    mapping = mapping_of(table, maps, canonical, allowed, by_name=reading.by_name)
    mapping = _with_presentation(questions, mapping, unknown=unknown)
    table = translated(table, reading, mapping.positions, report, _several(questions, mapping))
    make_narrow = _narrowing(questions, mapping)
    if make_narrow is not None:
        _note_columns(report, table, mapping.positions)
        unknown = unknown or is_listed(mapping.positions)
        table = make_narrow(table, report)
        mapping = mapping_of(table, [], canonical, allowed)
        unknown = unknown and "rater" not in mapping.positions
    votes = vote_columns(mapping)
    if votes:
        question = check_vote_columns(table, mapping, votes)
        item_at, labels = mapping.positions["item"], votes[question]
        used = {"item": item_at} | {f"votes.{question}.{name}": at for name, at in labels.items()}
        _note_columns(report, table, used)
        return _Rows(vote_rows(table.rows, item_at, labels, report), question)
    check_columns(table, mapping, unknown=unknown)
    used = {name: at for name, at in mapping.positions.items() if name != "rater" or not unknown}
    _note_columns(report, table, used)
    rows = rating_rows(table.rows, questions, used, report)
    return _Rows(rows, unknown=unknown, repeats=bool({REPEAT, TRIAL} & set(used)))


def _with_presentation(questions: Scheme, mapping: Mapping, *, unknown: bool) -> Mapping:
    """The mapping with at most one field that tells presentations apart.

    A column that is only called so is left out where a row is no rating of a rater who is known,
    and where another was asked for.

    Raises:
        AnnotationRefused: it was asked for in such a table, or two were
    """
    there = [field for field in (REPEAT, TRIAL) if field in mapping.positions]
    asked = [field for field in there if field in mapping.explicit]
    if len(asked) > 1:
        raise AnnotationRefused(
            "'repeat' and 'trial' both say which presentation a row is; map one of them."
        )
    narrow = _narrowing(questions, mapping) is None and not vote_columns(mapping)
    if asked and (unknown or not narrow):
        raise AnnotationRefused(
            f"'{asked[0]}' tells apart what one rater rated more than once, and this table has not "
            "a row for each rating of a rater who is known."
        )
    kept = (asked or there)[:1] if narrow and not unknown else []
    return replace(
        mapping,
        positions={
            field: at
            for field, at in mapping.positions.items()
            if field not in there or field in kept
        },
    )


def _narrowing(questions: Scheme, mapping: Mapping) -> Callable[[Table, Report], Table] | None:
    """What makes one row per rating of a table that has another form; None where it has that."""
    positions = mapping.positions
    if pieces_in(questions, positions):
        return lambda table, report: gathered(table, questions, positions, report)
    if is_wide(positions):
        return lambda table, report: from_wide(table, positions, mapping.explicit, report)
    if is_listed(positions):
        return lambda table, report: from_lists(table, positions, mapping.explicit, report)
    return None


def _several(questions: Scheme, mapping: Mapping) -> frozenset[str]:
    """Fields whose cells may hold several values."""
    able = {q.id for q in questions.questions if q.kind in (*MARKED, "rank", "timeline")}
    heads = {field: field.partition("@")[0].partition(".")[0] for field in mapping.positions}
    return frozenset(
        field for field, head in heads.items() if head in able or is_listed({field: 0})
    )


def _note_columns(report: Report, table: Table, used: Named[str, int]) -> None:
    """Say which column is read as which field; of a table that was made narrow, how it was."""
    if report.columns:
        return
    report.columns = {field: table.label(at) for field, at in used.items()}
    report.unused_columns = [
        table.label(at) for at in range(len(table.columns)) if at not in used.values()
    ]
