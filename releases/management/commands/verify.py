"""`emotate verify SLUG@TAG|DIR`"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from releases.selectors import release_named
from releases.verify import Verification, folder_verify, release_verify


class Command(BaseCommand):
    help = "Prove that a release or an export is as it was written: every hash, every count."
    requires_system_checks: list[str] = []  # a folder is verified without a database

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", metavar="SLUG@TAG|DIR")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = _verified(options["target"])
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused
        if options["json"]:
            self.stdout.write(json.dumps({**vars(found), "ok": not found.faults}))
        else:
            self._show(found)
        for fault in found.faults:
            self.stderr.write(fault)
        if found.faults:
            sys.exit(1)

    def _show(self, found: Verification) -> None:
        verdict = f"{len(found.faults)} faults" if found.faults else "as it was written"
        what = "export of" if found.kind == "export" else "id"
        self.stdout.write(
            f"{found.target}: {verdict}; {found.files} files, {found.rows} rows, "
            f"{found.bytes} bytes\n{what} {found.release_id}"
        )


def _verified(target: str) -> Verification:
    """A folder of that name comes first: `a@b` may be one."""
    if "@" in target and not Path(target).is_dir():
        return release_verify(release_named(target))
    return folder_verify(Path(target))
