"""Whose answers a withdrawal takes: one name can stand for several people of a project."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Q

from annotation.models import Decision, Participant, Project, Rater, Rating
from releases.errors import ReleaseMissing, ReleaseRefused
from releases.withdrawal.targets import Gone, nobody

ACCOUNT, LINK, TABLE = "account", "link", "table"


@dataclass(frozen=True)
class Named:
    """Somebody of a name in a project.

    id: `r` and the rater's number, or `u` and the account's of who only decided as an adjudicator.
    known: where the name is from, `account`, `link` (an outside id) or `table` (an imported one).
    user: the account; None for a name in a table. ratings, decisions: how many there are.
    """

    id: str
    known: str
    user: int | None
    ratings: int
    decisions: int

    def told(self) -> str:
        """For messages: "r12 (account, 30 ratings, 0 decisions)"."""
        return f"{self.id} ({self.known}, {self.ratings} ratings, {self.decisions} decisions)"

    def body(self) -> dict[str, Any]:
        """As JSON, without the account."""
        return {name: value for name, value in asdict(self).items() if name != "user"}


def named_so(project: Project, who: str) -> tuple[Named, ...]:
    """Everybody of a project with that user name, outside id, or name in an imported table.

    Raises
    ------
    ReleaseMissing: there is no such person; names the nearest.
    """
    links = Participant.objects.filter(external_id=who, link__project=project)
    outside = set(links.values_list("user_id", flat=True))
    named = Q(user__username=who) | Q(external_id=who) | Q(user__in=outside)
    raters = project.raters.filter(named).select_related("user").order_by("pk")
    found = [_rater(rater, who, outside) for rater in raters]
    rated = {one.user for one in found}
    deciding = Decision.objects.filter(project=project, by__username=who)
    deciders = sorted(set(deciding.values_list("by_id", flat=True)) - rated)
    found += [Named(f"u{user}", ACCOUNT, user, 0, _decided(project, user)) for user in deciders]
    if not found:
        known = project.raters.values_list("user__username", "external_id")
        raise ReleaseMissing(nobody("rater", who, {name for row in known for name in row if name}))
    return tuple(found)


def _rater(rater: Rater, who: str, outside: Iterable[int]) -> Named:
    known = TABLE if rater.user is None else LINK if rater.user.pk in outside else ACCOUNT
    if rater.user is not None and rater.user.username == who:
        known = ACCOUNT
    ratings = Rating.objects.filter(rater=rater).count()
    decisions = 0 if rater.user_id is None else _decided(rater.project, rater.user_id)
    return Named(f"r{rater.pk}", known, rater.user_id, ratings, decisions)


def _decided(project: Project, user: int) -> int:
    return Decision.objects.filter(project=project, by=user).count()


def gone_by_rater(project: Project, who: str, chosen: Sequence[str] = ()) -> Gone:
    """The answers of everybody of that name, or of those `chosen` among them (`Named.id`).

    What they decided as adjudicators goes too, also of somebody who gave no ratings.

    Raises
    ------
    ReleaseMissing: there is no such person; names the nearest.
    ReleaseRefused: nobody of that name is one of those chosen; names who there is.
    """
    there = named_so(project, who)
    unknown = [one for one in chosen if one not in {each.id for each in there}]
    if unknown:
        raise ReleaseRefused(f"Nobody called '{who}' is {unknown[0]}; there are: {_told(there)}.")
    taken = [one for one in there if not chosen or one.id in chosen]
    deciders = {one.user for one in taken if one.user is not None and one.decisions}
    return Gone(
        raters={project.pk: tuple(int(one.id[1:]) for one in taken if one.id.startswith("r"))},
        deciders={project.pk: tuple(sorted(deciders))} if deciders else {},
    )


def check_chosen(project: Project, who: str, chosen: Sequence[str], how: str) -> None:
    """Refuse to take back by a name alone what several people may have given.

    `how` says how one is chosen.

    Raises
    ------
    ReleaseRefused: several people are called so, and none was chosen; names them.
    """
    there = named_so(project, who)
    if len(there) > 1 and not chosen:
        raise ReleaseRefused(
            f"{len(there)} people of {project.slug} are called '{who}': {_told(there)}. {how}"
        )


def _told(there: Sequence[Named]) -> str:
    return "; ".join(one.told() for one in there)
