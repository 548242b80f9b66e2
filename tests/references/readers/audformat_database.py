"""An audformat database as audformat loads it; with a repository named, as audb publishes it."""

import json
import sys
import tempfile

import audformat
import pandas

asked = json.load(sys.stdin)
folder = asked["folder"]
if asked.get("publish"):
    import audb

    host, home = tempfile.mkdtemp(), tempfile.mkdtemp()
    repository = audb.Repository("shelf", host, "file-system")
    audb.config.REPOSITORIES, audb.config.CACHE_ROOT = [repository], home
    audb.config.SHARED_CACHE_ROOT = tempfile.mkdtemp()
    import audbackend

    audbackend.backend.FileSystem.create(host, "shelf")
    audb.publish(folder, "1.0.0", repository, verbose=False)
    db = audb.load(asked["publish"], version="1.0.0", verbose=False)
else:
    db = audformat.Database.load(folder)


def plain(value):
    if pandas.isna(value):
        return None
    if hasattr(value, "value") and hasattr(value, "total_seconds"):
        return value.value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value


tables = {}
for name in db:
    frame = db[name].df.reset_index()
    tables[name] = [
        {column: plain(row[column]) for column in frame.columns} for _, row in frame.iterrows()
    ]
print(
    json.dumps(
        {
            "tables": tables,
            "raters": {name: rater.type for name, rater in db.raters.items()},
            "schemes": {name: scheme.dtype for name, scheme in db.schemes.items()},
            "labels": list(db.schemes["answer.emotion"].labels),
            "rater_of": {
                name: {c: column.rater_id for c, column in db[name].columns.items()} for name in db
            },
            "there": db.files_duration(db.files).dt.total_seconds().tolist()
            if asked.get("media")
            else None,
            "files": list(db.files),
        }
    )
)
