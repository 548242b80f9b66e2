"""The columns of a table of items: which are fields, and which stay attributes."""

import re
from collections.abc import Sequence

from annotation.imports.items.known import EXPECTED
from annotation.imports.tables.fields import Canonical
from annotation.imports.tables.table import Table

TEXT_FIELDS = ("item", "transcript", "speaker", "dialogue", "position")
#: Fields that are kept as attributes of the item, under these names.
ATTRIBUTE_FIELDS = ("language", "about", "writer", "subject", "session")
KNOWN_FIELDS = ("role", "explanation", "priority")
MEDIA, SENSORS = "media", "sensors"
RANGE_FIELDS = ("start", "end")
ALIASES = {"text": "transcript", "start_seconds": "start", "end_seconds": "end"}
MOST_CLIPS = 8

_CLIP = re.compile(r"(media|start|end)\.([1-9])")


def item_fields(table: Table, maps: Sequence[str], questions: Sequence[str]) -> list[str]:
    """Every field that a table of items may have.

    Times are fields only in a table that names media: elsewhere they say something else.
    """
    fields = [*TEXT_FIELDS, *ATTRIBUTE_FIELDS, *KNOWN_FIELDS]
    fields += [EXPECTED + question for question in questions]
    written = [*table.columns, *(one.partition("=")[0] for one in maps)]
    names = {name.strip().casefold() for name in written}
    fields += [MEDIA, SENSORS]
    if MEDIA in names:
        fields += RANGE_FIELDS
    if any(_CLIP.fullmatch(name) for name in names):
        fields += [f"{field}.{number}" for number in range(1, MOST_CLIPS + 1)
                   for field in (MEDIA, *RANGE_FIELDS)]  # fmt: skip
    return fields


def item_field_of(fields: Sequence[str]) -> Canonical:
    """The field that a name stands for; letters' case aside, but for questions."""

    def canonical(written: str) -> str | None:
        if written in fields:
            return written
        name = written.strip().casefold()
        name = ALIASES.get(name, name)
        return name if name in fields else None

    return canonical


def clip_numbers(positions: dict[str, int]) -> list[int]:
    """The numbers of the clips that a table has columns of, in order."""
    found = (_CLIP.fullmatch(field) for field in positions)
    return sorted({int(match[2]) for match in found if match and match[1] == MEDIA})
