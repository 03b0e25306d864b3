"""What a session has proved: a second step, and how lately its user gave a password or a code. No database."""

from __future__ import annotations

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.http import HttpRequest

from saferplan.accounts.models import User

AFTER = "after_second_step"


def passed_second_step(request: HttpRequest, user: User) -> bool:
    """By a code of the authenticator or a recovery code, in this session."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def forget_second_step(request: HttpRequest, user: User) -> None:
    """After it was removed: what proved it counts no longer."""
    kept = [record for record in get_authentication_records(request, user) if record.get("method") != "mfa"]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept


def require_fresh(request: HttpRequest) -> None:
    """Asks for the password or a code again where the last one is over 15 minutes old, then carries on."""
    raise_if_reauthentication_required(request, app="saferplan")
