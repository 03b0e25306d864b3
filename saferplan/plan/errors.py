"""What can go wrong with a plan; each message is for the user."""


class BadPlan(Exception):
    """A plan, or a change to it, that does not hold together; the message says why."""
