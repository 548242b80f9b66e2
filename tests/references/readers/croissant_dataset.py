"""A Croissant description as mlcroissant reads it: issues, and the records of each record set."""

import json
import os
import sys

import mlcroissant

os.chdir(json.load(sys.stdin)["folder"])
dataset = mlcroissant.Dataset("metadata.json")
issues = dataset.metadata.ctx.issues


def plain(value):
    if isinstance(value, bytes):
        return value.decode()
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if hasattr(value, "isoformat"):
        return None if str(value) == "NaT" else value.isoformat()
    if isinstance(value, list):
        return [plain(each) for each in value]
    return None if value is None or value != value else value


tables = {}
for record_set in dataset.metadata.record_sets:
    rows = dataset.records(record_set.id)
    prefix = len(record_set.id) + 1
    tables[record_set.id] = [{n[prefix:]: plain(v) for n, v in row.items()} for row in rows]
rai = {
    "creators": [person.name for person in dataset.metadata.creators or []],
    "licence": dataset.metadata.license,
    "protocol": dataset.metadata.data_annotation_protocol,
    "platform": dataset.metadata.data_annotation_platform,
}
print(
    json.dumps(
        {"errors": list(issues.errors), "warnings": list(issues.warnings), "tables": tables,
         "rai": rai},
        default=str,
    )
)  # fmt: skip
