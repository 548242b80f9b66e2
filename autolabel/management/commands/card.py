"""`emotate card list|add|check`"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from autolabel.api import card_row
from autolabel.cards.check import add_card, check_card
from autolabel.cards.schema import CardError, card_hash
from autolabel.cards.store import load_card
from autolabel.services import card_by_id, cards_known


class Command(BaseCommand):
    help = "List the auto-labelers, add one, or try one on its engine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        listing = acts.add_parser("list", help="all cards with what they were measured to do")
        listing.add_argument("--json", action="store_true")
        add = acts.add_parser("add", help="check a card and keep a copy with its weights")
        add.add_argument("file", help="a .yaml card; its weights lie beside it")
        check = acts.add_parser("check", help="load a card's engine and label a probe")
        check.add_argument("card", help="an id, or a .yaml file")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['act']}")(options)
        except (Refused, CardError) as refused:
            raise CommandError(str(refused), returncode=2) from refused

    def _list(self, options: dict[str, Any]) -> None:
        rows = [card_row(card) for card in cards_known().values()]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for row in rows:
            self.stdout.write(f"{row['id']}: {row['title']} ({row['modality']}, {row['licence']})")
            self.stdout.write(f"  {row['quality']}")

    def _add(self, options: dict[str, Any]) -> None:
        card = add_card(Path(options["file"]), settings.CARDS_ROOT)
        self.stdout.write(f"Card '{card.id}' can be used: hash {card_hash(card)}")

    def _check(self, options: dict[str, Any]) -> None:
        name = options["card"]
        card = load_card(Path(name)) if name.endswith(".yaml") else card_by_id(name)
        check_card(card)
        self.stdout.write(f"Card '{card.id}' works: hash {card_hash(card)}")
