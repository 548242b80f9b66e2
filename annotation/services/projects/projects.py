"""Create projects, change them, add people and items."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Role, User
from affect.presets import UnknownPresetError, preset
from affect.questions import load_scheme, scheme_hash
from annotation.errors import AnnotationConflict, AnnotationRefused
from annotation.models import Member, MemberRole, Project, Rater, Scheme
from annotation.models.projects import ProjectState
from annotation.policy import POLICY_KEYS
from annotation.services.people.departures import rater_settle
from annotation.services.projects.policies import policy_change, policy_checked


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
    questions = load_scheme(body["scheme"])
    policy = {key: value for key, value in body.items() if key in POLICY_KEYS}
    policy_checked(policy, questions)
    try:
        with transaction.atomic():
            project = Project.objects.create(
                slug=slug,
                title=title or body["title"],
                description=body["summary"],
                preset=preset_name,
                policy=policy,
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
    """Change texts, state or policy; leave what is not named.

    `policy` holds settings to replace, where null brings a default back; `raters_per_item` is
    one of them and may be given beside it.

    Raises:
        AnnotationRefused: the state or a setting is unknown or unfit
        AnnotationConflict: what was handed out already forbids the change
    """
    project = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    for name in TEXT_FIELDS:
        setattr(project, name, changes.get(name, getattr(project, name)))
    state = changes.get("state", project.state)
    if state not in ProjectState.values:
        raise AnnotationRefused(
            f"State '{state}' is unknown; it is one of: {', '.join(ProjectState.values)}."
        )
    project.state = state
    settings = dict(changes.get("policy") or {})
    if "raters_per_item" in changes:
        settings["raters_per_item"] = changes["raters_per_item"]
    if settings:
        policy_change(project, settings)
    project.save()
    return project


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
    _refuse_rater_who_adjudicates(project, user, role)
    return Member.objects.get_or_create(project=project, user=user, role=role)[0]


def _refuse_rater_who_adjudicates(project: Project, user: User, role: str) -> None:
    """Who sees all answers must not give any, and the other way round."""
    other = {
        MemberRole.RATER: MemberRole.ADJUDICATOR,
        MemberRole.ADJUDICATOR: MemberRole.RATER,
    }.get(MemberRole(role))
    if other and Member.objects.filter(project=project, user=user, role=other).exists():
        raise AnnotationRefused(
            f"'{user.username}' is {'an' if other == MemberRole.ADJUDICATOR else 'a'} {other} "
            f"here and cannot be {'an' if role == MemberRole.ADJUDICATOR else 'a'} {role} as "
            "well: an adjudicator sees what raters said. Take the one role away first."
        )


@transaction.atomic
def member_remove(*, project: Project, user: User, role: str) -> None:
    """Take a place away. Their ratings stay; what a rater holds or had begun goes to others."""
    rater = Rater.objects.select_for_update(no_key=True).filter(project=project, user=user).first()
    Member.objects.filter(project=project, user=user, role=role).delete()
    if rater is not None and role == MemberRole.RATER:
        rater_settle(rater, now=timezone.now())
