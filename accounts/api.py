"""Sign in, sign out, and the list of people."""

from typing import Any

from django.contrib.auth import authenticate, login, logout
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.errors import Refused
from accounts.models import Role, User
from accounts.permissions import IsAdmin
from accounts.services import user_create, user_update

VERSION = "0.1.0"


class SessionUserSerializer(serializers.ModelSerializer[User]):
    class Meta:
        model = User
        fields = ("id", "username", "name", "role")


class SessionSerializer(serializers.Serializer[Any]):
    user = SessionUserSerializer(allow_null=True)
    version = serializers.CharField()


class SignInSerializer(serializers.Serializer[Any]):
    username = serializers.CharField()
    password = serializers.CharField(trim_whitespace=False)


def _session(request: Request) -> dict[str, Any]:
    get_token(request)  # sets the cookie that later writes must repeat in a header
    user = request.user if request.user.is_authenticated else None
    return {"user": SessionUserSerializer(user).data if user else None, "version": VERSION}


@method_decorator(csrf_protect, name="post")
class SessionView(APIView):
    """Who is signed in."""

    permission_classes = (AllowAny,)

    @extend_schema(operation_id="session_read", responses=SessionSerializer)
    def get(self, request: Request) -> Response:
        return Response(_session(request))

    @extend_schema(
        operation_id="session_create", request=SignInSerializer, responses=SessionSerializer
    )
    def post(self, request: Request) -> Response:
        given = SignInSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        user = authenticate(request, **given.validated_data)
        if user is None:
            raise Refused(
                "This name and password do not belong together. Check both and try again."
            )
        login(request._request, user)
        request.user = user  # this wrapper still remembers the visitor
        return Response(_session(request))

    @extend_schema(operation_id="session_delete", responses={204: None})
    def delete(self, request: Request) -> Response:
        logout(request._request)
        return Response(status=204)


class UserSerializer(serializers.ModelSerializer[User]):
    class Meta:
        model = User
        fields = ("id", "username", "name", "role", "is_active", "last_login", "date_joined")


class UserListView(ListAPIView[User]):
    """People, for admins."""

    permission_classes = (IsAdmin,)
    serializer_class = UserSerializer
    queryset = User.objects.order_by("username")

    class InputSerializer(serializers.Serializer[Any]):
        username = serializers.CharField(max_length=150)
        name = serializers.CharField(required=False, allow_blank=True, default="")
        role = serializers.ChoiceField(choices=Role.choices)
        password = serializers.CharField(trim_whitespace=False)

        class Meta:
            ref_name = "UserCreate"

    @extend_schema(
        operation_id="user_create", request=InputSerializer, responses={201: UserSerializer}
    )
    def post(self, request: Request) -> Response:
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        user = user_create(**given.validated_data)
        return Response(UserSerializer(user).data, status=201)


class UserView(APIView):
    permission_classes = (IsAdmin,)

    class InputSerializer(serializers.Serializer[Any]):
        name = serializers.CharField(required=False, allow_blank=True)
        role = serializers.ChoiceField(choices=Role.choices, required=False)
        is_active = serializers.BooleanField(required=False)
        password = serializers.CharField(required=False, trim_whitespace=False)

        class Meta:
            ref_name = "UserUpdate"

    @extend_schema(operation_id="user_update", request=InputSerializer, responses=UserSerializer)
    def patch(self, request: Request, user_id: int) -> Response:
        given = self.InputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        changes = {"role": None, "name": None, "is_active": None, "password": None}
        user = user_update(
            user=get_object_or_404(User, pk=user_id), **{**changes, **given.validated_data}
        )
        return Response(UserSerializer(user).data)
