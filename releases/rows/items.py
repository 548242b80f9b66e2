"""Items, what models said of them, and what adjudicators decided, as tables."""

from collections import defaultdict
from collections.abc import Iterator

import pyarrow as pa
from psycopg import sql

from annotation.models import ItemClip, Project
from annotation.services.ingest.job import item_key
from ingestion.models import Segment
from releases.columns import DECISIONS, ITEMS, PREDICTIONS
from releases.rows.clips import PARTS, Clip, Clips
from releases.rows.copying import copied, lists_of
from releases.rows.people import people_of
from releases.rows.pseudonyms import person_pseudonym

# The order of items is that of `rating_batches`, so that both tables can be read side by side.
# The file stem is cut off as in Recording.stem; blank texts are missing. Engines call voices S1,
# S2, ... in each recording anew. Splits are filled in once the ratings are written.
ITEM_ROWS = sql.SQL(
    r"""SELECT item.key, regexp_replace(recording.name, '(.)\.[^.]*$', '\1'), recording.sha256,
           segment.start_sample, segment.end_sample, recording.rate_hz,
           segment.start_seconds, segment.end_seconds, nullif(segment.speaker, ''),
           CASE WHEN segment.speaker = '' THEN NULL
                WHEN cut.id IS NOT NULL AND segment.speaker ~ '^S[0-9]+$'
                     AND cut.settings ->> 'speakers' IS DISTINCT FROM 'none'
                THEN 'recording' ELSE 'project' END,
           coalesce(nullif(item.attributes ->> 'session', ''), nullif(recording.session, '')),
           dialogue.name, CASE WHEN dialogue.id IS NOT NULL THEN segment.position END,
           nullif(segment.transcript, ''), segment.flags::text,
           nullif(segment.gates::text, '{{}}'), nullif(item.attributes::text, '{{}}'),
           item.role, nullif(item.arm, ''), nullif(item."group", ''),
           nullif(item.attributes ->> 'about', ''), nullif(item.language, ''),
           item.replaced_at IS NOT NULL, NULL
    FROM annotation_item AS item
    LEFT JOIN ingestion_segment AS segment ON segment.id = item.segment_id
    LEFT JOIN ingestion_segmentation AS cut ON cut.id = segment.segmentation_id
    LEFT JOIN ingestion_recording AS recording ON recording.id = segment.recording_id
    LEFT JOIN ingestion_dialogue AS dialogue ON dialogue.id = segment.dialogue_id
    WHERE item.project_id = {project}
    ORDER BY item.place, item.key"""
)
# The newest prediction of each card for each item, or for each of its clips.
PREDICTION_ROWS = sql.SQL(
    """SELECT key, clip, 'model', card_id, hash, baseline, raw, derived, error FROM (
        SELECT DISTINCT ON (item.place, item.key, item.clip, card.card_id)
               item.place, item.key, item.clip, card.card_id, card.hash,
               coalesce((card.body ->> 'baseline')::bool, false) AS baseline,
               prediction.raw::text, prediction.derived::text,
               nullif(prediction.error, '') AS error
        FROM (
            SELECT place, key, segment_id, NULL::int AS clip
            FROM annotation_item WHERE project_id = {project}
            UNION ALL
            SELECT item.place, item.key, clip.segment_id, clip.position + 1
            FROM annotation_itemclip AS clip JOIN annotation_item AS item ON item.id = clip.item_id
            WHERE item.project_id = {project}
        ) AS item
        JOIN autolabel_prediction AS prediction ON prediction.segment_id = item.segment_id
        JOIN autolabel_run AS run ON run.id = prediction.run_id
        JOIN autolabel_card AS card ON card.id = run.card_id
        ORDER BY item.place, item.key, item.clip, card.card_id, run.created_at DESC, run.id
    ) AS newest ORDER BY place, key, clip, card_id"""
)


# A decision is somebody's who signs in, and needs no ratings of theirs.
DECISION_ROWS = sql.SQL(
    """SELECT item.key, decision.by_id, (extract(epoch FROM decision.at) * 1000000)::bigint,
           decision.id = max(decision.id) OVER (PARTITION BY decision.item_id),
           scheme.version, nullif(decision.note, ''), decision.answers
    FROM annotation_decision AS decision
    JOIN annotation_item AS item ON item.id = decision.item_id
    JOIN annotation_scheme AS scheme ON scheme.id = decision.scheme_id
    WHERE decision.project_id = {project}
    ORDER BY item.place, item.key, decision.id"""
)


def items_schema(clips: Clips) -> pa.Schema:
    """All columns of items.parquet."""
    return pa.schema([*ITEMS, *clips.fields()])


def item_tables(project: Project, clips: Clips) -> Iterator[pa.Table]:
    """A project's items in its order, in the columns of `items_schema`, people as pseudonyms."""
    people = people_of(project)
    as_read = pa.schema(
        [pa.field("flags", pa.string()) if field.name == "flags" else field for field in ITEMS]
    )
    for read in copied(ITEM_ROWS.format(project=sql.Literal(project.pk)), as_read):
        told = {
            "flags": lists_of(read["flags"]),
            "attributes": people.hide_attributes(read["attributes"]),
            **{
                name: people.hide_text(name, read[name])
                for name in ("speaker", "session", "dialogue", "about")
            },
        }
        columns = [told.get(field.name, read[field.name]) for field in ITEMS]
        columns += clips.columns(read["item"].to_pylist() if clips.most else ())
        yield pa.table(columns, schema=items_schema(clips))


def prediction_tables(project: Project) -> Iterator[pa.Table]:
    """What each model said of the items, in the columns of `PREDICTIONS`."""
    return copied(PREDICTION_ROWS.format(project=sql.Literal(project.pk)), PREDICTIONS)


def decision_tables(project: Project) -> Iterator[pa.Table]:
    """What adjudicators decided, in the columns of `DECISIONS`, people as pseudonyms."""
    types = {"by": pa.int64(), "decided_at": pa.int64()}
    as_read = pa.schema([pa.field(f.name, types.get(f.name, f.type)) for f in DECISIONS])
    for table in copied(DECISION_ROWS.format(project=sql.Literal(project.pk)), as_read):
        people = [
            None if pk is None else person_pseudonym(project.pseudonym_key, pk)
            for pk in table["by"].to_pylist()
        ]
        place = table.schema.get_field_index("by")
        yield table.set_column(place, DECISIONS.field("by"), pa.array(people, pa.string())).cast(
            DECISIONS
        )


def clips_in(project: Project) -> Clips:
    """The clips of all items of a project that show several."""
    found: dict[str, list[Clip]] = defaultdict(list)
    rows = ItemClip.objects.filter(item__project=project).select_related(
        "item", "segment__recording"
    )
    for row in rows.order_by("item", "position").iterator(chunk_size=5000):
        found[row.item.key].append(_clip(row.segment))
    return Clips({item: tuple(clips) for item, clips in found.items()})


def _clip(segment: Segment) -> Clip:
    recording = segment.recording
    if recording is None:
        return (None,) * len(PARTS)
    whole = segment.start_sample in (None, 0) and segment.end_sample == recording.samples
    return (
        item_key(recording.stem, segment, "whole" if whole else ""),
        recording.stem,
        recording.sha256,
        segment.start_sample,
        segment.end_sample,
        recording.rate_hz,
        segment.start_seconds,
        segment.end_seconds,
    )
