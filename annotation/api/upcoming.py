"""The media of the next item, ahead of time."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.requests import signed_in
from annotation.api.work import TaskMediaSerializer
from annotation.permissions import may_rate
from annotation.selectors.projects.projects import project_for
from annotation.services.assignment.upcoming import upcoming_media


class UpcomingView(APIView):
    class OutputSerializer(serializers.Serializer[Any]):
        media = TaskMediaSerializer(many=True)

        class Meta:
            ref_name = "Upcoming"

    @extend_schema(operation_id="assignment_upcoming", responses=OutputSerializer)
    def get(self, request: Request, slug: str) -> Response:
        """Media that this rater most likely needs next. Nothing is leased, nothing promised."""
        project = project_for(signed_in(request), slug, may_rate)
        found = upcoming_media(project=project, user=signed_in(request))
        return Response(self.OutputSerializer({"media": found}).data)
