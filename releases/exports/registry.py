"""The one list of formats: a new format is a module beside this one and an entry here."""

from releases.exports.csv import CSV
from releases.exports.format import Format
from releases.exports.jsonl import JSONL
from releases.exports.parquet import PARQUET

FORMATS: dict[str, Format] = {format_.name: format_ for format_ in (PARQUET, CSV, JSONL)}
