"""Freeze a project: write its rows once, hash them, and never touch them again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.db import connection, transaction

from accounts.models import User
from affect.questions import load_scheme
from annotation.models import Project
from jobs.handlers import Report
from releases.cards import cards_write
from releases.columns import RECORDINGS, WORDS
from releases.contents import Contents
from releases.contents.consent import consent_check, consent_counts
from releases.errors import ReleaseConflict, ReleaseRefused
from releases.frozen import FrozenRelease
from releases.models import Release
from releases.names import tag_check
from releases.rows.demographics import DEMOGRAPHICS, demographics_write
from releases.rows.items import clips_in, item_tables, items_schema
from releases.rows.media import recording_tables, word_tables
from releases.selectors import newest_release, release_folder, schemes_used
from releases.services.about import about_of, project_body, provenance, scheme_body, write_json
from releases.services.agreement import agreement_write
from releases.services.contents import contents_of
from releases.services.one_at_a_time import releases_lock
from releases.services.rows import write_decisions, write_predictions, write_ratings
from releases.services.splits import splits_write
from releases.services.steps import Step, Steps, unheard
from releases.services.versions import version_write
from releases.storage.folders import folder_written
from releases.storage.manifest import Entry, entry_of, manifest_write
from releases.storage.tables import parquet_write

TABLES = ("items", "ratings", "revisions", "predictions", "decisions", "recordings", "words")


def release_freeze(
    *,
    project: Project,
    tag: str,
    created_by: User | None = None,
    contents: Contents | None = None,
    report: Report = unheard,
) -> Release:
    """Make the release `project@tag` from everything that is there now.

    The files are written beside their place, flushed to disk and put there by one rename; the row
    comes last. A process that dies leaves either a whole release or none: what it left behind has
    no row, and the next attempt clears it away.

    contents: what this release may hold of people; None: what the project says of all.
    report: hears how far it is; whatever it raises leaves no release. It is called within a
        transaction, so what it writes to the database needs a connection of its own.

    Raises
    ------
    ReleaseRefused: the tag has other characters, the project has no ratings, consent to a
        recording forbids it, or the splits that its items came with leak.
    ReleaseConflict: the tag is taken.
    """
    tag_check(tag)  # before anybody waits for another release
    with _one_moment():
        release_check(project, tag, contents)
        before = newest_release(project)
        folder = release_folder(project.slug, tag)
        with folder_written(folder, durable=True) as partial:
            entries, body = _write(
                partial, project, tag, before=before, contents=contents, steps=Steps(report)
            )
            release_id = manifest_write(partial, entries)
        return Release.objects.create(
            project=project,
            tag=tag,
            version=body["version"],
            manifest_sha256=release_id,
            counts={name: body["counts"][name] for name in ("items", "ratings", "raters")},
            bytes=sum(entry.bytes for entry in entries),
            created_by=created_by,
        )


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything that is read is of one moment, and no other release is made meanwhile.

    The lock comes before the first query, which is what fixes the moment: whoever waited for it
    sees the release that it waited for.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        releases_lock()
        yield


def release_check(project: Project, tag: str, contents: Contents | None = None) -> None:
    """Refuse what can be told before anything is read, as `release_freeze` does."""
    tag_check(tag)
    if Release.objects.filter(project=project, tag=tag).exists():
        raise ReleaseConflict(
            f"'{project.slug}@{tag}' is there already, and a release never changes; "
            "choose another tag."
        )
    if not project.ratings.exists():
        raise ReleaseRefused(
            f"'{project.slug}' has no ratings yet, so there is nothing to release. Rate items in "
            f"the browser, or bring ratings in: emotate import {project.slug} FILE --as ratings"
        )
    consent_check(project, contents or contents_of(project))


def _write(
    folder: Path,
    project: Project,
    tag: str,
    *,
    before: FrozenRelease | None,
    contents: Contents | None,
    steps: Steps,
) -> tuple[list[Entry], dict[str, Any]]:
    """Write all files but the manifest; returns their entries and the body of project.json."""
    schemes = schemes_used(project)
    contents = contents or contents_of(project)
    body = project_body(project, tag, schemes[0], contents)
    rows, hashes, body["counts"] = _write_tables(folder, project, contents, steps)
    body["about"] = about_of(project).body()
    body["consent"] = consent_counts(folder)
    body["demographics"] = _write_demographics(folder, project, contents, rows)
    body["provenance"] = provenance(project, hashes)
    write_json(folder / "scheme.json", scheme_body(schemes))
    frozen = FrozenRelease.of(folder, body, load_scheme(schemes[0].body))
    steps.at(Step.SPLITS)
    splits_write(frozen, project, before)
    agreement_write(frozen, steps)
    steps.at(Step.CARDS)
    body["version"] = version_write(frozen, before)
    body["parent"] = None if before is None else {"release": before.name, "id": before.id}
    write_json(folder / "project.json", body)
    cards_write(frozen)
    paths = sorted(path.name for path in folder.iterdir())
    return [entry_of(folder, path, rows=rows.get(path)) for path in paths], body


def _write_demographics(
    folder: Path, project: Project, contents: Contents, rows: dict[str, int]
) -> dict[str, Any] | None:
    """Write what is known of the raters in the release, where anything is; notes the rows."""
    named = pq.read_table(folder / "ratings.parquet", columns=["rater"])["rater"]
    raters = pc.unique(named.drop_null()).to_pylist()
    told = demographics_write(folder, project, raters, contents.smallest_group)
    if told is not None:
        rows[DEMOGRAPHICS] = told["raters"]
    return told


def _write_tables(
    folder: Path, project: Project, contents: Contents, steps: Steps
) -> tuple[dict[str, int], list[str], dict[str, Any]]:
    """Write the tables; returns the rows of each, the hashes of the cards, and the counts."""
    schemes, clips = schemes_used(project), clips_in(project)
    prose = contents.free_text
    counts, revisions = write_ratings(folder, project, schemes, clips, prose=prose, steps=steps)
    steps.at(Step.ITEMS)
    items = parquet_write(
        folder / "items.parquet", items_schema(clips), item_tables(project, clips)
    )
    hashes, predictions = write_predictions(folder, project)
    decisions = write_decisions(folder, project, schemes, clips, prose=prose)
    recordings = parquet_write(folder / "recordings.parquet", RECORDINGS, recording_tables(project))
    words = parquet_write(folder / "words.parquet", WORDS, word_tables(project))
    numbers = (items, counts.ratings, revisions, predictions, decisions, recordings, words)
    rows = {f"{name}.parquet": n for name, n in zip(TABLES, numbers, strict=True)}
    told = {
        "items": items,
        **counts.body(),
        "replaced": revisions,
        "predictions": predictions,
        "decisions": decisions,
        "recordings": recordings,
        "words": words,
    }
    return rows, hashes, told
