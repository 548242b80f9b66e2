"""What is told of recordings beside their content: consent and session. For admins."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.errors import Missing
from accounts.permissions import IsAdmin
from accounts.requests import signed_in
from annotation.services.consent.consents import consents_set, terms_from
from annotation.services.consent.recordings import recordings_session_set
from ingestion.models import ConsentState, Permission, Recording

MOST = 1000
"""Recordings that are changed at once."""


class ConsentSerializer(serializers.Serializer[Any]):
    """The rules are those of `annotation.services.consent.consents`."""

    state = serializers.ChoiceField(ConsentState.values)
    permits = serializers.ListField(
        child=serializers.ChoiceField(Permission.values), required=False, default=list
    )
    document = serializers.CharField(required=False, allow_blank=True, max_length=500, default="")
    date = serializers.DateField(required=False, allow_null=True, default=None)

    class Meta:
        ref_name = "Consent"


class RecordingsToldView(APIView):
    permission_classes = (IsAdmin,)

    class InputSerializer(serializers.Serializer[Any]):
        recordings = serializers.ListField(
            child=serializers.IntegerField(), min_length=1, max_length=MOST
        )
        consent = ConsentSerializer(required=False)
        session = serializers.CharField(required=False, allow_blank=True, max_length=200)

        class Meta:
            ref_name = "RecordingsTold"

    class OutputSerializer(serializers.Serializer[Any]):
        recordings = serializers.IntegerField()

        class Meta:
            ref_name = "RecordingsChanged"

    @extend_schema(
        operation_id="recordings_tell", request=InputSerializer, responses=OutputSerializer
    )
    def patch(self, request: Request) -> Response:
        """State the consent to recordings, or their session; what is not named stays."""
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        told = given.validated_data
        recordings = list(Recording.objects.filter(pk__in=told["recordings"]))
        if gone := set(told["recordings"]) - {one.pk for one in recordings}:
            raise Missing(f"There is no recording {min(gone)}. Load the page again.")
        if "consent" in told:
            consents_set(recordings, terms_from(told["consent"]), by=signed_in(request))
        if "session" in told:
            recordings_session_set([one.pk for one in recordings], told["session"].strip())
        return Response({"recordings": len(recordings)})
