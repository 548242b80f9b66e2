"""Media, ingest and auto-label jobs, and the state of the system, for admins."""

import shutil
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api import VERSION
from accounts.permissions import IsAdmin
from accounts.requests import signed_in
from annotation.api.recordings import ConsentSerializer
from annotation.permissions import may_bring_media, may_study
from annotation.selectors.projects.projects import project_for
from annotation.selectors.projects.recordings import consent_body
from annotation.services.autolabel import project_autolabel
from annotation.services.ingest.job import ingest_start
from annotation.services.ingest.recording_sessions import with_session
from annotation.services.ingest.sources import paired
from annotation.services.ingest.uploads import upload_store, uploaded_source
from ingestion.engines.profiles import PROFILES, WINDOW_SECONDS
from ingestion.models import Recording
from ingestion.services import SPEAKERS
from jobs.api import JobSerializer
from jobs.liveness import workers_alive
from jobs.selectors import job_by_id


class UploadView(APIView):
    parser_classes = (MultiPartParser,)

    class InputSerializer(serializers.Serializer[Any]):
        file = serializers.FileField(allow_empty_file=True)

        class Meta:
            ref_name = "Upload"

    class OutputSerializer(serializers.Serializer[Any]):
        upload_id = serializers.CharField()
        name = serializers.CharField()
        bytes = serializers.IntegerField()

        class Meta:
            ref_name = "UploadReceipt"

    @extend_schema(
        operation_id="upload_create", request=InputSerializer, responses={201: OutputSerializer}
    )
    def post(self, request: Request, slug: str) -> Response:
        """Send one file; an ingest takes it in later."""
        project_for(signed_in(request), slug, may_bring_media)
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        upload_id, path = upload_store(given.validated_data["file"])
        body = {"upload_id": upload_id, "name": path.name, "bytes": path.stat().st_size}
        return Response(body, status=201)


class IngestView(APIView):
    class InputSerializer(serializers.Serializer[Any]):
        upload_ids = serializers.ListField(child=serializers.CharField(), allow_empty=False)
        profile = serializers.ChoiceField(choices=list(PROFILES), required=False, default="")
        speakers = serializers.ChoiceField(choices=SPEAKERS, required=False, default="embedded")
        window_seconds = serializers.FloatField(required=False)
        hop_seconds = serializers.FloatField(required=False, allow_null=True)
        tiers = serializers.ListField(child=serializers.CharField(), required=False)
        session = serializers.CharField(
            required=False, allow_blank=True, max_length=200, help_text="of all these files"
        )

        class Meta:
            ref_name = "IngestStart"

    @extend_schema(
        operation_id="ingest_start", request=InputSerializer, responses={202: JobSerializer}
    )
    def post(self, request: Request, slug: str) -> Response:
        """Cut uploaded files into segments of the project.

        Subtitles, segment files and sensor tables go with the media of their name.
        """
        project = project_for(signed_in(request), slug, may_bring_media)
        asked = self.InputSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        sources = paired([uploaded_source(one) for one in given["upload_ids"]])
        if session := given.get("session"):
            sources = with_session(sources, session)
        job = ingest_start(
            project=project,
            sources=sources,
            profile=given["profile"],
            speakers=given["speakers"],
            window_seconds=given.get("window_seconds", WINDOW_SECONDS),
            hop_seconds=given.get("hop_seconds"),
            tiers=given.get("tiers", ()),
            created_by=signed_in(request),
        )
        return Response(JobSerializer(job_by_id(str(job.pk))).data, status=202)


class AutolabelView(APIView):
    class InputSerializer(serializers.Serializer[Any]):
        card = serializers.CharField()

        class Meta:
            ref_name = "AutolabelStart"

    @extend_schema(
        operation_id="autolabel_start", request=InputSerializer, responses={202: JobSerializer}
    )
    def post(self, request: Request, slug: str) -> Response:
        """Draft emotions for all segments of the project with a card."""
        project = project_for(signed_in(request), slug, may_study)
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        _, job = project_autolabel(
            project=project, card_id=given.validated_data["card"], created_by=signed_in(request)
        )
        return Response(JobSerializer(job_by_id(str(job.pk))).data, status=202)


class RecordingSerializer(serializers.ModelSerializer[Recording]):
    segments = serializers.IntegerField(source="segment_count")
    consent = serializers.SerializerMethodField()

    @extend_schema_field(ConsentSerializer)
    def get_consent(self, recording: Recording) -> dict[str, Any]:
        """What the people in it agreed to."""
        return consent_body(recording)

    class Meta:
        model = Recording
        fields = ("id", "name", "sha256", "bytes", "container", "codec", "duration_seconds",
                  "rate_hz", "channels", "media", "width", "height", "frame_rate", "segments",
                  "session", "consent", "created_at")  # fmt: skip


class RecordingListView(ListAPIView[Recording]):
    permission_classes = (IsAdmin,)
    serializer_class = RecordingSerializer

    def get_queryset(self) -> QuerySet[Recording]:
        counted = Recording.objects.annotate(segment_count=Count("segments"))
        return counted.select_related("consent").order_by("-created_at", "-pk")

    @extend_schema(operation_id="recording_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class WorkerSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    queues = serializers.CharField()
    seen_at = serializers.DateTimeField()


class SystemSerializer(serializers.Serializer[Any]):
    version = serializers.CharField()
    database = serializers.CharField()
    database_embedded = serializers.BooleanField()
    broker_embedded = serializers.BooleanField()
    storage = serializers.CharField()
    disk_free_bytes = serializers.IntegerField()
    disk_total_bytes = serializers.IntegerField()
    workers = WorkerSerializer(many=True)


class SystemView(APIView):
    permission_classes = (IsAdmin,)

    @extend_schema(operation_id="system_read", responses=SystemSerializer)
    def get(self, request: Request) -> Response:
        """What runs, and how much room is left."""
        disk = shutil.disk_usage(settings.EMOTATE_HOME)
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            (version,) = cursor.fetchone()
        body = {
            "version": VERSION,
            "database": f"PostgreSQL {version}",
            "database_embedded": settings.DATABASE_EMBEDDED,
            "broker_embedded": settings.BROKER_EMBEDDED,
            "storage": str(settings.MEDIA_ROOT),
            "disk_free_bytes": disk.free,
            "disk_total_bytes": disk.total,
            "workers": list(workers_alive()),
        }
        return Response(SystemSerializer(body).data)
