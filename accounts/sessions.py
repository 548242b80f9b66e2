"""Who is behind a request: the session and its person, read by one plain query each.

Django reads both at every request; see `accounts.rows` for why they are written out. Everything
else about sessions and passwords is Django's.
"""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import User
from accounts.rows import columns_of, first


class SessionStore(db.SessionStore):
    """Sessions in the database."""

    def _get_session_from_db(self) -> Session | None:
        found = first(
            Session,
            f"SELECT {columns_of(Session, 'django_session')} FROM django_session"  # noqa: S608
            " WHERE session_key = %s AND expire_date > %s",
            (self.session_key, timezone.now()),
        )
        if found is None:
            self._session_key = None
        return found


class Backend(ModelBackend):
    """Names and passwords."""

    def get_user(self, user_id: Any) -> User | None:
        found = first(
            User,
            f"SELECT {columns_of(User, 'accounts_user')} FROM accounts_user"  # noqa: S608
            " WHERE id = %s",
            (user_id,),
        )
        return found if found is not None and self.user_can_authenticate(found) else None
