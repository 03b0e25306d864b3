"""What can go wrong in a reporting cycle; each message is for the user."""


class BadUpdate(Exception):
    """A return, light or decision that does not fit its period; the message says why."""
