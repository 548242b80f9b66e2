"""WebDataset shards as the library reads them."""

import base64
import json
import sys
from pathlib import Path

import webdataset

folder = Path(json.load(sys.stdin)["folder"])
found = []
for path in sorted(folder.glob("shards/*.tar")):
    for sample in webdataset.WebDataset(str(path), shardshuffle=False):
        body = {
            name: base64.b64encode(value).decode()
            for name, value in sample.items()
            if isinstance(value, bytes)
        }
        found.append({"key": sample["__key__"], "files": body, "shard": path.name})
print(json.dumps(found))
