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


# How long an invitation can be accepted.
INVITATION_DAYS = 14


def may_grant(giver: Role | None, role: Role) -> bool:
    """Administrators let in and take out anybody; editors all but those who need a second step."""
    if may(giver, Right.ADMINISTER):
        return True
    return may(giver, Right.EDIT) and not needs_second_step(role)


def grantable(giver: Role | None) -> tuple[Role, ...]:
    return tuple(role for role in Role if may_grant(giver, role))


class Standing(StrEnum):
    """How far a contact is with signing in."""

    CONTACT = "contact"
    INVITED = "invited"
    EXPIRED = "invitation ran out"
    JOINED = "joined"
    LEFT = "left"


def standing(*, has_left: bool, is_member: bool, is_invited: bool, was_invited: bool) -> Standing:
    """The strongest of what is true."""
    if has_left:
        return Standing.LEFT
    if is_member:
        return Standing.JOINED
    if is_invited:
        return Standing.INVITED
    return Standing.EXPIRED if was_invited else Standing.CONTACT
