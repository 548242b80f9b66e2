"""What auto-labeling refuses."""

from accounts.errors import Missing, Refused


class CardMissing(Missing):
    pass


class AutolabelRefused(Refused):
    pass
