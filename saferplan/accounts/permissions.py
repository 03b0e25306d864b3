"""Who may do what."""

from __future__ import annotations

from saferplan.accounts.models import Partnership
from saferplan.accounts.rules import Role, may_edit, may_see_findings, may_see_live


def can_see_live(role: Role | None, partnership: Partnership) -> bool:
    return may_see_live(role, live_is_open=partnership.live_is_open)


def can_see_findings(role: Role | None) -> bool:
    return may_see_findings(role)


def can_edit(role: Role | None) -> bool:
    return may_edit(role)
