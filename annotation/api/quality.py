"""Known items, qualification and anchoring for researchers; what raters say of themselves."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.requests import signed_in
from annotation.api.recruited import RecruitedSerializer
from annotation.errors import ItemMissing
from annotation.models import Item, ItemRole
from annotation.permissions import may_rate, may_study
from annotation.selectors.drafts.anchoring import anchoring_of
from annotation.selectors.people.quality import known_items, known_rows, quality_of
from annotation.selectors.projects.projects import project_for
from annotation.services.assignment.next import rater_of
from annotation.services.people.qualifications import languages_set, rater_grant, warning_accept
from annotation.services.projects.known_items import item_known_set
from annotation.services.results.cached import cached_result, input_hash


class SeenSerializer(serializers.Serializer[Any]):
    seen = serializers.IntegerField()
    correct = serializers.IntegerField()


class QuizStateSerializer(serializers.Serializer[Any]):
    attempts = serializers.IntegerField()
    score = serializers.FloatField(allow_null=True)
    passed_at = serializers.DateTimeField(allow_null=True)


class CertificateSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    granted_by = serializers.CharField(allow_null=True)
    granted_at = serializers.DateTimeField()


class RaterQualitySerializer(serializers.Serializer[Any]):
    rater = serializers.IntegerField()
    username = serializers.CharField()
    recruited = RecruitedSerializer(allow_null=True)
    submitted = serializers.IntegerField()
    practised = serializers.IntegerField()
    gold = SeenSerializer()
    attention = SeenSerializer()
    misses = serializers.IntegerField()
    stopped_at = serializers.DateTimeField(allow_null=True)
    stop_reason = serializers.CharField()
    quiz = QuizStateSerializer(allow_null=True)
    languages = serializers.ListField(child=serializers.CharField())
    certificates = CertificateSerializer(many=True)


class ExtraUsedSerializer(serializers.Serializer[Any]):
    used = serializers.IntegerField()
    items = serializers.IntegerField()
    budget = serializers.IntegerField(allow_null=True)


class ArmSerializer(serializers.Serializer[Any]):
    arm = serializers.CharField()
    items = serializers.IntegerField()
    wanted = serializers.IntegerField(source="asked")
    ratings = serializers.IntegerField(source="given")
    complete = serializers.IntegerField()


class AssistanceSerializer(serializers.Serializer[Any]):
    drawn = serializers.DictField(child=serializers.IntegerField())
    exposures = serializers.IntegerField()


class FirstRaterSerializer(serializers.Serializer[Any]):
    waiting = serializers.IntegerField()
    unnamed = serializers.IntegerField()


class QualitySerializer(serializers.Serializer[Any]):
    raters = RaterQualitySerializer(many=True)
    known_items = serializers.DictField(child=serializers.IntegerField())
    extra_raters = ExtraUsedSerializer(allow_null=True)
    arms = ArmSerializer(many=True, allow_null=True)
    assistance = AssistanceSerializer(allow_null=True)
    first_rater = FirstRaterSerializer(allow_null=True)


class QualityView(APIView):
    @extend_schema(operation_id="quality_read", responses=QualitySerializer)
    def get(self, request: Request, slug: str) -> Response:
        """Known items and qualification per rater; extra raters, arms and drafts so far."""
        project = project_for(signed_in(request), slug, may_study)
        return Response(QualitySerializer(quality_of(project)).data)


class GroupSerializer(serializers.Serializer[Any]):
    """`shares` by label, or the `mean` of a scale."""

    n = serializers.IntegerField()
    shares = serializers.DictField(child=serializers.FloatField(), required=False)
    mean = serializers.FloatField(allow_null=True, required=False)


class MovedSerializer(serializers.Serializer[Any]):
    n = serializers.IntegerField()
    changed = serializers.IntegerField()
    towards = serializers.IntegerField()


class AnchoringSerializer(serializers.Serializer[Any]):
    question = serializers.CharField()
    groups = serializers.DictField(child=GroupSerializer())
    same_as_draft = serializers.DictField(child=serializers.FloatField(allow_null=True))
    moved = MovedSerializer()


class AnchoringView(APIView):
    @extend_schema(operation_id="anchoring_read", responses=AnchoringSerializer(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """Blind answers beside those given on sight of a model's draft, question by question."""
        project = project_for(signed_in(request), slug, may_study)
        result = cached_result(
            project=project,
            name="anchoring",
            key=input_hash(project, name="anchoring"),
            compute=lambda: {"questions": anchoring_of(project)},
        )
        return Response(AnchoringSerializer(result.body["questions"], many=True).data)


class RaterGrantView(APIView):
    class InputSerializer(serializers.Serializer[Any]):
        username = serializers.CharField()
        certificates = serializers.ListField(child=serializers.CharField(), required=False)
        languages = serializers.ListField(child=serializers.CharField(), required=False)
        another_quiz = serializers.BooleanField(default=False)
        resume = serializers.BooleanField(default=False)

        class Meta:
            ref_name = "RaterGrant"

    @extend_schema(operation_id="rater_grant", request=InputSerializer, responses=QualitySerializer)
    def post(self, request: Request, slug: str) -> Response:
        """Grant certificates or languages, allow another quiz, or let a stopped rater go on."""
        project = project_for(signed_in(request), slug, may_study)
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        rater_grant(project=project, by=signed_in(request), **given.validated_data)
        return Response(QualitySerializer(quality_of(project)).data)


class KnownItemSerializer(serializers.Serializer[Any]):
    role = serializers.ChoiceField(choices=ItemRole.choices)
    expected = serializers.DictField(
        child=serializers.DictField(child=serializers.JSONField()),
        required=False,
        default=dict,
        help_text='`{question: {"any_of": [values]}}` or `{question: {"min": n, "max": n}}`',
    )
    explanation = serializers.CharField(required=False, allow_blank=True, default="")


class KnownItemView(APIView):
    @extend_schema(operation_id="known_item_read", responses=KnownItemSerializer)
    def get(self, request: Request, slug: str, item_id: int) -> Response:
        """The role of an item and the answers that are right for it."""
        return Response(self._shown(self._item(request, slug, item_id)))

    @extend_schema(
        operation_id="known_item_set", request=KnownItemSerializer, responses=KnownItemSerializer
    )
    def put(self, request: Request, slug: str, item_id: int) -> Response:
        """Make an item gold, attention, training, quiz or normal, with its expected answers."""
        item = self._item(request, slug, item_id)
        given = KnownItemSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        return Response(self._shown(item_known_set(item=item, **given.validated_data)))

    def _item(self, request: Request, slug: str, item_id: int) -> Item:
        project = project_for(signed_in(request), slug, may_study)
        item = project.items.filter(pk=item_id).first()
        if item is None:
            raise ItemMissing(f"'{slug}' has no item number {item_id}.")
        return item

    def _shown(self, item: Item) -> Any:
        expected = getattr(Item.objects.get(pk=item.pk), "expected", None)
        body = {
            "role": item.role,
            "expected": expected.answers if expected else {},
            "explanation": expected.explanation if expected else "",
        }
        return KnownItemSerializer(body).data


class KnownItemRowSerializer(KnownItemSerializer):
    id = serializers.IntegerField()
    key = serializers.CharField()
    transcript = serializers.CharField(allow_null=True)
    results = SeenSerializer(help_text="answers of raters, a changed one as it was last")


class KnownItemListView(ListAPIView[Item]):
    serializer_class = KnownItemRowSerializer
    queryset = Item.objects.none()

    def get_queryset(self) -> QuerySet[Item]:
        project = project_for(signed_in(self.request), self.kwargs["slug"], may_study)
        return known_items(project, self.request.query_params.get("role", ""))

    @extend_schema(
        operation_id="known_item_list",
        parameters=[
            OpenApiParameter("role", str, enum=[r for r in ItemRole.values if r != ItemRole.NORMAL])
        ],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Items with expected answers, and how raters did on each."""
        page = self.paginate_queryset(self.get_queryset()) or []
        rows = KnownItemRowSerializer(known_rows(page), many=True).data
        return self.get_paginated_response(rows)


class MyLanguagesView(APIView):
    class InputSerializer(serializers.Serializer[Any]):
        languages = serializers.ListField(child=serializers.CharField(), allow_empty=False)

        class Meta:
            ref_name = "MyLanguages"

    @extend_schema(operation_id="my_languages_set", request=InputSerializer, responses={204: None})
    def put(self, request: Request, slug: str) -> Response:
        """Say which languages one knows, as tags such as `pt` or `pt-BR`."""
        project = project_for(signed_in(request), slug, may_rate)
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        languages_set(rater=rater_of(project, signed_in(request)), **given.validated_data)
        return Response(status=204)


class AcceptView(APIView):
    @extend_schema(operation_id="content_warning_accept", request=None, responses={204: None})
    def post(self, request: Request, slug: str) -> Response:
        """Note that the content warning was read."""
        project = project_for(signed_in(request), slug, may_rate)
        warning_accept(project=project, user=signed_in(request))
        return Response(status=204)
