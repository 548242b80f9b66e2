"""Model cards: YAML files that describe the auto-labelers, and the code that reads them.

`autolabel.cards.check` tests a card against its engine and takes in cards from elsewhere.
"""

from autolabel.cards.schema import Card, CardError, card_body, card_hash
from autolabel.cards.store import builtin_cards, cards_in, load_card

__all__ = [
    "Card",
    "CardError",
    "builtin_cards",
    "card_body",
    "card_hash",
    "cards_in",
    "load_card",
]
