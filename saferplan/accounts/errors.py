"""What can go wrong with people and rights; each message is for the user."""


class NotAllowed(Exception):
    """The user may not do this; the message says why."""
