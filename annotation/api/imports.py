"""Tables through the browser: upload, look, try, bring in; and recipes for the next one."""

import csv
from io import StringIO
from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.errors import Missing
from accounts.requests import signed_in
from annotation.api.import_shapes import (
    EncodingField,
    ImportJobSerializer,
    LookSerializer,
    ReadingSerializer,
    RecipeSerializer,
    UploadIdsField,
)
from annotation.imports import KINDS, Reading
from annotation.imports.recipes import recipe_delete, recipe_save
from annotation.imports.report import FAILURE_COLUMNS
from annotation.models import Project
from annotation.permissions import may_study
from annotation.selectors.projects.projects import project_for
from annotation.services.imports.job import KIND, import_start
from annotation.services.imports.proposals import upload_look
from annotation.services.ingest.uploads import upload_store
from jobs.models import Job
from jobs.selectors import job_by_id

SHOWN_FAILURES = 200


def _study(request: Request, slug: str) -> Project:
    return project_for(signed_in(request), slug, may_study)


class TableUploadView(APIView):
    parser_classes = (MultiPartParser,)

    class InputSerializer(serializers.Serializer[Any]):
        file = serializers.FileField(allow_empty_file=True)

        class Meta:
            ref_name = "TableUpload"

    class OutputSerializer(serializers.Serializer[Any]):
        upload_id = serializers.CharField()
        name = serializers.CharField()
        bytes = serializers.IntegerField()

        class Meta:
            ref_name = "TableReceipt"

    @extend_schema(
        operation_id="table_upload", request=InputSerializer, responses={201: OutputSerializer}
    )
    def post(self, request: Request, slug: str) -> Response:
        """Send one table; looking at it and importing it come later."""
        _study(request, slug)
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        upload_id, path = upload_store(given.validated_data["file"])
        body = {"upload_id": upload_id, "name": path.name, "bytes": path.stat().st_size}
        return Response(body, status=201)


class ImportLookView(APIView):
    class InputSerializer(serializers.Serializer[Any]):
        upload_ids = UploadIdsField()
        kind = serializers.ChoiceField(choices=KINDS, required=False)
        header = serializers.BooleanField(
            required=False, allow_null=True, help_text="null: guess whether there is one"
        )
        encoding = EncodingField()

        class Meta:
            ref_name = "ImportLook"

    @extend_schema(operation_id="import_look", request=InputSerializer, responses=LookSerializer)
    def post(self, request: Request, slug: str) -> Response:
        """The first rows of uploaded tables, and a guess at what each column is."""
        project = _study(request, slug)
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        look = upload_look(
            project=project,
            upload_ids=given.validated_data["upload_ids"],
            kind=given.validated_data.get("kind", ""),
            header=given.validated_data.get("header"),
            encoding=given.validated_data["encoding"],
        )
        return Response(LookSerializer(look).data)


class ImportListView(APIView):
    class InputSerializer(serializers.Serializer[Any]):
        upload_ids = UploadIdsField()
        kind = serializers.ChoiceField(choices=KINDS)
        reading = ReadingSerializer()
        dry_run = serializers.BooleanField(default=True)

        class Meta:
            ref_name = "ImportStart"

    @extend_schema(
        operation_id="import_start", request=InputSerializer, responses={202: ImportJobSerializer}
    )
    def post(self, request: Request, slug: str) -> Response:
        """Bring uploaded tables in as one, or say what that would do (`dry_run`)."""
        project = _study(request, slug)
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        job = import_start(
            project=project,
            upload_ids=given.validated_data["upload_ids"],
            kind=given.validated_data["kind"],
            reading=Reading.from_json(given.validated_data["reading"]),
            dry_run=given.validated_data["dry_run"],
            by=signed_in(request),
        )
        return Response(_state(_import_job(project, str(job.pk))), status=202)


class ImportView(APIView):
    @extend_schema(operation_id="import_read", responses=ImportJobSerializer)
    def get(self, request: Request, slug: str, job_id: str) -> Response:
        """How far an import is, and what it did once it has ended."""
        return Response(_state(_import_job(_study(request, slug), str(job_id))))


class ImportReportView(APIView):
    @extend_schema(
        operation_id="import_report",
        responses={(200, "text/csv"): OpenApiResponse(OpenApiTypes.STR)},
    )
    def get(self, request: Request, slug: str, job_id: str) -> HttpResponse:
        """The rows that did not go in: row, line, reason and file, as CSV."""
        job = _import_job(_study(request, slug), str(job_id))
        out = StringIO()
        writer = csv.writer(out)
        writer.writerow(FAILURE_COLUMNS)
        report = _report(job)
        kept = report.get("failures", [])
        for each in kept:
            writer.writerow(each.get(name, "") for name in FAILURE_COLUMNS)
        if report and report["failed"] > len(kept):
            more = report["failed"] - len(kept)
            writer.writerow(("", "", f"and {more} rows more; emotate import --report has them all"))
        response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{slug}-import-report.csv"'
        return response


def _import_job(project: Project, job_id: str) -> Job:
    """An import of this project: other jobs are nobody's business here."""
    job = job_by_id(job_id)
    if job.kind != KIND or job.project != project.slug:
        raise Missing(f"'{project.slug}' has no import '{job_id}'.")
    return job


def _report(job: Job) -> dict[str, Any]:
    item = job.items.first()
    return dict(item.result) if item is not None and item.result else {}


def _state(job: Any) -> Any:
    item, report = job.items.first(), _report(job)
    kept = {**report, "failures": report["failures"][:SHOWN_FAILURES]} if report else None
    body = {
        "id": job.pk,
        "state": job.state,
        "progress": min(1.0, (job.ended + job.part) / job.total) if job.total else 0.0,
        "dry_run": job.params["dry_run"],
        "kind": job.params["as"],
        "file": item.name if item else "",
        "error": item.error if item else "",
        "report": kept,
    }
    return ImportJobSerializer(body).data


class RecipeListView(APIView):
    class InputSerializer(serializers.Serializer[Any]):
        name = serializers.CharField(max_length=80)
        kind = serializers.ChoiceField(choices=KINDS)
        reading = ReadingSerializer()
        columns = serializers.ListField(child=serializers.CharField(allow_blank=True))

        class Meta:
            ref_name = "RecipeSave"

    @extend_schema(operation_id="recipe_list", responses=RecipeSerializer(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """How tables of this project were read before."""
        return Response(RecipeSerializer(_study(request, slug).recipes.all(), many=True).data)

    @extend_schema(
        operation_id="recipe_save", request=InputSerializer, responses={201: RecipeSerializer}
    )
    def post(self, request: Request, slug: str) -> Response:
        """Keep how a table is read; a recipe of this name is replaced."""
        project = _study(request, slug)
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said = given.validated_data
        recipe = recipe_save(
            project=project,
            name=said["name"],
            kind=said["kind"],
            reading=Reading.from_json(said["reading"]),
            columns=said["columns"],
            by=signed_in(request),
        )
        return Response(RecipeSerializer(recipe).data, status=201)


class RecipeView(APIView):
    @extend_schema(operation_id="recipe_delete", responses={204: None})
    def delete(self, request: Request, slug: str, name: str) -> Response:
        """Forget a recipe; what was imported with it stays."""
        recipe_delete(project=_study(request, slug), name=name)
        return Response(status=204)
