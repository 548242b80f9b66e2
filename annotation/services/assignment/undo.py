"""Skip an item, and take a skip or a submission back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from annotation.errors import AnnotationConflict
from annotation.models import Assignment, AssignmentState, Draft, ItemRole, Rating
from annotation.selectors.projects.schemes import policy_of
from annotation.services.assignment.lease import lease_length, slot_leave, slot_take
from annotation.services.assignment.own import assignment_of
from annotation.services.assignment.sequences import clip_lock, clips_settle

EDITS_PER_REVISION = 2**20
"""More edits than anybody makes before a submission."""


@transaction.atomic
def assignment_skip(*, user: User, assignment_id: int, reason: str) -> Assignment:
    """Give an item to somebody else, with a reason; it does not come back to this rater.

    Raises:
        AnnotationConflict: it was answered already
    """
    assignment = assignment_of(user=user, assignment_id=assignment_id, lock=True)
    if assignment.state == AssignmentState.SKIPPED:
        return assignment
    if assignment.state not in (AssignmentState.LEASED, AssignmentState.EXPIRED):
        raise AnnotationConflict(
            "This item is answered; open it again to change the answer.", reason="answered"
        )
    if assignment.item.role == ItemRole.QUIZ:
        raise AnnotationConflict(
            "A quiz is answered whole: give your best answer to this item.", reason="quiz_whole"
        )
    policy = policy_of(assignment.item.project)
    clip_lock(assignment.item, policy)
    if assignment.state == AssignmentState.LEASED:
        slot_leave(assignment)
    assignment.state, assignment.skip_reason = AssignmentState.SKIPPED, reason
    assignment.ended_at = timezone.now()
    assignment.save(update_fields=["state", "skip_reason", "ended_at"])
    clips_settle(assignment.item.project, policy, [assignment.item.group])
    return assignment


@transaction.atomic
def assignment_reopen(*, user: User, assignment_id: int) -> Assignment:
    """Take a submission back to the page: the answers become a draft, the rating stays valid.

    What is submitted next is a new revision; if nothing is, the old answer stands. A skip is
    taken back too, while the item still wants a rater.

    Raises:
        AnnotationConflict: it is in progress, or somebody else has the skipped item now
    """
    assignment = assignment_of(user=user, assignment_id=assignment_id, lock=True)
    now = timezone.now()
    if assignment.item.role in (ItemRole.TRAINING, ItemRole.QUIZ):
        raise AnnotationConflict(
            "Practice and quiz items cannot be changed once answered.", reason="practice_stays"
        )
    policy = policy_of(assignment.item.project)
    was_skipped = assignment.state == AssignmentState.SKIPPED
    if was_skipped:
        clip_lock(assignment.item, policy)
        slot_take(assignment)
        assignment.state = AssignmentState.LEASED
    elif assignment.state in (AssignmentState.SUBMITTED, AssignmentState.REOPENED):
        _draft_from_rating(assignment, now)
        assignment.state = AssignmentState.REOPENED
    else:
        raise AnnotationConflict(
            "This item is in progress: there is nothing to take back yet.", reason="in_progress"
        )
    assignment.lease_until = now + lease_length(assignment.rater)
    assignment.save(update_fields=["state", "lease_until"])
    if was_skipped:
        clips_settle(assignment.item.project, policy, [assignment.item.group])
    return assignment


def _draft_from_rating(assignment: Assignment, now: datetime) -> None:
    last = Rating.objects.filter(assignment=assignment).order_by("-revision").first()
    draft = Draft.objects.filter(assignment=assignment).first()
    if last is None or draft is not None:
        return
    draft_of_rating(assignment, last, now=now)


def draft_of_rating(assignment: Assignment, rating: Rating, *, now: datetime) -> Draft:
    """The answers of a rating, open to be changed.

    It counts as newer than every edit before the rating: another computer may still keep those.
    """
    return Draft.objects.create(
        assignment=assignment,
        answers=rating.answers,
        seq=rating.revision * EDITS_PER_REVISION,
        saved_at=now,
    )
