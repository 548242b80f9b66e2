"""Trying a card on its engine, and taking in cards from elsewhere."""

import shutil
from pathlib import Path

from autolabel.cards.schema import Card, CardError, card_hash
from autolabel.cards.store import builtin_cards, cards_in, load_card
from autolabel.engines.contract import Clip, Engine, EngineError
from autolabel.engines.made_up_voice import voice
from autolabel.engines.registry import engine_for

PROBE_CLIPS = 6  # enough for a baseline within the probe
PROBE_TEXT = "I did not expect this at all, thank you so much!"


def check_card(card: Card) -> None:
    """Load the engine and label a probe: label names and order, weights' hash, range of scores.

    Raises CardError that names what is wrong.
    """
    try:
        engine = engine_for(card)
        problems = _labels_differ(card, engine)
        if not problems:
            problems = _probe(card, engine)
    except EngineError as error:
        raise CardError(card.id, [str(error)]) from error
    if problems:
        raise CardError(card.id, problems)


def _labels_differ(card: Card, engine: Engine) -> list[str]:
    if engine.output_names == card.output.labels:
        return []
    return [
        f"output.labels are {', '.join(card.output.labels)}, "
        f"engine {card.kind} gives {', '.join(engine.output_names)}"
    ]


def _probe(card: Card, engine: Engine) -> list[str]:
    """Problems of the answers to made-up clips. Raises EngineError when loading fails."""
    clips = _probe_clips()
    try:
        engine.load()
        outputs = engine.label(clips)
        views = engine.normalise(outputs, {clip.key: clip.speaker for clip in clips})
    finally:
        engine.close()
    problems = []
    for output in outputs:
        if output.raw is None:
            problems.append(f"probe {output.key} was not labelled: {output.error}")
        elif tuple(output.raw) != engine.raw_names:
            problems.append(f"probe {output.key} has the raw values {', '.join(output.raw)}")
    low, high = card.output.range
    for key, view in views.items():
        for name in card.output.labels:
            score = view.get(name)
            if not isinstance(score, float) or not low <= score <= high:
                problems.append(
                    f"probe {key}: {name} is {score!r}, output.range is {low} to {high}"
                )
    return problems


def _probe_clips() -> list[Clip]:
    """A second of a made-up voice each, rising in pitch and level, with a sentence."""
    return [
        Clip(
            f"probe-{i}",
            audio=voice(120 + 10 * i, level=0.02 * (i + 1)),
            text=PROBE_TEXT,
            speaker="probe",
        )
        for i in range(PROBE_CLIPS)
    ]


def add_card(path: Path, folder: Path) -> Card:
    """Check the card at `path`, with its weights beside it, and copy both into `folder`.

    Adding the same card again changes nothing. Raises CardError for a card that fails its check,
    or whose id or file of weights is taken by another card.
    """
    card = load_card(path)
    known = {**cards_in(folder), **builtin_cards()}.get(card.id)
    if known is not None:
        if card_hash(known) == card_hash(card):
            return known
        raise CardError(
            str(path), [f"id {card.id!r} is taken by another card; give this one another id"]
        )
    check_card(card)
    folder.mkdir(parents=True, exist_ok=True)
    if card.weights is not None and card.weights_path is not None:
        target = folder / card.weights.file
        if target.exists() and target.read_bytes() != card.weights_path.read_bytes():
            raise CardError(
                str(path), [f"weights.file {card.weights.file!r} is taken in {folder}; rename it"]
            )
        shutil.copyfile(card.weights_path, target)
    # the card last: a card that is there always has its weights
    shutil.copyfile(path, folder / f"{card.id}.yaml")
    return load_card(folder / f"{card.id}.yaml")
