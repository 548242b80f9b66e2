"""Items whose raters disagree, for those who decide them."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.requests import signed_in
from annotation.api.items import ItemShownSerializer
from annotation.errors import AnnotationRefused, ItemMissing
from annotation.models import Item, ItemRole, Project
from annotation.permissions import may_adjudicate
from annotation.selectors.projects.projects import project_for
from annotation.selectors.projects.schemes import current_scheme
from annotation.selectors.results.adjudication import (
    answers_beside,
    disagreement_of,
    measure_of,
    queue_of,
)
from annotation.services.rating.decisions import decision_add
from annotation.services.results.cached import cached_result, input_hash

PAGE = 50
DECIDED = {"": None, "true": True, "false": False}


class QueueItemSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    key = serializers.CharField()
    transcript = serializers.CharField(allow_null=True, help_text="where raters see the words")
    ratings = serializers.IntegerField()
    disagreement = serializers.FloatField(allow_null=True)
    decided = serializers.BooleanField()


class QueueSerializer(serializers.Serializer[Any]):
    title = serializers.CharField(help_text="of the project")
    count = serializers.IntegerField()
    question = serializers.CharField(allow_null=True)
    question_text = serializers.CharField(allow_null=True)
    measure = serializers.ChoiceField(
        choices=["entropy", "sd"], allow_null=True, help_text="bits, or points of the scale"
    )
    results = QueueItemSerializer(many=True)


class GivenAnswerSerializer(serializers.Serializer[Any]):
    answers = serializers.DictField(child=serializers.JSONField())
    scheme_version = serializers.IntegerField()
    revision = serializers.IntegerField()
    assisted = serializers.CharField()
    submitted_at = serializers.DateTimeField(allow_null=True)


class RatersAnswerSerializer(GivenAnswerSerializer):
    rater = serializers.CharField(help_text="a letter, in the order of answers")
    earlier = GivenAnswerSerializer(many=True)


class DecisionSerializer(serializers.Serializer[Any]):
    answers = serializers.DictField(child=serializers.JSONField())
    scheme_version = serializers.IntegerField()
    note = serializers.CharField()
    by = serializers.CharField(allow_null=True)
    at = serializers.DateTimeField()


class BesideSerializer(ItemShownSerializer):
    id = serializers.IntegerField()
    answers = RatersAnswerSerializer(many=True)
    decisions = DecisionSerializer(many=True, help_text="the newest first; it counts")


class QueueView(APIView):
    @extend_schema(
        operation_id="adjudication_queue",
        parameters=[
            OpenApiParameter("decided", str, enum=["true", "false"]),
            OpenApiParameter("page", int, description="from 1"),
        ],
        responses=QueueSerializer,
    )
    def get(self, request: Request, slug: str) -> Response:
        """Items with several answers, the most divided first."""
        project = project_for(signed_in(request), slug, may_adjudicate)
        decided = request.query_params.get("decided", "")
        page = request.query_params.get("page", "1")
        if decided not in DECIDED:
            raise AnnotationRefused(f"decided is 'true' or 'false', not '{decided}'.")
        if not page.isdecimal() or not 1 <= int(page) <= 10**6:
            raise AnnotationRefused(f"page is a whole number from 1, not '{page}'.")
        start = (int(page) - 1) * PAGE
        queue = queue_of(
            project, _disagreement(project), decided=DECIDED[decided], start=start, end=start + PAGE
        )
        measure = measure_of(project)
        body = {
            **queue,
            "title": project.title,
            "question": measure.question if measure else None,
            "question_text": _text_of(project, measure.question) if measure else None,
            "measure": measure.measure if measure else None,
        }
        return Response(QueueSerializer(body).data)


def _text_of(project: Project, question: str) -> str:
    """The words of a question; its name where the questions in use have it no more."""
    asked = current_scheme(project.pk).body["questions"]
    return next((str(one["text"]) for one in asked if one["id"] == question), question)


def _disagreement(project: Project) -> dict[str, float]:
    found: dict[str, float] = cached_result(
        project=project,
        name="adjudication",
        key=input_hash(project, name="adjudication"),
        compute=lambda: disagreement_of(project),
    ).body
    return found


class BesideView(APIView):
    class InputSerializer(serializers.Serializer[Any]):
        answers = serializers.DictField(child=serializers.JSONField())
        note = serializers.CharField(required=False, allow_blank=True, default="", max_length=5000)

        class Meta:
            ref_name = "DecisionAdd"

    @extend_schema(operation_id="adjudication_item", responses=BesideSerializer)
    def get(self, request: Request, slug: str, item_id: int) -> Response:
        """All answers to one item beside each other, and what was decided of it."""
        project, item = self._item(request, slug, item_id)
        return Response(BesideSerializer(answers_beside(item, project)).data)

    @extend_schema(
        operation_id="decision_add", request=InputSerializer, responses={201: BesideSerializer}
    )
    def post(self, request: Request, slug: str, item_id: int) -> Response:
        """Add a decision. Answers and older decisions stay; the newest decision counts."""
        project, item = self._item(request, slug, item_id)
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        decision_add(item=item, by=signed_in(request), **given.validated_data)
        return Response(BesideSerializer(answers_beside(item, project)).data, status=201)

    def _item(self, request: Request, slug: str, item_id: int) -> tuple[Project, Item]:
        project = project_for(signed_in(request), slug, may_adjudicate)
        items = project.items.select_related("segment__recording").filter(role=ItemRole.NORMAL)
        item = items.filter(pk=item_id).first()
        if item is None:
            raise ItemMissing(f"'{slug}' has no item number {item_id}.")
        return project, item
