"""Small tables of items, as the items of a release are."""

from typing import Any

import pyarrow as pa

from releases.columns import ITEMS


def items(rows: list[dict[str, Any]]) -> pa.Table:
    """Items with the given fields; the others are missing, roles are normal."""
    whole = [
        {**dict.fromkeys(ITEMS.names), "item": f"i{at}", "role": "normal", **row}
        for at, row in enumerate(rows)
    ]
    return pa.Table.from_pylist(whole, ITEMS)
