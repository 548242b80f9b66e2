"""Several `emotate` commands in one process: to start it takes longer than most of them.

Run as `python -m tests.browser.at_once` with EMOTATE_HOME set and the commands, lists of words, as
JSON on standard input; what each of them says comes back as a list.
"""

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.stack import ROOT, Stack, django_in


def done_at_once(stack: Stack, *commands: Sequence[str]) -> list[str]:
    """Run them for this home, one after the other; what each of them says."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.browser.at_once"],
        cwd=ROOT, env=stack.environment, input=json.dumps(commands), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    said: list[str] = json.loads(ended.stdout)
    return said


def said_by(command: Sequence[str]) -> str:
    from django.core.management import call_command

    said, complaint = io.StringIO(), io.StringIO()
    try:
        call_command(*command, stdout=said, stderr=complaint)
    except SystemExit:
        print(*command, complaint.getvalue(), sep="\n", file=sys.stderr)
        raise
    return said.getvalue()


if __name__ == "__main__":
    django_in(Path(os.environ["EMOTATE_HOME"]))
    print(json.dumps([said_by(command) for command in json.load(sys.stdin)]))
