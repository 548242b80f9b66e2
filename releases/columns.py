"""Names and types of the columns of a release; docs/releases.md says what each one means."""

import pyarrow as pa

LAYOUT = 5
"""Version of the layout of a release; the first had no roles, arms and presentations, the second no
clips and no replaced items, the third no splits, words and recordings, the fourth all free text and
nothing of blindness, sessions and consent."""
LAYOUTS = (1, 2, 3, 4, 5)
NORMAL = "normal"
"""The role of items that count; gold, attention, training and quiz items are apart."""

UTC_TIME = pa.timestamp("us", tz="UTC")

ITEMS = pa.schema(
    [
        ("item", pa.string()),
        ("media", pa.string()),
        ("media_sha256", pa.string()),
        ("start_sample", pa.int64()),
        ("end_sample", pa.int64()),
        ("rate_hz", pa.int32()),
        ("start_seconds", pa.float64()),
        ("end_seconds", pa.float64()),
        ("speaker", pa.string()),
        ("speaker_scope", pa.string()),
        ("session", pa.string()),
        ("dialogue", pa.string()),
        ("position", pa.int32()),
        ("transcript", pa.string()),
        ("flags", pa.list_(pa.string())),
        ("gates", pa.string()),
        ("attributes", pa.string()),
        ("role", pa.string()),
        ("arm", pa.string()),
        ("group", pa.string()),
        ("about", pa.string()),
        ("language", pa.string()),
        ("replaced", pa.bool_()),
        ("split", pa.string()),
    ]
)
"""Then, where items show several clips, the columns of `releases.rows.clips` for each clip."""
RATINGS = pa.schema(
    [
        ("item", pa.string()),
        ("rater", pa.string()),
        ("scheme_version", pa.int32()),
        ("revision", pa.int32()),
        ("submitted_at", UTC_TIME),
        ("elapsed_ms", pa.int64()),
        ("plays", pa.int32()),
        ("order_index", pa.int32()),
        ("source", pa.string()),
        ("role", pa.string()),
        ("arm", pa.string()),
        ("assisted", pa.string()),
        ("presentation", pa.string()),
        ("clips_shown", pa.list_(pa.int32())),
        ("blind", pa.bool_()),
        ("answers", pa.string()),
    ]
)
SINCE_LAYOUT_2 = ("role", "arm", "assisted", "presentation")
"""Columns of ratings that layout 1 has not; there a question may have such a name."""
SINCE_LAYOUT_3 = ("clips_shown",)
"""Those that layout 2 has not."""
SINCE_LAYOUT_5 = ("blind",)
"""Those that layout 4 has not."""
DECISIONS = pa.schema(
    [
        ("item", pa.string()),
        ("by", pa.string()),
        ("decided_at", UTC_TIME),
        ("latest", pa.bool_()),
        ("scheme_version", pa.int32()),
        ("note", pa.string()),
        ("answers", pa.string()),
    ]
)
PREDICTIONS = pa.schema(
    [
        ("item", pa.string()),
        ("clip", pa.int32()),
        ("source", pa.string()),
        ("card", pa.string()),
        ("card_hash", pa.string()),
        ("baseline", pa.bool_()),
        ("raw", pa.string()),
        ("derived", pa.string()),
        ("error", pa.string()),
    ]
)
RECORDINGS = pa.schema(
    [
        ("media_sha256", pa.string()),
        ("media", pa.string()),
        ("file", pa.string()),
        ("kind", pa.string()),
        ("bytes", pa.int64()),
        ("container", pa.string()),
        ("codec", pa.string()),
        ("duration_seconds", pa.float64()),
        ("samples", pa.int64()),
        ("rate_hz", pa.int32()),
        ("channels", pa.int32()),
        ("width", pa.int32()),
        ("height", pa.int32()),
        ("frame_rate", pa.float64()),
        ("licence", pa.string()),
        ("session", pa.string()),
        ("consent", pa.string()),
        ("consent_permits", pa.list_(pa.string())),
    ]
)
WORDS = pa.schema(
    [
        ("item", pa.string()),
        ("clip", pa.int32()),
        ("index", pa.int32()),
        ("word", pa.string()),
        ("start_seconds", pa.float64()),
        ("end_seconds", pa.float64()),
    ]
)
"""Times are on the recording's clock, as those of the item."""
