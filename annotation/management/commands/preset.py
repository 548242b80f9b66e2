"""`emotate preset list`"""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from affect.presets import preset, preset_names


class Command(BaseCommand):
    help = "List the ready-made project settings."

    def add_arguments(self, parser: ArgumentParser) -> None:
        listing = parser.add_subparsers(dest="act", required=True).add_parser(
            "list", help="all presets"
        )
        listing.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        presets = [preset(name) for name in preset_names()]
        if options["json"]:
            self.stdout.write(json.dumps(presets, ensure_ascii=False))
            return
        for found in presets:
            kinds = ", ".join(f"{q['id']} ({q['kind']})" for q in found["scheme"]["questions"])
            self.stdout.write(f"{found['name']:12} {found['title']}")
            self.stdout.write(f"{'':12} {found['raters_per_item']} raters; {kinds}")
