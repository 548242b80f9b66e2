"""What a release says of the recordings behind its items, and of the words said in them."""

from collections.abc import Iterator

import pyarrow as pa
from psycopg import sql

from annotation.models import Project
from releases.columns import RECORDINGS, WORDS
from releases.rows.copying import copied, lists_of

# Each segment that is shown: that of an item, or those of its clips, from 1.
SHOWN = sql.SQL(
    """SELECT place, key, segment_id, NULL::int AS clip
       FROM annotation_item WHERE project_id = {project}
       UNION ALL
       SELECT item.place, item.key, clip.segment_id, clip.position + 1
       FROM annotation_itemclip AS clip JOIN annotation_item AS item ON item.id = clip.item_id
       WHERE item.project_id = {project}"""
)
# The file stem is cut off as in Recording.stem.
RECORDING_ROWS = sql.SQL(
    r"""SELECT sha256, regexp_replace(name, '(.)\.[^.]*$', '\1'), name, media, bytes, container,
           codec, duration_seconds, samples, rate_hz, channels, width, height, frame_rate,
           nullif(licence, ''), nullif(session, ''), coalesce(consent.state, 'unknown'),
           coalesce(consent.permits, '[]')::text
    FROM ingestion_recording
    LEFT JOIN ingestion_consent AS consent ON consent.recording_id = ingestion_recording.id
    WHERE id IN (
        SELECT unnest(ARRAY[segment.recording_id, segment.sensors_id])
        FROM ({shown}) AS item JOIN ingestion_segment AS segment ON segment.id = item.segment_id
    ) ORDER BY name COLLATE "C", sha256"""
)
WORD_ROWS = sql.SQL(
    """SELECT item.key, item.clip, word.place, word.body ->> 'text',
           word.body ->> 'start_seconds', word.body ->> 'end_seconds'
    FROM ({shown}) AS item JOIN ingestion_segment AS segment ON segment.id = item.segment_id
    CROSS JOIN LATERAL jsonb_array_elements(segment.words) WITH ORDINALITY AS word(body, place)
    ORDER BY item.place, item.key, item.clip, word.place"""
)


def recording_tables(project: Project) -> Iterator[pa.Table]:
    """Every recording that an item shows or has sensors from, in the columns of `RECORDINGS`."""
    lists = [field.name for field in RECORDINGS if pa.types.is_list(field.type)]
    as_read = pa.schema(
        [pa.field(f.name, pa.string()) if f.name in lists else f for f in RECORDINGS]
    )
    for read in copied(RECORDING_ROWS.format(shown=_shown(project)), as_read):
        columns = [lists_of(read[f.name]) if f.name in lists else read[f.name] for f in RECORDINGS]
        yield pa.table(columns, schema=RECORDINGS)


def word_tables(project: Project) -> Iterator[pa.Table]:
    """The words whose times are known, in the order of the items, in the columns of `WORDS`."""
    return copied(WORD_ROWS.format(shown=_shown(project)), WORDS)


def _shown(project: Project) -> sql.Composed:
    return SHOWN.format(project=sql.Literal(project.pk))
