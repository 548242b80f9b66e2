"""Withdrawals, for admins: what would go, doing it, and the record of what went."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import IsAdmin
from accounts.requests import signed_in
from annotation.selectors.projects.projects import project_by_slug
from releases.models import Withdrawal
from releases.services import withdraw, withdrawal_plan
from releases.withdrawal.targets import (
    KINDS,
    REASONS,
    Gone,
    gone_by_items,
    gone_by_rater,
    gone_by_recordings,
    gone_by_speaker,
)


class ChangedSerializer(serializers.Serializer[Any]):
    """A release that was written anew."""

    release = serializers.CharField()
    was = serializers.CharField(help_text="the id that is no longer valid")
    id = serializers.CharField(source="is", help_text="the id since then")
    version = serializers.CharField()

    class Meta:
        ref_name = "WithdrawnFrom"


class WithdrawalSerializer(serializers.ModelSerializer[Withdrawal]):
    by = serializers.CharField(source="by.username", default=None, allow_null=True, read_only=True)
    items = serializers.IntegerField(source="counts.items", default=0, read_only=True)
    ratings = serializers.IntegerField(source="counts.ratings", default=0, read_only=True)
    releases = ChangedSerializer(many=True, read_only=True)

    class Meta:
        model = Withdrawal
        fields = ("at", "done_at", "by", "kind", "reason", "items", "ratings", "releases")
        read_only_fields = fields


class PlanSerializer(serializers.Serializer[Any]):
    items = serializers.IntegerField()
    ratings = serializers.IntegerField()
    raters = serializers.IntegerField()
    recordings = serializers.IntegerField()
    projects = serializers.ListField(child=serializers.CharField())
    releases = serializers.ListField(child=serializers.CharField())

    class Meta:
        ref_name = "WithdrawalPlan"


class AskedSerializer(serializers.Serializer[Any]):
    """`project` is needed for all but recordings, which are those of every project."""

    kind = serializers.ChoiceField(KINDS)
    project = serializers.SlugField(required=False, allow_blank=True, default="")
    names = serializers.ListField(child=serializers.CharField(max_length=500), min_length=1)

    class Meta:
        ref_name = "WithdrawalAsked"


class WithdrawalPlanView(APIView):
    permission_classes = (IsAdmin,)

    @extend_schema(
        operation_id="withdrawal_plan", request=AskedSerializer, responses=PlanSerializer
    )
    def post(self, request: Request) -> Response:
        given = AskedSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        return Response(PlanSerializer(withdrawal_plan(_gone(given.validated_data))).data)


class WithdrawalListView(APIView):
    permission_classes = (IsAdmin,)

    class InputSerializer(AskedSerializer):
        reason = serializers.ChoiceField(REASONS)

        class Meta:
            ref_name = "WithdrawalCreate"

    @extend_schema(operation_id="withdrawal_list", responses=WithdrawalSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(
            WithdrawalSerializer(Withdrawal.objects.select_related("by"), many=True).data
        )

    @extend_schema(
        operation_id="withdrawal_create",
        request=InputSerializer,
        responses={201: WithdrawalSerializer},
    )
    def post(self, request: Request) -> Response:
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        told = given.validated_data
        record = withdraw(
            gone=_gone(told), kind=told["kind"], reason=told["reason"], by=signed_in(request)
        )
        return Response(WithdrawalSerializer(record).data, status=201)


def _gone(told: dict[str, Any]) -> Gone:
    names = told["names"]
    if told["kind"] == "recording":
        return gone_by_recordings(names)
    project = project_by_slug(told["project"])
    if told["kind"] == "speaker":
        return gone_by_speaker(project, names[0])
    if told["kind"] == "item":
        return gone_by_items(project, names)
    return gone_by_rater(project, names[0])
