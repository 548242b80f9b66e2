"""Jobs, for admins: list, look, cancel, retry."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import IsAdmin
from jobs.models import ItemState, Job, JobItem, JobState
from jobs.selectors import job_by_id, job_items, jobs_with_counts
from jobs.services import job_cancel, job_retry


class JobSerializer(serializers.ModelSerializer[Job]):
    state = serializers.ChoiceField(choices=JobState.choices)
    total = serializers.IntegerField()
    done = serializers.IntegerField()
    failed = serializers.IntegerField()
    skipped = serializers.IntegerField()
    progress = serializers.SerializerMethodField()
    created_by = serializers.CharField(source="created_by.username", default=None, allow_null=True)

    class Meta:
        model = Job
        fields = (
            "id", "kind", "label", "project", "state", "total", "done", "failed", "skipped",
            "progress", "message", "created_at", "started_at", "finished_at", "created_by",
            "cancel_requested",
        )  # fmt: skip

    def get_progress(self, job: Any) -> float:
        return float(min(1.0, (job.ended + job.part) / job.total)) if job.total else 0.0


class JobItemSerializer(serializers.ModelSerializer[JobItem]):
    state = serializers.ChoiceField(choices=ItemState.choices)
    result = serializers.DictField()

    class Meta:
        model = JobItem
        fields = ("key", "name", "state", "stage", "progress", "attempts", "error", "result")


class JobListView(ListAPIView[Job]):
    permission_classes = (IsAdmin,)
    serializer_class = JobSerializer

    def get_queryset(self) -> Any:
        return jobs_with_counts(project=self.request.query_params.get("project"))


class JobView(APIView):
    permission_classes = (IsAdmin,)

    @extend_schema(operation_id="job_read", responses=JobSerializer)
    def get(self, request: Request, job_id: str) -> Response:
        return Response(JobSerializer(job_by_id(job_id)).data)


class JobItemListView(ListAPIView[JobItem]):
    permission_classes = (IsAdmin,)
    serializer_class = JobItemSerializer
    queryset = JobItem.objects.none()

    def get_queryset(self) -> Any:
        job = job_by_id(self.kwargs["job_id"])
        return job_items(job, state=self.request.query_params.get("state", ""))

    @extend_schema(
        operation_id="job_items",
        parameters=[OpenApiParameter("state", enum=ItemState.values)],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class JobCancelView(APIView):
    permission_classes = (IsAdmin,)

    @extend_schema(operation_id="job_cancel", request=None, responses=JobSerializer)
    def post(self, request: Request, job_id: str) -> Response:
        job_cancel(job=job_by_id(job_id))
        return Response(JobSerializer(job_by_id(job_id)).data)


class JobRetryView(APIView):
    permission_classes = (IsAdmin,)

    @extend_schema(operation_id="job_retry", request=None, responses=JobSerializer)
    def post(self, request: Request, job_id: str) -> Response:
        job_retry(job=job_by_id(job_id))
        return Response(JobSerializer(job_by_id(job_id)).data)
