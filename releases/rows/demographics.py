"""What a release says of its raters, once no few of them can be told apart by it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from annotation.models import Project, Rater
from releases.contents.groups import WITHHELD, Row, shielded
from releases.rows.pseudonyms import pseudonym
from releases.storage.tables import parquet_write

DEMOGRAPHICS = "demographics.parquet"
PREFIX = "attribute."
"""What stands before the name of an attribute in the name of its column."""


def demographics_write(
    folder: Path, project: Project, raters: Iterable[str], k: int
) -> dict[str, Any] | None:
    """Write the attributes of the raters of a release; returns what project.json says of them.

    raters: their pseudonyms. None, and no file, where nothing is known of any of them.
    """
    known = {
        pseudonym(project.pseudonym_key, pk): attributes
        for pk, attributes in Rater.objects.filter(project=project).values_list("pk", "attributes")
    }
    told: dict[str, dict[str, str]] = {name: known.get(name, {}) for name in sorted(raters)}
    names = sorted({name for body in told.values() for name in body})
    if not names:
        return None
    rows: list[Row] = [tuple(body.get(name) for name in names) for body in told.values()]
    return _write(folder, list(told), names, rows, k)


def demographics_again(folder: Path, was: Mapping[str, Any]) -> dict[str, Any]:
    """Check them anew where raters are gone: their groups are smaller.

    folder: where the table without those raters lies. was: what project.json said before.
    """
    table = pq.read_table(folder / DEMOGRAPHICS)
    names = [name.removeprefix(PREFIX) for name in table.column_names if name.startswith(PREFIX)]
    told: list[Row] = [
        tuple(WITHHELD if name in row["withheld"] else row[PREFIX + name] for name in names)
        for row in table.to_pylist()
    ]
    return _write(folder, table["rater"].to_pylist(), names, told, was["k"])


def _write(
    folder: Path, raters: list[str], names: Sequence[str], rows: Sequence[Row], k: int
) -> dict[str, Any]:
    found = shielded(rows, k)
    columns: dict[str, list[Any]] = {"rater": raters}
    for at, name in enumerate(names):
        values = [row[at] for row in found.rows]
        columns[PREFIX + name] = [None if value is WITHHELD else value for value in values]
    columns["withheld"] = [
        [name for name, value in zip(names, row, strict=True) if value is WITHHELD]
        for row in found.rows
    ]
    schema = _schema(names)
    parquet_write(folder / DEMOGRAPHICS, schema, [pa.table(columns, schema)])
    withheld = Counter(name for left in columns["withheld"] for name in left)
    return {
        "k": k,
        "raters": len(raters),
        "smallest_group": found.smallest,
        "withheld": {name: withheld[name] for name in names},
    }


def _schema(names: Iterable[str]) -> pa.Schema:
    texts = [(PREFIX + name, pa.string()) for name in names]
    return pa.schema([("rater", pa.string()), *texts, ("withheld", pa.list_(pa.string()))])
