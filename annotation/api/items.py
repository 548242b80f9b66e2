"""The items of a project, for those who study it: a table to look through, and each as shown."""

from typing import Any

from django.db.models import QuerySet
from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.requests import signed_in
from annotation.api.task_shapes import SpokenWordSerializer
from annotation.api.work import ContextSerializer, TaskMediaSerializer, TaskProjectSerializer
from annotation.errors import ItemMissing
from annotation.models import Item, ItemRole
from annotation.permissions import may_study
from annotation.selectors.projects.items import (
    ORDERINGS,
    STATUSES,
    ItemFilter,
    item_facets,
    item_row,
    item_shown,
    items_listed,
)
from annotation.selectors.projects.projects import project_for
from annotation.selectors.results.results import item_labels


class ParentSerializer(serializers.Serializer[Any]):
    start_seconds = serializers.FloatField(allow_null=True)
    end_seconds = serializers.FloatField(allow_null=True)


class ItemSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    key = serializers.CharField()
    position = serializers.IntegerField()
    role = serializers.ChoiceField(choices=ItemRole.choices)
    arm = serializers.CharField()
    about = serializers.CharField(allow_null=True)
    language = serializers.CharField(allow_null=True)
    segment_id = serializers.IntegerField(allow_null=True)
    recording = serializers.CharField(allow_null=True)
    media = TaskMediaSerializer(allow_null=True)
    clips = serializers.ListField(child=TaskMediaSerializer(allow_null=True))
    speaker = serializers.CharField(allow_null=True)
    transcript = serializers.CharField(allow_null=True)
    flags = serializers.ListField(child=serializers.CharField())
    gates = serializers.DictField()
    ratings = serializers.IntegerField()
    wanted = serializers.IntegerField()
    extra = serializers.IntegerField()
    replaced = serializers.BooleanField(
        help_text="a correction of turns retired it: it stays with its answers"
    )
    parents = ParentSerializer(many=True, help_text="what a correction of turns cut it from")
    labels = serializers.DictField(
        child=serializers.DictField(child=serializers.FloatField()), allow_null=True
    )
    entropy = serializers.FloatField(allow_null=True)


class FacetSerializer(serializers.Serializer[Any]):
    value = serializers.CharField()
    count = serializers.IntegerField()


class ItemFacetsSerializer(serializers.Serializer[Any]):
    role = FacetSerializer(many=True)
    arm = FacetSerializer(many=True)
    language = FacetSerializer(many=True)


class ItemShownSerializer(serializers.Serializer[Any]):
    project = TaskProjectSerializer()
    scheme = serializers.DictField()
    item = serializers.CharField()
    media = TaskMediaSerializer(allow_null=True)
    clips = serializers.ListField(child=TaskMediaSerializer(allow_null=True))
    transcript = serializers.CharField(allow_null=True)
    words = SpokenWordSerializer(many=True)
    speaker = serializers.CharField(allow_null=True)
    # The metaclass takes fields out of the class, so these shadow nothing at run time.
    fields = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]
    about = serializers.CharField(allow_null=True)
    language = serializers.CharField(allow_null=True)
    context = ContextSerializer()  # type: ignore[assignment]


class ItemListView(ListAPIView[Item]):
    serializer_class = ItemSerializer
    queryset = Item.objects.none()

    def get_queryset(self) -> QuerySet[Item]:
        project = project_for(signed_in(self.request), self.kwargs["slug"], may_study)
        asked = self.request.query_params
        return items_listed(
            project,
            ItemFilter(**{name: asked.get(name, "") for name in ItemFilter.__dataclass_fields__}),
        )

    @extend_schema(
        operation_id="item_list",
        parameters=[
            OpenApiParameter("search", str),
            OpenApiParameter("status", str, enum=list(STATUSES)),
            OpenApiParameter("role", str, enum=ItemRole.values),
            OpenApiParameter("arm", str),
            OpenApiParameter("language", str),
            OpenApiParameter("ordering", str, enum=list(ORDERINGS)),
        ],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        project = project_for(signed_in(request), kwargs["slug"], may_study)
        page = self.paginate_queryset(self.get_queryset()) or []
        labels = item_labels(project, [item.pk for item in page])
        rows = [item_row(item, project, labels) for item in page]
        return self.get_paginated_response(ItemSerializer(rows, many=True).data)


class ItemFacetsView(APIView):
    @extend_schema(operation_id="item_facets", responses=ItemFacetsSerializer)
    def get(self, request: Request, slug: str) -> Response:
        """How many items there are of each role, presentation and language."""
        project = project_for(signed_in(request), slug, may_study)
        return Response(ItemFacetsSerializer(item_facets(project)).data)


class ItemShownView(APIView):
    @extend_schema(operation_id="item_shown", responses=ItemShownSerializer)
    def get(self, request: Request, slug: str, item_id: int) -> Response:
        """An item as the rating page shows it; nothing is handed out."""
        project = project_for(signed_in(request), slug, may_study)
        item = project.items.select_related("segment__recording").filter(pk=item_id).first()
        if item is None:
            raise ItemMissing(f"'{slug}' has no item number {item_id}.")
        return Response(ItemShownSerializer(item_shown(item, project)).data)


urlpatterns = [
    path("projects/<slug:slug>/items/", ItemListView.as_view()),
    path("projects/<slug:slug>/items/facets/", ItemFacetsView.as_view()),
    path("projects/<slug:slug>/items/<int:item_id>/shown/", ItemShownView.as_view()),
]
