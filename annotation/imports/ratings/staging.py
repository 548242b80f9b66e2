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
from annotation.imports.predictions.rows import nearest_hint
from annotation.imports.ratings import statements
from annotation.imports.ratings.repeats import MARK, Repeated, clashing, repeats_add
from annotation.imports.ratings.rows import ITEM_LENGTH, StagedRow
from annotation.imports.report import Place, Report
from annotation.models import Project, Scheme

COPIED_ROWS = 10_000
HINTS = 50
AGAIN = (
    "where a rater was asked the same more than once, say which presentation a row is: --map "
    "repeat=COLUMN (1, 2, ...), or --map trial=COLUMN for numbers or times in their order"
)


class Staging:
    """One import; `question` is what votes answer, none for rows of answers.

    unknown: nobody knows who gave the ratings. repeats: rows say which presentation they are.
    """

    def __init__(
        self,
        project: Project,
        scheme: Scheme,
        report: Report,
        question: str | None,
        *,
        unknown: bool = False,
        repeats: bool = False,
    ) -> None:
        self.unknown = unknown
        self.repeats = repeats
        self.project = project
        self.scheme = scheme
        self.report = report
        self.question = question
        self._votes = statements.VOTES_COUNTED if question else statements.ONE_VOTE
        self._names = {"project": project.pk, "scheme": scheme.pk, "question": question}

    def fill(self, rows: Iterable[StagedRow]) -> None:
        """Bring the rows in; until the last one the connection can do nothing else."""
        with connection.cursor() as cursor:
            cursor.execute(statements.FORGET_STAGED)
            cursor.execute(statements.CREATE)
            # One import of a project at a time: the other waits, then finds what this one stored.
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended('import', %s))", [self.project.pk]
            )
            with cursor.copy(statements.COPY_STAGED) as copy:
                for text in _as_csv(rows):
                    copy.write(text)
            cursor.execute("ANALYZE staged")
            cursor.execute(f"SET LOCAL work_mem = '{statements.SORT_MEMORY}'")

    def drop_repeated(self) -> None:
        """Rows that stand twice in the file: once is enough; of two that differ neither goes in.

        Unless raters are unknown: then several rows of an item are several people.
        """
        if self.unknown:
            self._run(statements.NUMBER_UNKNOWN)
            return
        gone: list[int] = []
        if self.repeats:
            self._run(statements.COUNT_TRIALS)
        repeated = self._rows(statements.REPEATED)
        for _, group in groupby(repeated, key=lambda row: row[2:5]):
            rows = list(group)
            if len({content for *_, content in rows}) == 1:
                self.report.unchanged += len(rows) - 1
                gone += [row for row, *_ in rows[1:]]
                continue
            gone += [row for row, *_ in rows]
            self.report.note_repeated("item" if self.question else "item and rater")
            if not self.question and not self.repeats:
                self.report.note(AGAIN)
            for row, line, item, rater, *_ in rows:
                others = [
                    str(self.report.place(Place(*other[:2]))) for other in rows if other[0] != row
                ]
                self.report.fail(
                    Place(row, line),
                    f"{_whose(item, rater)} differ in {' and '.join(others)}; none is taken",
                )
        if gone:
            self._run("DELETE FROM staged WHERE row = ANY(%(gone)s)", gone=gone)

    def name_repeats(self) -> None:
        """Call further presentations after the item that is repeated; those that cannot be fail."""
        if not self.repeats:
            return
        self._run(statements.NAME_REPEATS, mark=MARK)
        wanted = self._rows(statements.REPEATS)
        reasons = clashing(self.project, wanted) | {
            key: f"'{key}' is longer than the {ITEM_LENGTH} characters that an item's name may have"
            for key, _ in wanted
            if len(key) > ITEM_LENGTH
        }
        if not reasons:
            return
        for row, line, key in self._rows(statements.ROWS_OF_REPEATS, items=list(reasons)):
            self.report.fail(Place(row, line), reasons[key])
        self._run("DELETE FROM staged WHERE item = ANY(%(items)s)", items=list(reasons))

    def drop_known(self) -> None:
        """Rows that are stored already; those that are stored otherwise fail."""
        if self.unknown:
            self.report.unchanged += self._run(statements.DROP_KNOWN_UNKNOWN)
            return
        if not self._rows("SELECT 1 FROM annotation_rating WHERE project_id = %(project)s LIMIT 1"):
            return
        self._run(statements.FORGET_KNOWN)
        self._run(
            statements.KNOWN.format(
                stored=statements.STORED_VOTES if self.question else statements.STORED_RATINGS
            )
        )
        conflicts = self._rows(statements.CONFLICTS)
        for row, line, item, rater, content in conflicts:
            self.report.fail(
                Place(row, line),
                f"{_whose(item, rater)} are stored and differ: {_shortened(content)}; "
                "a stored answer is not replaced by an import",
            )
        self.report.unchanged += self._run(statements.DROP_KNOWN) - len(conflicts)

    def drop_unknown_items(self) -> None:
        """Rows of items that the project does not have fail."""
        unknown = self._rows(statements.UNKNOWN_ITEMS)
        keys = list(self.project.items.values_list("key", flat=True)) if unknown else []
        hints = {item: nearest_hint(item, keys) for item in _first(item for *_, item in unknown)}
        for row, line, item in unknown:
            self.report.fail(
                Place(row, line),
                f"the project has no item '{item}' (as it has media or texts, none is made up)"
                f"{hints.get(item, '')}; bring it in first: import --as items, or ingest",
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
        self._run(statements.LOCK_ITEMS)
        self._run(statements.COUNT_ITEMS.format(votes=self._votes))

    def add_items(self) -> None:
        """Make the items that are not there: names only, which nobody is asked to rate."""
        self._add_names()
        repeated = self._rows(statements.NEW_REPEATS) if self.repeats else []
        added = repeats_add(self.project, [Repeated(*each) for each in repeated])
        self.report.new_items += added

    def _add_names(self) -> None:
        new = self._rows(statements.NEW_ITEMS.format(votes=self._votes))
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
        with connection.cursor() as cursor, cursor.copy(statements.COPY_ITEMS) as copy:
            copy.write(lines.getvalue())
        self._run(
            "UPDATE annotation_project SET item_count = item_count + %(new)s "
            "WHERE id = %(project)s",
            new=len(new),
        )
        self.report.new_items = len(new)

    def store(self) -> None:
        """Store what is left, and count it."""
        self.report.new_raters = self._run(statements.NEW_RATERS)
        self.report.added, self.report.repeats = self._rows(
            "SELECT count(*), count(base) FROM staged"
        )[0]
        store = statements.STORE_UNKNOWN if self.unknown else statements.STORE_RATINGS
        self.report.new_ratings = self._run(statements.STORE_VOTES if self.question else store)
        self._run(statements.COUNT_RATERS)
        self._run(statements.FORGET_STAGED)
        self._run(statements.FORGET_KNOWN)

    def _run(self, statement: str, **names: Any) -> int:
        with connection.cursor() as cursor:
            cursor.execute(statement, {**self._names, **names})
            return int(cursor.rowcount)

    def _rows(self, query: str, **names: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(query, {**self._names, **names})
            return list(cursor.fetchall())


def _first(items: Iterable[str]) -> list[str]:
    """Those for which a near name is looked for: that takes long."""
    return list(islice(dict.fromkeys(items), HINTS))


def _as_csv(rows: Iterable[StagedRow]) -> Iterator[str]:
    remaining = iter(rows)
    while batch := list(islice(remaining, COPIED_ROWS)):
        lines = StringIO()
        csv.writer(lines, delimiter=statements.DELIMITER, quotechar=statements.QUOTE).writerows(
            batch
        )
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
