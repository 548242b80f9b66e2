"""Agreement by group, and what raters were asked twice."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.requests import signed_in
from annotation.api.diagnostics_shapes import FigureSerializer
from annotation.api.readings import KIND_CHOICES
from annotation.api.recruited import RecruitedSerializer
from annotation.permissions import may_study
from annotation.selectors.projects.projects import project_for
from annotation.services.results.diagnostics import groups_diagnosed, repeats_diagnosed

GROUPED = ("raters", "ratings", "items")


class GroupingSerializer(serializers.Serializer[Any]):
    id = serializers.CharField(help_text="`column:NAME` for a column of the items' table")
    of = serializers.ChoiceField(choices=GROUPED)


class GroupedSerializer(serializers.Serializer[Any]):
    """Figures of a group of items have none across: no item is in two of them."""

    name = serializers.CharField()
    raters = serializers.IntegerField()
    ratings = serializers.IntegerField()
    within = FigureSerializer(help_text="alpha of the group's own ratings")
    across = FigureSerializer(allow_null=True, help_text="of pairs with ratings of other groups")
    association = FigureSerializer(allow_null=True, help_text="within / across (GRASP)")


class GroupsComparedSerializer(serializers.Serializer[Any]):
    question = serializers.CharField()
    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    text = serializers.CharField()
    groupings = GroupingSerializer(many=True, help_text="that part the ratings of the project")
    by = serializers.CharField(allow_blank=True)
    of = serializers.ChoiceField(choices=GROUPED)
    fewest_raters = serializers.IntegerField(help_text="of a group that is told")
    fewest_units = serializers.IntegerField(help_text="items with pairs of a group that is told")
    left_out = serializers.IntegerField(help_text="smaller groups beyond those listed")
    groups = GroupedSerializer(
        many=True, allow_null=True, help_text="null for answers without a distance"
    )


class RaterRepeatedSerializer(serializers.Serializer[Any]):
    rater = serializers.IntegerField()
    name = serializers.CharField()
    recruited = RecruitedSerializer(allow_null=True)
    units = serializers.IntegerField(help_text="items that were answered more than once")
    pairs = serializers.IntegerField(help_text="of own answers to the same")
    same = serializers.IntegerField(help_text="pairs with the very same answer")
    consistency = FigureSerializer(help_text="beyond chance: 1 is always the same answer")


class RatersRepeatedSerializer(serializers.Serializer[Any]):
    question = serializers.CharField()
    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    text = serializers.CharField()
    raters = RaterRepeatedSerializer(
        many=True, allow_null=True, help_text="null for answers without a distance"
    )


class GroupsView(APIView):
    class QuerySerializer(serializers.Serializer[Any]):
        question = serializers.CharField()
        by = serializers.CharField(required=False, default="")

    @extend_schema(
        operation_id="agreement_groups",
        parameters=[
            OpenApiParameter("question", str, required=True),
            OpenApiParameter("by", str, description="one of `groupings`; else the first"),
        ],
        responses=GroupsComparedSerializer,
    )
    def get(self, request: Request, slug: str) -> Response:
        """Agreement within groups of raters, ratings or items, and across those of people."""
        project = project_for(signed_in(request), slug, may_study)
        asked = self.QuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        found = groups_diagnosed(project, wanted["question"], wanted["by"])
        return Response(GroupsComparedSerializer(found).data)


class RepeatsView(APIView):
    class QuerySerializer(serializers.Serializer[Any]):
        question = serializers.CharField()

    @extend_schema(
        operation_id="agreement_repeats",
        parameters=[OpenApiParameter("question", str, required=True)],
        responses=RatersRepeatedSerializer,
    )
    def get(self, request: Request, slug: str) -> Response:
        """How often each rater gave the same answer to what was asked twice."""
        project = project_for(signed_in(request), slug, may_study)
        asked = self.QuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = repeats_diagnosed(project, asked.validated_data["question"])
        return Response(RatersRepeatedSerializer(found).data)


urlpatterns = [
    path("projects/<slug:slug>/agreement/groups/", GroupsView.as_view()),
    path("projects/<slug:slug>/agreement/repeats/", RepeatsView.as_view()),
]
