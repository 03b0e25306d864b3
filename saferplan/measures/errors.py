"""What can go wrong with measures; each message is for the user."""


class BadMeasure(Exception):
    """A measure, a value or a release that does not hold together; the message says why."""
