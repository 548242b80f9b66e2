"""Acts on people."""

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.errors import Conflict, Refused
from accounts.models import Role, User


def user_create(*, username: str, role: str, password: str, name: str = "") -> User:
    """Create a person who can sign in.

    Raises:
        Refused: the role is unknown, or the name or password is unfit
        Conflict: the user name is taken
    """
    if role not in Role.values:
        raise Refused(f"Role '{role}' is unknown; it is one of: {', '.join(Role.values)}.")
    user = User(username=username, role=role, name=name)
    try:
        User.username_validator(username)
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(f"User '{username}' was not created: {' '.join(error.messages)}") from error
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise Conflict(f"User '{username}' exists already; choose another name.") from error
    return user


def user_update(
    *, user: User, role: str | None, name: str | None, is_active: bool | None, password: str | None
) -> User:
    """Change what is given and leave the rest.

    Raises:
        Refused: the role is unknown, the password unfit, or no admin would be left
    """
    if role is not None and role not in Role.values:
        raise Refused(f"Role '{role}' is unknown; it is one of: {', '.join(Role.values)}.")
    if password is not None:
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error
        user.set_password(password)
    user.role = user.role if role is None else role
    user.name = user.name if name is None else name
    user.is_active = user.is_active if is_active is None else is_active
    with transaction.atomic():
        user.save()
        if not User.objects.filter(role=Role.ADMIN, is_active=True).exists():
            raise Refused("This would leave nobody who is an admin; make somebody else one first.")
    return user


def guest_create(*, name: str) -> User:
    """Create a person without a password, who comes in by a link of a project only.

    The user name says nothing about them.
    """
    user = User(username=f"guest-{secrets.token_hex(8)}", role=Role.ANNOTATOR, name=name)
    user.set_unusable_password()
    user.save()
    return user
