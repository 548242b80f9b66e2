"""Drafts and ratings: what a rater says."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from annotation.errors import AnnotationConflict, AnnotationRefused
from annotation.models import Assignment, AssignmentState, Draft, ItemRole, Project, Rating, Scheme
from annotation.models.projects import ProjectState
from annotation.policy import Policy
from annotation.selectors.drafts.values import model_draft_of
from annotation.selectors.projects.schemes import policy_of, questions_of, scheme_of, unfit_answers
from annotation.services.assignment import assignment_of, slot_take
from annotation.services.assignment.extra_raters import extra_rater_ask
from annotation.services.assignment.lease import lease_length
from annotation.services.assignment.sequences import clip_lock, clips_settle
from annotation.services.assignment.undo import draft_of_rating
from annotation.services.people.participations import participant_worked
from annotation.services.rating.assistance import (
    assisted_by,
    exposure_of,
    exposure_record,
    refuse_other_drafts,
)
from annotation.services.rating.checks import NOTHING_TO_TELL, Judgement, judgement_of, rating_judge
from annotation.services.rating.store import Submission, rating_store

__all__ = ["Submission", "draft_save", "rating_submit"]

WRITABLE = (
    AssignmentState.LEASED,
    AssignmentState.SECOND_LOOK,
    AssignmentState.REOPENED,
    AssignmentState.EXPIRED,
)


def _refuse_problems(scheme: Scheme, answers: dict[str, Any], *, draft: bool) -> None:
    problems = questions_of(scheme).check(answers, draft=draft)
    if problems:
        raise AnnotationRefused(
            "; ".join(map(str, problems)),
            problems=[{"question": p.question, "message": p.message} for p in problems],
        )


class SchemeMoved(Exception):
    """The page that sent these answers showed an older version of the questions."""


def draft_save(
    *,
    user: User,
    assignment_id: int,
    answers: dict[str, Any],
    seq: int,
    scheme_version: int | None = None,
) -> tuple[Draft, bool]:
    """Keep answers in progress and the lease with them.

    scheme_version: of the questions that the page showed; None: it does not say.
    Returns the draft that is kept and whether it is this one: a lower `seq` than the stored one
    comes from an older page and changes nothing.

    Raises:
        AnnotationConflict: the assignment has ended, or the questions changed meanwhile
        AnnotationRefused: the answers do not fit the scheme
    """
    try:
        return _draft_save(user, assignment_id, answers, seq, scheme_version)
    except SchemeMoved:
        raise _moved(user, assignment_id, answers, seq) from None


@transaction.atomic
def _draft_save(
    user: User, assignment_id: int, answers: dict[str, Any], seq: int, scheme_version: int | None
) -> tuple[Draft, bool]:
    assignment = assignment_of(user=user, assignment_id=assignment_id, lock=True)
    if assignment.state not in WRITABLE:
        raise AnnotationConflict(
            "This item is submitted or skipped already; open it again first.", reason="ended"
        )
    scheme = scheme_of(assignment.item.project)
    if _scheme_moved(assignment.item.project, scheme, scheme_version):
        raise SchemeMoved
    _refuse_problems(scheme, answers, draft=True)
    now = timezone.now()
    stored = Draft.objects.filter(assignment=assignment).first()
    if stored is not None and seq < stored.seq:
        return stored, False
    draft, _ = Draft.objects.update_or_create(
        assignment=assignment, defaults={"answers": answers, "seq": seq, "saved_at": now}
    )
    if assignment.state != AssignmentState.EXPIRED:
        Assignment.objects.filter(pk=assignment.pk).update(
            lease_until=now + lease_length(assignment.rater)
        )
    return draft, True


def rating_submit(*, user: User, assignment_id: int, submission: Submission) -> tuple[Rating, bool]:
    """Store one rating. Returns it and whether it is new: the same key again stores nothing.

    `rating.judgement` says what the rater may be told of it.

    Raises:
        AnnotationRefused: the answers do not fit the scheme, or the key belongs elsewhere
        AnnotationConflict: answered already, the project is closed, the lease ran out and
            others completed the item, or the questions changed meanwhile
    """
    try:
        return _submit(user, assignment_id, submission)
    except SchemeMoved:
        raise _moved(user, assignment_id, submission.answers) from None


def _moved(
    user: User, assignment_id: int, answers: dict[str, Any], seq: int | None = None
) -> AnnotationConflict:
    """Keep the answers, and say what happened to them."""
    version = answers_keep(user=user, assignment_id=assignment_id, answers=answers, seq=seq)
    return AnnotationConflict(
        "The questions of this project changed while you answered. Your answers are kept as a "
        "draft: load the item again, look through it and submit.",
        scheme_version=version,
    )


@transaction.atomic
def _submit(user: User, assignment_id: int, submission: Submission) -> tuple[Rating, bool]:
    assignment = assignment_of(user=user, assignment_id=assignment_id, lock=True)
    project = assignment.item.project
    policy = policy_of(project)
    if assignment.state != AssignmentState.LEASED and (known := _known(assignment, submission)):
        known.assignment = assignment
        known.judgement = judgement_of(known, policy)
        return known, False
    _refuse_ended(assignment)
    scheme = scheme_of(project)
    if _scheme_moved(project, scheme, submission.scheme_version):
        raise SchemeMoved
    _refuse_problems(scheme, submission.answers, draft=False)
    exposure = exposure_of(assignment, policy)
    refuse_other_drafts(exposure, submission.answers)
    clip_lock(assignment.item, policy)
    if assignment.state == AssignmentState.EXPIRED:
        slot_take(assignment)
    now = timezone.now()
    try:
        rating, is_complete = rating_store(
            assignment,
            scheme,
            submission,
            assisted=assisted_by(assignment, exposure),
            readers=policy.first_rater.readers if policy.first_rater else 0,
            now=now,
        )
    except IntegrityError as error:
        if "client_key" not in str(error):
            raise
        raise AnnotationRefused(
            "This submission key was used for another item; make a new one.", reason="key_used"
        ) from error
    rating.judgement = _follow_up(assignment, rating, policy, is_complete, now=now)
    return rating, True


def _scheme_moved(project: Project, scheme: Scheme, version: int | None) -> bool:
    """Whether a page with this version showed other questions than those that are asked now."""
    if version in (None, scheme.version):
        return False
    shown = project.schemes.filter(version=version).first()
    return shown is None or shown.body["questions"] != scheme.body["questions"]


@transaction.atomic
def answers_keep(
    *, user: User, assignment_id: int, answers: dict[str, Any], seq: int | None = None
) -> int:
    """Keep answers of another version of the questions as a draft; what does not fit, set aside.

    seq: of the draft that they come from; older ones than the stored draft's change nothing.
    Returns the version that holds.
    """
    assignment = assignment_of(user=user, assignment_id=assignment_id, lock=True)
    scheme = scheme_of(assignment.item.project)
    unfit = unfit_answers(answers, questions_of(scheme))
    stored = Draft.objects.filter(assignment=assignment).first()
    before = stored.seq if stored else 0
    if seq is not None and seq < before:
        return scheme.version
    aside = {name: answers[name] for name in unfit if name in answers}
    Draft.objects.update_or_create(
        assignment=assignment,
        defaults={
            "answers": {name: one for name, one in answers.items() if name not in unfit},
            "set_aside": {**(stored.set_aside if stored else {}), **aside},
            "seq": max(before, seq or 0),
            "saved_at": timezone.now(),
        },
    )
    return scheme.version


def _follow_up(
    assignment: Assignment, rating: Rating, policy: Policy, is_complete: bool, *, now: datetime
) -> Judgement:
    """What a stored rating sets going, where the project asks for it."""
    item = assignment.item
    participant_worked(assignment.rater, policy.limits, now=now)
    if _gets_second_look(assignment, rating):
        _second_look(assignment, rating, policy, now=now)
    if is_complete and policy.extra_raters is not None:
        scheme = scheme_of(item.project)
        extra_rater_ask(item.pk, item.project_id, policy.extra_raters, scheme)
    clips_settle(item.project, policy, [item.group])
    if item.role == ItemRole.NORMAL:
        return NOTHING_TO_TELL
    return rating_judge(rating, assignment.rater, policy, now=now)


def _gets_second_look(assignment: Assignment, rating: Rating) -> bool:
    return rating.revision == 1 and assignment.presentation.get("assistance") == "after"


def _second_look(assignment: Assignment, rating: Rating, policy: Policy, *, now: datetime) -> None:
    """Show the draft now that the blind answer is stored for good, and ask once more."""
    if policy.assistance is None:
        return
    questions = questions_of(scheme_of(assignment.item.project))
    draft = model_draft_of(assignment.item, policy.assistance.card, questions)
    if draft is None:
        return
    exposure_record(assignment, draft, now=now)
    draft_of_rating(assignment, rating, now=now)
    Assignment.objects.filter(pk=assignment.pk).update(
        state=AssignmentState.SECOND_LOOK, ended_at=None
    )


def _known(assignment: Assignment, submission: Submission) -> Rating | None:
    """What this submission stored when it was sent before."""
    return Rating.objects.filter(assignment=assignment, client_key=submission.client_key).first()


def _refuse_ended(assignment: Assignment) -> None:
    project = assignment.item.project
    if project.state == ProjectState.CLOSED:
        raise AnnotationConflict(
            f"'{project.title}' is closed and takes no more answers.",
            reason="closed",
            values={"project": project.title},
        )
    if assignment.state not in WRITABLE:
        raise AnnotationConflict(
            "This item was answered already, perhaps in another tab. Open it again to change it.",
            reason="answered",
        )
