"""Keep the people of a project out of what its items say: pseudonyms stand for their names."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from accounts.models import User
from annotation.models import Decision, Member, Participant, Project, Rater
from annotation.policy import FIRST_FIELDS, policy_from
from releases.rows.pseudonyms import named_pseudonym, person_pseudonym, pseudonym


@dataclass(frozen=True)
class People:
    """The pseudonyms of a release by what people are called, in lower case.

    key: the project's pseudonym key.
    known: by user name, e-mail address, name and outside id of those who have a part in it.
    named: the same for any account and any rater of an imported table, which counts only where a
        column is about people: elsewhere "2" may be a rater's id and a number of takes.
    person_field: the attribute that names who answers first, whoever that is.
    """

    key: str
    known: Mapping[str, str]
    named: Mapping[str, str]
    person_field: str | None

    def hide(self, field: str, value: Any) -> Any:
        """A value of an attribute, with pseudonyms where it, or a part of it, is a person."""
        if isinstance(value, dict):
            return {name: self.hide(field, part) for name, part in value.items()}
        if isinstance(value, list):
            return [self.hide(field, part) for part in value]
        return value if value is None or isinstance(value, bool) else self._hide(field, value)

    def _hide(self, field: str, value: Any) -> Any:
        who = str(value).strip().casefold()
        if field == self.person_field and who:
            return self.named.get(who) or named_pseudonym(self.key, who)
        called = self.named if field in FIRST_FIELDS else self.known
        return called.get(who, value) if isinstance(value, str) else value

    def hide_text(self, field: str, texts: pa.ChunkedArray) -> pa.Array:
        """A column of texts, each of which may be a person's name."""
        return _each(texts, lambda text: self.hide(field, text))

    def hide_attributes(self, bodies: pa.ChunkedArray) -> pa.Array:
        """A column of JSON objects; those that name nobody keep their bytes."""

        def hidden(text: str) -> str:
            body = json.loads(text)
            told = {name: self.hide(name, value) for name, value in body.items()}
            return text if told == body else json.dumps(told, ensure_ascii=False)

        return _each(bodies, hidden)


def _each(texts: pa.ChunkedArray, change: Callable[[str], str]) -> pa.Array:
    """Every different text changed once; null stays null."""
    coded = texts.combine_chunks().dictionary_encode()
    changed = [change(text) for text in coded.dictionary.to_pylist()]
    return pa.array(changed, pa.string()).take(coded.indices)


def people_of(project: Project) -> People:
    """Who has a part in a project, and who may be named in it."""
    first = policy_from(project.policy).first_rater
    raters = dict(
        project.raters.filter(user__isnull=False).values_list("user_id", "pk")
    )  # fmt: skip

    def of_user(pk: int) -> str:
        rater = raters.get(pk)
        key = project.pseudonym_key
        return person_pseudonym(key, pk) if rater is None else pseudonym(key, rater)

    known = _called(of_user, set(raters) | _others(project))
    known |= {
        who.strip().casefold(): of_user(pk)
        for who, pk in Participant.objects.filter(link__project=project)
        .order_by("pk")
        .values_list("external_id", "user_id")
    }
    imported = Rater.objects.filter(project=project, user__isnull=True).order_by("pk")
    named = {
        who.strip().casefold(): pseudonym(project.pseudonym_key, pk)
        for who, pk in imported.values_list("external_id", "pk")
    }
    return People(
        key=project.pseudonym_key,
        known=known,
        named=named | _called(of_user, None) | known,
        person_field=first.field if first else None,
    )


def _others(project: Project) -> set[int]:
    """Accounts that have a part in the project beside rating."""
    members = Member.objects.filter(project=project).values_list("user_id", flat=True)
    deciders = Decision.objects.filter(project=project).values_list("by_id", flat=True)
    return {pk for pk in (*members, *deciders, project.created_by_id) if pk is not None}


def _called(of_user: Callable[[int], str], only: set[int] | None) -> dict[str, str]:
    """Pseudonyms by user name, address and name; a user name goes before another's name."""
    users = User.objects.order_by("-pk")
    if only is not None:
        users = users.filter(pk__in=only)
    told = list(users.values_list("pk", "username", "email", "name"))
    found: dict[str, str] = {}
    for at in (3, 2, 1):
        found |= {str(row[at]).strip().casefold(): of_user(row[0]) for row in told}
    found.pop("", None)
    return found
