"""Model cards, for those who may use them."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import IsDesigner
from autolabel.cards.schema import Card, card_hash
from autolabel.services import cards_known


def card_row(card: Card) -> dict[str, Any]:
    """A card as lists show it; all else is in the card itself."""
    return {
        "id": card.id,
        "title": card.title,
        "kind": card.kind,
        "version": card.version,
        "hash": card_hash(card),
        "modality": card.modality,
        "baseline": card.baseline,
        "licence": card.licence.spdx,
        "commercial": card.licence.commercial,
        "quality": " ".join(card.quality.summary.split()),
        "trained_on": list(card.domain.trained_on),
        "languages": list(card.domain.languages),
        "labels": list(card.output.labels),
        "output": card.output.type,
        "notes": [" ".join(note.split()) for note in card.notes],
    }


class CardSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    title = serializers.CharField()
    kind = serializers.CharField()
    version = serializers.CharField()
    hash = serializers.CharField()
    modality = serializers.ChoiceField(choices=["audio", "text"])
    baseline = serializers.BooleanField()
    licence = serializers.CharField()
    commercial = serializers.BooleanField()
    quality = serializers.CharField()
    trained_on = serializers.ListField(child=serializers.CharField())
    languages = serializers.ListField(child=serializers.CharField())
    labels = serializers.ListField(child=serializers.CharField())
    output = serializers.CharField()
    notes = serializers.ListField(child=serializers.CharField())


class CardListView(APIView):
    permission_classes = (IsDesigner,)

    @extend_schema(operation_id="card_list", responses=CardSerializer(many=True))
    def get(self, request: Request) -> Response:
        """The auto-labelers there are, with their measured quality."""
        rows = [card_row(card) for card in cards_known().values()]
        return Response(CardSerializer(rows, many=True).data)
