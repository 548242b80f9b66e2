"""The folder in which Emotate keeps everything of one installation.

Layout below ``EMOTATE_HOME`` (default ``~/.emotate``)::

    postgres/   data of the embedded PostgreSQL        uploads/   files on their way to ingestion
    media/      recordings and what is derived         run/       locks, process ids, schedules
    releases/   frozen versions                        log/       one file for each service

Every folder is created for its owner alone (0700); folders that exist are left as they are.
"""

import os
import secrets
import tempfile
from pathlib import Path

from config.services.errors import ServiceError

DEFAULT_HOME = "~/.emotate"
FOLDERS = ("media", "releases", "uploads", "run", "log")


def home() -> Path:
    """The folder of this installation, absolute, created with its subfolders when missing.

    Raises ServiceError when it cannot be created.
    """
    root = Path(os.environ.get("EMOTATE_HOME") or DEFAULT_HOME).expanduser().absolute()
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in FOLDERS:
            (root / name).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise ServiceError(
            f"EMOTATE_HOME={root} cannot be used ({error.strerror}): "
            "set EMOTATE_HOME to a folder that you may write to"
        ) from error
    return root


def secret_key() -> str:
    """The random key that signs this installation's sessions, made once."""
    return secret_file(home() / "secret-key")


def secret_file(path: Path) -> str:
    """The random text in ``path`` (0600), created once even when many processes ask at once."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # 0600
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        os.link(
            name, path
        )  # unlike rename, never replaces the text another process was faster with
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()
    return path.read_text(encoding="ascii").strip()
