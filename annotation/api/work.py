"""The rater's API: my work, the next item, drafts, submissions, undo, own answers."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from accounts.requests import signed_in
from annotation.api.task_shapes import (
    BlockedSerializer,
    FeedbackSerializer,
    FinishSerializer,
    ModelDraftSerializer,
    MyQuizSerializer,
    PresentationSerializer,
    QuizResultSerializer,
    SpokenWordSerializer,
    TaskLimitsSerializer,
)
from annotation.errors import AnnotationConflict
from annotation.models import AssignmentState, Rating
from annotation.models.projects import ProjectState
from annotation.permissions import may_rate
from annotation.selectors.projects.projects import project_for, projects_to_adjudicate
from annotation.selectors.rating.work import my_ratings, task_of, work_of
from annotation.services.assignment import (
    assignment_next,
    assignment_of,
    assignment_reopen,
    assignment_skip,
)
from annotation.services.rating.ratings import Submission, draft_save, rating_submit
from ingestion.models import Media


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
    blocked = BlockedSerializer(allow_null=True)
    stage = serializers.ChoiceField(choices=["training", "quiz", "work"])
    quiz = MyQuizSerializer(allow_null=True)
    finish = FinishSerializer(allow_null=True)
    languages = serializers.ListField(child=serializers.CharField())
    content_warning_accepted = serializers.BooleanField()


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
    """What can be heard and seen. An address is null where there is no such thing to show."""

    kind = serializers.ChoiceField(choices=Media.choices)
    url = serializers.CharField(allow_null=True)
    peaks_url = serializers.CharField(allow_null=True)
    spectrogram_url = serializers.CharField(allow_null=True)
    video_url = serializers.CharField(allow_null=True)
    poster_url = serializers.CharField(allow_null=True)
    image_url = serializers.CharField(allow_null=True)
    width = serializers.IntegerField(allow_null=True)
    height = serializers.IntegerField(allow_null=True)
    sensors_url = serializers.CharField(allow_null=True)
    duration_seconds = serializers.FloatField(allow_null=True)
    start_seconds = serializers.FloatField(allow_null=True)
    end_seconds = serializers.FloatField(allow_null=True)


class TurnSerializer(serializers.Serializer[Any]):
    turn = serializers.IntegerField()
    speaker = serializers.CharField(allow_null=True)
    transcript = serializers.CharField(allow_null=True)
    start_seconds = serializers.FloatField(allow_null=True)
    end_seconds = serializers.FloatField(allow_null=True)


class ContextSerializer(serializers.Serializer[Any]):
    before = TurnSerializer(many=True)
    after = TurnSerializer(many=True)


class DraftSerializer(serializers.Serializer[Any]):
    answers = serializers.DictField(child=serializers.JSONField())
    set_aside = serializers.DictField(
        child=serializers.JSONField(),
        help_text="answers that the questions no longer take since the project changed them",
    )
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
    clips = serializers.ListField(child=TaskMediaSerializer(allow_null=True))
    transcript = serializers.CharField(allow_null=True)
    words = SpokenWordSerializer(
        many=True, help_text="those of the transcript that have times, in order; there may be none"
    )
    speaker = serializers.CharField(allow_null=True)
    # The metaclass takes fields out of the class, so these shadow nothing at run time.
    fields = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]
    about = serializers.CharField(allow_null=True)
    language = serializers.CharField(allow_null=True)
    context = ContextSerializer()  # type: ignore[assignment]
    draft = DraftSerializer(allow_null=True)
    previous_assignment_id = serializers.IntegerField(allow_null=True)
    presentation = PresentationSerializer()
    model_draft = ModelDraftSerializer(allow_null=True)
    limits = TaskLimitsSerializer()


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
        scheme_version = serializers.IntegerField(
            min_value=1,
            max_value=2**31 - 1,
            allow_null=True,
            default=None,
            help_text="that the page showed; where questions changed, 409 says which holds now",
        )

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
        scheme_version = serializers.IntegerField(
            min_value=1,
            max_value=2**31 - 1,
            allow_null=True,
            default=None,
            help_text="that the page showed; where questions changed, the answers become a draft",
        )
        with_next = serializers.BooleanField(
            default=False, help_text="answer with the next item, too: one way there and back less"
        )

        class Meta:
            ref_name = "RatingSubmit"

    class OutputSerializer(serializers.Serializer[Any]):
        rating_id = serializers.IntegerField()
        revision = serializers.IntegerField()
        submitted_at = serializers.DateTimeField()
        feedback = FeedbackSerializer(many=True, allow_null=True, help_text="training and quiz")
        quiz = QuizResultSerializer(allow_null=True, help_text="once it is finished")
        next = TaskSerializer(
            allow_null=True, help_text="where asked for; null also where none can be given"
        )

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
        user, with_next = signed_in(request), given.pop("with_next")
        rating, created = rating_submit(
            user=user, assignment_id=assignment_id, submission=Submission(**given)
        )
        task = _task_after(rating, user) if with_next else None
        return Response(_receipt(rating, task), status=201 if created else 200)


def _receipt(rating: Rating, task: dict[str, Any] | None) -> dict[str, Any]:
    """As RatingReceipt says; written out, since that shape is slow to build for each answer."""
    quiz = rating.judgement.quiz
    return {
        "rating_id": rating.pk,
        "revision": rating.revision,
        "submitted_at": rating.submitted_at,
        "feedback": rating.judgement.feedback,
        "quiz": quiz and asdict(quiz),
        "next": task,
    }


def _task_after(rating: Rating, user: User) -> dict[str, Any] | None:
    """The next item, where nothing stands in the way; what does must not undo a stored rating."""
    if rating.assignment is None:  # a row that was imported
        return None
    try:
        following = assignment_next(project=rating.assignment.item.project, user=user)
    except AnnotationConflict:
        return None
    return task_of(following) if following else None


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
    scheme_version = serializers.IntegerField()
    answers = serializers.DictField(child=serializers.JSONField())
    can_change = serializers.BooleanField()


class MyRatingsSerializer(serializers.Serializer[Any]):
    """Own answers, and the questions that they answer by version."""

    title = serializers.CharField()
    state = serializers.ChoiceField(choices=ProjectState.choices)
    count = serializers.IntegerField(help_text="of all pages; 50 to a page")
    version = serializers.IntegerField(help_text="of the questions now")
    schemes = serializers.DictField(child=serializers.DictField())
    ratings = MyRatingSerializer(many=True)


class MyRatingsView(APIView):
    class QuerySerializer(serializers.Serializer[Any]):
        page = serializers.IntegerField(default=1, min_value=1, max_value=10**6)

    @extend_schema(
        operation_id="my_ratings",
        parameters=[OpenApiParameter("page", int, description="from 1")],
        responses=MyRatingsSerializer,
    )
    def get(self, request: Request, slug: str) -> Response:
        """What the signed-in person answered here, newest first."""
        user = signed_in(request)
        project = project_for(user, slug, may_rate)
        asked = self.QuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = my_ratings(user, project, asked.validated_data["page"])
        return Response(MyRatingsSerializer(found).data)


class AdjudicatedSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField()


class AdjudicatedView(APIView):
    @extend_schema(operation_id="adjudicated_list", responses=AdjudicatedSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Projects in which the signed-in person is an adjudicator."""
        projects = projects_to_adjudicate(signed_in(request))
        return Response(AdjudicatedSerializer(projects, many=True).data)
