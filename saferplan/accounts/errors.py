"""What can go wrong with people and rights; each message is for the user."""


class NotAllowed(Exception):
    """Somebody tried what their role does not allow; the message says what."""


class BadInvitation(Exception):
    """An invitation that cannot be made or accepted; the message says why."""
