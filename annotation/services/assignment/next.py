"""Hand out items: N raters per item, never the same item twice to one rater."""

from datetime import datetime
from time import sleep

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.rows import columns_of, first, first_row, instances_of
from annotation.assignment.strategies import start_of_rater
from annotation.errors import AnnotationConflict
from annotation.models import Assignment, AssignmentState, Item, Project, Rater
from annotation.models.projects import ProjectState
from annotation.policy import Policy
from annotation.selectors.projects.schemes import policy_of
from annotation.services.assignment.expire import leases_expire
from annotation.services.assignment.gates import blocked_by, languages_of
from annotation.services.assignment.known_items import first_item, mixed_in
from annotation.services.assignment.lease import lease_length, lease_take
from annotation.services.assignment.open_items import items_open_to, open_item
from annotation.services.people.participations import participant_complete, participant_seen
from ingestion.models import Recording, Segment

# Written out as they belong to every request for an item, see `accounts.rows`.
RATER_LOCKED = f"""
SELECT {columns_of(Rater, "rater")} FROM annotation_rater AS rater
WHERE project_id = %s AND user_id = %s FOR UPDATE
"""  # noqa: S608
WAITS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds between looks at items that are open and locked: a lease takes some milliseconds. Not by
waiting for the lock, as whoever changes a project's order holds all of its items for longer."""
IN_HAND = (AssignmentState.LEASED, AssignmentState.SECOND_LOOK)
HELD = f"""
SELECT {columns_of(Assignment, "held")}, {columns_of(Item, "item")},
       {columns_of(Segment, "segment")}, {columns_of(Recording, "recording")}
FROM annotation_assignment AS held JOIN annotation_item AS item ON item.id = held.item_id
LEFT JOIN ingestion_segment AS segment ON segment.id = item.segment_id
LEFT JOIN ingestion_recording AS recording ON recording.id = segment.recording_id
WHERE held.rater_id = %s AND held.state = ANY(%s)
ORDER BY held.leased_at DESC LIMIT 1
"""  # noqa: S608


def rater_locked(project: Project, user: User) -> Rater:
    """The rater that a person is in a project, made when they first ask for work.

    The row lock makes two tabs of one rater wait for each other and get the same lease.
    """
    rater = first(Rater, RATER_LOCKED, (project.pk, user.pk))
    if rater is not None:
        return rater
    return Rater.objects.select_for_update().get(pk=rater_of(project, user).pk)


def rater_of(project: Project, user: User) -> Rater:
    """The rater that a person is in a project, made where there was none."""
    made, created = Rater.objects.get_or_create(project=project, user=user)
    if created:
        order = policy_of(project).order
        made.cursor = start_of_rater(made.pk, order=order, seed=project.pseudonym_key)
        made.save(update_fields=["cursor"])
    return made


@transaction.atomic
def assignment_next(*, project: Project, user: User) -> Assignment | None:
    """The lease this person holds, or a new one, or None when nothing is left for them.

    Raises:
        AnnotationConflict: the project is paused or closed, or something stands between this
            rater and work; `extra["blocked"]` says what
    """
    refuse_unopened(project)
    rater = rater_locked(project, user)
    policy = policy_of(project)
    now = timezone.now()
    held = _in_hand(rater) if participant_seen(rater, now=now) else None
    if held is None:
        item = _item_for(project, rater, user, policy, now)
        if item is None:
            participant_complete(rater, now=now)
            return None
        held = lease_take(project, item, rater, policy, now=now)
    elif held.lease_until < now:  # nobody has taken it over, so it is still theirs
        _lease_extend(held, now + lease_length(rater))
    held.rater, held.item.project = rater, project
    return held


def _lease_extend(held: Assignment, until: datetime) -> None:
    held.lease_until = until
    held.save(update_fields=["lease_until"])


def _in_hand(rater: Rater) -> Assignment | None:
    """The lease that a rater holds."""
    row = first_row(HELD, (rater.pk, list(IN_HAND)))
    if row is None:
        return None
    held: Assignment
    held, item, segment, recording = instances_of((Assignment, Item, Segment, Recording), row)
    held.item, item.segment = item, segment
    if segment is not None:
        segment.recording = recording
    return held


def refuse_unopened(project: Project) -> None:
    """Raises AnnotationConflict where the project is paused or closed."""
    if project.state != ProjectState.OPEN:
        raise AnnotationConflict(
            f"'{project.title}' is {project.get_state_display().lower()}; "
            "your answers are kept. Ask its researcher when it goes on.",
            project_state=project.state,
        )


def _item_for(
    project: Project, rater: Rater, user: User, policy: Policy, now: datetime
) -> Item | None:
    blocked = blocked_by(project, rater, policy, today=now.date())
    if blocked is not None:
        raise AnnotationConflict(f"{blocked.text} {blocked.way_out}".strip(), blocked=vars(blocked))
    languages = languages_of(rater, policy)
    return (
        first_item(project, rater, policy, languages)
        or mixed_in(project, rater, policy, languages)
        or _open_item(project, rater, user, policy, languages, now=now)
    )


def _open_item(
    project: Project,
    rater: Rater,
    user: User,
    policy: Policy,
    languages: list[str] | None,
    *,
    now: datetime,
) -> Item | None:
    """The first item after the rater's cursor that wants one more rater, else from the beginning.

    Each is one index scan of `item_open`. The cursor passes over what this rater has done, so
    that the scan stays short on any number of items. Leases that ran out are taken back by the
    worker's clock, and here before a rater is sent away.
    """
    following = open_item(project, rater, user, policy, languages, after=rater.cursor)
    if following is not None:
        return following
    leases_expire(now=now)
    for wait in WAITS:
        found = open_item(project, rater, user, policy, languages, after=None)
        if found is not None:
            return found
        # An item that somebody else is just getting, or a change of the project, is passed over.
        if not items_open_to(project, rater, user, policy, languages).exists():
            return None
        sleep(wait)
    raise AnnotationConflict(
        "The items of this project are being changed just now. Ask again in a moment.",
        ask_again=True,
        reason="changing",
    )
