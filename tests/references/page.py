"""Run the Python of a documentation page in a folder; answers what it printed."""

import contextlib
import io
import json
import os
import sys

asked = json.load(sys.stdin)
os.chdir(asked["folder"])
printed = io.StringIO()
with contextlib.redirect_stdout(printed):
    exec(compile(asked["code"], asked["page"], "exec"), {"__name__": "page"})
print(json.dumps(printed.getvalue()))
