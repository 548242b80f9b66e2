"""What can be heard and seen of a recording, for those who have an item of it in a project.

In a project with presentation arms, raters get the parts that their arm shows: the same rule that
leaves addresses out of the task refuses the bytes behind them.
"""

import math
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.errors import Missing, Refused
from accounts.models import User
from accounts.requests import signed_in
from annotation.api.ranged import KEPT_A_DAY, file_response
from annotation.selectors.rating.media_access import NOTHING, parts_open_to
from annotation.services.ingest.silent_films import film_ask
from ingestion.engines.peaks import read_peaks
from ingestion.media_store import peaks_path, proxy_path, sensors_path
from ingestion.models import Recording
from ingestion.renditions import Rendition, image_of, muted_of, poster_of, video_of

MOST_POINTS = 20_000
MOST_SENSOR_POINTS = 5_000
MOST_SECONDS = 10_000_000
"""More than any recording has; what is far beyond overflows where it becomes samples."""
NAMES = {"sound": "sound", "picture": "a picture", "sensors": "sensor channels"}


def _recording(user: User, recording_id: int, *parts: str) -> Recording:
    """A recording of which this person may have these parts.

    Raises:
        Missing: there is none, or none of these parts, for this person
    """
    found = Recording.objects.filter(pk=recording_id).first()
    open_parts = parts_open_to(user, found) if found else NOTHING
    if found is None or not open_parts:
        raise Missing(f"There is no recording {recording_id}, or no project of yours uses it.")
    if not set(parts) <= open_parts:
        # As if it were not there: even its being there would tell of the other arms.
        raise Missing(f"Recording {recording_id} has nothing of this kind for you.")
    return found


def _stretch(request: Request, recording: Recording, points: str, most: int, default: int) -> Any:
    """Start, end and number of points that a request asks for.

    Raises:
        Refused: one of them is no number, or out of range
    """
    asked = request.query_params
    try:
        start = float(asked.get("start", 0))
        end = float(asked.get("end", recording.duration_seconds or 0))
        count = int(asked.get(points, default))
    except ValueError as error:
        raise Refused(f"This stretch cannot be drawn: {error}.") from error
    if not (abs(start) <= MOST_SECONDS and abs(end) <= MOST_SECONDS):  # NaN is neither
        raise Refused(
            f"start {start:g} and end {end:g} must be numbers of seconds, up to {MOST_SECONDS}."
        )
    if not 1 <= count <= most:
        raise Refused(f"{points} is {count}; it must be between 1 and {most}.")
    return start, end, count


def _kept(response: HttpResponseBase) -> Any:
    response["Cache-Control"] = KEPT_A_DAY
    return response


class ProxyView(APIView):
    @extend_schema(
        operation_id="recording_proxy", responses={(200, "audio/flac"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, recording_id: int) -> HttpResponseBase:
        """The 16 kHz mono FLAC of a recording. Answers byte ranges, so that players can seek."""
        recording = _recording(signed_in(request), recording_id, "sound")
        path = proxy_path(recording.sha256)
        if not recording.has_sound or not path.exists():
            raise Missing(f"Recording {recording_id} has no sound.")
        return file_response(request, path, content_type="audio/flac", content=recording.sha256)


def _rendition(
    request: Request,
    recording_id: int,
    of: Callable[[Recording], Rendition | None],
    *parts: str,
) -> HttpResponseBase:
    recording = _recording(signed_in(request), recording_id, *parts)
    found = of(recording)
    if found is None:
        raise Missing(f"Recording {recording_id} has nothing of this kind.")
    return file_response(
        request, found.path, content_type=found.content_type, content=recording.sha256
    )


class VideoView(APIView):
    @extend_schema(
        operation_id="recording_video", responses={(200, "video/mp4"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, recording_id: int) -> HttpResponseBase:
        """Video with its sound, as browsers play it. Answers byte ranges."""
        return _rendition(request, recording_id, video_of, "picture", "sound")


class MutedView(APIView):
    @extend_schema(
        operation_id="recording_muted", responses={(200, "video/mp4"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, recording_id: int) -> HttpResponseBase:
        """The same video without its sound: there is none in the file. Answers byte ranges.

        404 where the file is missing; a worker is asked to make it.
        """
        return _rendition(request, recording_id, _muted, "picture")


def _muted(recording: Recording) -> Rendition | None:
    found = muted_of(recording)
    if found is None and video_of(recording) is not None:
        film_ask(recording)
        raise Missing(
            f"The copy of recording {recording.pk} without sound is being made. Load the page "
            "again in a moment."
        )
    return found


class PosterView(APIView):
    @extend_schema(
        operation_id="recording_poster", responses={(200, "image/jpeg"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, recording_id: int) -> HttpResponseBase:
        """A still of a video."""
        return _rendition(request, recording_id, poster_of, "picture")


class ImageView(APIView):
    @extend_schema(
        operation_id="recording_image", responses={(200, "image/jpeg"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, recording_id: int) -> HttpResponseBase:
        """An image, upright and at most 2048 pixels long."""
        return _rendition(request, recording_id, image_of, "picture")


class PeaksSerializer(serializers.Serializer[Any]):
    rate_hz = serializers.FloatField(help_text="pairs a second")
    min = serializers.ListField(child=serializers.IntegerField())
    max = serializers.ListField(child=serializers.IntegerField())


START = OpenApiParameter("start", float, description="seconds; default 0")
END = OpenApiParameter("end", float, description="seconds; default the end")


class PeaksView(APIView):
    @extend_schema(
        operation_id="recording_peaks",
        parameters=[
            START,
            END,
            OpenApiParameter("points", int, description=f"pairs wanted, up to {MOST_POINTS}"),
        ],
        responses=PeaksSerializer,
    )
    def get(self, request: Request, recording_id: int) -> Response:
        """The waveform of a stretch as pairs of extremes, -127..127."""
        recording = _recording(signed_in(request), recording_id, "sound")
        if not recording.has_sound:
            raise Missing(f"Recording {recording_id} has no sound.")
        start, end, points = _stretch(request, recording, "points", MOST_POINTS, 2000)
        try:
            found = read_peaks(peaks_path(recording.sha256), start, end, points)
        except ValueError as error:
            raise Refused(f"This stretch cannot be drawn: {error}.") from error
        body = {"rate_hz": found.rate_hz, "min": found.min.tolist(), "max": found.max.tolist()}
        kept: Response = _kept(Response(body))
        return kept


class SpectrogramView(APIView):
    @extend_schema(
        operation_id="recording_spectrogram",
        parameters=[
            START,
            END,
            OpenApiParameter("width", int, description="pixels, up to 4096; default 1200"),
        ],
        responses={(200, "image/png"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, recording_id: int) -> HttpResponseBase:
        """Level over time and pitch of a stretch: a grey PNG, 128 bands of 50 Hz to 8 kHz high."""
        from ingestion.engines.spectrogram import MOST_COLUMNS, spectrogram_png

        recording = _recording(signed_in(request), recording_id, "sound")
        if not recording.has_sound:
            raise Missing(f"Recording {recording_id} has no sound.")
        start, end, width = _stretch(request, recording, "width", MOST_COLUMNS, 1200)
        try:
            png = spectrogram_png(proxy_path(recording.sha256), start, end, width)
        except ValueError as error:
            raise Refused(f"This stretch cannot be drawn: {error}.") from error
        drawn: HttpResponseBase = _kept(HttpResponse(png, content_type="image/png"))
        return drawn


class SensorChannelSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    unit = serializers.CharField(allow_null=True)
    low = serializers.FloatField(allow_null=True, help_text="of the whole recording")
    high = serializers.FloatField(allow_null=True, help_text="of the whole recording")
    step_seconds = serializers.FloatField(
        allow_null=True, help_text="usual time between two numbers; what is longer is a gap"
    )
    min = serializers.ListField(
        child=serializers.FloatField(allow_null=True),
        allow_null=True,
        help_text="null where `channels` leaves it out",
    )
    max = serializers.ListField(child=serializers.FloatField(allow_null=True), allow_null=True)


class SensorsSerializer(serializers.Serializer[Any]):
    start_seconds = serializers.FloatField()
    end_seconds = serializers.FloatField()
    points = serializers.IntegerField(help_text="stretches of equal time in each channel")
    channels = SensorChannelSerializer(many=True)


class SensorsView(APIView):
    @extend_schema(
        operation_id="recording_sensors",
        parameters=[
            START,
            END,
            OpenApiParameter(
                "points", int, description=f"pairs a channel, up to {MOST_SENSOR_POINTS}"
            ),
            OpenApiParameter(
                "channels",
                str,
                description="places of those to draw, from 0, with commas; default all",
            ),
        ],
        responses=SensorsSerializer,
    )
    def get(self, request: Request, recording_id: int) -> Response:
        """The channels of a sensor table as pairs of extremes; null where nothing was measured."""
        from ingestion.engines.envelopes import draw

        recording = _recording(signed_in(request), recording_id, "sensors")
        path = sensors_path(recording.sha256)
        if not path.exists():
            raise Missing(f"Recording {recording_id} is no sensor table.")
        start, end, points = _stretch(request, recording, "points", MOST_SENSOR_POINTS, 800)
        known = recording.details["channels"]
        try:
            chosen = _chosen(request.query_params.get("channels"), len(known))
            drawn = draw(path, start, end, points, chosen)
        except ValueError as error:
            raise Refused(f"This stretch cannot be drawn: {error}.") from error
        pairs = dict(zip(chosen, zip(drawn.low, drawn.high, strict=True), strict=True))
        channels = [
            {
                **{key: channel.get(key) for key in ("name", "unit", "low", "high")},
                # Tables that came in before steps were counted by channel.
                "step_seconds": channel.get("step_seconds", recording.details["step_seconds"]),
                "min": _numbers(pairs[at][0]) if at in pairs else None,
                "max": _numbers(pairs[at][1]) if at in pairs else None,
            }
            for at, channel in enumerate(known)
        ]
        body = {
            "start_seconds": start,
            "end_seconds": end,
            "points": points,
            "channels": channels,
        }
        kept: Response = _kept(Response(body))
        return kept


def _chosen(asked: str | None, count: int) -> list[int]:
    """Places of channels that a request asks for. Raises ValueError where one is no number."""
    if asked is None:
        return list(range(count))
    return [int(place) for place in dict.fromkeys(asked.split(",")) if place]


def _numbers(values: Any) -> list[float | None]:
    """Six digits are more than a screen shows; nothing measured is null."""
    return [None if math.isnan(value) else float(f"{value:.6g}") for value in values]
