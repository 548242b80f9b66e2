"""Projects, their people and items, for researchers and admins."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from accounts.permissions import IsDesigner
from accounts.requests import signed_in
from affect.presets import MEDIA, MODALITIES, preset, preset_names
from annotation.api.recruited import RecruitedSerializer
from annotation.errors import AnnotationRefused
from annotation.models import MemberRole, Project
from annotation.models.projects import ProjectState
from annotation.permissions import may_study
from annotation.selectors.people.recruited import members_of
from annotation.selectors.projects.projects import (
    project_counts,
    project_for,
    project_rows,
    projects_to_study,
)
from annotation.selectors.projects.schemes import current_scheme
from annotation.services.projects.projects import (
    member_add,
    member_remove,
    project_create,
    project_update,
)


class PresetSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    paper = serializers.CharField()
    notes = serializers.ListField(child=serializers.CharField())
    modality = serializers.ChoiceField(choices=MODALITIES)
    media = serializers.ListField(child=serializers.ChoiceField(choices=MEDIA))
    unit = serializers.CharField()
    raters_per_item = serializers.IntegerField()
    order = serializers.ChoiceField(choices=["dialogue", "random", "priority"])
    profile = serializers.CharField()
    scheme = serializers.DictField()


class PresetListView(APIView):
    permission_classes = (IsDesigner,)

    @extend_schema(operation_id="preset_list", responses=PresetSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Ready-made settings, one for each published protocol."""
        found = [preset(name) for name in preset_names()]
        return Response(PresetSerializer(found, many=True).data)


class ProjectRowSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=ProjectState.choices)
    preset = serializers.CharField()
    created_at = serializers.DateTimeField()
    items = serializers.IntegerField()
    complete = serializers.IntegerField()
    ratings = serializers.IntegerField()
    wanted = serializers.IntegerField()
    skipped = serializers.IntegerField()
    raters = serializers.IntegerField()


class MemberSerializer(serializers.Serializer[Any]):
    username = serializers.CharField()
    name = serializers.CharField()
    role = serializers.ChoiceField(choices=MemberRole.choices)
    added_at = serializers.DateTimeField()
    recruited = RecruitedSerializer(allow_null=True)


class CountsSerializer(serializers.Serializer[Any]):
    items = serializers.IntegerField()
    complete = serializers.IntegerField()
    ratings = serializers.IntegerField()
    wanted = serializers.IntegerField()
    skipped = serializers.IntegerField()


class ProjectSerializer(serializers.ModelSerializer[Project]):
    policy = serializers.DictField()
    scheme = serializers.SerializerMethodField()
    counts = serializers.SerializerMethodField()
    members = serializers.SerializerMethodField()

    class Meta:
        model = Project
        fields = ("slug", "title", "description", "guidelines", "content_warning", "state",
                  "preset", "policy", "scheme", "created_at", "counts", "members")  # fmt: skip

    def get_scheme(self, project: Project) -> dict[str, Any]:
        scheme = current_scheme(project.pk)
        return {**scheme.body, "version": scheme.version}

    @extend_schema_field(MemberSerializer(many=True))
    def get_members(self, project: Project) -> Any:
        return _members(project)

    @extend_schema_field(CountsSerializer)
    def get_counts(self, project: Project) -> dict[str, int]:
        return project_counts(project)


class ProjectListView(APIView):
    def get_permissions(self) -> list[Any]:
        return [IsAuthenticated(), IsDesigner()]

    class InputSerializer(serializers.Serializer[Any]):
        slug = serializers.CharField(max_length=80)
        title = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
        preset = serializers.ChoiceField(choices=[(name, name) for name in preset_names()])

        class Meta:
            ref_name = "ProjectCreate"

    @extend_schema(operation_id="project_list", responses=ProjectRowSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Projects whose results this person may see."""
        rows = project_rows(projects_to_study(signed_in(request)))
        return Response(ProjectRowSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="project_create", request=InputSerializer, responses={201: ProjectSerializer}
    )
    def post(self, request: Request) -> Response:
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        project = project_create(
            slug=given.validated_data["slug"],
            title=given.validated_data["title"],
            preset_name=given.validated_data["preset"],
            created_by=signed_in(request),
        )
        return Response(ProjectSerializer(project).data, status=201)


class ProjectView(APIView):
    class InputSerializer(serializers.Serializer[Any]):
        title = serializers.CharField(max_length=200, required=False)
        description = serializers.CharField(required=False, allow_blank=True)
        guidelines = serializers.CharField(required=False, allow_blank=True)
        content_warning = serializers.CharField(required=False, allow_blank=True)
        state = serializers.ChoiceField(choices=ProjectState.choices, required=False)
        raters_per_item = serializers.IntegerField(required=False)
        policy = serializers.DictField(
            child=serializers.JSONField(allow_null=True),
            required=False,
            help_text="settings to replace; null brings a default back",
        )

        class Meta:
            ref_name = "ProjectUpdate"

    @extend_schema(operation_id="project_read", responses=ProjectSerializer)
    def get(self, request: Request, slug: str) -> Response:
        return Response(ProjectSerializer(project_for(signed_in(request), slug, may_study)).data)

    @extend_schema(
        operation_id="project_update", request=InputSerializer, responses=ProjectSerializer
    )
    def patch(self, request: Request, slug: str) -> Response:
        project = project_for(signed_in(request), slug, may_study)
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        project = project_update(project=project, changes=given.validated_data)
        return Response(ProjectSerializer(project).data)


class MemberListView(APIView):
    class InputSerializer(serializers.Serializer[Any]):
        username = serializers.CharField()
        role = serializers.ChoiceField(choices=MemberRole.choices)

        class Meta:
            ref_name = "MemberChange"

    @extend_schema(operation_id="member_list", responses=MemberSerializer(many=True))
    def get(self, request: Request, slug: str) -> Response:
        project = project_for(signed_in(request), slug, may_study)
        return Response(_members(project))

    @extend_schema(
        operation_id="member_add",
        request=InputSerializer,
        responses={201: MemberSerializer(many=True)},
    )
    def post(self, request: Request, slug: str) -> Response:
        project, user, role = self._given(request, slug)
        member_add(project=project, user=user, role=role)
        return Response(_members(project), status=201)

    @extend_schema(
        operation_id="member_remove",
        parameters=[
            OpenApiParameter("username", str, required=True),
            OpenApiParameter("role", str, required=True, enum=MemberRole.values),
        ],
        responses=MemberSerializer(many=True),
    )
    def delete(self, request: Request, slug: str) -> Response:
        project, user, role = self._given(request, slug)
        member_remove(project=project, user=user, role=role)
        return Response(_members(project))

    def _given(self, request: Request, slug: str) -> tuple[Project, User, str]:
        project = project_for(signed_in(request), slug, may_study)
        given = self.InputSerializer(data=request.data or request.query_params)
        given.is_valid(raise_exception=True)
        user = User.objects.filter(username=given.validated_data["username"]).first()
        if user is None:
            raise AnnotationRefused(
                f"Nobody is called '{given.validated_data['username']}'; "
                "an admin can create the person under Users."
            )
        return project, user, given.validated_data["role"]


def _members(project: Project) -> Any:
    return MemberSerializer(members_of(project), many=True).data
