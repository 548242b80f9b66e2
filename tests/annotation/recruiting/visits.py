"""What visitors of a recruiting link do."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from annotation.models import Assignment, Participant, RecruitLink
from annotation.services.recruiting import participant_join
from annotation.tasks import expire


def join(link: RecruitLink, who: str = "p1", **given: Any) -> Participant:
    settings: dict[str, Any] = {"parameters": {}, "consent": True} | given
    return participant_join(token=link.token, external_id=who, **settings)


def post(client: Client, link: RecruitLink, **body: Any) -> Any:
    return client.post(f"/api/join/{link.token}/", body, content_type="application/json")


def standing(link: RecruitLink, who: str) -> str:
    read = Client().get(f"/api/join/{link.token}/", {"external_id": who})
    return str(read.json()["standing"])


def go_away() -> None:
    """Everybody leaves what they hold for longer than the link allows."""
    long_ago = timezone.now() - timedelta(minutes=31)
    Participant.objects.update(seen_at=long_ago)
    Assignment.objects.update(lease_until=long_ago)
    expire()
