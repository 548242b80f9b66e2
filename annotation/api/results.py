"""Progress, agreement, distributions and drafts of a project, for those who study it."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.requests import signed_in
from annotation.api.readings import (
    KIND_CHOICES,
    DistributionsSerializer,
    EntropyBinSerializer,
    MarksOfItemSerializer,
    TraceOverlaySerializer,
)
from annotation.api.recruited import RecruitedSerializer
from annotation.models import Project
from annotation.permissions import may_study
from annotation.selectors.distributions.gold import RULES
from annotation.selectors.distributions.parts import marks_of_item
from annotation.selectors.distributions.traces import trace_overlay
from annotation.selectors.drafts.drafts import drafts_of
from annotation.selectors.projects.projects import project_for
from annotation.selectors.results.clusters import OVERS
from annotation.selectors.results.results import progress_of
from annotation.services.results.agreement import MOST_RESAMPLES, RESAMPLES, agreement_of
from annotation.services.results.distributions import distributions_cached


class RaterProgressSerializer(serializers.Serializer[Any]):
    rater = serializers.IntegerField()
    username = serializers.CharField()
    recruited = RecruitedSerializer(allow_null=True)
    submitted = serializers.IntegerField()
    seconds_per_item = serializers.FloatField(allow_null=True)
    last_at = serializers.DateTimeField(allow_null=True)


class DayProgressSerializer(serializers.Serializer[Any]):
    day = serializers.DateField()
    ratings = serializers.IntegerField()


class ProgressSerializer(serializers.Serializer[Any]):
    items = serializers.DictField(child=serializers.IntegerField())
    per_rater = RaterProgressSerializer(many=True)
    per_day = DayProgressSerializer(many=True)


class StatisticSerializer(serializers.Serializer[Any]):
    stat = serializers.CharField()
    level = serializers.CharField()
    value = serializers.FloatField(allow_null=True)
    reason = serializers.CharField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    interval = serializers.CharField(allow_null=True, help_text="where low and high come from")
    units = serializers.IntegerField()
    raters = serializers.IntegerField(allow_null=True)
    ratings = serializers.IntegerField()
    single_rated_units = serializers.IntegerField()


class OtherStatisticSerializer(serializers.Serializer[Any]):
    stat = serializers.CharField()
    value = serializers.FloatField(allow_null=True)
    reason = serializers.CharField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    interval = serializers.CharField(allow_null=True, help_text="where low and high come from")


class LabelStatisticSerializer(serializers.Serializer[Any]):
    label = serializers.CharField()  # type: ignore[assignment]  # not the serializer's own
    value = serializers.FloatField(allow_null=True)
    reason = serializers.CharField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    interval = serializers.CharField(allow_null=True, help_text="where low and high come from")
    others = OtherStatisticSerializer(many=True, help_text="of the same label alone")


class ValueBeforeSerializer(serializers.Serializer[Any]):
    stat = serializers.CharField()
    level = serializers.CharField()
    value = serializers.FloatField(allow_null=True)


class BeforeSerializer(serializers.Serializer[Any]):
    """What stood here before today (UTC)."""

    computed_at = serializers.DateTimeField()
    values = ValueBeforeSerializer(many=True)


class QuestionAgreementSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    text = serializers.CharField()
    statistics = StatisticSerializer(many=True)
    per_label = LabelStatisticSerializer(many=True)
    before = BeforeSerializer(allow_null=True)


class AgreementSerializer(serializers.Serializer[Any]):
    computed_at = serializers.DateTimeField()
    input_hash = serializers.CharField()
    questions = QuestionAgreementSerializer(many=True)


class DraftedQuestionSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    text = serializers.CharField()


class OutputSummarySerializer(serializers.Serializer[Any]):
    text = serializers.CharField(help_text="its label in words, or the question that it answers")
    mean = serializers.FloatField()
    sd = serializers.FloatField()
    n = serializers.IntegerField()
    top_share = serializers.FloatField(allow_null=True)
    histogram = EntropyBinSerializer(many=True)


class DraftSummarySerializer(serializers.Serializer[Any]):
    card = serializers.CharField()
    title = serializers.CharField()
    baseline = serializers.BooleanField()
    quality = serializers.CharField()
    licence = serializers.CharField()
    covered = serializers.IntegerField()
    total = serializers.IntegerField()
    questions = DraftedQuestionSerializer(many=True, help_text="of the project, which it answers")
    outputs = serializers.DictField(child=OutputSummarySerializer())


def _studied(request: Request, slug: str) -> Project:
    return project_for(signed_in(request), slug, may_study)


class ProgressView(APIView):
    @extend_schema(operation_id="project_progress", responses=ProgressSerializer)
    def get(self, request: Request, slug: str) -> Response:
        """Items by number of ratings, and the work of each rater and day."""
        return Response(ProgressSerializer(progress_of(_studied(request, slug))).data)


class AgreementView(APIView):
    class QuerySerializer(serializers.Serializer[Any]):
        bootstrap = serializers.IntegerField(
            min_value=0, max_value=MOST_RESAMPLES, default=RESAMPLES
        )
        over = serializers.ChoiceField(choices=OVERS, default="items")

    @extend_schema(
        operation_id="project_agreement",
        parameters=[
            OpenApiParameter("bootstrap", int, description="resamples; 0 for no intervals"),
            OpenApiParameter("over", str, enum=OVERS, description="what is drawn again"),
        ],
        responses=AgreementSerializer,
    )
    def get(self, request: Request, slug: str) -> Response:
        """Agreement on each question, with what it was computed on."""
        project = _studied(request, slug)
        asked = self.QuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = agreement_of(project, **asked.validated_data)
        return Response(AgreementSerializer(found).data)


class DistributionsView(APIView):
    @extend_schema(operation_id="project_distributions", responses=DistributionsSerializer)
    def get(self, request: Request, slug: str) -> Response:
        """What was answered to each question, over all items."""
        found = distributions_cached(_studied(request, slug))
        return Response(DistributionsSerializer(found).data)


class TraceOverlayView(APIView):
    class QuerySerializer(serializers.Serializer[Any]):
        rule = serializers.ChoiceField(choices=RULES, default="mean")

    @extend_schema(
        operation_id="project_trace_overlay",
        parameters=[OpenApiParameter("rule", str, enum=RULES, description="how they are fused")],
        responses=TraceOverlaySerializer,
    )
    def get(self, request: Request, slug: str, item_id: int, question_id: str) -> Response:
        """The traces that raters gave one item, over each other, and what they make together."""
        project = _studied(request, slug)
        asked = self.QuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = trace_overlay(project, item_id, question_id, **asked.validated_data)
        return Response(TraceOverlaySerializer(found).data)


class MarksOfItemView(APIView):
    @extend_schema(operation_id="project_marks", responses=MarksOfItemSerializer)
    def get(self, request: Request, slug: str, item_id: int, question_id: str) -> Response:
        """What raters marked in one item, beside each other: intervals, or boxes."""
        found = marks_of_item(_studied(request, slug), item_id, question_id)
        return Response(MarksOfItemSerializer(found).data)


class DraftsView(APIView):
    @extend_schema(operation_id="project_drafts", responses=DraftSummarySerializer(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """What auto-labelers said of the project's segments."""
        found = drafts_of(_studied(request, slug))
        return Response(DraftSummarySerializer(found, many=True).data)


urlpatterns = [
    path("projects/<slug:slug>/progress/", ProgressView.as_view()),
    path("projects/<slug:slug>/agreement/", AgreementView.as_view()),
    path("projects/<slug:slug>/distributions/", DistributionsView.as_view()),
    path(
        "projects/<slug:slug>/items/<int:item_id>/traces/<str:question_id>/",
        TraceOverlayView.as_view(),
    ),
    path(
        "projects/<slug:slug>/items/<int:item_id>/marks/<str:question_id>/",
        MarksOfItemView.as_view(),
    ),
    path("projects/<slug:slug>/drafts/", DraftsView.as_view()),
]
