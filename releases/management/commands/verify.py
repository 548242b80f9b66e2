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

    @staticmethod
    def needs_database(options: dict[str, Any]) -> bool:
        """A folder is verified without one."""
        return is_name(options["target"])

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
        number = len(found.faults)
        faults = "1 fault" if number == 1 else f"{number} faults"
        verdict = faults if number else "as it was written"
        what = "export of" if found.kind == "export" else "id"
        self.stdout.write(
            f"{found.target}: {verdict}; {found.files} files, {found.rows} rows, "
            f"{found.bytes} bytes\n{what} {found.release_id}"
        )


def is_name(target: str) -> bool:
    """Whether this is SLUG@TAG; a folder of that name comes first."""
    return "@" in target and not Path(target).is_dir()


def _verified(target: str) -> Verification:
    if is_name(target):
        return release_verify(release_named(target))
    return folder_verify(Path(target))
