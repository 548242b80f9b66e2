"""The query for the next item: one index scan in the plain case, with clauses where asked for."""

from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.rows import columns_of, first_row, instances_of
from annotation.models import Assignment, AssignmentState, Item, Project, Rater
from annotation.policy import Arms, Policy
from ingestion.models import Recording, Segment


def open_item(
    project: Project,
    rater: Rater,
    user: User,
    policy: Policy,
    languages: list[str] | None,
    *,
    after: int | None,
    locks: bool = True,
) -> Item | None:
    """The first item that still wants a rater and that this one may have.

    languages: those that the rater knows; None where the project does not ask.
    after: the place after which it is looked for; None for the whole project.
    locks: lock it, and pass over those that somebody else has locked.
    """
    known = languages or []
    text, parameters = _query(
        policy.arms,
        policy.first_rater is not None,
        None if languages is None else len(known),
        after is not None,
        locks,
    )
    values = {PROJECT: project.pk, RATER: rater.pk, CURSOR: after, USERNAME: user.username}
    values |= {f"{LANGUAGE}{n}": language for n, language in enumerate(known)}
    row = first_row(text, [values.get(one, one) for one in parameters])
    if row is None:
        return None
    item: Item
    item, segment, recording = instances_of((Item, Segment, Recording), row)
    item.segment = segment
    if segment is not None:
        segment.recording = recording
    return item


# A lock is taken where the item is chosen; what it shows is read beside it.
OPEN_ITEM = f"""
WITH found (id) AS MATERIALIZED ({{one}})
SELECT {columns_of(Item, "item")}, {columns_of(Segment, "segment")},
       {columns_of(Recording, "recording")}
FROM found JOIN annotation_item AS item ON item.id = found.id
LEFT JOIN ingestion_segment AS segment ON segment.id = item.segment_id
LEFT JOIN ingestion_recording AS recording ON recording.id = segment.recording_id
"""  # noqa: S608

# Stand in for parameters while the query is built: no key, place or name is like these.
PROJECT, RATER, CURSOR = (2**62 + n for n in range(3))
USERNAME, LANGUAGE = "\x01username", "\x01language"


@lru_cache(maxsize=256)
def _query(
    arms: Arms | None, reserved: bool, n_languages: int | None, follows: bool, locks: bool
) -> tuple[str, list[Any]]:
    """The query of `open_item`, and its parameters with stand-ins for those that differ.

    It is built once: building it costs more than running it, and a rater asks for every item.
    """
    languages = None if n_languages is None else [f"{LANGUAGE}{n}" for n in range(n_languages)]
    found = _open_items(PROJECT, Rater(pk=RATER), USERNAME if reserved else None, arms, languages)
    if locks:
        found = found.select_for_update(skip_locked=True, of=("self",))
    found = found.filter(place__gt=CURSOR) if follows else found
    compiler = found.values("pk")[:1].query.get_compiler(connection=connection)
    text, parameters = compiler.as_sql()
    return OPEN_ITEM.format(one=text), list(parameters)


def items_open_to(
    project: Project, rater: Rater, user: User, policy: Policy, languages: list[str] | None
) -> QuerySet[Item]:
    """All items that `open_item` looks through, in order, without a lock."""
    username = user.username if policy.first_rater else None
    return _open_items(project.pk, rater, username, policy.arms, languages)


def _open_items(
    project: int,
    rater: Rater,
    username: str | None,
    arms: Arms | None,
    languages: list[str] | None,
) -> QuerySet[Item]:
    """username: who asks, where items may be kept for somebody; None where they never are."""
    seen = Assignment.objects.filter(item=OuterRef("pk"), rater=rater).exclude(
        state=AssignmentState.EXPIRED
    )
    # `item_open` serves both conditions on items; `assignment_once` answers for each candidate.
    found = Item.objects.filter(
        ~Exists(seen), project=project, taken__lt=F("wanted"), replaced_at__isnull=True
    )
    if arms is not None:
        found = found.filter(arms_clause(arms, rater))
    if username is not None:
        found = found.filter(reserved_for__in=["", username])
    return in_languages(found, languages).order_by("place")


def in_languages(items: QuerySet[Item], languages: list[str] | None) -> QuerySet[Item]:
    """Items in these languages, or in none; None: in any."""
    return items if languages is None else items.filter(language__in=["", *languages])


def arms_clause(arms: Arms, rater: Rater) -> Q:
    """Which presentations of a clip a rater may have.

    The other presentations are found by `item_siblings`, at most one per arm, and the rater's
    dealings with each by `assignment_once`.
    """
    siblings = Assignment.objects.filter(
        rater=rater, item__project=OuterRef("project"), item__group=OuterRef("group")
    )
    if arms.rule == "separate":
        # An expired lease counts here: the clip was seen.
        return Q(~Exists(siblings.exclude(item=OuterRef("pk"))))
    first, *rest = arms.presentations
    allowed = Q(arm=first)
    for before, arm in zip(arms.presentations, rest, strict=False):
        done = siblings.filter(item__arm=before, state=AssignmentState.SUBMITTED)
        allowed |= Q(Exists(done), arm=arm)
    return allowed
