"""Become a program that ends when its parent does.

    python child.py PARENT_ID PROGRAM [ARGUMENT...]

On Linux the kernel sends SIGTERM when the parent dies, even by SIGKILL. Elsewhere a child whose
parent was killed is found by the next `emotate up` or `emotate down`. This file stands alone: it is
run by its path and imports nothing of Emotate.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main(parent: int, program: list[str]) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)
    if os.getppid() == parent:  # else it died before we asked to be told
        os.execv(program[0], program)  # noqa: S606


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
