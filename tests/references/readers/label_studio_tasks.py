"""Label Studio tasks as its SDK checks and converts them."""

import json
import sys
import tempfile
from pathlib import Path

from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface

folder = Path(json.load(sys.stdin)["folder"])
found = {}
for kind in sorted(path.name for path in folder.iterdir() if (path / "config.xml").is_file()):
    config = (folder / kind / "config.xml").read_text(encoding="utf-8")
    interface = LabelInterface(config)
    interface.validate()
    tasks = json.loads((folder / kind / "tasks.json").read_text(encoding="utf-8"))
    faults = []
    for task in tasks:
        for annotation in task["annotations"]:
            for result in annotation["result"]:
                if not interface.validate_region(result):
                    faults.append([task["id"], result])
    out = Path(tempfile.mkdtemp())
    converter = Converter(config, project_dir=None, upload_dir=None, download_resources=False)
    converter.convert_to_json_min(str(folder / kind / "tasks.json"), str(out), is_dir=False)
    converted = json.loads((out / "result.json").read_text(encoding="utf-8"))
    found[kind] = {
        "controls": sorted(interface.controls and [c.name for c in interface.controls]),
        "faults": faults,
        "tasks": tasks,
        "converted": converted,
    }
print(json.dumps(found))
