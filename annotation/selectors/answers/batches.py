"""Ratings on their way out of the database: as Arrow batches, and as arrays of one question."""

import json
from collections.abc import Generator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal, NamedTuple

import numpy as np
import pyarrow as pa
from django.db import connection
from numpy.typing import NDArray
from psycopg import sql
from pyarrow import csv

from affect.coded import Coded
from affect.questions import Question
from annotation.errors import AnnotationRefused
from annotation.models import Project, Scheme
from annotation.selectors.answers.columns import packing, told_of, value_path
from annotation.selectors.projects.schemes import current_scheme, questions_of
from annotation.selectors.results.extents import extents

Revisions = Literal["latest", "all"]

RATING_FIELDS = pa.schema(
    [
        ("item_id", pa.int64()),
        ("item_key", pa.string()),
        ("rater_id", pa.int64()),
        ("rater_external", pa.string()),
        ("scheme_version", pa.int32()),
        ("revision", pa.int32()),
        ("answers", pa.string()),
        ("elapsed_ms", pa.int64()),
        ("plays", pa.int64()),
        ("submitted_at", pa.timestamp("us", tz="UTC")),
        ("source", pa.string()),
        ("order_index", pa.int64()),
        ("role", pa.string()),
        ("arm", pa.string()),
        ("assisted", pa.string()),
        ("presentation", pa.string()),
        ("blind", pa.bool_()),
    ]
)
"""Columns of `rating_batches`. `rater_id` is null for votes whose raters nobody knows;
`rater_external` for raters who sign in; `order_index` and `presentation` (JSON text) for ratings
that came without a lease; `arm` where the project has none; `assisted` where it shows no drafts;
`blind` where nobody noted whether the rater could have seen what others answered."""

BATCH_BYTES = 64 * 2**20

# Uncorrelated, so that it runs once and each rating is looked up in a small hash: as a join it
# tempts the planner into reading a million rows by way of an index.
LATEST = sql.SQL(
    """rating.id NOT IN (
        SELECT older.id FROM annotation_rating AS newer
        JOIN annotation_rating AS older
          ON older.item_id = newer.item_id AND older.rater_id = newer.rater_id
         AND older.revision < newer.revision
        WHERE newer.project_id = {project} AND newer.revision > 1)"""
)

BATCHES = sql.SQL(
    """COPY (
        SELECT item.id, item.key, rating.rater_id, nullif(rater.external_id, ''), scheme.version,
               rating.revision, rating.answers, rating.elapsed_ms, rating.plays,
               (extract(epoch FROM rating.submitted_at) * 1000000)::bigint, rating.source,
               assignment.order_index, rating.role,
               coalesce(assignment.presentation ->> 'arm', nullif(item.arm, '')),
               nullif(rating.assisted, ''), nullif(assignment.presentation::text, '{{}}'),
               rating.blind::text
        FROM annotation_rating AS rating
        JOIN annotation_item AS item ON item.id = rating.item_id
        JOIN annotation_scheme AS scheme ON scheme.id = rating.scheme_id
        LEFT JOIN annotation_rater AS rater ON rater.id = rating.rater_id
        LEFT JOIN annotation_assignment AS assignment ON assignment.id = rating.assignment_id
        WHERE rating.project_id = {project} AND {revisions}
        ORDER BY item.place, item.key, rating.rater_id, rating.revision, rating.id
    ) TO STDOUT (FORMAT csv)"""
)


def rating_batches(
    project_id: int, *, revisions: Revisions = "latest", batch_rows: int = 65_536
) -> Generator[pa.RecordBatch, None, None]:
    """A project's ratings in the columns of `RATING_FIELDS`, `batch_rows` to a batch.

    A batch ends early when its text grows large, as it does with traces.

    Rows are ordered by the item's place, then rater and revision, so the same ratings come out
    in the same batches. `answers` is JSON text. All rows are of one moment; until the last batch
    is taken the connection can do nothing else.
    """
    project = sql.Literal(project_id)
    latest = LATEST.format(project=project) if revisions == "latest" else sql.SQL("true")
    query = BATCHES.format(project=project, revisions=latest)
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        text, rows = bytearray(), 0
        for row in copy:  # PostgreSQL sends one row a message
            text += row
            rows += 1
            if rows == batch_rows or len(text) >= BATCH_BYTES:
                yield _parse(bytes(text))
                text, rows = bytearray(), 0
        if rows:
            yield _parse(bytes(text))


def _parse(text: bytes) -> pa.RecordBatch:
    # In PostgreSQL's CSV an empty cell is null and a quoted one is an empty text.
    names = RATING_FIELDS.names
    types = {field.name: field.type for field in RATING_FIELDS}
    table = csv.read_csv(
        BytesIO(text),
        csv.ReadOptions(column_names=names, use_threads=False, block_size=len(text) + 1),
        csv.ParseOptions(newlines_in_values=True),
        csv.ConvertOptions(
            column_types={**types, "submitted_at": pa.int64()},
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
    return table.cast(RATING_FIELDS).combine_chunks().to_batches()[0]


@dataclass(frozen=True)
class CodedAnswers:
    """The latest ratings of a project, seen through one question.

    `coded` has a row per rating, also where this question was not answered, ordered by unit and
    then by `rating_ids`, which rise with the time that ratings were stored. Units are all normal
    items of the project in its order, so `len(item_ids)` is the number of units;
    `rater_ids[code]` is the rater behind a code.
    """

    question: Question
    coded: Coded
    rating_ids: NDArray[np.int64]
    item_ids: NDArray[np.int64]
    rater_ids: NDArray[np.int64]


# Rows go out as fixed-width bytes, thousands to a message: one message a row costs more than the
# answers themselves.
CODED = sql.SQL(
    """COPY (
        SELECT string_agg(row, ''::bytea) FROM (
            SELECT id, int8send(id) || int8send(item_id) || int8send(coalesce(rater_id, -1))
                   || {columns} AS row
            FROM (
                SELECT id, item_id, rater_id, {asked} AS asked, {needed}
                FROM annotation_rating AS rating
                WHERE project_id = {project} AND role = 'normal' AND {which} AND {latest}
                OFFSET 0
            ) AS answered
        ) AS packed GROUP BY id >> 14
    ) TO STDOUT (FORMAT binary)"""
)
WHOLE = sql.SQL(
    """SELECT id, item_id, coalesce(rater_id, -1), {asked} AND {told},
              CASE WHEN {asked} THEN (answers #> {path})::text END
       FROM annotation_rating AS rating
       WHERE project_id = {project} AND role = 'normal' AND {which} AND {latest}"""
)
ITEM_IDS = sql.SQL(
    """COPY (
        SELECT coalesce(string_agg(int8send(id), ''::bytea ORDER BY place, key), '')
        FROM annotation_item WHERE project_id = {project} AND role = 'normal'
    ) TO STDOUT (FORMAT binary)"""
)
ALL = sql.SQL("true")
HEADER_BYTES = 19
FIELD_HEADER_BYTES = 6  # how many fields (two bytes), then how many bytes (four)
NO_MORE_ROWS = b"\xff\xff"


def question_of(project: Project, question_id: str) -> Question:
    """A question of the project's current scheme.

    Raises:
        AnnotationRefused: it has none of that id; names those it has
    """
    try:
        return questions_of(current_scheme(project.pk)).question(question_id)
    except KeyError as error:
        raise AnnotationRefused(f"'{project.slug}' has {error.args[0]}.") from None


class Rows(NamedTuple):
    """Answers as they come out: rating, item, rater (-1: unknown), cannot tell, values as coded."""

    ids: NDArray[np.int64]
    items: NDArray[np.int64]
    raters: NDArray[np.int64]
    told: NDArray[np.bool_]
    values: NDArray[Any]


def coded_answers(
    project: Project, question_id: str, *, item_id: int | None = None
) -> CodedAnswers:
    """One question's latest answers as arrays; items with a role of their own do not count.

    item_id: of this item alone; units are those of the project all the same.

    An answer given under an older version of the scheme counts when that version asked the very
    same question; otherwise it is missing here.

    Raises:
        AnnotationRefused: the current scheme has no such question
    """
    question = question_of(project, question_id)
    which = ALL if item_id is None else sql.SQL("item_id = {}").format(sql.Literal(item_id))
    rows, item_ids = rows_of(project, question, which), item_ids_of(project)
    return coded_rows(question, rows, item_ids, extents(question, item_ids))


def item_ids_of(project: Project) -> NDArray[np.int64]:
    """The normal items of a project in its order: the units of coded answers."""
    found = _copied(ITEM_IDS.format(project=sql.Literal(project.pk)))
    return np.frombuffer(found, ">i8").astype(np.int64)


def rows_of(project: Project, question: Question, which: sql.Composable = ALL) -> Rows:
    """The latest answers of those ratings that the condition `which` is true of, in any order."""
    read = _whole_rows if question.family == "structured" else packed_rows
    return read(project, question, which)


def values_of_ratings(
    project: Project, question: Question, rating_ids: NDArray[np.int64]
) -> list[Any]:
    """What each of these ratings answered, None where nothing.

    Raises:
        AnnotationRefused: a rating was taken back in the meantime
    """
    ids = rating_ids.tolist()
    which = sql.SQL("rating.id = ANY({})").format(sql.Literal(ids))
    # a rating that was replaced since is still there, and belongs to what is being read
    rows = _whole_rows(project, question, which, latest=ALL)
    found = dict(zip(rows.ids.tolist(), rows.values, strict=True))
    if len(found) < len(ids):
        raise AnnotationRefused(
            f"Answers to '{question.id}' were taken back while they were read: ask again."
        )
    return [found[rating] for rating in ids]


def coded_rows(
    question: Question,
    rows: Rows,
    item_ids: NDArray[np.int64],
    extent: NDArray[np.float64] | None = None,
) -> CodedAnswers:
    """Rows in order, with units and raters from 0; `extent` as in `Coded`."""
    unit = unit_of(rows.items, item_ids)
    order = np.lexsort((rows.ids, unit))
    rater_ids, rater = np.unique(rows.raters[order], return_inverse=True)
    unknown = int(len(rater_ids) > 0 and rater_ids[0] == -1)
    coded = Coded(
        unit=unit[order],
        rater=(rater - unknown).astype(np.int32),
        values=rows.values[order],
        cannot_tell=rows.told[order],
        extent=extent,
    )
    return CodedAnswers(question, coded, rows.ids[order], item_ids, rater_ids[unknown:])


def packed_rows(project: Project, question: Question, which: sql.Composable = ALL) -> Rows:
    """Answers of a fixed width, as the bytes of one field; of those with parts see `packing`."""
    needed, columns, fields, to_values = packing(question)
    query = CODED.format(
        needed=needed,
        columns=columns,
        asked=_asked(project, question.id),
        project=sql.Literal(project.pk),
        which=which,
        latest=LATEST.format(project=sql.Literal(project.pk)),
    )
    ids = [("id", ">i8"), ("item", ">i8"), ("rater", ">i8")]
    rows = np.frombuffer(_copied(query), np.dtype([*ids, *fields]))
    item, rater = rows["item"].astype(np.int64), rows["rater"].astype(np.int64)
    told, values = rows["cannot_tell"].copy(), to_values(rows["value"])
    return Rows(rows["id"].astype(np.int64), item, rater, told, values)


def _whole_rows(
    project: Project,
    question: Question,
    which: sql.Composable,
    latest: sql.Composable | None = None,
) -> Rows:
    """Answers with parts, as JSON text that is read once."""
    query = WHOLE.format(
        path=value_path(question),
        told=told_of(question),
        asked=_asked(project, question.id),
        project=sql.Literal(project.pk),
        which=which,
        latest=latest or LATEST.format(project=sql.Literal(project.pk)),
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = cursor.fetchall()
    ids, items, raters, told, texts = zip(*found, strict=True) if found else [()] * 5
    values = [None if text is None else json.loads(text) for text in texts]
    id_, item, rater = (np.array(column, np.int64) for column in (ids, items, raters))
    return Rows(id_, item, rater, np.array(told, bool), question.encode(values))


def _asked(project: Project, question_id: str) -> sql.Composable:
    """Whether a rating's version of the scheme asks this question just as the current one does."""

    def settings(scheme: Scheme) -> Any:
        return next((q for q in scheme.body["questions"] if q["id"] == question_id), None)

    now, schemes = settings(current_scheme(project.pk)), list(project.schemes.all())
    same = [sql.Literal(scheme.pk) for scheme in schemes if settings(scheme) == now]
    if len(same) == len(schemes):
        return sql.SQL("true")
    return sql.SQL("scheme_id IN ({})").format(sql.SQL(", ").join(same))


def unit_of(items: NDArray[np.int64], item_ids: NDArray[np.int64]) -> NDArray[np.int32]:
    """The place of each item in `item_ids`, int32 (n,)."""
    by_id = np.argsort(item_ids)
    return by_id[np.searchsorted(item_ids, items, sorter=by_id)].astype(np.int32)


def _copied(query: sql.Composed) -> bytes:
    """The bytes of the one field of each row of a binary COPY, joined."""
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        stream = b"".join(bytes(message) for message in copy)
    fields, at = [], HEADER_BYTES
    while stream[at : at + 2] != NO_MORE_ROWS:
        at += FIELD_HEADER_BYTES
        size = int.from_bytes(stream[at - 4 : at], "big")
        fields.append(stream[at : at + size])
        at += size
    return b"".join(fields)
