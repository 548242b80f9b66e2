"""A research object as rocrate reads it."""

import json
import sys

from rocrate.rocrate import ROCrate

folder = json.load(sys.stdin)["folder"]
crate = ROCrate(folder)
files = {
    entity.id: {name: entity.get(name) for name in ("contentSize", "sha256", "description")}
    for entity in crate.data_entities
}
root = crate.root_dataset
print(
    json.dumps(
        {
            "files": files,
            "root": {
                n: root.get(n) for n in ("name", "version", "datePublished", "identifier")
            },
            "authors": [person.get("name") for person in root.get("author", [])],
            "made_with": [tool.get("name") for tool in crate.get("#made").get("instrument")],
        },
        default=str,
    )
)  # fmt: skip
