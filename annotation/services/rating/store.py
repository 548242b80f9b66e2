"""Store a rating with all that it counts for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg.types.json import Jsonb

from annotation.models import Assignment, AssignmentState, ItemRole, Rating, Scheme


@dataclass(frozen=True)
class Submission:
    """What a browser sends; `client_key` is made there, once per submission.

    scheme_version: the version of the questions that the page showed; None: it does not say.
    """

    client_key: UUID
    answers: dict[str, Any]
    elapsed_ms: int | None = None
    plays: int | None = None
    scheme_version: int | None = None


# The first answer of a person for whom the item was kept lets its readers in.
SUBMIT = """
WITH rating AS (
        INSERT INTO annotation_rating (project_id, item_id, rater_id, scheme_id, assignment_id,
            revision, client_key, answers, elapsed_ms, plays, submitted_at, source, role, assisted,
            blind)
        VALUES (%(project)s, %(item)s, %(rater)s, %(scheme)s, %(assignment)s, %(revision)s,
            %(client_key)s, %(answers)s, %(elapsed_ms)s, %(plays)s, %(now)s, 'browser', %(role)s,
            %(assisted)s, %(blind)s)
        RETURNING id),
    assignment AS (
        UPDATE annotation_assignment SET state = 'submitted', ended_at = %(now)s
        WHERE id = %(assignment)s),
    draft AS (DELETE FROM annotation_draft WHERE assignment_id = %(assignment)s),
    item AS (
        UPDATE annotation_item SET rated = rated + 1, reserved_for = '',
            wanted = CASE WHEN reserved_for = '' THEN wanted ELSE 1 + %(readers)s END
        WHERE id = %(item)s AND %(counts)s
        RETURNING rated >= wanted AS is_complete),
    rater AS (
        UPDATE annotation_rater
        SET submitted = submitted + %(counts)s::int, checks = checks + %(checks)s::int,
            practised = practised + %(practises)s::int,
            elapsed_ms = elapsed_ms
                + CASE WHEN %(counts)s THEN COALESCE(%(elapsed_ms)s, 0) ELSE 0 END,
            checks_ms = checks_ms
                + CASE WHEN %(checks)s THEN COALESCE(%(elapsed_ms)s, 0) ELSE 0 END,
            day_count = CASE WHEN day = %(day)s THEN day_count + 1 ELSE 1 END, day = %(day)s
        WHERE id = %(rater)s AND (%(counts)s OR %(checks)s OR %(practises)s))
SELECT id, (SELECT is_complete FROM item) FROM rating
"""


def rating_store(
    assignment: Assignment,
    scheme: Scheme,
    submission: Submission,
    *,
    assisted: str,
    readers: int,
    now: datetime,
) -> tuple[Rating, bool]:
    """The rating, the end of its assignment and the counts, in one statement: the busiest write.

    readers: how many are let in by the first answer of the person for whom an item was kept.
    Returns whether it completed the item, too.
    """
    item = assignment.item
    rating = Rating(
        project_id=item.project_id,
        item_id=assignment.item_id,
        rater_id=assignment.rater_id,
        scheme=scheme,
        assignment=assignment,
        revision=_next_revision(assignment),
        client_key=submission.client_key,
        answers=submission.answers,
        elapsed_ms=submission.elapsed_ms,
        plays=submission.plays,
        submitted_at=now,
        role=item.role,
        assisted=assisted,
        blind=assignment.blind,
    )
    first = rating.revision == 1
    values: dict[str, Any] = {
        "project": rating.project_id,
        "item": rating.item_id,
        "rater": rating.rater_id,
        "scheme": scheme.pk,
        "assignment": assignment.pk,
        "revision": rating.revision,
        "client_key": rating.client_key,
        "answers": Jsonb(rating.answers),
        "elapsed_ms": rating.elapsed_ms,
        "plays": rating.plays,
        "now": now,
        "day": now.date(),
        "role": rating.role,
        "assisted": rating.assisted,
        "blind": rating.blind,
        "readers": readers,
        "counts": first and rating.role == ItemRole.NORMAL,
        "checks": first and rating.role in (ItemRole.GOLD, ItemRole.ATTENTION),
        "practises": first and rating.role == ItemRole.TRAINING,
    }
    with connection.cursor() as cursor:
        cursor.execute(SUBMIT, values)
        rating.pk, is_complete = cursor.fetchone()
    return rating, bool(is_complete)


def _next_revision(assignment: Assignment) -> int:
    """1, unless this rater may have answered this item before."""
    again = assignment.state in (AssignmentState.REOPENED, AssignmentState.SECOND_LOOK)
    if not again and assignment.item.role != ItemRole.QUIZ:
        return 1
    given = Rating.objects.filter(item_id=assignment.item_id, rater_id=assignment.rater_id)
    last = given.order_by("-revision").values_list("revision", flat=True).first()
    return (last or 0) + 1
