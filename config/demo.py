"""The sample project: people, media, drafts; everything but the ratings, which are yours."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from accounts.models import Role, User
from accounts.services import user_create
from annotation.models import MemberRole, Project
from annotation.services.autolabel import project_autolabel
from annotation.services.ingest.job import ingest_start
from annotation.services.ingest.sources import Source, sources_of
from annotation.services.projects.projects import member_add, project_create, project_update
from ingestion.samples import SAMPLES
from jobs.models import ItemState
from jobs.progress import job_follow

SLUG = "demo"
PRESET = "soft-turns"
PASSWORD = "emotate-demo"  # noqa: S105  # printed for everyone to read; the demo is on loopback
CARDS = ("vocal-arousal", "goemotions-linear")
PEOPLE = (
    ("admin", Role.ADMIN, "Ada Admin"),
    ("researcher", Role.RESEARCHER, "Ruth Researcher"),
    ("rater1", Role.ANNOTATOR, "Ana"),
    ("rater2", Role.ANNOTATOR, "Ben"),
    ("rater3", Role.ANNOTATOR, "Chloe"),
)
GUIDELINES = "\n\n".join(
    (
        "Listen to the whole turn, as often as you like.",
        "Say what you hear in the voice and the words, not what you would feel yourself. "
        "When several emotions are there, share out 100 points between them. "
        "When you cannot tell, say so: it is an answer too.",
    )
)


@dataclass(frozen=True)
class Prepared:
    """What a person needs to know before the browser opens."""

    project: Project
    accounts: Sequence[tuple[str, str, str]]
    failed: Sequence[tuple[str, str]]


def demo_prepare(files: Sequence[Path] = ()) -> Prepared:
    """Make what is missing of the demo; done twice, it changes nothing.

    With `files`, those go in instead of the samples.
    """
    people = {name: _person(name, role, full_name) for name, role, full_name in PEOPLE}
    project = Project.objects.filter(slug=SLUG).first() or _project(own_media=bool(files))
    member_add(project=project, user=people["researcher"], role=MemberRole.RESEARCHER)
    for name, role, _ in PEOPLE:
        if role == Role.ANNOTATOR:
            member_add(project=project, user=people[name], role=MemberRole.RATER)
    failed = _bring_in(project, files)
    for card in CARDS:
        _label(project, card)
    accounts = [(name, PASSWORD, role) for name, role, _ in PEOPLE]
    return Prepared(project, accounts, failed)


def _person(name: str, role: str, full_name: str) -> User:
    known = User.objects.filter(username=name).first()
    return known or user_create(username=name, role=role, password=PASSWORD, name=full_name)


def _project(*, own_media: bool) -> Project:
    title = "Recordings of your own" if own_media else "Three everyday conversations"
    about = "Synthetic voices, made for this demo: rate how each turn sounds."
    project = project_create(slug=SLUG, preset_name=PRESET, title=title)
    changes = {"guidelines": GUIDELINES} | ({} if own_media else {"description": about})
    return project_update(project=project, changes=changes)


def _bring_in(project: Project, files: Sequence[Path]) -> list[tuple[str, str]]:
    samples = [Source(s.media, s.media.name, transcript=s.transcript) for s in SAMPLES]
    sources = sources_of(files) if files else samples
    if not files and project.item_count:
        return []
    job = job_follow(ingest_start(project=project, sources=sources))
    failed = job.items.filter(state=ItemState.FAILED)
    project.refresh_from_db()
    return [(item.name, item.error) for item in failed]


def _label(project: Project, card: str) -> None:
    """Run a card unless it has seen every item of the project already."""
    if project.items.exclude(segment__predictions__run__card__card_id=card).exists():
        _, job = project_autolabel(project=project, card_id=card)
        job_follow(job)
