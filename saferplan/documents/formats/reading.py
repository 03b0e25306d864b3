"""What a reader returns: the tree, where each fact stood, and what could not be placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from saferplan.report.places import Place
from saferplan.report.tree import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A text that could not be placed, or was read with a doubt. `message` is plain English; `text` is quoted."""

    code: str
    message: str
    text: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """`places` has keys such as `report.date`, `priority:1`, `activity:1.1.1a`, `card:0`.

    `placed` and `unplaced` count texts (paragraphs and table cells with content) of the source.
    """

    tree: Report
    notices: tuple[Notice, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    placed: int = 0
    unplaced: int = 0


class UnreadableFile(Exception):
    """A file that cannot be read. The message is one plain sentence for the user: what and what to do."""
