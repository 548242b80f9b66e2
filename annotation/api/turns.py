"""The turns of a recording, and their correction, for those who study the project."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.errors import Missing
from accounts.requests import signed_in
from annotation.api.task_shapes import SpokenWordSerializer
from annotation.models import Project
from annotation.permissions import may_study
from annotation.selectors.projects.projects import project_for
from annotation.selectors.projects.turns import turn_rows, turns_of, version_of
from annotation.selectors.rating.task_media import picture_addresses
from annotation.services.turns.correct import turns_correct
from ingestion.models import Recording


class WantedTurnSerializer(serializers.Serializer[Any]):
    start_seconds = serializers.FloatField()
    end_seconds = serializers.FloatField()
    speaker = serializers.CharField(
        required=False, allow_null=True, allow_blank=True, help_text="null: nobody knows who"
    )
    text = serializers.CharField(
        required=False,
        allow_null=True,
        allow_blank=True,
        help_text="the words; null: nobody wrote them down",
    )


class RecordedTurnSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(
        allow_null=True, help_text="of the segment; null: a turn that a dry run would make"
    )
    start_seconds = serializers.FloatField()
    end_seconds = serializers.FloatField()
    speaker = serializers.CharField(allow_null=True)
    text = serializers.CharField(allow_null=True)
    words = SpokenWordSerializer(many=True, help_text="of the text, those that have times")
    parents = serializers.ListField(
        child=serializers.IntegerField(), help_text="segments that it was cut from"
    )
    items = serializers.ListField(
        child=serializers.CharField(), help_text="keys: several where the project has arms"
    )
    ratings = serializers.IntegerField(help_text="answers that raters have given")
    held = serializers.IntegerField(help_text="raters who are at it now")


class TurnsSerializer(serializers.Serializer[Any]):
    recording = serializers.IntegerField()
    name = serializers.CharField()
    duration_seconds = serializers.FloatField(allow_null=True)
    video_url = serializers.CharField(allow_null=True, help_text="null: there is no film")
    poster_url = serializers.CharField(allow_null=True)
    width = serializers.IntegerField(allow_null=True, help_text="of the film, in pixels")
    height = serializers.IntegerField(allow_null=True)
    version = serializers.CharField(help_text="send it back with a correction")
    turns = RecordedTurnSerializer(many=True)


class CorrectionSerializer(TurnsSerializer):
    dry_run = serializers.BooleanField()
    kept = serializers.IntegerField(help_text="turns that stay as they are")
    added = serializers.IntegerField(help_text="new turns")
    removed = serializers.IntegerField(help_text="wrong turns that nobody had: they go")
    retired = serializers.IntegerField(
        help_text="wrong turns that somebody had: they stay with their answers, and nobody else "
        "gets them"
    )
    ratings = serializers.IntegerField(help_text="answers that stay with retired turns")
    held = serializers.IntegerField(help_text="raters at a retired turn, who can finish it")


class TurnsView(APIView):
    class InputSerializer(serializers.Serializer[Any]):
        version = serializers.CharField(help_text="of the turns that were looked at")
        turns = WantedTurnSerializer(
            many=True, help_text="all turns of the recording as they should be, in any order"
        )
        dry_run = serializers.BooleanField(
            default=False, help_text="say what would happen, and change nothing"
        )

        class Meta:
            ref_name = "TurnsCorrect"

    @extend_schema(operation_id="turn_list", responses=TurnsSerializer)
    def get(self, request: Request, slug: str, recording_id: int) -> Response:
        """The turns of a recording as the project has them, in order of time."""
        project, recording = _found(request, slug, recording_id)
        turns = turns_of(project, recording)
        body = {
            **_about(recording),
            "version": version_of(turns),
            "turns": turn_rows(turns),
        }
        return Response(TurnsSerializer(body).data)

    @extend_schema(
        operation_id="turns_correct", request=InputSerializer, responses=CorrectionSerializer
    )
    def post(self, request: Request, slug: str, recording_id: int) -> Response:
        """Make the turns those of a list: what is there stays, the rest is cut anew.

        Split, merge, move edges, change words or the speaker by sending the list so. The same list
        again changes nothing. Nothing is changed where a turn is unfit; `problems` names each by
        its place in the list (`at`) or, for one that is there, by its `id`.
        """
        project, recording = _found(request, slug, recording_id)
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        done = turns_correct(project=project, recording=recording, **given.validated_data)
        body = {
            **_about(recording),
            **vars(done),
            "dry_run": given.validated_data["dry_run"],
        }
        return Response(CorrectionSerializer(body).data)


def _found(request: Request, slug: str, recording_id: int) -> tuple[Project, Recording]:
    """A recording that items of the project show.

    Raises:
        Missing: there is none
    """
    project = project_for(signed_in(request), slug, may_study)
    recording = (
        Recording.objects.filter(pk=recording_id, segments__items__project=project)
        .distinct()
        .first()
    )
    if recording is None:
        raise Missing(f"'{slug}' has no recording {recording_id}.")
    return project, recording


def _about(recording: Recording) -> dict[str, Any]:
    return {
        "recording": recording.pk,
        "name": recording.name,
        "duration_seconds": recording.duration_seconds,
        **picture_addresses(recording if recording.has_picture else None, sound=True),
    }
