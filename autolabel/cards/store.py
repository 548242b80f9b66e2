"""Reading cards from YAML files, and the cards that come with Emotate."""

from pathlib import Path

import yaml

from autolabel.cards.parse import parse_card
from autolabel.cards.schema import Card, CardError

CARDS_FOLDER = Path(__file__).parent
WEIGHTS_FOLDER = CARDS_FOLDER.parent / "weights"


def load_card(path: Path, folder: Path | None = None) -> Card:
    """The card in the YAML file `path`; its weights lie in `folder`, by default beside it.

    Raises CardError that names every problem at once.
    """
    try:
        body = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CardError(str(path), [f"cannot be read: {error.strerror}"]) from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise CardError(str(path), [f"is not YAML in UTF-8: {error}"]) from error
    return parse_card(body, source=str(path), folder=path.parent if folder is None else folder)


def cards_in(folder: Path, weights_folder: Path | None = None) -> dict[str, Card]:
    """All cards (`*.yaml`) of a folder by id, in order of id; empty where there is no folder.

    Raises CardError when a card is wrong or two share an id.
    """
    cards: dict[str, Card] = {}
    for path in sorted(folder.glob("*.yaml")):
        card = load_card(path, weights_folder)
        if card.id in cards:
            raise CardError(str(path), [f"id {card.id!r} is taken by another card in {folder}"])
        cards[card.id] = card
    return dict(sorted(cards.items()))


def builtin_cards() -> dict[str, Card]:
    """The cards that come with Emotate, by id."""
    return cards_in(CARDS_FOLDER, WEIGHTS_FOLDER)
