"""What can go wrong with a file. Every message is one plain sentence for the person who gave the file."""

from __future__ import annotations


class RefusedFile(Exception):
    """A file that is not accepted: the message names it and says what to do."""


class ParserFailed(Exception):
    """A file that its reader could not finish: it ran too long, took too much memory or stopped."""


class DamagedStore(Exception):
    """Stored bytes that are missing or no longer what they were."""
