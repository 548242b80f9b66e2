"""Many `emotate` commands in one process: to start it takes longer than most of them.

Run as `python -m tests.at_once` with EMOTATE_HOME set. Each line of standard input is a JSON object
of `commands`, lists of words, and of the `stdin` that each of them finds; each line of standard
output is one of `said`, what each of them said, or of `failed`, what went wrong.
"""

import io
import json
import os
import subprocess
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.stack import ROOT, Stack, django_in


class Commands:
    """A process that runs commands for the home of a stack until it is closed."""

    def __init__(self, stack: Stack) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.at_once"],
            cwd=ROOT, env=stack.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip

    def __call__(self, *commands: Sequence[str], stdin: str = "") -> list[str]:
        """Run them one after the other; what each of them says."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps({"commands": commands, "stdin": stdin}), file=self._process.stdin)
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or '{"failed": "the process ended"}')
        assert "failed" not in answer, answer["failed"]
        said: list[str] = answer["said"]
        return said

    def close(self) -> None:
        self._process.communicate()


class Prepared(Stack):
    """A stack with such a process at hand, which starts with the first command."""

    _commands: Commands | None = None

    def done_at_once(self, *commands: Sequence[str], stdin: str = "") -> list[str]:
        self._commands = self._commands or Commands(self)
        return self._commands(*commands, stdin=stdin)

    def stop(self) -> int:
        self.put_away()
        return super().stop()

    def kill(self) -> None:
        self.put_away()
        super().kill()

    def put_away(self) -> None:
        """End the process, and with it its connections to the database."""
        if self._commands is not None:
            self._commands.close()
            self._commands = None


def said_by(command: Sequence[str], stdin: str) -> str:
    from django.core.management import call_command

    said, complaint = io.StringIO(), io.StringIO()
    sys.stdin = io.StringIO(stdin)
    try:
        call_command(*command, stdout=said, stderr=complaint)
    except SystemExit as error:
        raise RuntimeError(" ".join([*command, complaint.getvalue()])) from error
    return said.getvalue()


def answer_to(asked: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"said": [said_by(command, asked["stdin"]) for command in asked["commands"]]}
    except Exception:
        return {"failed": traceback.format_exc()}


def main() -> None:
    django_in(Path(os.environ["EMOTATE_HOME"]))
    asking = sys.stdin
    with os.fdopen(os.dup(1), "w") as answers:
        os.dup2(2, 1)  # what a command prints past its own streams is no answer
        for line in asking:
            print(json.dumps(answer_to(json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
