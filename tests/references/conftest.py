"""`reference` runs a script of this folder with the libraries of others, and without a network."""

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PYTHON = ROOT / ".venv" / "references" / "bin" / "python"
# Some containers allow no network namespace: sockets to other machines are refused in Python then.
UNSHARE = ["unshare", "--net", "--map-root-user"]

Reference = Callable[..., Any]


@cache
def without_network() -> list[str]:
    """The command that takes the network away; nothing where the machine does not let us."""
    if shutil.which("unshare") and subprocess.run([*UNSHARE, "true"], check=False).returncode == 0:
        return UNSHARE
    return []


def first_imports(code: str) -> list[str]:
    """The modules that a script imports at its beginning, but for those of Python itself."""
    names: list[str] = []
    for node in ast.parse(code).body:
        if isinstance(node, ast.Import):
            names += [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
    return [name for name in names if name.partition(".")[0] not in sys.stdlib_module_names]


class Runner:
    """A process that has loaded some modules and runs scripts, each in a fork of its own."""

    def __init__(self, modules: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            [*without_network(), str(PYTHON), str(HERE / "offline.py"), *modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"},
        )

    def __call__(self, script: str, asked: Any) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps({"script": script, "asked": asked}), file=self._process.stdin, flush=True)
        line = self._process.stdout.readline()
        if not line:
            pytest.fail(f"{script} was not run: its modules could not be loaded")
        told = json.loads(line)
        if told["status"]:
            pytest.fail(f"{script} ended with {told['status']}:\n{told['complained']}")
        return json.loads(told["said"].splitlines()[-1])  # libraries print as well

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="session")
def reference() -> Iterator[Reference]:
    """Call as reference("SCRIPT.py", anything that JSON can say); returns what the script says."""
    if not PYTHON.is_file():
        pytest.fail(f"{PYTHON} is missing: run make references")
    runners: dict[tuple[str, ...], Runner] = {}

    def run(script: str, asked: Any = None) -> Any:
        path = HERE / script
        code = asked["code"] if script == "page.py" else path.read_text()
        modules = tuple(sorted(set(first_imports(code))))
        if modules not in runners:
            runners[modules] = Runner(modules)
        return runners[modules](str(path), asked)

    yield run
    for runner in runners.values():
        runner.close()
