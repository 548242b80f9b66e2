"""Every endpoint as every role and as an outsider. A new one fails here until it is listed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from annotation.models import Item
from annotation.services.assignment import assignment_next
from annotation.services.recruiting import link_create
from ingestion.models import Segment
from ingestion.storing import recording_store
from jobs.models import Job
from tests.cast import PASSWORD, Cast

SIGNED_IN = {"admin", "researcher", "rater", "second_rater", "outsider", "other_researcher",
             "adjudicator"}  # fmt: skip
EVERYONE = SIGNED_IN | {"anonymous"}
METHODS = ("get", "post", "put", "patch", "delete")

# Who gets in, and what the rest is told: 403 (your role does not allow it) or 404 (nothing here).
ANYONE: tuple[set[str], set[str]] = (EVERYONE, set())
ANYONE_SIGNED_IN: tuple[set[str], set[str]] = (SIGNED_IN, set())
DESIGNERS: tuple[set[str], set[str]] = ({"admin", "researcher", "other_researcher"}, set())
ADMINS: tuple[set[str], set[str]] = ({"admin"}, set())
OUTSIDERS = {"outsider", "other_researcher"}
STUDY = ({"admin", "researcher"}, OUTSIDERS)
RATE = ({"rater", "second_rater"}, OUTSIDERS)
ADJUDICATE = ({"admin", "researcher", "adjudicator"}, OUTSIDERS)
BRING_MEDIA = ({"admin"}, OUTSIDERS)
OWN = ({"rater"}, SIGNED_IN - {"rater"})
HEAR = (SIGNED_IN - OUTSIDERS, OUTSIDERS)

ACCESS: dict[tuple[str, str], tuple[set[str], set[str]]] = {
    ("get", "api/session/"): ANYONE,
    ("post", "api/session/"): ANYONE,
    ("delete", "api/session/"): ANYONE,
    ("get", "api/schema/"): ANYONE_SIGNED_IN,
    ("get", "api/users/"): ADMINS,
    ("post", "api/users/"): ADMINS,
    ("patch", "api/users/<int:user_id>/"): ADMINS,
    ("get", "api/jobs/"): ADMINS,
    ("get", "api/jobs/<uuid:job_id>/"): ADMINS,
    ("get", "api/jobs/<uuid:job_id>/items/"): ADMINS,
    ("post", "api/jobs/<uuid:job_id>/cancel/"): ADMINS,
    ("post", "api/jobs/<uuid:job_id>/retry/"): ADMINS,
    ("get", "api/recordings/"): ADMINS,
    ("patch", "api/recordings/told/"): ADMINS,
    ("get", "api/system/"): ADMINS,
    ("get", "api/withdrawals/"): ADMINS,
    ("post", "api/withdrawals/"): ADMINS,
    ("post", "api/withdrawals/plan/"): ADMINS,
    ("get", "api/cards/"): DESIGNERS,
    ("get", "api/presets/"): DESIGNERS,
    ("get", "api/taxonomies/"): DESIGNERS,
    ("get", "api/projects/"): DESIGNERS,
    ("post", "api/projects/"): DESIGNERS,
    ("get", "api/work/"): ANYONE_SIGNED_IN,
    ("get", "api/work/adjudication/"): ANYONE_SIGNED_IN,
    ("post", "api/projects/<slug:slug>/next/"): RATE,
    ("get", "api/projects/<slug:slug>/my-ratings/"): RATE,
    ("get", "api/projects/<slug:slug>/my-work/"): RATE,
    ("get", "api/projects/<slug:slug>/upcoming/"): RATE,
    ("get", "api/assignments/<int:assignment_id>/"): OWN,
    ("put", "api/assignments/<int:assignment_id>/draft/"): OWN,
    ("post", "api/assignments/<int:assignment_id>/ratings/"): OWN,
    ("post", "api/assignments/<int:assignment_id>/skip/"): OWN,
    ("post", "api/assignments/<int:assignment_id>/reopen/"): OWN,
    ("get", "api/projects/<slug:slug>/"): STUDY,
    ("patch", "api/projects/<slug:slug>/"): STUDY,
    ("post", "api/projects/<slug:slug>/tables/"): STUDY,
    ("post", "api/projects/<slug:slug>/imports/"): STUDY,
    ("post", "api/projects/<slug:slug>/imports/look/"): STUDY,
    ("get", "api/projects/<slug:slug>/imports/<uuid:job_id>/"): STUDY,
    ("get", "api/projects/<slug:slug>/imports/<uuid:job_id>/report.csv"): STUDY,
    ("get", "api/projects/<slug:slug>/recipes/"): STUDY,
    ("post", "api/projects/<slug:slug>/recipes/"): STUDY,
    ("delete", "api/projects/<slug:slug>/recipes/<str:name>/"): STUDY,
    ("get", "api/join/<str:token>/"): ANYONE,
    ("post", "api/join/<str:token>/"): ANYONE,
    ("post", "api/join/<str:token>/return/"): ANYONE_SIGNED_IN,
    ("get", "api/projects/<slug:slug>/links/"): STUDY,
    ("post", "api/projects/<slug:slug>/links/"): STUDY,
    ("patch", "api/projects/<slug:slug>/links/<int:link_id>/"): STUDY,
    ("get", "api/projects/<slug:slug>/links/<int:link_id>/participants/"): STUDY,
    ("post", "api/projects/<slug:slug>/links/<int:link_id>/participants/"): STUDY,
    ("get", "api/projects/<slug:slug>/links/<int:link_id>/participants.csv"): STUDY,
    ("get", "api/projects/<slug:slug>/quality/"): STUDY,
    ("get", "api/projects/<slug:slug>/adjudication/"): ADJUDICATE,
    ("get", "api/projects/<slug:slug>/adjudication/<int:item_id>/"): ADJUDICATE,
    ("post", "api/projects/<slug:slug>/adjudication/<int:item_id>/"): ADJUDICATE,
    ("get", "api/projects/<slug:slug>/quality/anchoring/"): STUDY,
    ("post", "api/projects/<slug:slug>/raters/"): STUDY,
    ("get", "api/projects/<slug:slug>/items/<int:item_id>/known/"): STUDY,
    ("put", "api/projects/<slug:slug>/items/<int:item_id>/known/"): STUDY,
    ("get", "api/projects/<slug:slug>/known/"): STUDY,
    ("put", "api/projects/<slug:slug>/languages/"): RATE,
    ("post", "api/projects/<slug:slug>/accept/"): RATE,
    ("get", "api/projects/<slug:slug>/scheme/"): STUDY,
    ("post", "api/projects/<slug:slug>/scheme/"): STUDY,
    ("get", "api/projects/<slug:slug>/members/"): STUDY,
    ("post", "api/projects/<slug:slug>/members/"): STUDY,
    ("delete", "api/projects/<slug:slug>/members/"): STUDY,
    ("get", "api/projects/<slug:slug>/items/"): STUDY,
    ("get", "api/projects/<slug:slug>/items/facets/"): STUDY,
    ("get", "api/projects/<slug:slug>/items/<int:item_id>/shown/"): STUDY,
    ("get", "api/projects/<slug:slug>/progress/"): STUDY,
    ("get", "api/projects/<slug:slug>/agreement/"): STUDY,
    ("get", "api/projects/<slug:slug>/agreement/raters/"): STUDY,
    ("get", "api/projects/<slug:slug>/agreement/pairs/"): STUDY,
    ("get", "api/projects/<slug:slug>/agreement/groups/"): STUDY,
    ("get", "api/projects/<slug:slug>/agreement/repeats/"): STUDY,
    ("get", "api/projects/<slug:slug>/disagreement/"): STUDY,
    ("post", "api/projects/<slug:slug>/disagreement/ask/"): STUDY,
    ("get", "api/projects/<slug:slug>/distributions/"): STUDY,
    ("get", "api/projects/<slug:slug>/items/<int:item_id>/traces/<str:question_id>/"): STUDY,
    ("get", "api/projects/<slug:slug>/items/<int:item_id>/marks/<str:question_id>/"): STUDY,
    ("get", "api/projects/<slug:slug>/recordings/<int:recording_id>/turns/"): STUDY,
    ("post", "api/projects/<slug:slug>/recordings/<int:recording_id>/turns/"): STUDY,
    ("get", "api/projects/<slug:slug>/drafts/"): STUDY,
    ("get", "api/projects/<slug:slug>/drafts/<str:card>/beside/"): STUDY,
    ("get", "api/projects/<slug:slug>/release-settings/"): STUDY,
    ("patch", "api/projects/<slug:slug>/release-settings/"): STUDY,
    ("post", "api/projects/<slug:slug>/split-preview/"): STUDY,
    ("get", "api/projects/<slug:slug>/releases/"): STUDY,
    ("post", "api/projects/<slug:slug>/releases/"): STUDY,
    ("get", "api/projects/<slug:slug>/release-makings/"): STUDY,
    ("post", "api/projects/<slug:slug>/release-makings/<uuid:job_id>/cancel/"): STUDY,
    ("get", "api/projects/<slug:slug>/releases/<str:tag>/"): STUDY,
    ("get", "api/projects/<slug:slug>/releases/<str:tag>/report/"): STUDY,
    ("get", "api/projects/<slug:slug>/releases/<str:tag>/export/"): STUDY,
    ("get", "api/projects/<slug:slug>/releases/<str:tag>/formats/"): STUDY,
    ("post", "api/projects/<slug:slug>/autolabel/"): STUDY,
    ("post", "api/projects/<slug:slug>/upload/"): BRING_MEDIA,
    ("post", "api/projects/<slug:slug>/ingest/"): BRING_MEDIA,
    ("get", "api/recordings/<int:recording_id>/peaks/"): HEAR,
    ("get", "api/recordings/<int:recording_id>/spectrogram/"): HEAR,
    ("get", "api/recordings/<int:recording_id>/sensors/"): HEAR,
    ("get", "media/recordings/<int:recording_id>/video"): HEAR,
    ("get", "media/recordings/<int:recording_id>/muted"): HEAR,
    ("get", "media/recordings/<int:recording_id>/poster.jpg"): HEAR,
    ("get", "media/recordings/<int:recording_id>/image"): HEAR,
    ("get", "media/recordings/<int:recording_id>/proxy.flac"): HEAR,
}


def endpoints() -> Iterator[tuple[str, str]]:
    """Every method of every view that has one, with its route."""

    def walk(patterns: Any, before: str) -> Iterator[tuple[str, str]]:
        for pattern in patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route)
            elif isinstance(pattern, URLPattern):
                view = getattr(pattern.callback, "view_class", None)
                yield from ((m, route) for m in METHODS if view is not None and hasattr(view, m))

    yield from walk(get_resolver().url_patterns, "")


def test_every_endpoint_is_listed() -> None:
    assert set(endpoints()) == set(ACCESS)


@pytest.fixture
def addresses(people: Cast, tmp_path: Path) -> dict[str, str]:
    """Objects for the placeholders; the assignment is the first rater's."""
    tone = np.sin(np.arange(16_000) / 20, dtype=np.float32) / 4
    soundfile.write(tmp_path / "tone.wav", tone, 16_000)
    recording = recording_store(tmp_path / "tone.wav", name="tone.wav", report=lambda *_: None)
    segment = Segment.objects.create(
        recording=recording, start_sample=0, end_sample=16_000, start_seconds=0.0, end_seconds=1.0,
        identity="tone",
    )  # fmt: skip
    Item.objects.create(project=people.project, segment=segment, key="tone", place=99, wanted=5)
    assignment = assignment_next(project=people.project, user=people.rater)
    assert assignment is not None
    link = link_create(project=people.project, by=people.researcher, name="first wave")
    return {
        "<slug:slug>": people.project.slug,
        "<int:assignment_id>": str(assignment.pk),
        "<int:item_id>": str(assignment.item_id),
        "<int:recording_id>": str(recording.pk),
        "<int:user_id>": str(people.outsider.pk),
        "<uuid:job_id>": str(Job.objects.create(kind="ingest", label="a job").pk),
        "<str:tag>": "none-yet",
        "<str:name>": "none-yet",
        "<int:link_id>": str(link.pk),
        "<str:token>": link.token,
        "<str:question_id>": "emotion",
    }


def status_problem(seen: Any, allowed: bool, told_nothing: bool) -> str | None:
    """What is wrong with an answer; None where it is as it should be."""
    if allowed:
        # What follows authorisation may well refuse an empty body, or find no file or release.
        return (
            None
            if seen.status_code not in (401, 403) and seen.status_code < 500
            else "should get in"
        )
    if told_nothing:
        fine = seen.status_code == 404 and "message" in seen.json()
        return None if fine else "should be told that there is nothing"
    fine = seen.status_code == 403 and b"message" in seen.content
    return None if fine else "should be refused"


@pytest.mark.parametrize(("method", "route"), sorted(ACCESS))
def test_access(people: Cast, addresses: dict[str, str], method: str, route: str) -> None:
    """Each role finds all as it was: what the one before did is undone."""
    allowed, told_nothing = ACCESS[method, route]
    path = "/" + route
    for placeholder, value in addresses.items():
        path = path.replace(placeholder, value)
    problems = []
    for who in sorted(EVERYONE):
        with transaction.atomic():
            client = Client(raise_request_exception=False)
            if who != "anonymous":
                assert client.login(username=getattr(people, who).username, password=PASSWORD)
            seen = getattr(client, method)(path, data={}, content_type="application/json")
            problem = status_problem(seen, who in allowed, who in told_nothing)
            if problem:
                problems.append(
                    f"{who} {problem}: {seen.status_code} {getattr(seen, 'content', b'')[:300]!r}"
                )
            transaction.set_rollback(True)
    assert not problems, "\n".join(problems)
