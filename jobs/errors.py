"""How an item of a job can end, other than well."""

from accounts.errors import Conflict


class JobConflict(Conflict):
    pass


class ItemFailed(Exception):
    """This item cannot be done; the message is for a person. The rest of the job goes on."""


class ItemSkipped(Exception):
    """There was nothing to do for this item; the message says why."""


class Cancelled(Exception):
    """A person asked for the job to stop."""


class LeaseLost(Exception):
    """Another runner took this item over; whatever is in hand must not be written."""
