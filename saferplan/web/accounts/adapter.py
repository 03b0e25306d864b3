"""How allauth speaks and acts here: our words, our emails, encrypted secrets."""

from __future__ import annotations

import base64
import hashlib
import time
from functools import cache
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saferplan.accounts import outbox
from saferplan.accounts.letters import Letter, notice_letter, reset_letter
from saferplan.accounts.models import User
from saferplan.web.links import absolute

TOO_MANY = _("Too many attempts. Wait a few minutes and try again.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The email address or the password is not right. Check both and try again."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The password is not right."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }
    said = {
        "account/messages/password_changed.txt": _("Your password is changed."),
        "mfa/messages/totp_activated.txt": _("The second step is set up."),
        "mfa/messages/totp_deactivated.txt": _("The second step is removed."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are invited."""
        return False

    def add_message(self, request: HttpRequest, level: int, message_template: str = "", *_: Any, **__: Any) -> None:
        text = self.said.get(message_template)
        if text:
            messages.add_message(request, level, str(text))

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:
        """Signing in counts too: whoever has just done it is not asked again."""
        request = self.request
        records = get_authentication_records(request, request.user)
        latest = max((record["at"] for record in records), default=0.0)
        return bool(time.time() - latest >= app_settings.REAUTHENTICATION_TIMEOUT)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Attempts at an account are counted together, whatever name of the site they come by."""
        return str(credentials.get("email") or credentials.get("username") or "").lower()

    def get_reset_password_from_key_url(self, key: str) -> str:
        from django.urls import reverse

        uid, _dash, secret = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": secret})
        return absolute(self.request, path)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        self._send(user, reset_letter(context["password_reset_url"]), "password reset")

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        letter = notice_letter(template_prefix)
        if letter:
            self._send(user, letter, "notice")

    def _send(self, user: User, letter: Letter, about: str) -> None:
        """To the address that we know, never to the one that was typed."""
        subject, body = letter
        outbox.queue(partnership=None, to=user.email, subject=subject, body=body, about=about, now=timezone.now())


@cache
def _box(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second step:{key}".encode()).digest()))


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right, or was used already. Wait for the next one and try again."),
    }

    def encrypt(self, text: str) -> str:
        """Whoever reads the database alone cannot make codes."""
        return _box(settings.SECRET_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            try:
                return _box(key).decrypt(encrypted_text.encode()).decode()
            except InvalidToken:
                continue
        raise InvalidToken
