"""Run a script as the main program, with connections to other machines refused.

The script reads what was asked by `json.load(sys.stdin)`; the last line that it prints is its
answer, one JSON value.
"""

import runpy
import socket
import sys
from typing import Any


def refuse(_: socket.socket, address: Any) -> None:
    raise OSError(f"a reader asked for the network: {address}")


real_connect = socket.socket.connect


def connect(self: socket.socket, address: Any) -> None:
    """Sockets between processes of this machine stay possible."""
    if self.family != socket.AF_UNIX:
        refuse(self, address)
    real_connect(self, address)


socket.socket.connect = connect  # type: ignore[method-assign, assignment]
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
