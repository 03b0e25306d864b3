"""The emails about accounts: what they say. Plain text, a subject and a body."""

from __future__ import annotations

from django.utils.translation import gettext as _

from saferplan.accounts.rules import INVITATION_DAYS

Letter = tuple[str, str]


def reset_letter(url: str) -> Letter:
    body = _(
        "Somebody asked for a new password for this address at Saferplan.\n\n"
        "To choose one, open this link:\n\n%(url)s\n\n"
        "The link works once. If it was not you, do nothing: your password stays as it is."
    )
    return _("Choose a new password"), body % {"url": url}


def notice_letter(kind: str) -> Letter | None:
    """Tells somebody that their way of signing in was changed; None for what needs no notice."""
    what = {
        "account/email/password_changed": _("Your password was changed."),
        "account/email/password_reset": _("Your password was changed."),
        "mfa/email/totp_activated": _("A second step was set up for your account."),
        "mfa/email/totp_deactivated": _("The second step of your account was removed."),
        "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account."),
    }.get(kind)
    if what is None:
        return None
    ask = _("If it was not you, tell your community safety team at once.")
    return _("Your Saferplan account was changed"), f"{what}\n\n{ask}"


def invitation_letter(*, name: str, partnership: str, role: str, by: str, url: str) -> Letter:
    body = _(
        "Dear %(name)s,\n\n"
        "%(by)s asks you to take part in %(partnership)s on Saferplan, as %(role)s.\n\n"
        "To accept, open this link and follow what it says:\n\n%(url)s\n\n"
        "The link is for you alone and works for %(days)d days. Nothing happens until you accept."
    )
    values = {"name": name, "by": by, "partnership": partnership, "role": role, "url": url, "days": INVITATION_DAYS}
    return _("%(partnership)s: your invitation") % {"partnership": partnership}, body % values
