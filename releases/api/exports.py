"""Exports of a release, for those who study its project: what there is to choose, and the file."""

from pathlib import Path
from typing import Any

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.requests import signed_in
from affect.aggregation import all_rules
from annotation.permissions import may_study
from annotation.selectors.projects.projects import project_for
from releases.exports import FORMATS, ExportOptions
from releases.exports.archive import export_archive
from releases.exports.format import GROUPS
from releases.exports.options import labelled_questions
from releases.exports.sizes import media_bytes
from releases.frozen import FrozenRelease
from releases.models import Release
from releases.selectors import release_of
from releases.services import release_folder

READY_SECONDS = 60
DOWNLOADED = ("none", "copy")
"""What a download can do with recordings: links would lead nowhere on another machine."""


class ReleaseFormatsView(APIView):
    class OutputSerializer(serializers.Serializer[Any]):
        name = serializers.CharField()
        group = serializers.ChoiceField(choices=GROUPS)
        about = serializers.CharField()
        loses = serializers.CharField()
        media = serializers.ListField(child=serializers.ChoiceField(choices=DOWNLOADED))
        media_bytes = serializers.IntegerField(
            help_text="of the recordings that a copy adds, about; 0 where it adds none"
        )
        questions = serializers.ListField(
            child=serializers.CharField(), help_text="to choose from, for formats of one label"
        )
        tiers = serializers.ListField(child=serializers.CharField())

        class Meta:
            ref_name = "ReleaseFormat"

    @extend_schema(operation_id="release_formats", responses=OutputSerializer(many=True))
    def get(self, request: Request, slug: str, tag: str) -> Response:
        frozen = FrozenRelease.open(_folder(_release(request, slug, tag)))
        questions = [question.id for question in labelled_questions(frozen)]
        rows = [
            {
                "name": format_.name,
                "group": format_.group,
                "about": format_.about,
                "loses": format_.loses,
                "media": [mode for mode in format_.media if mode in DOWNLOADED],
                "media_bytes": media_bytes(frozen, format_),
                "questions": questions if format_.one_label else [],
                "tiers": list(format_.tiers),
            }
            for format_ in FORMATS.values()
        ]
        return Response(self.OutputSerializer(rows, many=True).data)


class ReleaseExportView(APIView):
    class InputSerializer(serializers.Serializer[Any]):
        format = serializers.ChoiceField(choices=list(FORMATS), default="parquet")
        rule = serializers.ChoiceField(choices=all_rules(), required=False, default=None)
        question = serializers.CharField(required=False, default=None)
        media = serializers.ChoiceField(choices=DOWNLOADED, required=False, default=None)
        tier = serializers.ListField(child=serializers.CharField(), required=False, default=list)
        ready = serializers.RegexField(r"^[a-z0-9]{1,32}$", required=False, default=None)

        class Meta:
            ref_name = "ReleaseExport"

    @extend_schema(
        operation_id="release_export",
        parameters=[
            OpenApiParameter("format", enum=list(FORMATS), default="parquet"),
            OpenApiParameter("rule", enum=all_rules(), description="default: each question's own"),
            OpenApiParameter("question", description="whose label a format of one label holds"),
            OpenApiParameter("media", enum=list(DOWNLOADED), description="default: the format's"),
            OpenApiParameter("tier", many=True, description="of a transcript; default: all"),
            OpenApiParameter(
                "ready", description="a word; the answer sets the cookie ready-WORD as it begins"
            ),
        ],
        responses={(200, "application/zip"): OpenApiResponse(OpenApiTypes.BINARY)},
    )
    def get(self, request: Request, slug: str, tag: str) -> FileResponse:
        release = _release(request, slug, tag)
        given = self.InputSerializer(data=request.query_params)
        given.is_valid(raise_exception=True)
        asked = given.validated_data
        options = ExportOptions(asked["question"], asked["media"], tuple(asked["tier"]))
        words = (slug, release.tag, asked["format"], asked["rule"], asked["question"])
        stem = "-".join(filter(None, words))
        archive = export_archive(_folder(release), asked["format"], asked["rule"], stem, options)
        answer = FileResponse(
            archive, as_attachment=True, filename=f"{stem}.zip", content_type="application/zip"
        )
        if asked["ready"]:  # a page cannot tell otherwise when a download that it began is there
            answer.set_cookie(
                f"ready-{asked['ready']}", "1", max_age=READY_SECONDS, samesite="Strict"
            )
        return answer


def _release(request: Request, slug: str, tag: str) -> Release:
    return release_of(project_for(signed_in(request), slug, may_study), tag)


def _folder(release: Release) -> Path:
    return release_folder(release.project.slug, release.tag)
