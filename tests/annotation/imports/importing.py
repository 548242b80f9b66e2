"""The import command as a user runs it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command


@dataclass(frozen=True)
class Outcome:
    """What the command said, and its exit status."""

    status: int
    report: dict[str, Any]
    errors: str

    @property
    def counts(self) -> tuple[int, int, int]:
        """Rows added, unchanged and failed."""
        return (self.report["added"], self.report["unchanged"], self.report["failed"])

    @property
    def reasons(self) -> dict[int, str]:
        """Why each row failed, by row."""
        return {failure["row"]: failure["reason"] for failure in self.report["failures"]}


Import = Callable[..., Outcome]


def import_file(
    slug: str, path: Path | list[Path], *maps: str, kind: str = "ratings", **options: Any
) -> Outcome:
    """`emotate import SLUG PATH... --as KIND --map MAP... --json`"""
    paths = path if isinstance(path, list) else [path]
    out, err = StringIO(), StringIO()
    try:
        call_command(
            "import", slug, *paths, kind=kind, maps=list(maps), json=True, stdout=out, stderr=err,
            **options,
        )  # fmt: skip
        status = 0
    except CommandError as error:
        status = error.returncode
        err.write(str(error))
    except SystemExit as ended:
        status = int(ended.code or 0)
    return Outcome(status, json.loads(out.getvalue() or "{}"), err.getvalue())
