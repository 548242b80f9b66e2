"""Who disagrees with whom, on what, and why; and more raters where they would tell something."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.requests import signed_in
from annotation.api.diagnostics_shapes import (
    AskedForSerializer,
    AskSerializer,
    DisagreementSerializer,
    LabelPairsSerializer,
    ModelBesideSerializer,
    RatersComparedSerializer,
)
from annotation.models import Project
from annotation.permissions import may_study
from annotation.selectors.answers.kept import Moment
from annotation.selectors.diagnostics.explorer import WHYS, Asked, disagreement_page, needed_by
from annotation.selectors.drafts.beside import model_beside
from annotation.selectors.projects.projects import project_for
from annotation.services.assignment.extra_asked import raters_ask
from annotation.services.results.diagnostics import pairs_of_labels, raters_diagnosed

PAGE = 25


def _studied(request: Request, slug: str) -> Project:
    return project_for(signed_in(request), slug, may_study)


class RatersView(APIView):
    class QuerySerializer(serializers.Serializer[Any]):
        question = serializers.CharField()

    @extend_schema(
        operation_id="agreement_raters",
        parameters=[OpenApiParameter("question", str, required=True)],
        responses=RatersComparedSerializer,
    )
    def get(self, request: Request, slug: str) -> Response:
        """How each rater compares with the others on a question."""
        project = _studied(request, slug)
        asked = self.QuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = raters_diagnosed(project, asked.validated_data["question"])
        return Response(RatersComparedSerializer(found).data)


class LabelPairsView(APIView):
    class QuerySerializer(serializers.Serializer[Any]):
        question = serializers.CharField()
        rater = serializers.IntegerField(required=False, default=None, min_value=1)

    @extend_schema(
        operation_id="agreement_label_pairs",
        parameters=[
            OpenApiParameter("question", str, required=True),
            OpenApiParameter("rater", int, description="rows are this rater's labels"),
        ],
        responses=LabelPairsSerializer,
    )
    def get(self, request: Request, slug: str) -> Response:
        """How often two raters gave one item each pair of labels."""
        project = _studied(request, slug)
        asked = self.QuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        found = pairs_of_labels(project, wanted["question"], wanted["rater"])
        return Response(LabelPairsSerializer(found).data)


class ExplorerQuerySerializer(serializers.Serializer[Any]):
    question = serializers.CharField(required=False, default="")
    sort = serializers.CharField(required=False, default="")
    pair = serializers.RegexField(r"^[^,]+,[^,]+$", required=False, default="")
    why = serializers.ChoiceField(choices=["", *WHYS], required=False, default="")
    needs = serializers.BooleanField(required=False, default=False)
    target = serializers.FloatField(required=False, default=None, min_value=0.001)
    page = serializers.IntegerField(required=False, default=1, min_value=1, max_value=10**6)


def _asked(data: Any) -> Asked:
    """What a checked query asks for."""
    pair = data["pair"].split(",") if data["pair"] else None
    return Asked(
        question=data["question"],
        sort=data["sort"],
        pair=(pair[0], pair[1]) if pair else None,
        why=data["why"],
        needs=data["needs"],
        target=data["target"],
    )


class DisagreementView(APIView):
    @extend_schema(
        operation_id="disagreement_list",
        parameters=[
            OpenApiParameter("question", str, description="the first one that has figures"),
            OpenApiParameter("sort", str, description="one of `measures`, the largest first"),
            OpenApiParameter("pair", str, description="two labels with a comma between them"),
            OpenApiParameter("why", str, enum=WHYS),
            OpenApiParameter("needs", bool, description="only items that need more raters"),
            OpenApiParameter("target", float, description="width of the interval to reach"),
            OpenApiParameter("page", int, description="from 1"),
        ],
        responses=DisagreementSerializer,
    )
    def get(self, request: Request, slug: str) -> Response:
        """Items with two answers or more, the most divided first, with all that was answered."""
        project = _studied(request, slug)
        query = ExplorerQuerySerializer(data=request.query_params)
        query.is_valid(raise_exception=True)
        start = (query.validated_data["page"] - 1) * PAGE
        found = disagreement_page(
            Moment(project), _asked(query.validated_data), start, start + PAGE
        )
        return Response(DisagreementSerializer(found).data)


class AskView(APIView):
    @extend_schema(
        operation_id="disagreement_ask", request=AskSerializer, responses=AskedForSerializer
    )
    def post(self, request: Request, slug: str) -> Response:
        """Let items wait for more raters: those named, and all of a query's that need more."""
        project = _studied(request, slug)
        given = AskSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        named = {one["id"]: one["raters"] for one in given.validated_data["items"]}
        if "where" in given.validated_data:
            query = ExplorerQuerySerializer(data=given.validated_data["where"])
            query.is_valid(raise_exception=True)
            asked = _asked(query.validated_data)
            named |= needed_by(Moment(project), asked, given.validated_data["most"])
        return Response(AskedForSerializer(raters_ask(project=project, more=named)).data)


class ModelBesideView(APIView):
    class QuerySerializer(serializers.Serializer[Any]):
        question = serializers.CharField()

    @extend_schema(
        operation_id="drafts_beside",
        parameters=[OpenApiParameter("question", str, required=True)],
        responses=ModelBesideSerializer,
    )
    def get(self, request: Request, slug: str, card: str) -> Response:
        """A model's drafts beside the raters' answers, and one rater beside the others."""
        project = _studied(request, slug)
        asked = self.QuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = model_beside(Moment(project), card, asked.validated_data["question"])
        return Response(ModelBesideSerializer(found).data)


urlpatterns = [
    path("projects/<slug:slug>/drafts/<str:card>/beside/", ModelBesideView.as_view()),
    path("projects/<slug:slug>/agreement/raters/", RatersView.as_view()),
    path("projects/<slug:slug>/agreement/pairs/", LabelPairsView.as_view()),
    path("projects/<slug:slug>/disagreement/", DisagreementView.as_view()),
    path("projects/<slug:slug>/disagreement/ask/", AskView.as_view()),
]
