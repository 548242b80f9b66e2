"""The rater's API: my work, the next item, drafts, submissions, undo, own answers."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.requests import signed_in
from annotation.models import AssignmentState
from annotation.models.projects import ProjectState
from annotation.permissions import may_rate
from annotation.selectors.projects import project_for
from annotation.selectors.work import my_ratings, task_of, work_of
from annotation.services.assignment import (
    assignment_next,
    assignment_of,
    assignment_reopen,
    assignment_skip,
)
from annotation.services.ratings import Submission, draft_save, rating_submit


class WorkSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField()
    content_warning = serializers.CharField()
    state = serializers.ChoiceField(choices=ProjectState.choices)
    submitted = serializers.IntegerField()
    remaining = serializers.IntegerField()
    total = serializers.IntegerField()
    seconds_per_item = serializers.FloatField(allow_null=True)
    has_draft = serializers.BooleanField()


class TaskProjectSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    title = serializers.CharField()
    guidelines = serializers.CharField()
    content_warning = serializers.CharField()
    seconds_per_item = serializers.FloatField(allow_null=True)


class TaskProgressSerializer(serializers.Serializer[Any]):
    submitted = serializers.IntegerField()
    total = serializers.IntegerField()


class TaskMediaSerializer(serializers.Serializer[Any]):
    url = serializers.CharField()
    peaks_url = serializers.CharField()
    duration_seconds = serializers.FloatField()
    start_seconds = serializers.FloatField()
    end_seconds = serializers.FloatField()


class TurnSerializer(serializers.Serializer[Any]):
    speaker = serializers.CharField(allow_null=True)
    transcript = serializers.CharField(allow_null=True)
    start_seconds = serializers.FloatField(allow_null=True)
    end_seconds = serializers.FloatField(allow_null=True)


class ContextSerializer(serializers.Serializer[Any]):
    before = TurnSerializer(many=True)
    after = TurnSerializer(many=True)


class DraftSerializer(serializers.Serializer[Any]):
    answers = serializers.DictField(child=serializers.JSONField())
    seq = serializers.IntegerField()
    saved_at = serializers.DateTimeField()


class TaskSerializer(serializers.Serializer[Any]):
    assignment_id = serializers.IntegerField()
    state = serializers.ChoiceField(choices=AssignmentState.choices)
    lease_until = serializers.DateTimeField()
    project = TaskProjectSerializer()
    scheme = serializers.DictField()
    item = serializers.CharField()
    progress = TaskProgressSerializer()
    media = TaskMediaSerializer(allow_null=True)
    transcript = serializers.CharField(allow_null=True)
    speaker = serializers.CharField(allow_null=True)
    # The metaclass takes fields out of the class, so this shadows nothing at run time.
    context = ContextSerializer()  # type: ignore[assignment]
    draft = DraftSerializer(allow_null=True)
    previous_assignment_id = serializers.IntegerField(allow_null=True)


def _given(
    shape: type[serializers.Serializer[Any]], request: Request, assignment_id: int
) -> dict[str, Any]:
    """The checked body of a request; whose the assignment is counts before what is in it."""
    given = shape(data=request.data)
    if not given.is_valid():
        assignment_of(user=signed_in(request), assignment_id=assignment_id)
        raise serializers.ValidationError(given.errors)
    checked: dict[str, Any] = given.validated_data
    return checked


class WorkView(APIView):
    @extend_schema(operation_id="work_list", responses=WorkSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Projects in which the signed-in person rates."""
        return Response(WorkSerializer(work_of(signed_in(request)), many=True).data)


class NextView(APIView):
    @extend_schema(
        operation_id="assignment_next",
        request=None,
        responses={200: TaskSerializer, 204: OpenApiResponse(description="nothing is left")},
    )
    def post(self, request: Request, slug: str) -> Response:
        """The item in hand, or the next one."""
        project = project_for(signed_in(request), slug, may_rate)
        assignment = assignment_next(project=project, user=signed_in(request))
        if assignment is None:
            return Response(status=204)
        return Response(task_of(assignment))  # shaped as TaskSerializer says


class AssignmentView(APIView):
    @extend_schema(operation_id="assignment_read", responses=TaskSerializer)
    def get(self, request: Request, assignment_id: int) -> Response:
        assignment = assignment_of(user=signed_in(request), assignment_id=assignment_id)
        return Response(TaskSerializer(task_of(assignment)).data)


class DraftView(APIView):
    class InputSerializer(serializers.Serializer[Any]):
        answers = serializers.DictField(child=serializers.JSONField())
        seq = serializers.IntegerField(min_value=0, max_value=2**62)

        class Meta:
            ref_name = "DraftSave"

    @extend_schema(
        operation_id="draft_save",
        request=InputSerializer,
        responses={200: DraftSerializer, 409: DraftSerializer},
    )
    def put(self, request: Request, assignment_id: int) -> Response:
        """Keep answers in progress. An older `seq` changes nothing: 409 with what is kept."""
        given = _given(self.InputSerializer, request, assignment_id)
        draft, kept = draft_save(user=signed_in(request), assignment_id=assignment_id, **given)
        return Response(DraftSerializer(draft).data, status=200 if kept else 409)


class RatingView(APIView):
    class InputSerializer(serializers.Serializer[Any]):
        client_key = serializers.UUIDField()
        answers = serializers.DictField(child=serializers.JSONField())
        elapsed_ms = serializers.IntegerField(
            min_value=0, max_value=2**31 - 1, allow_null=True, default=None
        )
        plays = serializers.IntegerField(
            min_value=0, max_value=2**31 - 1, allow_null=True, default=None
        )

        class Meta:
            ref_name = "RatingSubmit"

    class OutputSerializer(serializers.Serializer[Any]):
        rating_id = serializers.IntegerField(source="pk")
        revision = serializers.IntegerField()
        submitted_at = serializers.DateTimeField()

        class Meta:
            ref_name = "RatingReceipt"

    @extend_schema(
        operation_id="rating_submit",
        request=InputSerializer,
        responses={201: OutputSerializer, 200: OutputSerializer},
    )
    def post(self, request: Request, assignment_id: int) -> Response:
        """Store a rating once: the same `client_key` again answers 200 with the same receipt."""
        given = _given(self.InputSerializer, request, assignment_id)
        rating, created = rating_submit(
            user=signed_in(request),
            assignment_id=assignment_id,
            submission=Submission(**given),
        )
        return Response(self.OutputSerializer(rating).data, status=201 if created else 200)


class SkipView(APIView):
    class InputSerializer(serializers.Serializer[Any]):
        reason = serializers.CharField(max_length=2000)

        class Meta:
            ref_name = "AssignmentSkip"

    @extend_schema(operation_id="assignment_skip", request=InputSerializer, responses={204: None})
    def post(self, request: Request, assignment_id: int) -> Response:
        """Leave an item to somebody else, with a reason."""
        given = _given(self.InputSerializer, request, assignment_id)
        assignment_skip(user=signed_in(request), assignment_id=assignment_id, **given)
        return Response(status=204)


class ReopenView(APIView):
    @extend_schema(operation_id="assignment_reopen", request=None, responses=TaskSerializer)
    def post(self, request: Request, assignment_id: int) -> Response:
        """Take a submission or a skip back. The rating stays valid until it is revised."""
        assignment = assignment_reopen(user=signed_in(request), assignment_id=assignment_id)
        return Response(TaskSerializer(task_of(assignment)).data)


class MyRatingSerializer(serializers.Serializer[Any]):
    assignment_id = serializers.IntegerField(allow_null=True)
    item = serializers.CharField()
    transcript = serializers.CharField(allow_null=True)
    submitted_at = serializers.DateTimeField(allow_null=True)
    revision = serializers.IntegerField()
    answers = serializers.DictField(child=serializers.JSONField())


class MyRatingsView(APIView):
    @extend_schema(operation_id="my_ratings", responses=MyRatingSerializer(many=True))
    def get(self, request: Request, slug: str) -> Response:
        project = project_for(signed_in(request), slug, may_rate)
        return Response(MyRatingSerializer(my_ratings(signed_in(request), project), many=True).data)
