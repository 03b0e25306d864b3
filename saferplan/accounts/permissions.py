"""Who may do what: `check_right` raises the reason, `can` answers."""

from __future__ import annotations

from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.rules import Right, Role, may, may_grant


def can(role: Role | None, right: Right) -> bool:
    return may(role, right)


def check_right(role: Role | None, right: Right) -> None:
    """NotAllowed, in words for the user, where the role does not have the right."""
    if not may(role, right):
        who = f"The role {role}" if role else "Somebody without a role here"
        raise NotAllowed(f"{who} may not {right}.")


def check_grant(giver: Role | None, *roles: Role) -> None:
    """NotAllowed, in words for the user, where one of the roles is not theirs to give or to take."""
    if not all(may_grant(giver, role) for role in roles):
        raise NotAllowed("Only an administrator can invite or change editors and administrators.")
