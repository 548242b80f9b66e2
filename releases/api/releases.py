"""Releases of a project, for those who study it: list, make, look."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.requests import signed_in
from annotation.models import Project
from annotation.permissions import may_study
from annotation.selectors.projects.projects import project_for
from jobs.models import JobItem, JobState
from jobs.services import job_cancel
from releases.models import Release
from releases.selectors import making_of, makings, release_of
from releases.services import release_start
from releases.services.steps import Step


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


class MakingSerializer(serializers.ModelSerializer[JobItem]):
    """A release that is being made, or that came to nothing and why."""

    id = serializers.UUIDField(source="job.pk", read_only=True)
    tag = serializers.CharField(source="key", read_only=True)
    state = serializers.ChoiceField(choices=JobState.choices, source="job.state", read_only=True)
    stage = serializers.ChoiceField(choices=list(Step), allow_blank=True, read_only=True)
    message = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField(source="job.created_at", read_only=True)
    created_by = serializers.CharField(
        source="job.created_by.username", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = JobItem
        fields = (
            "id", "tag", "state", "stage", "progress", "message", "created_at", "created_by",
        )  # fmt: skip
        read_only_fields = fields

    def get_message(self, item: JobItem) -> str:
        return item.error or item.job.message


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
        responses={202: MakingSerializer},
    )
    def post(self, request: Request, slug: str) -> Response:
        project = _project(request, slug)
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        job = release_start(
            project=project, tag=given.validated_data["tag"], created_by=signed_in(request)
        )
        return Response(MakingSerializer(job.items.get()).data, status=202)


class ReleaseView(APIView):
    @extend_schema(operation_id="release_read", responses=ReleaseSerializer)
    def get(self, request: Request, slug: str, tag: str) -> Response:
        return Response(ReleaseSerializer(release_of(_project(request, slug), tag)).data)


class MakingListView(APIView):
    """Releases on their way."""

    @extend_schema(operation_id="release_makings", responses=MakingSerializer(many=True))
    def get(self, request: Request, slug: str) -> Response:
        return Response(MakingSerializer(makings(_project(request, slug)), many=True).data)


class MakingCancelView(APIView):
    @extend_schema(operation_id="release_making_cancel", request=None, responses={204: None})
    def post(self, request: Request, slug: str, job_id: UUID) -> Response:
        job_cancel(job=making_of(_project(request, slug), str(job_id)))
        return Response(status=204)


def _project(request: Request, slug: str) -> Project:
    return project_for(signed_in(request), slug, may_study)
