"""A rater's own work: days, pace, what they were asked twice, what the project lets them see."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.requests import signed_in
from annotation.api.diagnostics_shapes import FigureSerializer
from annotation.permissions import may_rate
from annotation.selectors.projects.projects import project_for
from annotation.services.results.own_work import own_work


class OwnDaySerializer(serializers.Serializer[Any]):
    day = serializers.DateField(help_text="UTC")
    answers = serializers.IntegerField()
    median_seconds = serializers.FloatField(allow_null=True, help_text="per item")


class OwnRepeatsSerializer(serializers.Serializer[Any]):
    question = serializers.CharField()
    text = serializers.CharField()
    units = serializers.IntegerField(help_text="items that were answered more than once")
    pairs = serializers.IntegerField(help_text="of own answers to the same")
    same = serializers.IntegerField(help_text="pairs with the very same answer")
    consistency = FigureSerializer(help_text="beyond chance: 1 is always the same answer")


class OwnChecksSerializer(serializers.Serializer[Any]):
    seen = serializers.IntegerField()
    correct = serializers.IntegerField()
    until = serializers.DateTimeField(allow_null=True, help_text="null: all of a closed project")


class OwnAgreementOfSerializer(serializers.Serializer[Any]):
    question = serializers.CharField()
    text = serializers.CharField()
    alpha = serializers.FloatField(allow_null=True, help_text="of all raters")
    figure = FigureSerializer(help_text="own agreement with the others")


class OwnAgreementSerializer(serializers.Serializer[Any]):
    computed_at = serializers.DateTimeField()
    questions = OwnAgreementOfSerializer(many=True)


class OwnWorkSerializer(serializers.Serializer[Any]):
    """`checks` and `agreement` are null where the project does not show them to raters."""

    submitted = serializers.IntegerField()
    seconds_per_item = serializers.FloatField(allow_null=True)
    days = OwnDaySerializer(many=True)
    repeats = OwnRepeatsSerializer(many=True)
    checks = OwnChecksSerializer(allow_null=True)
    agreement = OwnAgreementSerializer(allow_null=True)


class OwnWorkView(APIView):
    @extend_schema(operation_id="own_work", responses=OwnWorkSerializer)
    def get(self, request: Request, slug: str) -> Response:
        """How the signed-in person's own work here went; nothing of anybody else's answers."""
        user = signed_in(request)
        found = own_work(user, project_for(user, slug, may_rate))
        return Response(OwnWorkSerializer(found).data)


urlpatterns = [path("projects/<slug:slug>/my-work/", OwnWorkView.as_view())]
