"""Releases of a project, for those who study it: list, freeze, look, download."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.requests import signed_in
from annotation.models import Project
from annotation.permissions import may_study
from annotation.selectors.projects import project_for
from releases.models import Release
from releases.selectors import release_of
from releases.services import release_freeze


class ReleaseSerializer(serializers.ModelSerializer[Release]):
    created_by = serializers.CharField(
        source="created_by.username", default=None, allow_null=True, read_only=True
    )
    items = serializers.IntegerField(source="counts.items", read_only=True)
    ratings = serializers.IntegerField(source="counts.ratings", read_only=True)
    raters = serializers.IntegerField(source="counts.raters", read_only=True)

    class Meta:
        model = Release
        fields = (
            "tag", "version", "created_at", "created_by", "items", "ratings", "raters",
            "manifest_sha256", "bytes",
        )  # fmt: skip
        read_only_fields = fields


class ReleaseListView(APIView):
    class InputSerializer(serializers.Serializer[Any]):
        tag = serializers.CharField(max_length=80)

        class Meta:
            ref_name = "ReleaseCreate"

    @extend_schema(operation_id="release_list", responses=ReleaseSerializer(many=True))
    def get(self, request: Request, slug: str) -> Response:
        releases = _project(request, slug).releases.select_related("created_by")
        return Response(ReleaseSerializer(releases, many=True).data)

    @extend_schema(
        operation_id="release_create",
        request=InputSerializer,
        responses={201: ReleaseSerializer},
    )
    def post(self, request: Request, slug: str) -> Response:
        project = _project(request, slug)
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        release = release_freeze(
            project=project, tag=given.validated_data["tag"], created_by=signed_in(request)
        )
        return Response(ReleaseSerializer(release).data, status=201)


class ReleaseView(APIView):
    @extend_schema(operation_id="release_read", responses=ReleaseSerializer)
    def get(self, request: Request, slug: str, tag: str) -> Response:
        return Response(ReleaseSerializer(release_of(_project(request, slug), tag)).data)


def _project(request: Request, slug: str) -> Project:
    return project_for(signed_in(request), slug, may_study)
