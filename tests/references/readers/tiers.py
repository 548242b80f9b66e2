"""Transcripts as praatio, tgt and pympi read them: each tier's intervals with a text."""

import json
import sys
from pathlib import Path

import pympi
import tgt
from praatio import textgrid

folder = Path(json.load(sys.stdin)["folder"])
found: dict[str, dict] = {"praatio": {}, "tgt": {}, "pympi": {}}
for path in sorted(folder.rglob("*.TextGrid")):
    grid = textgrid.openTextgrid(str(path), includeEmptyIntervals=False)
    found["praatio"][path.stem] = {
        name: [list(entry) for entry in grid.getTier(name).entries] for name in grid.tierNames
    }
    read = tgt.read_textgrid(str(path), encoding="utf-8")
    found["tgt"][path.stem] = {
        tier.name: [[one.start_time, one.end_time, one.text] for one in tier] for tier in read
    }
for path in sorted(folder.rglob("*.eaf")):
    document = pympi.Elan.Eaf(str(path))
    found["pympi"][path.stem] = {
        name: [list(each[:3]) for each in document.get_annotation_data_for_tier(name)]
        for name in document.get_tier_names()
    }
    found["pympi"][f"{path.stem} media"] = document.media_descriptors[0]["RELATIVE_MEDIA_URL"]
print(json.dumps(found))
