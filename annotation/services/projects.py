"""Create projects, change them, add people and items."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts.models import Role, User
from affect.presets import UnknownPresetError, preset
from affect.questions import load_scheme, scheme_hash
from annotation.assignment.strategies import places
from annotation.errors import AnnotationConflict, AnnotationRefused
from annotation.models import Item, Member, MemberRole, Project, Scheme
from annotation.models.projects import ProjectState
from ingestion.models import Segment

POLICY_KEYS = ("raters_per_item", "order", "context", "show_transcript", "profile", "agreement",
               "rules", "unit")  # fmt: skip


@transaction.atomic
def project_create(
    *, slug: str, preset_name: str, title: str = "", created_by: User | None = None
) -> Project:
    """Create a project from a preset; its creator, when a researcher, becomes a member.

    Raises:
        AnnotationRefused: slug or preset is unfit
        AnnotationConflict: the slug is taken
    """
    try:
        validate_slug(slug)
        body = preset(preset_name)
    except ValidationError as error:
        raise AnnotationRefused(
            f"'{slug}' cannot be a project's address: use letters, digits, '-' and '_' only."
        ) from error
    except UnknownPresetError as error:
        raise AnnotationRefused(str(error)) from error
    load_scheme(body["scheme"])
    try:
        with transaction.atomic():
            project = Project.objects.create(
                slug=slug,
                title=title or body["title"],
                description=body["summary"],
                preset=preset_name,
                policy={key: value for key, value in body.items() if key in POLICY_KEYS},
                created_by=created_by,
            )
    except IntegrityError as error:
        raise AnnotationConflict(f"There is a project '{slug}' already; choose another.") from error
    Scheme.objects.create(
        project=project, version=1, body=body["scheme"], hash=scheme_hash(body["scheme"])
    )
    if created_by is not None and created_by.role == Role.RESEARCHER:
        member_add(project=project, user=created_by, role=MemberRole.RESEARCHER)
    return project


TEXT_FIELDS = ("title", "description", "guidelines", "content_warning")


@transaction.atomic
def project_update(*, project: Project, changes: dict[str, Any]) -> Project:
    """Change texts, state or the number of raters per item; leave what is not named.

    Raises:
        AnnotationRefused: the state is unknown, or the number is below what was handed out
    """
    project = Project.objects.select_for_update().get(pk=project.pk)
    for name in TEXT_FIELDS:
        setattr(project, name, changes.get(name, getattr(project, name)))
    state = changes.get("state", project.state)
    if state not in ProjectState.values:
        raise AnnotationRefused(
            f"State '{state}' is unknown; it is one of: {', '.join(ProjectState.values)}."
        )
    project.state = state
    if "raters_per_item" in changes:
        _set_raters_per_item(project, changes["raters_per_item"])
    project.save()
    return project


def _set_raters_per_item(project: Project, wanted: int) -> None:
    if not 1 <= wanted <= 1000:
        raise AnnotationRefused(f"{wanted} raters per item: it must be between 1 and 1000.")
    most = project.items.aggregate(most=Max("taken"))["most"] or 0
    if wanted < most:
        raise AnnotationRefused(
            f"{wanted} raters per item is below the {most} that some item has already; "
            f"choose {most} or more."
        )
    project.policy = {**project.policy, "raters_per_item": wanted}
    # An item without a segment is the name of imported ratings: there is nothing to show a rater.
    project.items.filter(segment__isnull=False).update(wanted=wanted)


def member_add(*, project: Project, user: User, role: str) -> Member:
    """Give a person a place in a project; giving it twice is the same as once.

    Raises:
        AnnotationRefused: the role is unknown, or the person's own role does not fit it
    """
    if role not in MemberRole.values:
        raise AnnotationRefused(
            f"Role '{role}' is unknown; it is one of: {', '.join(MemberRole.values)}."
        )
    if role == MemberRole.RESEARCHER and user.role == Role.ANNOTATOR:
        raise AnnotationRefused(
            f"'{user.username}' is an annotator and would see nothing as a researcher here; "
            "an admin can change their role first."
        )
    return Member.objects.get_or_create(project=project, user=user, role=role)[0]


def member_remove(*, project: Project, user: User, role: str) -> None:
    """Take a place away. Their ratings stay."""
    Member.objects.filter(project=project, user=user, role=role).delete()


@dataclass(frozen=True)
class NewItem:
    key: str
    segment: Segment | None
    attributes: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def items_add(*, project: Project, items: Sequence[NewItem]) -> int:
    """Add items after those there are; ones that are in already stay as they are.

    Returns how many were new.
    """
    project = Project.objects.select_for_update().get(pk=project.pk)
    known_keys, known_segments = _known(project, items)
    new = [
        item
        for item in items
        if item.key not in known_keys
        and (item.segment is None or item.segment.pk not in known_segments)
    ]
    last = project.items.aggregate(last=Max("place"))["last"]
    first = 0 if last is None else last + 1
    order = project.policy["order"]
    spots = places([item.key for item in new], order=order, seed=project.slug, first=first)
    wanted = project.policy["raters_per_item"]
    Item.objects.bulk_create(
        [
            Item(
                project=project,
                segment=item.segment,
                key=item.key,
                place=spot,
                wanted=wanted if item.segment is not None else 0,
                attributes=item.attributes,
            )
            for item, spot in zip(new, spots, strict=True)
        ],
        batch_size=5000,
    )
    Project.objects.filter(pk=project.pk).update(item_count=project.items.count())
    return len(new)


def _known(project: Project, items: Iterable[NewItem]) -> tuple[set[str], set[int]]:
    keys = [item.key for item in items]
    segments = [item.segment.pk for item in items if item.segment is not None]
    return (
        set(project.items.filter(key__in=keys).values_list("key", flat=True)),
        set(project.items.filter(segment__in=segments).values_list("segment", flat=True)),
    )
