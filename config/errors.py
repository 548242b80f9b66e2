"""One shape for every refusal: `{"message": ..., "extra": {...}}`."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from accounts.errors import Refused


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn what a service or Django REST framework raised into our shape.

    Anything else returns None, which becomes a 500 with a traceback in the log.
    """
    if isinstance(error, Refused):
        return Response({"message": str(error), "extra": error.extra}, status=error.status)
    response = exception_handler(error, context)
    if response is None:
        return None
    response.data = {"message": _message(error), "extra": _extra(error)}
    return response


def _message(error: Exception) -> str:
    if isinstance(error, Http404):
        return str(error) or "There is nothing at this address, or it is not shared with you."
    if isinstance(error, PermissionDenied):
        return str(error) or "Your role does not allow this."
    if isinstance(error, exceptions.ValidationError):
        return "; ".join(_flat(error.detail))
    return str(getattr(error, "detail", error))


def _extra(error: Exception) -> dict[str, Any]:
    if isinstance(error, exceptions.ValidationError) and isinstance(error.detail, dict):
        return {"fields": error.detail}
    return {}


def _flat(detail: Any, name: str = "") -> list[str]:
    if isinstance(detail, dict):
        return [line for key, value in detail.items() for line in _flat(value, str(key))]
    if isinstance(detail, list):
        return [line for value in detail for line in _flat(value, name)]
    return [f"{name}: {detail}" if name and name != "non_field_errors" else str(detail)]
