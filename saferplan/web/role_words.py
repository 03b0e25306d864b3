"""Roles in words: what they are called and what whoever has one may do."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saferplan.accounts.rules import Role

ROLES: dict[Role, Promise] = {
    Role.VIEWER: _("Viewer"),
    Role.BOARD_MEMBER: _("Board member"),
    Role.CONTRIBUTOR: _("Contributor"),
    Role.REVIEWER: _("Reviewer"),
    Role.EDITOR: _("Editor"),
    Role.ADMINISTRATOR: _("Administrator"),
}
WHAT_THEY_DO: dict[Role, Promise] = {
    Role.VIEWER: _("sees every dashboard and what the checks found"),
    Role.BOARD_MEMBER: _("sees each dashboard once it is ready for the board"),
    Role.CONTRIBUTOR: _("sees every dashboard and writes the updates of their agency"),
    Role.REVIEWER: _("sees every dashboard, and returns or approves the updates of others"),
    Role.EDITOR: _("runs periods, changes the plan and invites people; signs in with a second step"),
    Role.ADMINISTRATOR: _("an editor who also says who is editor or administrator; signs in with a second step"),
}
