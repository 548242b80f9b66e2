"""What the next releases of a project are to have: splits, authors, licence; and what one says."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.requests import signed_in
from annotation.models import Project
from annotation.permissions import may_study
from annotation.selectors.projects.projects import project_for
from releases.frozen import AGREEMENT, CHANGES, SPLITS, FrozenRelease
from releases.selectors import release_of, split_plan_of
from releases.services import (
    about_of,
    about_set,
    contents_of,
    contents_set,
    release_folder,
    splits_preview,
    splits_set,
)
from releases.splits import DISJOINT


class ShareSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=80)
    share = serializers.FloatField()

    class Meta:
        ref_name = "SplitShare"


class PlanSerializer(serializers.Serializer[Any]):
    """How items are divided; the rules are those of `releases.splits.plan`."""

    shares = ShareSerializer(many=True, required=False)
    disjoint = serializers.ListField(child=serializers.ChoiceField(DISJOINT), required=False)
    stratify = serializers.CharField(required=False, allow_null=True, allow_blank=True)
    seed = serializers.IntegerField(required=False, min_value=0)
    column = serializers.CharField(required=False, allow_null=True, allow_blank=True)

    class Meta:
        ref_name = "SplitPlan"


class AuthorSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(allow_blank=True)
    orcid = serializers.CharField(required=False, allow_blank=True)
    affiliation = serializers.CharField(required=False, allow_blank=True)

    class Meta:
        ref_name = "ReleaseAuthor"


class AboutSerializer(serializers.Serializer[Any]):
    """Who made a data set and under which terms; an empty text was not stated."""

    authors = AuthorSerializer(many=True, required=False)
    licence = serializers.CharField(required=False, allow_blank=True)
    doi = serializers.CharField(required=False, allow_blank=True)
    purpose = serializers.CharField(required=False, allow_blank=True)
    collection = serializers.CharField(required=False, allow_blank=True)
    ethics = serializers.CharField(required=False, allow_blank=True)
    funding = serializers.CharField(required=False, allow_blank=True)
    contact = serializers.CharField(required=False, allow_blank=True)
    url = serializers.CharField(required=False, allow_blank=True)

    class Meta:
        ref_name = "ReleaseAbout"


class ContentsSerializer(serializers.Serializer[Any]):
    """What releases may hold of people; the rules are those of `releases.contents.settings`."""

    free_text = serializers.BooleanField(
        required=False, help_text="whether texts, reasons and notes are in releases as typed"
    )
    require_consent = serializers.BooleanField(
        required=False, help_text="whether a recording of unknown consent stops a release"
    )
    smallest_group = serializers.IntegerField(
        required=False, help_text="k: raters who share each combination of attributes that is told"
    )

    class Meta:
        ref_name = "ReleaseContents"


class SettingsSerializer(serializers.Serializer[Any]):
    splits = PlanSerializer(allow_null=True, required=False)
    about = AboutSerializer(required=False)
    contents = ContentsSerializer(required=False)

    class Meta:
        ref_name = "ReleaseSettings"


class SplitCountsSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    wanted = serializers.FloatField(allow_null=True)
    items = serializers.IntegerField()
    share = serializers.FloatField(allow_null=True)
    recordings = serializers.IntegerField()
    speakers = serializers.IntegerField()
    seconds = serializers.FloatField(allow_null=True)
    strata = serializers.DictField(child=serializers.FloatField(allow_null=True))
    apart = serializers.FloatField(allow_null=True)

    class Meta:
        ref_name = "SplitCounts"


class SplitReportSerializer(serializers.Serializer[Any]):
    """How a division came out, as `releases.splits.report` says it."""

    plan = PlanSerializer()
    stratified_by = serializers.CharField(allow_null=True)
    groups = serializers.IntegerField()
    largest_group = serializers.IntegerField()
    in_no_split = serializers.IntegerField()
    moved = serializers.IntegerField()
    near_duplicates = serializers.IntegerField(
        allow_null=True, default=None, help_text="items with one; null where nobody looked"
    )
    strata = serializers.DictField(child=serializers.FloatField(allow_null=True))
    splits = SplitCountsSerializer(many=True)

    class Meta:
        ref_name = "SplitReport"


class ReleaseSettingsView(APIView):
    @extend_schema(operation_id="release_settings", responses=SettingsSerializer)
    def get(self, request: Request, slug: str) -> Response:
        return Response(_settings(_project(request, slug)))

    @extend_schema(
        operation_id="release_settings_change",
        request=SettingsSerializer,
        responses=SettingsSerializer,
    )
    def patch(self, request: Request, slug: str) -> Response:
        project = _project(request, slug)
        given = SettingsSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        told = given.validated_data
        if "about" in told:
            about_set(project=project, body=told["about"], by=signed_in(request))
        if "contents" in told:
            contents_set(project=project, body=told["contents"], by=signed_in(request))
        if "splits" in told:
            splits_set(project=project, body=told["splits"], by=signed_in(request))
        return Response(_settings(project))


class SplitPreviewView(APIView):
    @extend_schema(
        operation_id="release_splits_preview",
        request=PlanSerializer,
        responses=SplitReportSerializer,
    )
    def post(self, request: Request, slug: str) -> Response:
        given = PlanSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        return Response(splits_preview(project=_project(request, slug), body=given.validated_data))


class ReleaseReportView(APIView):
    class OutputSerializer(serializers.Serializer[Any]):
        splits = SplitReportSerializer(allow_null=True)
        changes = serializers.JSONField(allow_null=True)
        agreement = serializers.JSONField(allow_null=True)
        methods = serializers.CharField()
        citation = serializers.CharField()

        class Meta:
            ref_name = "ReleaseReport"

    @extend_schema(operation_id="release_report", responses=OutputSerializer)
    def get(self, request: Request, slug: str, tag: str) -> Response:
        release = release_of(_project(request, slug), tag)
        frozen = FrozenRelease.open(release_folder(slug, release.tag))
        return Response(
            {
                "splits": frozen.body(SPLITS),
                "changes": frozen.body(CHANGES),
                "agreement": frozen.body(AGREEMENT),
                "methods": frozen.text("METHODS.md"),
                "citation": frozen.text("CITATION.cff"),
            }
        )


def _settings(project: Project) -> dict[str, Any]:
    plan = split_plan_of(project)
    return {
        "splits": plan and plan.body(),
        "about": about_of(project).body(),
        "contents": contents_of(project).body(),
    }


def _project(request: Request, slug: str) -> Project:
    return project_for(signed_in(request), slug, may_study)
