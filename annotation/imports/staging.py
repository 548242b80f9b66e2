"""Rows on their way into the ratings: a temporary table, judged and stored set by set.

A million rows go through PostgreSQL's COPY and a handful of statements. Nothing but the
temporary table is locked until the rows are stored, so raters go on rating meanwhile.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import groupby, islice
from typing import Any

from django.db import connection
from django.db.models import Max

from annotation.assignment.strategies import places
from annotation.errors import AnnotationConflict
from annotation.imports.ratings import StagedRow
from annotation.imports.report import Place, Report
from annotation.models import Project, Scheme

FORGET_STAGED = "DROP TABLE IF EXISTS staged"
CREATE = """
CREATE TEMPORARY TABLE staged (
    row bigint PRIMARY KEY, line bigint, item text NOT NULL, rater text, content jsonb NOT NULL,
    elapsed_ms integer, plays integer, submitted_at timestamptz)
"""
COPIED_ROWS = 10_000
SORT_MEMORY = "128MB"  # a million staged rows are sorted on their way into the ratings
# A dialect in which JSON needs no quoting: half the work of commas and quotation marks.
DELIMITER, QUOTE = "\x1f", "\x01"
COPY_STAGED = f"COPY staged FROM STDIN (FORMAT csv, DELIMITER '{DELIMITER}', QUOTE '{QUOTE}')"

# Rows of one item and rater (or one item, for votes) that the file has more than once.
REPEATED = """
SELECT row, line, item, rater, content::text FROM staged
WHERE (item, coalesce(rater, '')) IN (
    SELECT item, coalesce(rater, '') FROM staged GROUP BY 1, 2 HAVING count(*) > 1)
ORDER BY item, rater, row
"""

# What is stored already, to hold against the staged rows: the last answers of each rater, or the
# votes of each item counted by label.
STORED_RATINGS = """
SELECT DISTINCT ON (rating.item_id, rating.rater_id)
       item.key AS item, rater.external_id AS rater, rating.answers AS content
FROM annotation_rating AS rating
JOIN annotation_item AS item ON item.id = rating.item_id
JOIN annotation_rater AS rater ON rater.id = rating.rater_id AND rater.user_id IS NULL
WHERE rating.project_id = %(project)s
ORDER BY rating.item_id, rating.rater_id, rating.revision DESC
"""
STORED_VOTES = """
SELECT item, NULL::text AS rater, jsonb_object_agg(label, n) AS content
FROM (SELECT item.key AS item, rating.answers #>> ARRAY[%(question)s, 'value'] AS label,
             count(*) AS n
      FROM annotation_rating AS rating
      JOIN annotation_item AS item ON item.id = rating.item_id
      WHERE rating.project_id = %(project)s AND rating.rater_id IS NULL
        AND rating.answers ? %(question)s
      GROUP BY 1, 2) AS counted
GROUP BY item
"""
FORGET_KNOWN = "DROP TABLE IF EXISTS known"
KNOWN = """
CREATE TEMPORARY TABLE known AS
SELECT staged.row, staged.content = stored.content AS same, stored.content::text AS content
FROM staged JOIN ({stored}) AS stored
  ON stored.item = staged.item AND stored.rater IS NOT DISTINCT FROM staged.rater
"""
CONFLICTS = """
SELECT row, line, item, rater, known.content FROM known JOIN staged USING (row)
WHERE NOT same ORDER BY row
"""
DROP_KNOWN = "DELETE FROM staged USING known WHERE known.row = staged.row"

UNKNOWN_ITEMS = """
SELECT row, line, staged.item FROM staged
LEFT JOIN annotation_item AS item ON item.project_id = %(project)s AND item.key = staged.item
WHERE item.id IS NULL ORDER BY row
"""
NEW_ITEMS = """
SELECT staged.item, sum({votes}) FROM staged
LEFT JOIN annotation_item AS item ON item.project_id = %(project)s AND item.key = staged.item
WHERE item.id IS NULL GROUP BY staged.item ORDER BY min(row)
"""
COPY_ITEMS = """
COPY annotation_item (project_id, key, place, wanted, taken, rated, attributes)
FROM STDIN (FORMAT csv)
"""
NEW_RATERS = """
INSERT INTO annotation_rater (project_id, external_id, cursor, submitted, elapsed_ms)
SELECT %(project)s, rater, -1, 0, 0 FROM staged WHERE rater IS NOT NULL
GROUP BY rater ORDER BY min(row)
ON CONFLICT DO NOTHING
"""
# The key says what the row says (a UUID of version 8, RFC 9562, from a SHA-256 of it), so that no
# two imports of the same row can both store it.
CLIENT_KEY = """
overlay(overlay(left(encode(sha256(convert_to(
    concat_ws(chr(31), %(project)s::text, {parts}), 'UTF8')), 'hex'), 32)
    PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid
"""
STORE = """
INSERT INTO annotation_rating (project_id, item_id, rater_id, scheme_id, revision, client_key,
                               answers, elapsed_ms, plays, submitted_at, source, role)
SELECT %(project)s, item.id, {rater}, %(scheme)s, 1, {key}, {answers},
       staged.elapsed_ms, staged.plays, staged.submitted_at, 'import', item.role
FROM staged
JOIN annotation_item AS item ON item.project_id = %(project)s AND item.key = staged.item
{sources}
ORDER BY row
"""
STORE_RATINGS = STORE.format(
    rater="rater.id",
    answers="staged.content",
    key=CLIENT_KEY.format(parts="staged.item, staged.rater, staged.content::text"),
    sources="""JOIN annotation_rater AS rater
  ON rater.project_id = %(project)s AND rater.external_id = staged.rater
 AND rater.user_id IS NULL""",
)
STORE_VOTES = STORE.format(
    rater="NULL",
    answers="""jsonb_build_object(%(question)s::text,
               jsonb_build_object('value', vote.key))""",
    key=CLIENT_KEY.format(parts="staged.item, %(question)s::text, vote.key, k::text"),
    sources="""CROSS JOIN jsonb_each_text(staged.content) AS vote
CROSS JOIN generate_series(1, vote.value::int) AS k""",
)

# An imported rating is one that the item need no longer wait for; gold and the like wait for none.
COUNT_ITEMS = """
UPDATE annotation_item AS item
SET rated = rated + n, taken = least(wanted, taken + n)
FROM (SELECT item, sum({votes}) AS n FROM staged GROUP BY item) AS came
WHERE item.project_id = %(project)s AND item.key = came.item AND n > 0 AND item.role = 'normal'
"""
# In one order, as all do who lock several items.
LOCK_ITEMS = """
SELECT id FROM annotation_item
WHERE project_id = %(project)s AND role = 'normal' AND key IN (SELECT item FROM staged)
ORDER BY id FOR NO KEY UPDATE
"""
ONE_VOTE = "1"
VOTES_COUNTED = "coalesce((SELECT sum(value::int) FROM jsonb_each_text(content)), 0)"
COUNT_RATERS = """
UPDATE annotation_rater AS rater
SET submitted = submitted + n, elapsed_ms = rater.elapsed_ms + came.elapsed_ms
FROM (SELECT rater, count(*) AS n, coalesce(sum(staged.elapsed_ms), 0) AS elapsed_ms
      FROM staged JOIN annotation_item AS item
        ON item.project_id = %(project)s AND item.key = staged.item AND item.role = 'normal'
      GROUP BY rater) AS came
WHERE rater.project_id = %(project)s AND rater.external_id = came.rater
  AND rater.user_id IS NULL
"""


class Staging:
    """One import; `question` is what votes answer, none for rows of answers."""

    def __init__(
        self, project: Project, scheme: Scheme, report: Report, question: str | None
    ) -> None:
        self.project = project
        self.scheme = scheme
        self.report = report
        self.question = question
        self._votes = VOTES_COUNTED if question else ONE_VOTE
        self._names = {"project": project.pk, "scheme": scheme.pk, "question": question}

    def fill(self, rows: Iterable[StagedRow]) -> None:
        """Bring the rows in; until the last one the connection can do nothing else."""
        with connection.cursor() as cursor:
            cursor.execute(FORGET_STAGED)
            cursor.execute(CREATE)
            # One import of a project at a time: the other waits, then finds what this one stored.
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended('import', %s))", [self.project.pk]
            )
            with cursor.copy(COPY_STAGED) as copy:
                for text in _as_csv(rows):
                    copy.write(text)
            cursor.execute("ANALYZE staged")
            cursor.execute(f"SET LOCAL work_mem = '{SORT_MEMORY}'")

    def drop_repeated(self) -> None:
        """Rows that stand twice in the file: once is enough; of two that differ neither goes in."""
        gone: list[int] = []
        repeated = self._rows(REPEATED)
        for _, group in groupby(repeated, key=lambda row: row[2:4]):
            rows = list(group)
            if len({content for *_, content in rows}) == 1:
                self.report.unchanged += len(rows) - 1
                gone += [row for row, *_ in rows[1:]]
                continue
            gone += [row for row, *_ in rows]
            for row, line, item, rater, _ in rows:
                others = [str(Place(*other[:2])) for other in rows if other[0] != row]
                self.report.fail(
                    Place(row, line),
                    f"{_whose(item, rater)} differ in {' and '.join(others)}; none is taken",
                )
        if gone:
            self._run("DELETE FROM staged WHERE row = ANY(%(gone)s)", gone=gone)

    def drop_known(self) -> None:
        """Rows that are stored already; those that are stored otherwise fail."""
        if not self._rows("SELECT 1 FROM annotation_rating WHERE project_id = %(project)s LIMIT 1"):
            return
        self._run(FORGET_KNOWN)
        self._run(KNOWN.format(stored=STORED_VOTES if self.question else STORED_RATINGS))
        conflicts = self._rows(CONFLICTS)
        for row, line, item, rater, content in conflicts:
            self.report.fail(
                Place(row, line),
                f"{_whose(item, rater)} are stored and differ: {_shortened(content)}; "
                "a stored answer is not replaced by an import",
            )
        self.report.unchanged += self._run(DROP_KNOWN) - len(conflicts)

    def drop_unknown_items(self) -> None:
        """Rows of items that the project does not have fail."""
        unknown = self._rows(UNKNOWN_ITEMS)
        for row, line, item in unknown:
            self.report.fail(
                Place(row, line),
                f"the project has no item '{item}' (as it has media or texts, none is made up); "
                "bring it in first: import --as items, or ingest",
            )
        if unknown:
            self._run(
                "DELETE FROM staged WHERE row = ANY(%(gone)s)", gone=[row for row, *_ in unknown]
            )

    def count_known_items(self) -> None:
        """Count what comes on the items that are there; new ones are counted when they are made."""
        # Not the lock that would make raters wait who store a rating of this project.
        Project.objects.select_for_update(no_key=True).get(pk=self.project.pk)
        if Scheme.objects.get(pk=self.scheme.pk).hash != self.scheme.hash:
            raise AnnotationConflict(
                f"The questions of '{self.project.title}' were changed while the table was read. "
                "Nothing is imported; import it again."
            )
        self._run(LOCK_ITEMS)
        self._run(COUNT_ITEMS.format(votes=self._votes))

    def add_items(self) -> None:
        """Make the items that are not there: names only, which nobody is asked to rate."""
        new = self._rows(NEW_ITEMS.format(votes=self._votes))
        if not new:
            return
        last = self.project.items.aggregate(last=Max("place"))["last"]
        spots = places(
            [key for key, _ in new],
            order=self.project.policy["order"],
            seed=self.project.slug,
            first=0 if last is None else last + 1,
        )
        lines = StringIO()
        csv.writer(lines).writerows(
            (self.project.pk, key, spot, 0, 0, rated, "{}")
            for (key, rated), spot in zip(new, spots, strict=True)
        )
        with connection.cursor() as cursor, cursor.copy(COPY_ITEMS) as copy:
            copy.write(lines.getvalue())
        self._run(
            "UPDATE annotation_project SET item_count = item_count + %(new)s "
            "WHERE id = %(project)s",
            new=len(new),
        )
        self.report.new_items = len(new)

    def store(self) -> None:
        """Store what is left, and count it."""
        self.report.new_raters = self._run(NEW_RATERS)
        self.report.added = self._rows("SELECT count(*) FROM staged")[0][0]
        self.report.new_ratings = self._run(STORE_VOTES if self.question else STORE_RATINGS)
        self._run(COUNT_RATERS)
        self._run(FORGET_STAGED)
        self._run(FORGET_KNOWN)

    def _run(self, statement: str, **names: Any) -> int:
        with connection.cursor() as cursor:
            cursor.execute(statement, {**self._names, **names})
            return int(cursor.rowcount)

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(query, self._names)
            return list(cursor.fetchall())


def _as_csv(rows: Iterable[StagedRow]) -> Iterator[str]:
    remaining = iter(rows)
    while batch := list(islice(remaining, COPIED_ROWS)):
        lines = StringIO()
        csv.writer(lines, delimiter=DELIMITER, quotechar=QUOTE).writerows(batch)
        yield lines.getvalue()


def _whose(item: str, rater: str | None) -> str:
    return f"answers of '{rater}' to '{item}'" if rater is not None else f"votes for '{item}'"


def _shortened(content: str) -> str:
    values = {
        name: answer.get("value", "cannot tell") if isinstance(answer, dict) else answer
        for name, answer in json.loads(content).items()
    }
    text = json.dumps(values, ensure_ascii=False)
    return text if len(text) <= 200 else f"{text[:197]}..."
