"""Run a program under another account, still able to reach folders that are closed to it.

    python as_account.py UID GID PROGRAM [ARGUMENT...]

PostgreSQL refuses to run as root. Below /root, or any folder of mode 0700, an ordinary account
could reach neither its binaries nor its data, and opening those folders is not ours to do. So root
gives up its identity and every capability but the two that pass closed folders (ambient
capabilities, Linux 4.3 and later), and then becomes the program. Elsewhere it only changes the
account. This file stands alone: it is run by its path and imports nothing of Emotate.
"""

import ctypes
import os
import sys

# linux/prctl.h, linux/securebits.h, linux/capability.h
PR_SET_KEEPCAPS = 8
PR_GET_SECUREBITS, PR_SET_SECUREBITS = 27, 28
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 47, 2
SECBIT_NO_SETUID_FIXUP = 1 << 2
CAPABILITY_VERSION_3 = 0x20080522
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
CANNOT_RUN = 126  # what a shell answers for a program that may not be executed


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Data(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def _change_account(uid: int, gid: int) -> None:
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def _keep_access(libc: ctypes.CDLL) -> None:
    """Before the account changes: keep capabilities, and make access(2) heed them."""
    libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    bits = libc.prctl(PR_GET_SECUREBITS, 0, 0, 0, 0)
    if bits >= 0:  # refused without CAP_SETPCAP; then closed folders fail with a clear error later
        libc.prctl(PR_SET_SECUREBITS, bits | SECBIT_NO_SETUID_FIXUP, 0, 0, 0)


def _limit_to_access(libc: ctypes.CDLL) -> None:
    """After the account changed: drop every capability but those for files, and hand these on."""
    header = _Header(CAPABILITY_VERSION_3, 0)
    data = (_Data * 2)()
    libc.capget(ctypes.byref(header), data)
    kept = data[0].permitted & (1 << CAP_DAC_OVERRIDE | 1 << CAP_DAC_READ_SEARCH)
    wanted = (_Data * 2)(_Data(kept, kept, kept), _Data(0, 0, 0))
    if libc.capset(ctypes.byref(header), wanted) != 0:
        raise OSError(ctypes.get_errno(), "capabilities could not be dropped")
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        if kept & 1 << capability:
            libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)  # no set-uid program gives any of it back


def main(arguments: list[str]) -> int:
    uid, gid, program = int(arguments[0]), int(arguments[1]), arguments[2:]
    try:
        if sys.platform == "linux":
            libc = ctypes.CDLL(None, use_errno=True)
            _keep_access(libc)
            _change_account(uid, gid)
            _limit_to_access(libc)
        else:
            _change_account(uid, gid)
        os.execv(program[0], program)  # noqa: S606
    except OSError as error:
        print(f"{program[0]} cannot run as account {uid}: {error.strerror}", file=sys.stderr)
    return CANNOT_RUN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
