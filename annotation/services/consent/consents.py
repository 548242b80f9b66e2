"""Say what the people in recordings agreed to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from annotation.errors import AnnotationRefused
from ingestion.models import Consent, ConsentState, Permission, Recording

LONGEST = 500


@dataclass(frozen=True)
class Terms:
    """A consent as somebody states it; `permits` in the order of `Permission`, `day`
    when it was given or taken back."""

    state: str
    permits: tuple[str, ...] = ()
    document: str = ""
    day: date | None = None


def terms_from(body: Mapping[str, Any]) -> Terms:
    """Check what was stated.

    Raises:
        AnnotationRefused: names what is wrong, what is allowed and the way out
    """
    state = str(body.get("state") or "").strip().casefold()
    if state not in ConsentState.values:
        raise AnnotationRefused(
            f"Consent is one of {', '.join(ConsentState.values)}, not {body.get('state')!r:.60}."
        )
    permits = _permits(body.get("permits") or (), state)
    document = str(body.get("document") or "").strip()
    if len(document) > LONGEST or "\0" in document:
        raise AnnotationRefused(f"A document is named in at most {LONGEST} characters of text.")
    return Terms(state, permits, document, _day(body.get("date")))


def _permits(given: Iterable[Any], state: str) -> tuple[str, ...]:
    names = [str(name).strip().casefold() for name in given]
    for name in names:
        if name not in Permission.values:
            raise AnnotationRefused(
                f"Consent cannot permit {name!r:.60}; it can: {', '.join(Permission.values)}."
            )
    if names and state != ConsentState.GIVEN:
        raise AnnotationRefused(
            f"Consent that is {state} permits nothing; leave {', '.join(names)} out, or say that "
            "it is given."
        )
    if state == ConsentState.GIVEN and not names:
        raise AnnotationRefused(
            f"Consent that is given permits something: say what, of {', '.join(Permission.values)}."
        )
    return tuple(name for name in Permission.values if name in names)


def _day(given: Any) -> date | None:
    if given in (None, ""):
        return None
    try:
        day = given if isinstance(given, date) else date.fromisoformat(str(given).strip())
    except ValueError:
        raise AnnotationRefused(f"A date is written like 2026-03-01, not {given!r:.40}.") from None
    if day > timezone.now().date():
        raise AnnotationRefused(f"{day} has not come yet; say when consent was given.")
    return day


@transaction.atomic
def consents_set(recordings: Iterable[Recording], terms: Terms, by: User | None = None) -> int:
    """State the same consent for recordings, in place of what was stated; returns how many."""
    changed = 0
    for recording in recordings:
        Consent.objects.update_or_create(
            recording=recording,
            defaults={
                "state": terms.state,
                "permits": list(terms.permits),
                "document": terms.document,
                "date": terms.day,
                "changed_by": by,
            },
        )
        changed += 1
    return changed
