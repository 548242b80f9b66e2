"""Predictions of models that ran elsewhere: their card, and what is stored of them."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from autolabel.cards.imported import imported_card_file
from autolabel.cards.parse import SLUG
from autolabel.cards.schema import card_hash
from autolabel.errors import AutolabelRefused
from autolabel.models import Card, Prediction, Run
from autolabel.services import card_stored, cards_known
from ingestion.models import Segment

LONGEST_ID = 100
RESERVED = "imported"


def imported_card(card_id: str, *, labels: Sequence[str], beside: QuerySet[Segment]) -> Card:
    """The card of a model that ran elsewhere: its name, and which scores (0 to 1) it gives.

    Raises:
        AutolabelRefused: the name cannot be a card's, is that of a card that runs here, or of a
            model that gave other scores of the segments beside
    """
    if not SLUG.fullmatch(card_id) or len(card_id) > LONGEST_ID:
        raise AutolabelRefused(
            f"'{card_id}' cannot be the name of a card: small letters, digits and single hyphens, "
            f"at most {LONGEST_ID} characters, such as wav2vec2-v2."
        )
    if card_id == RESERVED:
        raise AutolabelRefused(
            f"'{RESERVED}' means drafts that came with the items; give the model a name of its own."
        )
    if card_id in cards_known():
        raise AutolabelRefused(
            f"'{card_id}' is a card that runs here: emotate autolabel. Give predictions from "
            f"elsewhere another name, such as {card_id}-imported."
        )
    card = imported_card_file(card_id, labels)
    others = Card.objects.filter(card_id=card_id, runs__predictions__segment__in=beside)
    other = others.exclude(hash=card_hash(card)).first()
    if other is not None:
        told = ", ".join(other.body["output"]["labels"])
        raise AutolabelRefused(
            f"'{card_id}' gave other scores here before: {told}. Give these another name, such as "
            f"{card_id}-{labels[0]}."
        )
    return card_stored(card)


def predictions_stored(card: Card, segments: Sequence[int]) -> dict[int, dict[str, float]]:
    """The latest raw scores of a card, by segment."""
    latest = (
        Prediction.objects.filter(run__card=card, segment__in=segments, raw__isnull=False)
        .order_by("segment_id", "-run__created_at")
        .distinct("segment_id")
    )
    return {row.segment_id: row.raw or {} for row in latest}


def predictions_store(
    card: Card, said: Mapping[int, tuple[dict[str, float], dict[str, float]]]
) -> Run | None:
    """Store raw and derived scores by segment, as one run; None where there are none."""
    if not said:
        return None
    run = Run.objects.create(card=card, device="elsewhere", versions={})
    Prediction.objects.bulk_create(
        [
            Prediction(run=run, segment_id=segment, raw=raw, derived=derived)
            for segment, (raw, derived) in said.items()
        ],
        batch_size=1000,
    )
    return run
