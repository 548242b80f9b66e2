"""The one list of formats: a new format is a module in a room beside this one and an entry here."""

from releases.exports.format import GROUPS, Format
from releases.exports.tables import TABLES

_ALL: tuple[Format, ...] = (*TABLES.values(),)
FORMATS: dict[str, Format] = {
    format_.name: format_ for group in GROUPS for format_ in _ALL if format_.group == group
}
"""All formats by name, group by group."""
