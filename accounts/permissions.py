"""Who may open which part of the API, by role. Project membership is annotation's."""

from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.models import User


def may_administer(user: User) -> bool:
    return user.is_admin


def may_design(user: User) -> bool:
    return user.is_admin or user.is_researcher


class IsAdmin(BasePermission):
    message = "Only an admin may do this."

    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(request.user, User) and may_administer(request.user)


class IsDesigner(BasePermission):
    message = "Only a researcher or an admin may do this."

    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(request.user, User) and may_design(request.user)
