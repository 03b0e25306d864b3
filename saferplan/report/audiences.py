"""For whom an edition is, and why a publication was made."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    BOARD = "board"
    PUBLIC = "public"


class PublicationKind(StrEnum):
    """An earlier report was published before Saferplan, and brought in as it was."""

    FIRST = "first"
    CORRECTION = "correction"
    AMENDED = "amended at the meeting"
    EARLIER = "earlier report"
