"""The `emotate` command: finds the Django command, gives it a database, and says what went wrong.

Exit status: 0 done, 1 some items failed (the command names them), 2 the request was wrong.
"""

import difflib
import os
import signal
import sys
from contextlib import ExitStack
from types import FrameType
from typing import Any

from accounts.errors import Refused
from config.services.errors import ServiceError

WRONG_REQUEST = 2
# The contract, in the order in which a newcomer meets it. Help shows those that exist.
GROUPS: dict[str, tuple[str, ...]] = {
    "Run": ("up", "down", "demo", "doctor"),
    "People and projects": ("user", "project", "preset", "link", "raters"),
    "Data in": ("ingest", "segments", "autolabel", "card", "import", "recipe", "consent"),
    "Results": (
        "agreement",
        "split",
        "citation",
        "release",
        "export",
        "verify",
        "score",
        "withdraw",
    ),
    "Work in the background": ("job", "engine"),
}
# Django's own that look at code and not at rows.
WITHOUT_DATABASE = {"check", "diffsettings", "help", "spectacular", "version"}

# The system checks load every page and engine: once a start and in the tests is enough.
CHECKED = {"check", "up", "demo"}


def main(argv: list[str] | None = None) -> None:
    """Run one command and exit with its status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.exit(_guarded(list(sys.argv if argv is None else argv)))


def _guarded(argv: list[str]) -> int:
    """Run a command; every expected failure becomes one line on standard error."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management.base import CommandError, SystemCheckError
    from django.db.utils import OperationalError, ProgrammingError

    signal.signal(signal.SIGTERM, _terminate)
    try:
        return _run(argv)
    except (CommandError, ImproperlyConfigured, Refused, ServiceError, SystemCheckError) as error:
        if "--traceback" in argv:
            raise
        return _refuse(str(error))
    except ProgrammingError as error:
        if "--traceback" in argv or "does not exist" not in str(error):
            raise
        return _refuse(
            "the database has no tables yet, or old ones: run `emotate migrate`, or start "
            "`emotate up`, which does it"
        )
    except OperationalError as error:
        if "--traceback" in argv:
            raise
        return _refuse(
            f"the database does not answer: {str(error).strip()}. Is DATABASE_URL right?"
        )
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:  # the reader, `head` perhaps, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _terminate(number: int, frame: FrameType | None) -> None:
    """End by exception, so that what a command started is ended as well."""
    sys.exit(128 + number)


def _refuse(message: str) -> int:
    print(f"emotate: {message}", file=sys.stderr)
    return WRONG_REQUEST


def _run(argv: list[str]) -> int:
    import django
    from django.core.management import get_commands

    django.setup()
    name, arguments = (argv[1], argv[2:]) if len(argv) > 1 else ("help", [])
    if name in {"--version", "version"}:
        print(_version())
        return 0
    commands = get_commands()
    if name in {"-h", "--help", "help"} and not arguments:
        print(_overview(set(commands)))
        return 0
    if name == "help":
        name, arguments = arguments[0], ["--help"]
    if name not in commands:
        close = difflib.get_close_matches(name, _known(set(commands)), 3)
        hint = f"did you mean {' or '.join(close)}?" if close else "`emotate` lists them"
        return _refuse(f"there is no command '{name}': {hint}")
    _execute(name, arguments)
    return 0


def _execute(name: str, arguments: list[str]) -> None:
    """Read the arguments before anything is started: a typing error should not cost a server."""
    from django.core.management import get_commands, load_command_class
    from django.core.management.base import BaseCommand, handle_default_options

    from config.services.prepare import database

    app = get_commands()[name]
    command = app if isinstance(app, BaseCommand) else load_command_class(app, name)
    command._called_from_command_line = True  # type: ignore[attr-defined]  # argparse exits with 2
    parsed = command.create_parser("emotate", name).parse_args(arguments)
    options: dict[str, Any] = vars(parsed)
    handle_default_options(parsed)
    with ExitStack() as stack:
        if _needs_database(command, name, options):
            stack.enter_context(database())
        if name not in CHECKED:
            options["skip_checks"] = True
        output = command.execute(*options.pop("args", ()), **options)
        if output and not command.stdout.isatty():
            command.stdout.flush()


def _needs_database(command: Any, name: str, options: dict[str, Any]) -> bool:
    """A command says so by ``needs_database``: a fact, or a function of its parsed options."""
    needs = getattr(command, "needs_database", name not in WITHOUT_DATABASE)
    return bool(needs(options) if callable(needs) else needs)


def _known(existing: set[str]) -> list[str]:
    return [name for names in GROUPS.values() for name in names if name in existing]


def _overview(existing: set[str]) -> str:
    """All commands with their one-line help, in groups."""
    from django.core.management import get_commands, load_command_class

    lines = ["Emotate, from raw media to a citable, soft-labelled emotion data set.", ""]
    lines += ["Usage: emotate COMMAND [ARGUMENT...]      emotate help COMMAND", ""]
    for group, names in GROUPS.items():
        found = [name for name in names if name in existing]
        if found:
            lines.append(group)
        for name in found:
            text = load_command_class(str(get_commands()[name]), name).help.strip()
            lines.append(f"  {name:11}{text.splitlines()[0] if text else ''}")
    return "\n".join([*lines, "", "Everything is kept in EMOTATE_HOME (default ~/.emotate)."])


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"emotate {version('emotate')}"
    except PackageNotFoundError:
        return "emotate (not installed: run from a checkout)"
