"""ELAN annotation files (.eaf, format 3.0): one per recording, times in milliseconds."""

from xml.sax.saxutils import quoteattr

from releases.exports.catalogues.descriptions import last_rated
from releases.exports.context import Export
from releases.exports.files import write_jsonl, write_text
from releases.exports.format import FolderFormat
from releases.exports.recordings import MEDIA_FOLDER, Recordings, recording_placed
from releases.exports.speech.tiers import (
    TIERS,
    Interval,
    RecordingTiers,
    Tier,
    apart,
    recording_tiers,
    traces,
)
from releases.exports.xml_text import attribute, content

NO_DAY = "1970-01-01"
TYPE = "default-lt"
KINDS = {
    "wav": "audio/x-wav", "mp3": "audio/mpeg", "mp4": "video/mp4", "mov": "video/quicktime",
}  # fmt: skip


def write(export: Export) -> dict[str, int]:
    """A file per recording; traces, which ELAN has no place for, beside them."""
    recordings = Recordings(export.frozen)
    day = last_rated(export.frozen) or NO_DAY
    for tiers in recording_tiers(export, recordings):
        name = recordings.stem_of(tiers.sha256)
        file = recordings.name_of(tiers.sha256)
        write_text(export.folder / "elan" / f"{name}.eaf", _document(tiers, file, day))
        recording_placed(export, recordings, tiers.sha256)
    write_jsonl(export.folder / "traces.jsonl", traces(export))
    return {}


def _document(tiers: RecordingTiers, file: str, day: str) -> str:
    tiers_in_ms = [
        (tier, name, row)
        for tier, found in tiers.sorted()
        for name, row in apart(tier.name, in_milliseconds(found))
    ]
    times = sorted(
        {at for _, _, row in tiers_in_ms for start, end, _ in row for at in (start, end)}
    )
    slots = {at: f"ts{number}" for number, at in enumerate(times, start=1)}
    body, number = [], 0
    for tier, name, row in tiers_in_ms:
        body += _tier(tier, name, row, slots, number)
        number += len(row)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<ANNOTATION_DOCUMENT AUTHOR="" DATE="{day}T00:00:00+00:00" FORMAT="3.0" VERSION="3.0"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
            ' xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">',
            *_header(file, number),
            "  <TIME_ORDER>",
            *(
                f'    <TIME_SLOT TIME_SLOT_ID="{slot}" TIME_VALUE="{at:.0f}"/>'
                for at, slot in slots.items()
            ),
            "  </TIME_ORDER>",
            *body,
            f'  <LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="{TYPE}" TIME_ALIGNABLE="true"'
            ' GRAPHIC_REFERENCES="false"/>',
            "</ANNOTATION_DOCUMENT>",
            "",
        ]
    )


def _header(file: str, annotations: int) -> list[str]:
    path = f"../{MEDIA_FOLDER}/{file}"
    kind = KINDS.get(file.rpartition(".")[2].lower(), "unknown")
    return [
        '  <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">',
        f"    <MEDIA_DESCRIPTOR MEDIA_URL={quoteattr(path)} MIME_TYPE={quoteattr(kind)}"
        f" RELATIVE_MEDIA_URL={quoteattr(path)}/>",
        f'    <PROPERTY NAME="lastUsedAnnotationId">{annotations}</PROPERTY>',
        "  </HEADER>",
    ]


def _tier(
    tier: Tier, name: str, row: list[Interval], slots: dict[float, str], done: int
) -> list[str]:
    who = f" PARTICIPANT={attribute(tier.speaker)}" if tier.speaker else ""
    who += f" ANNOTATOR={attribute(tier.rater)}" if tier.rater else ""
    lines = [f'  <TIER LINGUISTIC_TYPE_REF="{TYPE}" TIER_ID={attribute(name)}{who}>']
    for number, (start, end, text) in enumerate(row, start=done + 1):
        lines += [
            "    <ANNOTATION>",
            f'      <ALIGNABLE_ANNOTATION ANNOTATION_ID="a{number}"'
            f' TIME_SLOT_REF1="{slots[start]}" TIME_SLOT_REF2="{slots[end]}">',
            f"        <ANNOTATION_VALUE>{content(text)}</ANNOTATION_VALUE>",
            "      </ALIGNABLE_ANNOTATION>",
            "    </ANNOTATION>",
        ]
    return [*lines, "  </TIER>"]


def in_milliseconds(intervals: list[Interval]) -> list[Interval]:
    """Whole milliseconds; an interval is never shorter than one, which ELAN refuses."""
    found = []
    for start, end, text in intervals:
        first = round(start * 1000)
        found.append((float(first), float(max(first + 1, round(end * 1000))), text))
    return found


ELAN = FolderFormat(
    name="elan",
    group="speech",
    about="ELAN files (.eaf) with tiers for turns, words, labels and each rater",
    loses="times are rounded to milliseconds; items without a recording, pictures, items of "
    "several clips; who the models are; traces are in traces.jsonl beside",
    media=("none", "link", "copy"),
    tiers=TIERS,
    write=write,
)
