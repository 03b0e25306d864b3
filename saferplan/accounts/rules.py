"""Who may do what in a partnership. Pure: no database, no clock."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a member may do. An editor may do all that a viewer may."""

    VIEWER = "viewer"
    EDITOR = "editor"


def may_edit(role: Role | None) -> bool:
    return role is Role.EDITOR


def may_see_live(role: Role | None, *, live_is_open: bool) -> bool:
    """The live dashboard: members always, others only where the partnership is the open demo."""
    return role is not None or live_is_open


def may_see_findings(role: Role | None) -> bool:
    """Findings, contradictions, drafts and who is late: members only, in the demo too."""
    return role is not None
