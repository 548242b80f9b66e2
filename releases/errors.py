"""What acts on releases refuse."""

from accounts.errors import Conflict, Missing, Refused


class ReleaseMissing(Missing):
    pass


class ReleaseRefused(Refused):
    pass


class ReleaseConflict(Conflict):
    pass
