"""Which parts of a recording a person may hear and see."""

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from annotation.models import Assignment, Item, Member, MemberRole
from annotation.selectors.rating.task_media import PARTS
from ingestion.models import Recording

EVERYTHING = PARTS[""]
NOTHING: frozenset[str] = frozenset()
SHOWING = ("segment__recording", "segment__sensors", "clips__segment__recording")
"""How items show a recording: alone, beside a video, or as one clip of several."""


def parts_open_to(user: User, recording: Recording) -> frozenset[str]:
    """Which of sound, picture, sensors and words of a recording this person may have.

    A rater of a project with presentation arms gets what the items that they were handed show,
    and nothing else through this project. Everybody else in a project may have everything.
    """
    if user.is_admin:
        return EVERYTHING
    # Each way by itself, since each has an index: players ask for a film in many ranges.
    showing = [Item.objects.filter(**{way: recording.pk}).order_by() for way in SHOWING]
    members = Member.objects.filter(user=user, project=OuterRef("project"))
    rates = Exists(members.filter(role=MemberRole.RATER))
    whole = Q(Exists(members.exclude(role=MemberRole.RATER))) | Q(rates, arm="")
    if any(items.filter(whole).exists() for items in showing):
        return EVERYTHING
    handed = Exists(Assignment.objects.filter(item=OuterRef("pk"), rater__user=user))
    arms = {
        arm
        for items in showing
        for arm in items.filter(rates, handed).values_list("arm", flat=True).distinct()
    }
    return NOTHING.union(*(PARTS.get(arm, NOTHING) for arm in arms))
