"""Sound and waveforms, for those who have an item of the recording in a project of theirs."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import http_date
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.errors import Missing, Refused
from accounts.models import User
from accounts.requests import signed_in
from annotation.selectors.work import recordings_open_to
from ingestion.engines.peaks import read_peaks
from ingestion.media_store import peaks_path, proxy_path
from ingestion.models import Recording

BLOCK_BYTES = 1 << 16
MOST_POINTS = 20_000


def _recording(user: User, recording_id: int) -> Recording:
    found = recordings_open_to(user).filter(pk=recording_id).first()
    if found is None:
        raise Missing(f"There is no recording {recording_id}, or no project of yours uses it.")
    return found


class ProxyView(APIView):
    @extend_schema(
        operation_id="recording_proxy", responses={(200, "audio/flac"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, recording_id: int) -> HttpResponseBase:
        """The 16 kHz mono FLAC of a recording. Answers byte ranges, so that players can seek."""
        path = proxy_path(_recording(signed_in(request), recording_id).sha256)
        response = ranged(path, request.headers.get("Range", ""), content_type="audio/flac")
        # The address holds one recording for ever, but only its members may keep it.
        response["Cache-Control"] = "private, max-age=86400"
        return response


def ranged(path: Path, asked: str, *, content_type: str) -> HttpResponseBase:
    """A file, or the part of it that a Range header asks for (RFC 9110, one range)."""
    size = path.stat().st_size
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", asked.strip())
    if match is None or match.groups() == ("", ""):
        response: HttpResponseBase = FileResponse(path.open("rb"), content_type=content_type)
        status_headers = {"Content-Length": str(size)}
    else:
        first, last = _span(match[1], match[2], size)
        if first > last:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        response = StreamingHttpResponse(
            _blocks(path, first, last), status=206, content_type=content_type
        )
        status_headers = {
            "Content-Length": str(last - first + 1),
            "Content-Range": f"bytes {first}-{last}/{size}",
        }
    for name, value in status_headers.items():
        response[name] = value
    response["Accept-Ranges"] = "bytes"
    response["Last-Modified"] = http_date(path.stat().st_mtime)
    return response


def _span(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:  # the last N bytes
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last) if last else size - 1, size - 1)


def _blocks(path: Path, first: int, last: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (block := file.read(min(BLOCK_BYTES, left))):
            left -= len(block)
            yield block


class PeaksSerializer(serializers.Serializer[Any]):
    rate_hz = serializers.FloatField(help_text="pairs a second")
    min = serializers.ListField(child=serializers.IntegerField())
    max = serializers.ListField(child=serializers.IntegerField())


class PeaksView(APIView):
    @extend_schema(
        operation_id="recording_peaks",
        parameters=[
            OpenApiParameter("start", float, description="seconds; default 0"),
            OpenApiParameter("end", float, description="seconds; default the end"),
            OpenApiParameter("points", int, description=f"pairs wanted, up to {MOST_POINTS}"),
        ],
        responses=PeaksSerializer,
    )
    def get(self, request: Request, recording_id: int) -> Response:
        """The waveform of a stretch as pairs of extremes, -127..127."""
        recording = _recording(signed_in(request), recording_id)
        asked = request.query_params
        try:
            start = float(asked.get("start", 0))
            end = float(asked["end"]) if "end" in asked else None
            points = int(asked.get("points", 2000))
            if not 1 <= points <= MOST_POINTS:
                raise Refused(f"points is {points}; it must be between 1 and {MOST_POINTS}.")
            found = read_peaks(peaks_path(recording.sha256), start, end, points)
        except ValueError as error:
            raise Refused(f"This stretch cannot be drawn: {error}.") from error
        response = Response(
            {"rate_hz": found.rate_hz, "min": found.min.tolist(), "max": found.max.tolist()}
        )
        response["Cache-Control"] = "private, max-age=86400"
        return response
