"""The questions of a project: their versions, and a change of them."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.requests import signed_in
from annotation.permissions import may_study
from annotation.selectors.projects.projects import project_for
from annotation.selectors.projects.schemes import current_scheme
from annotation.services.projects.schemes import (
    CHANGED,
    NEW,
    REMOVED,
    SAME,
    scheme_set,
    scheme_versions,
)


class VersionChangeSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    change = serializers.ChoiceField(choices=[CHANGED, REMOVED, NEW])


class SchemeVersionSerializer(serializers.Serializer[Any]):
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField(allow_null=True)
    created_by = serializers.CharField(allow_null=True)
    ratings = serializers.IntegerField()
    questions = serializers.ListField(child=serializers.CharField())
    changes = VersionChangeSerializer(many=True, help_text="against the version before")


class SchemeReadSerializer(serializers.Serializer[Any]):
    version = serializers.IntegerField()
    scheme = serializers.DictField()
    versions = SchemeVersionSerializer(many=True)


class QuestionChangeSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    change = serializers.ChoiceField(choices=[SAME, CHANGED, REMOVED, NEW])
    answers = serializers.IntegerField(help_text="ratings that answer it so far")
    text = serializers.CharField(help_text="what becomes of those answers")


class SchemeChangeSerializer(serializers.Serializer[Any]):
    version = serializers.IntegerField(help_text="the one that holds afterwards")
    is_new_version = serializers.BooleanField()
    questions = QuestionChangeSerializer(many=True)
    policy = serializers.ListField(
        child=serializers.CharField(), help_text="what the policy gains and loses to fit"
    )
    drafts = serializers.IntegerField(help_text="answers in progress of which a part is set aside")


class SchemeView(APIView):
    class InputSerializer(serializers.Serializer[Any]):
        scheme = serializers.DictField()
        dry_run = serializers.BooleanField(default=False)

        class Meta:
            ref_name = "SchemeSet"

    @extend_schema(operation_id="scheme_read", responses=SchemeReadSerializer)
    def get(self, request: Request, slug: str) -> Response:
        """The questions as raters see them now, and every version there was."""
        project = project_for(signed_in(request), slug, may_study)
        scheme = current_scheme(project.pk)
        body = {
            "version": scheme.version,
            "scheme": scheme.body,
            "versions": scheme_versions(project),
        }
        return Response(SchemeReadSerializer(body).data)

    @extend_schema(
        operation_id="scheme_set", request=InputSerializer, responses=SchemeChangeSerializer
    )
    def post(self, request: Request, slug: str) -> Response:
        """Ask other questions from now on. With `dry_run` it only says what that would do."""
        project = project_for(signed_in(request), slug, may_study)
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        change = scheme_set(
            project=project,
            body=given.validated_data["scheme"],
            by=signed_in(request),
            dry_run=given.validated_data["dry_run"],
        )
        return Response(SchemeChangeSerializer(change).data)
