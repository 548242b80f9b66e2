"""How fast a release goes into the formats of others, and in what memory.

The release of `bench.releases`: 200,000 text items with a million ratings; for the formats of
speech its items are turns of 2,000 recordings, with words. Media are not copied. Each format runs
in a process of its own; the peak is that of the whole process.
"""

import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

import polars  # noqa: F401  (asks for pandas itself, and takes no for an answer only here)

from bench.releases import ITEMS, RATERS_PER_ITEM, Row, _apart, _fill, _freeze, _row, _seconds
from bench.stack import django_in, private_home

MOST_MEGABYTES = 500.0
TURNS_EACH = 100
TABLES = ("parquet", "csv", "jsonl")

# Every item a turn of two seconds in one of many recordings, with two words.
SPEECH = """
INSERT INTO ingestion_recording (media, sha256, name, bytes, container, codec, duration_seconds,
                                 samples, rate_hz, channels, levels, details, licence, source,
                                 session, created_at)
SELECT 'audio', lpad(to_hex(n), 64, '0'), 'call-' || lpad(n::text, 6, '0') || '.wav', 100, 'wav',
       'pcm_s16le', {each} * 2.0, {each} * 32000, 16000, 1, '{{}}', '{{}}', '', '', '', now()
FROM generate_series(0, {items} / {each} - 1) AS n;
WITH placed AS (
    SELECT segment.id, row_number() OVER (ORDER BY segment.id) - 1 AS n
    FROM ingestion_segment AS segment
)
UPDATE ingestion_segment AS segment
SET recording_id = recording.id,
    start_sample = placed.n % {each} * 32000, end_sample = placed.n % {each} * 32000 + 32000,
    start_seconds = placed.n % {each} * 2.0, end_seconds = placed.n % {each} * 2.0 + 2.0,
    words = jsonb_build_array(
        jsonb_build_object('text', 'was', 'start_seconds', placed.n % {each} * 2.0,
                           'end_seconds', placed.n % {each} * 2.0 + 1.0),
        jsonb_build_object('text', 'said', 'start_seconds', placed.n % {each} * 2.0 + 1.0,
                           'end_seconds', placed.n % {each} * 2.0 + 2.0))
FROM placed JOIN ingestion_recording AS recording
  ON recording.sha256 = lpad(to_hex(placed.n / {each}), 64, '0')
WHERE placed.id = segment.id;
"""


def figures() -> list[Row]:
    """Seconds and peak megabytes of each format that is no plain table."""
    with private_home() as home:
        _apart(_fill, home)
        _apart(_make_speech, home)
        _apart(_freeze, home)
        names = [name for name in _apart(_formats, home) if name != "peak"]
        measured = {name: _apart(partial(_export, name=name), home) for name in names}
    size = f"{ITEMS * RATERS_PER_ITEM:,} ratings"
    return [
        row
        for name, found in measured.items()
        for row in (
            _row(f"export {name}, {size}, {ITEMS:,} turns", found["export"], "s", None),
            _row(f"export {name}, peak memory", found["peak"], "MB", MOST_MEGABYTES),
        )
    ]


def _formats(home: Path) -> dict[str, float]:
    """The names of formats that can do without media; clips are nothing but media."""
    django_in(home)
    from releases.exports import FORMATS

    named = [n for n, f in FORMATS.items() if n not in TABLES and f.media != ("copy",)]
    return dict.fromkeys(named, 0.0)


def _make_speech(home: Path) -> dict[str, float]:
    django_in(home)
    from django.db import connection

    from config.services.prepare import database

    with database(), connection.cursor() as cursor:
        cursor.execute(SPEECH.format(items=ITEMS, each=TURNS_EACH))
    return {}


def _export(home: Path, name: str) -> dict[str, float]:
    django_in(home)
    from config.services.prepare import database
    from releases.exports import FORMATS, ExportOptions, release_export

    release = home / "releases" / "bench" / "1.0"
    media: Any = "none" if FORMATS[name].media else None
    options = ExportOptions(media=media)

    def export() -> None:
        release_export(release, name, None, home / f"export-{name}", options)

    with database():  # which is asked for consent to each recording
        return {"export": _seconds(export)}


if __name__ == "__main__":
    json.dump(figures(), sys.stdout, indent=2)
