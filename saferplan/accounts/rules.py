"""Who may do what in a partnership. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What a member is in a partnership. Somebody may be a member of several, and act for several agencies in one."""

    VIEWER = "viewer"
    BOARD_MEMBER = "board member"
    CONTRIBUTOR = "contributor"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What can be done in a partnership."""

    SEE_READY = "see the dashboards that are ready for the board"
    SEE_LIVE = "see every dashboard as it stands now, and who is late"
    SEE_FINDINGS = "see findings and contradictions"
    CONTRIBUTE = "write the updates that are asked of them"
    REVIEW = "return or approve updates"
    EDIT = "run periods and change the plan, for any agency"
    ADMINISTER = "let people in and take them out"


_ALL_SEE = frozenset({Right.SEE_READY, Right.SEE_LIVE, Right.SEE_FINDINGS})

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.BOARD_MEMBER: frozenset({Right.SEE_READY}),
    Role.VIEWER: _ALL_SEE,
    Role.CONTRIBUTOR: _ALL_SEE | {Right.CONTRIBUTE},
    Role.REVIEWER: _ALL_SEE | {Right.CONTRIBUTE, Right.REVIEW},
    Role.EDITOR: _ALL_SEE | {Right.CONTRIBUTE, Right.REVIEW, Right.EDIT},
    Role.ADMINISTRATOR: frozenset(Right),
}

# Whoever can change what others see proves it with a second step at sign-in.
NEEDS_SECOND_STEP = frozenset({Role.EDITOR, Role.ADMINISTRATOR})


def may(role: Role | None, right: Right) -> bool:
    """Whoever has no role in the partnership may do nothing in it."""
    return role is not None and right in RIGHTS[role]


def needs_second_step(role: Role | None) -> bool:
    return role in NEEDS_SECOND_STEP
