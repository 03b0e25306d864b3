"""How far somebody is with signing in, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saferplan.accounts.rules import Standing

STANDINGS: dict[Standing, Promise] = {
    Standing.CONTACT: _("Contact only"),
    Standing.INVITED: _("Invited"),
    Standing.EXPIRED: _("Invitation ran out"),
    Standing.JOINED: _("Joined"),
    Standing.LEFT: _("Left"),
}
# The kind of GOV.UK tag: what waits for somebody stands out.
TAGS: dict[Standing, str] = {
    Standing.CONTACT: "grey",
    Standing.INVITED: "blue",
    Standing.EXPIRED: "yellow",
    Standing.JOINED: "green",
    Standing.LEFT: "grey",
}
