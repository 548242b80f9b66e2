"""Predictions of a classifier that a rule weighs beside the raters, from a table of the user's."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from affect.aggregation import rule_name
from releases.errors import ReleaseRefused
from releases.frozen import FrozenRelease
from releases.frozen.whole import PREDICTIONS
from releases.storage.manifest import file_sha256

READS_PREDICTIONS = "crowdlab"
FAULTS_TOLD = 5


def predictions_given(
    frozen: FrozenRelease, rules: dict[str, str | None], path: Path | None
) -> dict[str, Any] | None:
    """Keep the predictions for the rule that reads them; name and hash of the table.

    A table is as for `emotate score`: a row per item, a share for each label.

    Raises
    ------
    ReleaseRefused: no rule reads predictions, a question that needs them has none, or rows of the
        table cannot be used.
    AnnotationRefused: the table cannot be read, or has no predictions.
    """
    needed = [name for name, rule in rules.items() if rule and rule_name(rule) == READS_PREDICTIONS]
    if path is None:
        return None
    if not needed:
        raise ReleaseRefused(
            f"Predictions are read by the rule {READS_PREDICTIONS} alone; add "
            f"--rule {READS_PREDICTIONS}, or leave out --predictions."
        )
    # tables are read with the importers, which need a project's models; other exports need none
    from annotation.imports.predictions.columns import columns_of
    from annotation.imports.predictions.rows import predictions_read
    from annotation.imports.tables.readers import open_table

    keys = pq.read_table(frozen.folder / "items.parquet", columns=["item"])["item"].to_pylist()
    table = open_table(path)
    item_at, columns = columns_of(table, (), frozen.scheme, None)
    columns = [each for each in columns if each.question.id in needed]
    everywhere = np.ones(len(keys), bool)
    places = {key: at for at, key in enumerate(keys)}
    found = predictions_read(table.rows, item_at, columns, places, everywhere)
    if found.failures:
        told = "; ".join(map(str, found.failures[:FAULTS_TOLD]))
        raise ReleaseRefused(f"{len(found.failures)} rows of {path.name} cannot be used: {told}.")
    for name, numbers in found.numbers.items():
        frozen.known[PREDICTIONS, name] = numbers
    return {"file": path.name, "sha256": file_sha256(path)}
