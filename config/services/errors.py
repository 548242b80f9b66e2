"""What goes wrong with the embedded services."""


class ServiceError(Exception):
    """A service cannot run; the message says what is wrong and the way out."""
