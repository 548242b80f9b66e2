"""Freeze a project: write its rows once, hash them, and never touch them again."""

import json
from pathlib import Path
from typing import Any

import polars
import pyarrow as pa
from django.conf import settings
from django.db import connection, transaction

from accounts.models import User
from affect.questions import load_scheme
from annotation.models import Project, Scheme
from annotation.selectors.answers import rating_batches
from releases.answers import (
    AnswerColumns,
    answer_columns,
    clip_fields,
    decisions_schema,
    decode_answers,
    ratings_schema,
)
from releases.clips import Clips
from releases.columns import LAYOUT, PREDICTIONS, RECORDINGS, WORDS
from releases.counts import RatingCounts
from releases.data_card import data_card
from releases.errors import ReleaseConflict, ReleaseRefused
from releases.folders import folder_written
from releases.manifest import Entry, entry_of, manifest_write
from releases.media_rows import recording_tables, word_tables
from releases.models import Release
from releases.names import tag_check
from releases.rating_rows import RatingFreezer, pair_answers
from releases.selectors import (
    cards_used,
    clips_in,
    decision_tables,
    item_tables,
    items_schema,
    prediction_tables,
    schemes_used,
    segmentations_used,
    stages_used,
)
from releases.tables import ROW_GROUP, parquet_write, parquet_writer

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def release_folder(slug: str, tag: str) -> Path:
    """Where the files of a release lie."""
    return Path(settings.RELEASES_ROOT) / slug / tag


def release_freeze(*, project: Project, tag: str, created_by: User | None = None) -> Release:
    """Make the release `project@tag` from everything that is there now.

    The files are written beside their place, flushed to disk and put there by one rename; the row
    comes last. A process that dies leaves either a whole release or none: what it left behind has
    no row, and the next attempt clears it away.

    Raises
    ------
    ReleaseRefused: the tag has other characters, or the project has no ratings.
    ReleaseConflict: the tag is taken.
    """
    tag_check(tag)
    with transaction.atomic():
        with connection.cursor() as cursor:  # two requests for one tag: the second one waits
            cursor.execute(LOCK, [f"release {project.pk} {tag}"])
        _refuse_unfit(project, tag)
        folder = release_folder(project.slug, tag)
        with folder_written(folder, durable=True) as partial:
            entries, counts = _write(partial, project, tag)
            release_id = manifest_write(partial, entries)
        return Release.objects.create(
            project=project,
            tag=tag,
            manifest_sha256=release_id,
            counts={name: counts[name] for name in ("items", "ratings", "raters")},
            bytes=sum(entry.bytes for entry in entries),
            created_by=created_by,
        )


def _refuse_unfit(project: Project, tag: str) -> None:
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


def _write(folder: Path, project: Project, tag: str) -> tuple[list[Entry], dict[str, Any]]:
    """Write all files but the manifest; returns their entries and the counts."""
    schemes = schemes_used(project)
    scheme = load_scheme(schemes[0].body)
    # Ratings first: they come from one moment, and the items of that moment are still there after.
    clips = clips_in(project)
    counts, replaced = _write_ratings(folder, project, schemes, clips)
    items = parquet_write(
        folder / "items.parquet", items_schema(clips), item_tables(project, clips)
    )
    hashes, predictions = _write_predictions(folder, project)
    decisions = _write_decisions(folder, project, schemes, clips)
    recordings = parquet_write(folder / "recordings.parquet", RECORDINGS, recording_tables(project))
    words = parquet_write(folder / "words.parquet", WORDS, word_tables(project))
    body = _project_body(project, tag, schemes[0])
    body["counts"] = {
        "items": items,
        **counts.body(),
        "replaced": replaced,
        "predictions": predictions,
        "decisions": decisions,
        "recordings": recordings,
        "words": words,
    }
    body["provenance"] = _provenance(project, hashes)
    _write_json(folder / "project.json", body)
    _write_json(folder / "scheme.json", _scheme_body(schemes))
    (folder / "README.md").write_bytes(data_card(body, scheme).encode())
    rows = {
        "items.parquet": items,
        "ratings.parquet": counts.ratings,
        "revisions.parquet": replaced,
        "predictions.parquet": predictions,
        "decisions.parquet": decisions,
        "recordings.parquet": recordings,
        "words.parquet": words,
        **dict.fromkeys(("project.json", "scheme.json", "README.md"), None),
    }
    entries = [entry_of(folder, path, rows=number) for path, number in rows.items()]
    return entries, body["counts"]


def _write_ratings(
    folder: Path, project: Project, schemes: list[Scheme], clips: Clips
) -> tuple[RatingCounts, int]:
    """ratings.parquet and revisions.parquet; returns the counts and the rows of the latter."""
    columns = answer_columns(load_scheme(schemes[0].body))
    freezer = RatingFreezer(
        key=project.pseudonym_key, columns=columns, asked=_asked_alike(schemes), clips=clips
    )
    counts, replaced = RatingCounts(columns), 0
    schema = ratings_schema(columns)
    batches = rating_batches(project.pk, revisions="all", batch_rows=ROW_GROUP)
    with (
        parquet_writer(folder / "ratings.parquet", schema) as latest_file,
        parquet_writer(folder / "revisions.parquet", schema) as replaced_file,
    ):
        for rows in freezer.freeze(batches):
            latest_file.write_table(rows.latest, row_group_size=ROW_GROUP)
            counts.add(rows.latest)
            if rows.replaced.num_rows:
                replaced_file.write_table(rows.replaced, row_group_size=ROW_GROUP)
                replaced += rows.replaced.num_rows
    return counts, replaced


def _asked_alike(schemes: list[Scheme]) -> dict[int, frozenset[str]]:
    """For each version, the questions that it asks just as the newest version does."""
    newest = {question["id"]: question for question in schemes[0].body["questions"]}
    return {
        scheme.version: frozenset(
            question["id"]
            for question in scheme.body["questions"]
            if newest.get(question["id"]) == question
        )
        for scheme in schemes
    }


def _write_predictions(folder: Path, project: Project) -> tuple[list[str], int]:
    """predictions.parquet; returns the hashes of the cards in it and its rows."""
    hashes: set[str] = set()
    rows = 0
    with parquet_writer(folder / "predictions.parquet", PREDICTIONS) as writer:
        for table in prediction_tables(project):
            hashes.update(table["card_hash"].unique().to_pylist())
            writer.write_table(table, row_group_size=ROW_GROUP)
            rows += table.num_rows
    return sorted(hashes), rows


def _write_decisions(folder: Path, project: Project, schemes: list[Scheme], clips: Clips) -> int:
    """decisions.parquet, with the answers in columns as ratings have them; returns its rows."""
    columns = answer_columns(load_scheme(schemes[0].body))
    asked, schema = _asked_alike(schemes), decisions_schema(columns)
    return parquet_write(
        folder / "decisions.parquet",
        schema,
        (_decided(table, columns, asked, clips).cast(schema) for table in decision_tables(project)),
    )


def _decided(
    table: pa.Table,
    columns: list[AnswerColumns],
    asked: dict[int, frozenset[str]],
    clips: Clips,
) -> pa.Table:
    answers = decode_answers(
        table["answers"].combine_chunks(), table["scheme_version"].to_numpy(), columns, asked
    )
    for field in answers.schema:
        table = table.append_column(field, answers[field.name])
    items = table["item"].to_pylist()
    for field, given in zip(clip_fields(columns), pair_answers(columns, answers), strict=True):
        table = table.append_column(field, clips.preferred(items, given))
    return table


def _project_body(project: Project, tag: str, scheme: Scheme) -> dict[str, Any]:
    return {
        "layout": LAYOUT,
        "slug": project.slug,
        "tag": tag,
        "title": project.title,
        "description": project.description,
        "guidelines": project.guidelines,
        "content_warning": project.content_warning,
        "preset": project.preset,
        "policy": project.policy,
        "scheme": {"version": scheme.version, "hash": scheme.hash},
    }


def _scheme_body(schemes: list[Scheme]) -> dict[str, Any]:
    """The scheme that the release follows, and earlier versions that some answers were given to."""
    newest, *earlier = (
        {"version": scheme.version, "hash": scheme.hash, "body": scheme.body} for scheme in schemes
    )
    return {**newest, "earlier": earlier}


def _provenance(project: Project, hashes: list[str]) -> dict[str, Any]:
    return {
        "written_by": {
            "emotate": settings.SPECTACULAR_SETTINGS["VERSION"],
            "pyarrow": pa.__version__,
            "polars": polars.__version__,
        },
        "pseudonyms": "HMAC-SHA256 of the rater's number under a key that stays in the project",
        "cards": cards_used(hashes, project),
        "segmentations": segmentations_used(project),
        "stages": stages_used(project),
    }


def _write_json(path: Path, body: Any) -> None:
    text = json.dumps(body, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
    path.write_bytes(f"{text}\n".encode())
