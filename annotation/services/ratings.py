"""Drafts and ratings: what a rater says."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from accounts.models import User
from affect.questions import Scheme as Questions
from affect.questions import load_scheme
from annotation.errors import AnnotationConflict, AnnotationRefused
from annotation.models import Assignment, AssignmentState, Draft, Rating, Scheme
from annotation.models.projects import ProjectState
from annotation.services.assignment import LEASE, assignment_of, slot_take

WRITABLE = (AssignmentState.LEASED, AssignmentState.REOPENED, AssignmentState.EXPIRED)


@lru_cache(maxsize=64)
def _questions_by_hash(scheme_id: int, hash_: str) -> Questions:
    return load_scheme(Scheme.objects.get(pk=scheme_id).body)


def questions_of(scheme: Scheme) -> Questions:
    """The checked questions of a stored scheme; a scheme never changes, so they are kept."""
    return _questions_by_hash(scheme.pk, scheme.hash)


def current_scheme(project_id: int) -> Scheme:
    return Scheme.objects.filter(project_id=project_id).order_by("-version")[0]


def _refuse_problems(scheme: Scheme, answers: dict[str, Any], *, draft: bool) -> None:
    problems = questions_of(scheme).check(answers, draft=draft)
    if problems:
        raise AnnotationRefused(
            "; ".join(map(str, problems)),
            problems=[{"question": p.question, "message": p.message} for p in problems],
        )


@transaction.atomic
def draft_save(
    *, user: User, assignment_id: int, answers: dict[str, Any], seq: int
) -> tuple[Draft, bool]:
    """Keep answers in progress and the lease with them.

    Returns the draft that is kept and whether it is this one: a lower `seq` than the stored one
    comes from an older page and changes nothing.

    Raises:
        AnnotationConflict: the assignment has ended
        AnnotationRefused: the answers do not fit the scheme
    """
    assignment = assignment_of(user=user, assignment_id=assignment_id, lock=True)
    if assignment.state not in WRITABLE:
        raise AnnotationConflict("This item is submitted or skipped already; open it again first.")
    _refuse_problems(current_scheme(assignment.item.project_id), answers, draft=True)
    now = timezone.now()
    stored = Draft.objects.filter(assignment=assignment).first()
    if stored is not None and seq < stored.seq:
        return stored, False
    draft, _ = Draft.objects.update_or_create(
        assignment=assignment, defaults={"answers": answers, "seq": seq, "saved_at": now}
    )
    if assignment.state != AssignmentState.EXPIRED:
        Assignment.objects.filter(pk=assignment.pk).update(lease_until=now + LEASE)
    return draft, True


@dataclass(frozen=True)
class Submission:
    """What a browser sends; `client_key` is made there, once per submission."""

    client_key: UUID
    answers: dict[str, Any]
    elapsed_ms: int | None = None
    plays: int | None = None


@transaction.atomic
def rating_submit(*, user: User, assignment_id: int, submission: Submission) -> tuple[Rating, bool]:
    """Store one rating. Returns it and whether it is new: the same key again stores nothing.

    Raises:
        AnnotationRefused: the answers do not fit the scheme, or the key belongs elsewhere
        AnnotationConflict: answered already, the project is closed, or the lease ran out and
            others completed the item
    """
    assignment = assignment_of(user=user, assignment_id=assignment_id, lock=True)
    if assignment.state != AssignmentState.LEASED and (known := _known(assignment, submission)):
        return known, False
    _refuse_ended(assignment)
    scheme = current_scheme(assignment.item.project_id)
    _refuse_problems(scheme, submission.answers, draft=False)
    if assignment.state == AssignmentState.EXPIRED:
        slot_take(assignment)
    try:
        return _rating_create(assignment, scheme, submission, now=timezone.now()), True
    except IntegrityError as error:
        raise AnnotationRefused(
            "This submission key was used for another item; make a new one."
        ) from error


def _known(assignment: Assignment, submission: Submission) -> Rating | None:
    """What this submission stored when it was sent before."""
    return Rating.objects.filter(assignment=assignment, client_key=submission.client_key).first()


def _refuse_ended(assignment: Assignment) -> None:
    project = assignment.item.project
    if project.state == ProjectState.CLOSED:
        raise AnnotationConflict(f"'{project.title}' is closed and takes no more answers.")
    if assignment.state not in WRITABLE:
        raise AnnotationConflict(
            "This item was answered already, perhaps in another tab. Open it again to change it."
        )


SUBMIT = """
WITH rating AS (
        INSERT INTO annotation_rating (project_id, item_id, rater_id, scheme_id, assignment_id,
            revision, client_key, answers, elapsed_ms, plays, submitted_at, source)
        VALUES (%(project)s, %(item)s, %(rater)s, %(scheme)s, %(assignment)s, %(revision)s,
            %(client_key)s, %(answers)s, %(elapsed_ms)s, %(plays)s, %(now)s, 'browser')
        RETURNING id),
    assignment AS (
        UPDATE annotation_assignment SET state = 'submitted', ended_at = %(now)s
        WHERE id = %(assignment)s),
    draft AS (DELETE FROM annotation_draft WHERE assignment_id = %(assignment)s),
    item AS (
        UPDATE annotation_item SET rated = rated + 1 WHERE id = %(item)s AND %(revision)s = 1),
    rater AS (
        UPDATE annotation_rater
        SET submitted = submitted + 1, elapsed_ms = elapsed_ms + COALESCE(%(elapsed_ms)s, 0)
        WHERE id = %(rater)s AND %(revision)s = 1)
SELECT id FROM rating
"""


def _rating_create(
    assignment: Assignment, scheme: Scheme, submission: Submission, *, now: datetime
) -> Rating:
    """The rating, the end of its assignment and the counts, in one statement: the busiest write."""
    rating = Rating(
        project_id=assignment.item.project_id,
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
    )
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
    }
    with connection.cursor() as cursor:
        cursor.execute(SUBMIT, values)
        (rating.pk,) = cursor.fetchone()
    return rating


def _next_revision(assignment: Assignment) -> int:
    if assignment.state != AssignmentState.REOPENED:
        return 1
    given = Rating.objects.filter(item_id=assignment.item_id, rater_id=assignment.rater_id)
    last: int = given.order_by("-revision").values_list("revision", flat=True)[0]
    return last + 1
