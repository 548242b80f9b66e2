"""Run scripts as main programs, each in a fork of this process, without connections to others.

Called with the names of the modules that its scripts import first: they are loaded once, which
takes longer than most scripts. Each line of standard input is a JSON object of `script` and
`asked`, which the script reads by `json.load(sys.stdin)`; each line of standard output is one of
`status`, `said` and `complained`. The last line that a script prints is its answer, one JSON value.
"""

import importlib
import json
import os
import runpy
import signal
import socket
import sys
import tempfile
from contextlib import ExitStack
from typing import IO, Any

SECONDS = 300


def refuse(_: socket.socket, address: Any) -> None:
    raise OSError(f"a reader asked for the network: {address}")


real_connect = socket.socket.connect


def connect(self: socket.socket, address: Any) -> None:
    """Sockets between processes of this machine stay possible."""
    if self.family != socket.AF_UNIX:
        refuse(self, address)
    real_connect(self, address)


def run(script: str, streams: list[IO[str]]) -> None:
    """In the fork: be the script, with its own three streams."""
    signal.alarm(SECONDS)
    for number, stream in enumerate(streams):
        os.dup2(stream.fileno(), number)
    sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w")
    sys.argv = [script]
    runpy.run_path(script, run_name="__main__")


def text_of(stream: IO[str]) -> str:
    stream.seek(0)
    return stream.read()


def answered(request: dict[str, Any]) -> dict[str, Any] | None:
    """What became of a script; None in its fork, which has nothing more to do."""
    with ExitStack() as stack:
        streams = [stack.enter_context(tempfile.TemporaryFile("w+")) for _ in range(3)]
        json.dump(request["asked"], streams[0])
        streams[0].seek(0)
        child = os.fork()
        if child == 0:
            run(request["script"], streams)
            return None
        _, ended = os.waitpid(child, 0)
        said, complained = map(text_of, streams[1:])
    return {"status": os.waitstatus_to_exitcode(ended), "said": said, "complained": complained}


def main() -> None:
    socket.socket.connect = connect  # type: ignore[method-assign, assignment]
    for name in sys.argv[1:]:
        importlib.import_module(name)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a library prints is no answer
    for line in sys.stdin:
        answer = answered(json.loads(line))
        if answer is None:
            return
        print(json.dumps(answer), file=answers, flush=True)


main()
