"""A person at the API, without a browser: one session on one connection that stays open."""

import http.client
import json
import time
from typing import Any

LONGEST_REST = 5.0
"""Seconds after which a connection is opened anew: the server closes one that rests longer."""


class Person:
    """Signs in at once; later writes carry the CSRF token, as the browser application's do."""

    def __init__(self, port: int, username: str, password: str) -> None:
        self._port = port
        self._connection: http.client.HTTPConnection | None = None
        self._used_at = 0.0
        self._cookies: dict[str, str] = {}
        self.send("GET", "/api/session/")
        status, body = self.send(
            "POST", "/api/session/", {"username": username, "password": password}
        )
        if status != 200:
            raise RuntimeError(f"'{username}' could not sign in: {status} {body}")

    def send(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Status and JSON of one request. Raises OSError or HTTPException when the line breaks."""
        headers = {
            "Content-Type": "application/json",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "X-CSRFToken": self._cookies.get("csrftoken", ""),
        }
        text = None if body is None else json.dumps(body)
        if time.monotonic() - self._used_at > LONGEST_REST:
            self._connection = None
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
            self._connection.request(method, path, text, headers)
            response = self._connection.getresponse()
            data = response.read()
            self._used_at = time.monotonic()
        except (OSError, http.client.HTTPException):
            self._connection = None  # the next request opens another
            raise
        for header, value in response.getheaders():
            if header.lower() == "set-cookie":
                name, _, content = value.partition("=")
                self._cookies[name] = content.partition(";")[0]
        return response.status, json.loads(data) if data else None
