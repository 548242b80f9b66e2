"""Withdraw: nothing of it stays in the project, in the media store, or in any release."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from annotation.models import Project
from releases.errors import ReleaseRefused
from releases.frozen import FrozenRelease
from releases.models import Release, Withdrawal
from releases.rows.pseudonyms import person_pseudonym, pseudonym
from releases.selectors import release_folder
from releases.services.one_at_a_time import releases_settle, withdrawals_alone
from releases.storage.manifest import entry_of, manifest_read
from releases.withdrawal.database import media_purge, ratings_held, rows_purge
from releases.withdrawal.rewrite import Lost, holds, rewrite, rows_of, tombstones
from releases.withdrawal.targets import KINDS, REASONS, Gone


def withdrawal_plan(gone: Gone) -> dict[str, Any]:
    """What would go: items, ratings, raters, recordings, and the releases that would change."""
    releases = [name for name, frozen, lost in _releases(gone.body()) if holds(frozen, lost)]
    return {
        "items": sum(map(len, gone.items.values())),
        "ratings": ratings_held(gone),
        "raters": sum(map(len, gone.raters.values())),
        "recordings": len(gone.recordings),
        "projects": list(
            Project.objects.filter(pk__in=gone.projects).values_list("slug", flat=True)
        ),
        "releases": releases,
    }


def withdraw(*, gone: Gone, kind: str, reason: str, by: User | None = None) -> Withdrawal:
    """Take it back everywhere, and keep a record without content.

    What has to go is written down first, so that a process that dies loses nothing of it: the next
    withdrawal, or `withdrawals_finish`, goes on where it stopped.

    Raises
    ------
    ReleaseRefused: unknown kind or reason; names those there are.
    """
    if kind not in KINDS or reason not in REASONS:
        raise ReleaseRefused(
            f"'{kind}' for '{reason}': what is withdrawn is one of {', '.join(KINDS)}, the reason "
            f"one of {', '.join(REASONS)}."
        )
    with withdrawals_alone():
        _finish_all()
        record = Withdrawal.objects.create(
            kind=kind,
            reason=reason,
            by=by,
            todo={
                **gone.body(),
                "raters_named": _named(gone.raters, pseudonym),
                "deciders_named": _named(gone.deciders, person_pseudonym),
            },
        )
        _finish(record)
    return record


def withdrawals_finish() -> list[Withdrawal]:
    """Go on with those that a process began and did not end; returns them."""
    with withdrawals_alone():
        return _finish_all()


def _finish_all() -> list[Withdrawal]:
    begun = list(Withdrawal.objects.filter(done_at=None).order_by("at"))
    for record in begun:
        _finish(record)
    return begun


def _finish(record: Withdrawal) -> None:
    gone = Gone.read(record.todo)
    with transaction.atomic():
        counts = rows_purge(gone)
        if not record.counts:  # a second try finds no rows, and what the first one counted stays
            record.counts = counts
            record.save(update_fields=["counts"])
    media_purge(gone)
    releases_settle()  # one that was begun before the rows went holds them still
    for name, frozen, lost in _releases(record.todo):
        if holds(frozen, lost):
            tombstone = {
                "withdrawal": record.pk,
                "at": record.at.isoformat(timespec="seconds"),
                "kind": record.kind,
                "reason": record.reason,
            }
            rewrite(frozen, lost, tombstone)
        _row_follow(record, name, FrozenRelease.open(frozen.folder))
    record.todo, record.done_at = {}, timezone.now()
    record.save(update_fields=["todo", "done_at", "releases"])


def _releases(todo: dict[str, Any]) -> Iterator[tuple[str, FrozenRelease, Lost]]:
    """Every release of the projects that lose something, with what it must lose."""
    gone = Gone.read(todo)
    raters_named = todo.get("raters_named") or _named(gone.raters, pseudonym)
    deciders_named = todo.get("deciders_named") or _named(gone.deciders, person_pseudonym)
    for release in Release.objects.select_related("project").order_by("created_at", "pk"):
        key = str(release.project_id)
        lost = Lost(
            items=frozenset(todo["items"].get(key, ())),
            raters=frozenset(raters_named.get(key, ())),
            recordings=frozenset(todo["recordings"]),
            deciders=frozenset(deciders_named.get(key, ())),
        )
        if lost.items or lost.raters or lost.deciders:
            folder = release_folder(release.project.slug, release.tag)
            yield f"{release.project.slug}@{release.tag}", FrozenRelease.open(folder), lost


def _named(
    people: Mapping[int, Sequence[int]], name: Callable[[str, int], str]
) -> dict[str, list[str]]:
    """The pseudonyms of people of each project, while its key can still be asked."""
    keys = dict(Project.objects.filter(pk__in=people).values_list("pk", "pseudonym_key"))
    return {
        str(project): [name(keys[project], person) for person in ids]
        for project, ids in people.items()
    }


def _row_follow(record: Withdrawal, name: str, frozen: FrozenRelease) -> None:
    """Tell the database of a release that was written anew, by this try or one that died."""
    ours = [each for each in tombstones(frozen.folder) if each["withdrawal"] == record.pk]
    if not ours:
        return
    slug, _, tag = name.partition("@")
    items, ratings, raters = rows_of(frozen.folder)
    paths = [entry.path for entry in manifest_read(frozen.folder)]
    Release.objects.filter(project__slug=slug, tag=tag).update(
        manifest_sha256=frozen.id,
        version=frozen.project["version"],
        counts={"items": items, "ratings": ratings, "raters": raters},
        bytes=sum(entry_of(frozen.folder, path).bytes for path in paths),
    )
    row = {"release": name, "was": ours[-1]["was"], "is": frozen.id,
           "version": frozen.project["version"]}  # fmt: skip
    if row not in record.releases:
        record.releases = [*record.releases, row]
        record.save(update_fields=["releases"])
