"""What can go wrong when something is published; each message is for the user."""


class NotPublished(Exception):
    """Nothing was published; the message says why and what to do."""


class ProofIsOld(NotPublished):
    """The proof is not the one that was looked at: somebody has made it anew or accepted something meanwhile."""


class NotThere(Exception):
    """The content of a publication is not in the store, or no longer what was put in."""


class Destroyed(NotThere):
    """The content of a publication was destroyed."""
