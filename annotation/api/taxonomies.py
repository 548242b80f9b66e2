"""Published label sets, for those who write schemes."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import IsDesigner
from affect.taxonomies import taxonomy, taxonomy_names


class TaxonomyLabelSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    text = serializers.CharField()
    valence = serializers.FloatField(allow_null=True)
    arousal = serializers.FloatField(allow_null=True)


class TaxonomySerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    title = serializers.CharField()
    kind = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # not the serializer's own
    labels = TaxonomyLabelSerializer(many=True)


class TaxonomyListView(APIView):
    permission_classes = (IsDesigner,)

    @extend_schema(operation_id="taxonomy_list", responses=TaxonomySerializer(many=True))
    def get(self, request: Request) -> Response:
        """Label sets with their sources, to take the labels of a question from."""
        found = [taxonomy(name) for name in taxonomy_names()]
        return Response(TaxonomySerializer(found, many=True).data)


urlpatterns = [path("taxonomies/", TaxonomyListView.as_view())]
