"""Raters who left, and those who came back: what they held or had begun goes to others."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value

from annotation.models import (
    Assignment,
    Member,
    MemberRole,
    ParticipantState,
    Project,
    Rater,
)
from annotation.models.projects import ProjectState
from annotation.policy import Policy
from annotation.selectors.projects.schemes import policy_of
from annotation.services.assignment.expire import leases_end
from annotation.services.assignment.sequences import ANSWERED, clips_settle, is_in_sequence

AWAY = timedelta(days=14)
"""After so long without an item a rater is taken to have left. Who comes back goes on."""


def departures_settle(*, now: datetime) -> None:
    """Notice who left and who is back where raters meet a clip in several presentations, in turn.

    Elsewhere nothing waits for one certain person once their lease has run out.
    """
    for project in Project.objects.filter(state=ProjectState.OPEN, policy__arms__rule="sequence"):
        policy = policy_of(project)
        here, gone = project.raters.filter(user__isnull=False), _gone(policy, now)
        left = here.filter(gone, left_at__isnull=True, submitted__gt=0)
        back = here.filter(~gone, left_at__isnull=False)
        for rater in (*left, *back):
            rater_settle(rater, now=now)


@transaction.atomic
def rater_settle(rater: Rater, *, now: datetime) -> None:
    """Note whether a rater has left or is back, and open what they had begun to others, or not."""
    rater = Rater.objects.select_for_update(no_key=True).get(pk=rater.pk)
    project = rater.project
    policy = policy_of(project)
    has_left = Rater.objects.filter(_gone(policy, now), pk=rater.pk).exists()
    if has_left:
        leases_end(rater, now=now)
    if has_left != (rater.left_at is not None):
        rater.left_at = now if has_left else None
        rater.save(update_fields=["left_at"])
    if policy.arms is not None and is_in_sequence(policy):
        clips_settle(project, policy, list(_begun(rater, len(policy.arms.presentations))))


def _gone(policy: Policy, now: datetime) -> Any:
    """Who gets no more items of a project, or has asked for none for long."""
    rates = Member.objects.filter(
        project=OuterRef("project"), user=OuterRef("user"), role=MemberRole.RATER
    )
    lately = Assignment.objects.filter(rater=OuterRef("pk"), leased_at__gte=now - AWAY)
    gone: Any = (
        ~Exists(rates)
        | Q(user__is_active=False)
        | Q(stopped_at__isnull=False)
        | Q(participation__state__in=set(ParticipantState.values) - {ParticipantState.ACTIVE})
        | (Q(day__lt=(now - AWAY).date()) & ~Exists(lately))
    )
    if policy.limits.per_rater is not None:
        gone |= Q(submitted__gte=Value(policy.limits.per_rater) - F("checks"))
    return gone


def _begun(rater: Rater, arms: int) -> QuerySet[Assignment, str]:
    """Clips of which a rater answered some presentations, not all."""
    answered = rater.assignments.filter(state__in=ANSWERED).exclude(item__group="")
    begun = answered.order_by().values("item__group").annotate(n=Count("pk")).filter(n__lt=arms)
    return begun.values_list("item__group", flat=True)
