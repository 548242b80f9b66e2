"""The card of a model that ran elsewhere, of which only its answers are here."""

from collections.abc import Sequence
from pathlib import Path

from autolabel.cards.schema import (
    Card,
    Domain,
    Input,
    Licence,
    OutputSpec,
    Quality,
    Trust,
)

KIND = "imported"
NO_LICENCE = "NOASSERTION"
"""SPDX: nothing is said about the licence."""


def imported_card_file(card_id: str, labels: Sequence[str]) -> Card:
    """What is known of such a model: its name and the scores, from 0 to 1, that it gives."""
    return Card(
        id=card_id,
        kind=KIND,
        version="1",
        title=card_id,
        weights=None,
        input=Input(modality="table"),
        output=OutputSpec("scores", tuple(labels), (0, 1), None),
        licence=Licence(NO_LICENCE, False, ""),
        baseline=False,
        quality=Quality("Not stated: the predictions were computed elsewhere and imported.", ()),
        trust=Trust(remote_code=False, pickle=False),
        domain=Domain((), ()),
        notes=("The numbers of the table are kept as they were; scores are these from 0 to 1.",),
        folder=Path(),
    )
