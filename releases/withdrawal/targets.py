"""What a withdrawal is about: items and raters of each project, and recordings to delete."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from annotation.imports.ratings.repeats import MARK
from annotation.models import Item, Project
from ingestion.models import Recording
from releases.errors import ReleaseMissing

KINDS = ("recording", "speaker", "item", "rater")
REASONS = ("consent", "request", "law", "mistake")
"""Why, as a code: the record of a withdrawal holds no text about anybody."""


@dataclass(frozen=True)
class Gone:
    """items: keys by the id of the project. raters: their ids by that of the project.
    recordings: sha256 of those whose media go as well. deciders: ids of accounts, by that of the
    project, whose decisions as adjudicators go."""

    items: dict[int, tuple[str, ...]] = field(default_factory=dict)
    raters: dict[int, tuple[int, ...]] = field(default_factory=dict)
    recordings: tuple[str, ...] = ()
    deciders: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """As JSON; keys of objects are texts there."""
        return {
            "items": {str(project): list(keys) for project, keys in self.items.items()},
            "raters": {str(project): list(ids) for project, ids in self.raters.items()},
            "recordings": list(self.recordings),
            "deciders": {str(project): list(ids) for project, ids in self.deciders.items()},
        }

    @classmethod
    def read(cls, body: dict[str, Any]) -> "Gone":
        """From `body`."""
        return cls(
            {int(project): tuple(keys) for project, keys in body["items"].items()},
            {int(project): tuple(ids) for project, ids in body["raters"].items()},
            tuple(body["recordings"]),
            {int(project): tuple(ids) for project, ids in body.get("deciders", {}).items()},
        )

    @property
    def projects(self) -> tuple[int, ...]:
        """Those that lose something."""
        return tuple(sorted({*self.items, *self.raters, *self.deciders}))


def gone_by_recordings(names: Sequence[str]) -> Gone:
    """Recordings by name or sha256, and all items, of any project, that show them.

    Raises
    ------
    ReleaseMissing: there is no such recording, or several of one name; names what there is.
    """
    recordings = [_recording(name) for name in names]
    shown = Q(segment__recording__in=recordings) | Q(segment__sensors__in=recordings)
    clips = Q(clips__segment__recording__in=recordings)
    items = Item.objects.filter(shown | clips)
    return Gone(_by_project(items), recordings=tuple(sorted(each.sha256 for each in recordings)))


def gone_by_speaker(project: Project, name: str) -> Gone:
    """The items of a project that a speaker of that name is heard in; recordings stay.

    Raises
    ------
    ReleaseMissing: nobody of that name speaks in the project; names the nearest.
    """
    speaks = Q(segment__speaker=name) | Q(clips__segment__speaker=name)
    found = _by_project(project.items.filter(speaks))
    if not found:
        known = project.items.exclude(segment__speaker="").values_list("segment__speaker")
        raise ReleaseMissing(nobody("speaker", name, {each for (each,) in known if each}))
    return Gone(found)


def gone_by_items(project: Project, keys: Sequence[str]) -> Gone:
    """Items of a project by their keys, and further presentations of what they show.

    Raises
    ------
    ReleaseMissing: there is no such item; names the nearest.
    """
    segments = dict(project.items.filter(key__in=keys).values_list("key", "segment"))
    for key in keys:
        if key not in segments:
            raise ReleaseMissing(nobody("item", key, project.items.values_list("key", flat=True)))
    named = Q(key__in=[*keys, *_repeats_of(project, segments)])
    return Gone(_by_project(project.items.filter(named)))


def _repeats_of(project: Project, segments: Mapping[str, int | None]) -> Iterator[str]:
    """Keys of the items that present these once more, given as key and segment."""
    further = project.items.filter(key__contains=MARK, wanted=0)
    for key, group, segment in further.values_list("key", "group", "segment"):
        base, _, nth = key.rpartition(MARK)
        if base in segments and nth.isdecimal() and (group == base or segment == segments[base]):
            yield key


def _recording(name: str) -> Recording:
    found = list(Recording.objects.filter(Q(sha256=name) | Q(name=name))[:2])
    if len(found) == 1:
        return found[0]
    if found:
        hashes = Recording.objects.filter(name=name).values_list("sha256", flat=True)
        raise ReleaseMissing(
            f"Several recordings are called '{name}'; name one by its sha256: {', '.join(hashes)}."
        )
    known = Recording.objects.values_list("name", flat=True)
    raise ReleaseMissing(nobody("recording", name, known))


def _by_project(items: QuerySet[Item]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    rows = items.order_by("project", "place", "key").distinct()
    for project, key in rows.values_list("project_id", "key"):
        found.setdefault(project, []).append(key)
    return {project: tuple(dict.fromkeys(keys)) for project, keys in found.items()}


def nobody(what: str, name: str, known: Iterable[str]) -> str:
    """That there is none of that name, and the nearest that there is."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"There is no {what} '{name}'" + (f"; did you mean '{near[0]}'?" if near else ".")
