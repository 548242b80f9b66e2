"""The person behind a request."""

from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request

from accounts.models import User


def signed_in(request: Request) -> User:
    """The signed-in person; the default permission has turned everybody else away already."""
    if not isinstance(request.user, User):
        raise NotAuthenticated
    return request.user
