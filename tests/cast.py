"""The fixed cast of the tests, and factories for the rest."""

from dataclasses import dataclass
from typing import Any

from accounts.models import Role, User
from affect.presets import preset
from annotation.models import Item, MemberRole, Project
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.projects import member_add, project_create
from ingestion.keys import key_of
from ingestion.models import Segment

PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class Cast:
    """An admin, a researcher and two raters of one project, and two outsiders."""

    project: Project
    admin: User
    researcher: User
    rater: User
    second_rater: User
    outsider: User
    other_researcher: User
    adjudicator: User


def user(name: str, role: str) -> User:
    made = User(username=name, role=role, name=name.title())
    made.set_password(PASSWORD)
    made.save()
    return made


def project(slug: str = "talks", preset_name: str = "meld", items: int = 0) -> Project:
    made = project_create(slug=slug, preset_name=preset_name)
    if items:
        text_items(made, items)
    return made


def text_items(project: Project, n: int, prefix: str = "item") -> list[Item]:
    """Items of text, which need no media."""
    segments = Segment.objects.bulk_create(
        Segment(
            transcript=f"Sentence {k} of {prefix}.",
            position=k,
            identity=key_of([prefix, k, "text"]),
        )
        for k in range(n)
    )
    items_add(
        project=project,
        items=[NewItem(key=f"{prefix}-{k:05d}", segment=s) for k, s in enumerate(segments)],
    )
    return list(project.items.order_by("place"))


def cast(slug: str = "talks", preset_name: str = "meld", items: int = 4) -> Cast:
    made = project(slug, preset_name, items)
    people = Cast(
        project=made,
        admin=user("ada", Role.ADMIN),
        researcher=user("ruth", Role.RESEARCHER),
        rater=user("ana", Role.ANNOTATOR),
        second_rater=user("ben", Role.ANNOTATOR),
        outsider=user("olga", Role.ANNOTATOR),
        other_researcher=user("otto", Role.RESEARCHER),
        adjudicator=user("ariadne", Role.ANNOTATOR),
    )
    member_add(project=made, user=people.researcher, role=MemberRole.RESEARCHER)
    for rater in (people.rater, people.second_rater):
        member_add(project=made, user=rater, role=MemberRole.RATER)
    member_add(project=made, user=people.adjudicator, role=MemberRole.ADJUDICATOR)
    made.refresh_from_db()
    return people


def answers(emotion: str = "joy", sentiment: str = "positive") -> dict[str, Any]:
    """A complete answer to the preset `meld`."""
    return {"emotion": {"value": emotion}, "sentiment": {"value": sentiment}}


def questions_of_preset(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = preset(name)["scheme"]["questions"]
    return found
