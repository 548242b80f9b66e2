"""The code for notebooks in the guide runs as it stands there, without Django."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "researchers.md"
CODE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
AFTER = """
import sys
assert not {"django", "pandas", "polars"} & set(sys.modules), "affect stands alone"
"""


def test_what_the_guide_shows_runs() -> None:
    blocks = [block for block in CODE.findall(GUIDE.read_text()) if "from affect" in block]
    assert blocks
    for block in blocks:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", block + AFTER],
            capture_output=True, text=True, cwd=ROOT, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
