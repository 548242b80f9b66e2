"""`emotate doctor`: what works on this machine, what is missing, how to get it."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from config.services.doctor import findings
from config.services.home import home

SOME_MISSING = 1


class Command(BaseCommand):
    help = "Say what works on this machine, what is missing, and how to get it."
    needs_database = False  # it looks, and starts nothing

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--json", action="store_true", help="one JSON object on standard output"
        )

    def handle(self, **options: Any) -> None:
        found = list(findings())
        well = all(finding.ok for finding in found if finding.needed)
        if options["json"]:
            report = {"ok": well, "home": str(home()), "checks": [asdict(each) for each in found]}
            self.stdout.write(json.dumps(report))
        else:
            for finding in found:
                word = "ok" if finding.ok else "missing" if finding.needed else "-"
                self.stdout.write(f"{word:8} {finding.name:28} {finding.detail}")
                if not finding.ok and finding.get:
                    self.stdout.write(f"{'':8} {'':28} -> {finding.get}")
        if not well:
            sys.exit(SOME_MISSING)
