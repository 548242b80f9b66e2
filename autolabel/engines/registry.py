"""Which engine runs which kind of card."""

from autolabel.cards.schema import Card
from autolabel.engines.contract import Engine, EngineError
from autolabel.engines.text_linear import TextLinear
from autolabel.engines.vocal_arousal import VocalArousal

ENGINES: dict[str, type[Engine]] = {
    VocalArousal.kind: VocalArousal,
    TextLinear.kind: TextLinear,
}


def engine_for(card: Card) -> Engine:
    """The engine of a card, not loaded yet. Raises EngineError where kind or version is not ours.

    The version is in the card, so a changed engine makes another card hash and so another run.
    """
    engine = ENGINES.get(card.kind)
    if engine is None:
        raise EngineError(
            f"card {card.id}: unknown kind {card.kind!r}, allowed: {', '.join(sorted(ENGINES))}"
        )
    if card.version != engine.version:
        raise EngineError(
            f"card {card.id}: made for version {card.version!r} of engine {card.kind}, "
            f"installed is {engine.version!r}; install that version of Emotate, or measure the "
            "card again with this one and give it this version"
        )
    if card.modality != engine.modality:
        raise EngineError(
            f"card {card.id}: input.modality is {card.modality!r}, "
            f"engine {card.kind} takes {engine.modality!r}"
        )
    return engine(card)
