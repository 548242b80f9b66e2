"""Write the tables of a release that hold what people and models said."""

from contextlib import closing
from pathlib import Path

import pyarrow as pa

from affect.questions import load_scheme
from annotation.models import Project, Scheme
from annotation.selectors.answers.batches import rating_batches
from releases.answers import (
    AnswerColumns,
    answer_columns,
    clip_fields,
    decisions_schema,
    decode_answers,
    ratings_schema,
)
from releases.columns import PREDICTIONS
from releases.contents.prose import ProseCutter
from releases.rows.clips import Clips
from releases.rows.counts import RatingCounts
from releases.rows.items import decision_tables, prediction_tables
from releases.rows.ratings import RatingFreezer, answers_cut, pair_answers
from releases.services.steps import Step, Steps
from releases.storage.tables import ROW_GROUP, parquet_write, parquet_writer


def write_ratings(
    folder: Path,
    project: Project,
    schemes: list[Scheme],
    clips: Clips,
    *,
    prose: bool,
    steps: Steps | None = None,
) -> tuple[RatingCounts, int]:
    """ratings.parquet and revisions.parquet; returns the counts and the rows of the latter.

    prose: whether they hold what raters wrote in sentences of their own.
    """
    steps = steps or Steps()
    in_all = max(project.ratings.count(), 1)
    columns = answer_columns(load_scheme(schemes[0].body), prose=prose)
    freezer = RatingFreezer(
        key=project.pseudonym_key,
        columns=columns,
        asked=_asked_alike(schemes),
        clips=clips,
        cutter=None if prose else _cutter(schemes),
    )
    counts, replaced = RatingCounts(columns), 0
    schema = ratings_schema(columns)
    with (
        # else whatever fails meanwhile leaves the connection within the copy, and nothing ends it
        closing(rating_batches(project.pk, revisions="all", batch_rows=ROW_GROUP)) as batches,
        parquet_writer(folder / "ratings.parquet", schema) as latest_file,
        parquet_writer(folder / "revisions.parquet", schema) as replaced_file,
    ):
        for rows in freezer.freeze(batches):
            latest_file.write_table(rows.latest, row_group_size=ROW_GROUP)
            counts.add(rows.latest)
            if rows.replaced.num_rows:
                replaced_file.write_table(rows.replaced, row_group_size=ROW_GROUP)
                replaced += rows.replaced.num_rows
            steps.at(Step.RATINGS, min((counts.ratings + replaced) / in_all, 1.0))
    return counts, replaced


def _cutter(schemes: list[Scheme]) -> ProseCutter:
    return ProseCutter({scheme.version: load_scheme(scheme.body) for scheme in schemes})


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


def write_predictions(folder: Path, project: Project) -> tuple[list[str], int]:
    """predictions.parquet; returns the hashes of the cards in it and its rows."""
    hashes: set[str] = set()
    rows = 0
    with parquet_writer(folder / "predictions.parquet", PREDICTIONS) as writer:
        for table in prediction_tables(project):
            hashes.update(table["card_hash"].unique().to_pylist())
            writer.write_table(table, row_group_size=ROW_GROUP)
            rows += table.num_rows
    return sorted(hashes), rows


def write_decisions(
    folder: Path, project: Project, schemes: list[Scheme], clips: Clips, *, prose: bool
) -> int:
    """decisions.parquet, with the answers in columns as ratings have them; returns its rows.

    prose: whether they hold the notes and what else was written in sentences.
    """
    columns = answer_columns(load_scheme(schemes[0].body), prose=prose)
    asked, schema = _asked_alike(schemes), decisions_schema(columns, prose=prose)
    cutter = None if prose else _cutter(schemes)

    def told(table: pa.Table) -> pa.Table:
        decided = _decided(table, columns, asked, clips)
        if cutter is not None:
            decided = answers_cut(decided, cutter)
        return decided.select(schema.names).cast(schema)

    tables = (told(table) for table in decision_tables(project))
    return parquet_write(folder / "decisions.parquet", schema, tables)


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
