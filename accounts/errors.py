"""What services raise when they refuse a request. Each app derives its own from these."""

from typing import Any


class Refused(Exception):
    """A request that cannot be done, with a sentence that a person can act on.

    What a rater or a participant can meet has a `reason`, a code for the words of other languages,
    and `values` for the gaps in them.
    """

    status = 400

    def __init__(self, message: str, **extra: Any) -> None:
        super().__init__(message)
        self.extra = extra


class Missing(Refused):
    """Not there, or not for this person: the two look alike from outside."""

    status = 404


class NotAllowed(Refused):
    """There, and this person's role does not allow the act."""

    status = 403


class Conflict(Refused):
    """Somebody or something was first."""

    status = 409
