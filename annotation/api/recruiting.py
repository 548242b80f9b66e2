"""Recruiting links: for researchers who make them, and for those who come by one."""

import csv
from io import StringIO
from typing import Any

from django.contrib.auth import login
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from accounts.errors import Missing
from accounts.requests import signed_in
from annotation.api.task_shapes import FinishSerializer
from annotation.models import Participant, ParticipantState, RecruitLink
from annotation.permissions import may_study
from annotation.selectors.people.rater_state import FINISHED, completion_of
from annotation.selectors.people.recruiting import (
    STANDINGS,
    link_row,
    links_of,
    participants_of,
    standing_of,
)
from annotation.selectors.projects.projects import project_for
from annotation.services.recruiting import (
    CLOSED,
    link_by_token,
    link_create,
    link_update,
    participant_join,
    participant_return,
    participants_review,
    why_closed,
)
from annotation.services.recruiting.ending import REVIEWS


class LinkFieldsSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=200)
    consent_text = serializers.CharField(required=False, allow_blank=True)
    quota = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    items_per_participant = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    completion_code = serializers.CharField(required=False, max_length=80)
    return_url = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=1000,
        help_text="may hold {code}, the id parameter and kept parameters in braces",
    )
    inactivity_minutes = serializers.IntegerField(required=False, min_value=5)
    expires_at = serializers.DateTimeField(required=False, allow_null=True)


class LinkCreateSerializer(LinkFieldsSerializer):
    id_parameter = serializers.CharField(required=False, max_length=80)
    kept_parameters = serializers.ListField(
        child=serializers.CharField(max_length=80), required=False
    )


class LinkChangeSerializer(LinkFieldsSerializer):
    name = serializers.CharField(max_length=200, required=False)
    closed = serializers.BooleanField(required=False)


class LinkSerializer(LinkFieldsSerializer):
    id = serializers.IntegerField()
    token = serializers.CharField()
    path = serializers.CharField(help_text="address on this server, without its host")
    id_parameter = serializers.CharField()
    kept_parameters = serializers.ListField(child=serializers.CharField())
    consent_text = serializers.CharField()
    quota = serializers.IntegerField(allow_null=True)
    items_per_participant = serializers.IntegerField(allow_null=True)
    completion_code = serializers.CharField()
    return_url = serializers.CharField()
    inactivity_minutes = serializers.IntegerField()
    expires_at = serializers.DateTimeField(allow_null=True)
    closed = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    participants = serializers.DictField(
        child=serializers.IntegerField(), help_text="how many are in which state"
    )


class LinkListView(APIView):
    @extend_schema(operation_id="link_list", responses=LinkSerializer(many=True))
    def get(self, request: Request, slug: str) -> Response:
        project = project_for(signed_in(request), slug, may_study)
        return Response(LinkSerializer(links_of(project), many=True).data)

    @extend_schema(
        operation_id="link_create", request=LinkCreateSerializer, responses={201: LinkSerializer}
    )
    def post(self, request: Request, slug: str) -> Response:
        """Make an address at which people join under an id of their recruiting service."""
        project = project_for(signed_in(request), slug, may_study)
        given = LinkCreateSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        link = link_create(project=project, by=signed_in(request), **given.validated_data)
        return Response(LinkSerializer(link_row(link)).data, status=201)


def _link(request: Request, slug: str, link_id: int) -> RecruitLink:
    project = project_for(signed_in(request), slug, may_study)
    link = project.links.filter(pk=link_id).first()
    if link is None:
        raise Missing(f"'{slug}' has no link number {link_id}.")
    return link


class LinkView(APIView):
    @extend_schema(
        operation_id="link_update", request=LinkChangeSerializer, responses=LinkSerializer
    )
    def patch(self, request: Request, slug: str, link_id: int) -> Response:
        """Change a link, close it for newcomers, or open it again."""
        link = _link(request, slug, link_id)
        given = LinkChangeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        link = link_update(link=link, changes=given.validated_data)
        return Response(LinkSerializer(link_row(link)).data)


class ParticipantSerializer(serializers.Serializer[Any]):
    external_id = serializers.CharField()
    state = serializers.ChoiceField(choices=ParticipantState.choices)
    items = serializers.IntegerField()
    checks = serializers.IntegerField()
    misses = serializers.IntegerField()
    stopped = serializers.BooleanField()
    minutes = serializers.FloatField(help_text="spent on items")
    joined_at = serializers.DateTimeField()
    seen_at = serializers.DateTimeField()
    completed_at = serializers.DateTimeField(allow_null=True)
    parameters = serializers.DictField(child=serializers.CharField())
    reviewed_at = serializers.DateTimeField(allow_null=True)
    reviewed_by = serializers.CharField(allow_null=True)
    review_note = serializers.CharField()


class ParticipantListView(APIView):
    class InputSerializer(serializers.Serializer[Any]):
        external_ids = serializers.ListField(child=serializers.CharField(), allow_empty=False)
        state = serializers.ChoiceField(choices=[str(one) for one in REVIEWS])
        note = serializers.CharField(required=False, allow_blank=True, default="")

        class Meta:
            ref_name = "ParticipantsReview"

    @extend_schema(operation_id="participant_list", responses=ParticipantSerializer(many=True))
    def get(self, request: Request, slug: str, link_id: int) -> Response:
        """Who came by a link, and how far they are."""
        link = _link(request, slug, link_id)
        return Response(ParticipantSerializer(participants_of(link), many=True).data)

    @extend_schema(
        operation_id="participants_review",
        request=InputSerializer,
        responses=ParticipantSerializer(many=True),
    )
    def post(self, request: Request, slug: str, link_id: int) -> Response:
        """Approve or reject participants who completed."""
        link = _link(request, slug, link_id)
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        participants_review(link=link, by=signed_in(request), **given.validated_data)
        return Response(ParticipantSerializer(participants_of(link), many=True).data)


class ParticipantCsvView(APIView):
    @extend_schema(operation_id="participants_csv", responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request, slug: str, link_id: int) -> HttpResponse:
        """The same as a table, to work through and to send to the recruiting service."""
        link = _link(request, slug, link_id)
        response = HttpResponse(participants_csv(link), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{slug}-participants.csv"'
        return response


def participants_csv(link: RecruitLink) -> str:
    """Columns of `participants_of`, with a column for each kept parameter.

    A cell that a spreadsheet would run as a formula begins with an apostrophe.
    """
    lines = StringIO()
    fields = [str(name) for name in ParticipantSerializer().fields]
    fields.remove("parameters")
    writer = csv.writer(lines)
    writer.writerow([*fields, *link.kept_parameters])
    for row in ParticipantSerializer(participants_of(link), many=True).data:
        kept = [row["parameters"].get(name, "") for name in link.kept_parameters]
        writer.writerow([_safe(cell) for cell in (*(row[name] for name in fields), *kept)])
    return lines.getvalue()


def _safe(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell


class JoinThrottle(SimpleRateThrottle):
    """So many visits a minute from one address and to one process: people, not programs."""

    rate = "120/min"

    def get_cache_key(self, request: Request, view: APIView) -> str:
        return f"join-{self.get_ident(request)}"


class JoinInfoSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    description = serializers.CharField()
    content_warning = serializers.CharField()
    consent_text = serializers.CharField()
    id_parameter = serializers.CharField()
    kept_parameters = serializers.ListField(child=serializers.CharField())
    items_per_participant = serializers.IntegerField(allow_null=True)
    closed = serializers.ChoiceField(
        choices=list(CLOSED.items()), allow_null=True, help_text="why nobody new can join"
    )
    standing = serializers.ChoiceField(
        choices=list(STANDINGS.items()), help_text="of who has the id that was asked with"
    )


class ParticipationSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    state = serializers.ChoiceField(choices=ParticipantState.choices)
    finish = FinishSerializer(allow_null=True)


def _participation(participant: Participant) -> Any:
    body = {
        "slug": participant.link.project.slug,
        "state": participant.state,
        "finish": completion_of(participant) if participant.state in FINISHED else None,
    }
    return ParticipationSerializer(body).data


@method_decorator(csrf_protect, name="post")
class JoinView(APIView):
    permission_classes = (AllowAny,)
    throttle_classes = (JoinThrottle,)

    class InputSerializer(serializers.Serializer[Any]):
        external_id = serializers.CharField()
        parameters = serializers.DictField(
            child=serializers.CharField(allow_blank=True), required=False, default=dict
        )
        consent = serializers.BooleanField(default=False)

        class Meta:
            ref_name = "Join"

    @extend_schema(
        operation_id="join_read",
        responses=JoinInfoSerializer,
        parameters=[
            OpenApiParameter(
                "external_id", str, description="the id that the recruiting service gave, if any"
            )
        ],
    )
    def get(self, request: Request, token: str) -> Response:
        """What somebody reads before they join, and whether they have agreed to it already."""
        get_token(request)  # sets the cookie that joining must repeat in a header
        link = link_by_token(token)
        body = {
            "title": link.project.title,
            "description": link.project.description,
            "content_warning": link.project.content_warning,
            "consent_text": link.consent_text,
            "id_parameter": link.id_parameter,
            "kept_parameters": link.kept_parameters,
            "items_per_participant": link.items_per_participant,
            "closed": why_closed(link, now=timezone.now()),
            "standing": standing_of(link, request.query_params.get("external_id", "")),
        }
        return Response(JoinInfoSerializer(body).data)

    @extend_schema(operation_id="join", request=InputSerializer, responses=ParticipationSerializer)
    def post(self, request: Request, token: str) -> Response:
        """Join, or come back, under the id of the recruiting service: starts a session."""
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        participant = participant_join(token=token, **given.validated_data)
        login(request._request, participant.user)
        return Response(_participation(participant))


class ReturnView(APIView):
    @extend_schema(
        operation_id="participation_return", request=None, responses=ParticipationSerializer
    )
    def post(self, request: Request, token: str) -> Response:
        """Take one's participation back: what one holds goes to others."""
        link = link_by_token(token)
        return Response(_participation(participant_return(link=link, user=signed_in(request))))
