"""`reference` runs a script of this folder with the libraries of others, and without a network."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PYTHON = ROOT / ".venv" / "references" / "bin" / "python"
# Some containers allow no network namespace: sockets to other machines are refused in Python then.
UNSHARE = ["unshare", "--net", "--map-root-user"]
SECONDS = 300

Reference = Callable[..., Any]


@cache
def without_network() -> list[str]:
    """The command that takes the network away; nothing where the machine does not let us."""
    if shutil.which("unshare") and subprocess.run([*UNSHARE, "true"], check=False).returncode == 0:
        return UNSHARE
    return []


@pytest.fixture(scope="session")
def reference() -> Reference:
    """Call as reference("SCRIPT.py", anything that JSON can say); returns what the script says."""
    if not PYTHON.is_file():
        pytest.fail(f"{PYTHON} is missing: run make references")

    def run(script: str, asked: Any = None) -> Any:
        done = subprocess.run(
            [*without_network(), str(PYTHON), str(HERE / "offline.py"), str(HERE / script)],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            env={**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"},
            check=False,
        )
        if done.returncode:
            pytest.fail(f"{script} ended with {done.returncode}:\n{done.stderr}")
        return json.loads(done.stdout.splitlines()[-1])  # libraries print as well

    return run
