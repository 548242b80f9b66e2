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
from releases.withdrawal.people import (
    ACCOUNT,
    LINK,
    TABLE,
    Named,
    check_chosen,
    gone_by_rater,
    named_so,
)
from releases.withdrawal.targets import (
    KINDS,
    REASONS,
    Gone,
    gone_by_items,
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


class NamedSerializer(serializers.Serializer[Any]):
    """Somebody of the name of a rater who is taken back."""

    id = serializers.CharField(help_text="for `only`")
    known = serializers.ChoiceField(
        (ACCOUNT, LINK, TABLE), help_text="a user name, an outside id, or a name in a table"
    )
    ratings = serializers.IntegerField()
    decisions = serializers.IntegerField(help_text="as an adjudicator")

    class Meta:
        ref_name = "WithdrawalNamed"


class PlanSerializer(serializers.Serializer[Any]):
    items = serializers.IntegerField()
    ratings = serializers.IntegerField()
    raters = serializers.IntegerField()
    recordings = serializers.IntegerField()
    projects = serializers.ListField(child=serializers.CharField())
    releases = serializers.ListField(child=serializers.CharField())
    named = NamedSerializer(many=True, help_text="of a rater: everybody of that name")

    class Meta:
        ref_name = "WithdrawalPlan"


class AskedSerializer(serializers.Serializer[Any]):
    """`project` is needed for all but recordings, which are those of every project."""

    kind = serializers.ChoiceField(KINDS)
    project = serializers.SlugField(required=False, allow_blank=True, default="")
    names = serializers.ListField(child=serializers.CharField(max_length=500), min_length=1)
    only = serializers.ListField(
        child=serializers.RegexField(r"^[ru]\d+$"),
        required=False,
        default=list,
        help_text="of a rater: which of those of that name; needed where there are several",
    )

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
        told = given.validated_data
        plan = {**withdrawal_plan(_gone(told)), "named": _named(told)}
        return Response(PlanSerializer(plan).data)


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
        if told["kind"] == "rater":
            project = project_by_slug(told["project"])
            check_chosen(project, told["names"][0], told["only"], "Say which in `only`.")
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
    return gone_by_rater(project, names[0], told["only"])


def _named(told: dict[str, Any]) -> tuple[Named, ...]:
    if told["kind"] != "rater":
        return ()
    return named_so(project_by_slug(told["project"]), told["names"][0])
