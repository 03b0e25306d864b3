"""The forms of accounts: allauth's checks with our words. Codes and passwords may be pasted."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as second_step
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth import password_validation
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from saferplan.accounts.models import User
from saferplan.web.accounts.adapter import TOO_MANY, AccountAdapter

# Longer than a code can be right: its half minute, and the one before and after it.
REMEMBERED = 150
PLAIN = {"autocapitalize": "none", "spellcheck": "false"}


def email_field() -> forms.EmailField:
    return forms.EmailField(
        label=_("Email address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username", **PLAIN}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": _("Enter an email address, such as name@example.org"),
        },
    )


def password_field(label: str = "") -> forms.CharField:
    return forms.CharField(
        label=label or _("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", **PLAIN}),
        error_messages={"required": _("Enter your password")},
    )


class NewPasswordField(forms.CharField):
    """One field, which can be shown: typing a password twice catches nothing that seeing it does not."""

    user: User | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=options.pop("label", _("New password")),
            help_text=_("At least 12 characters. Three or four words that do not belong together are good."),
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password", **PLAIN}),
            error_messages={"required": _("Choose a password")},
            **options,
        )

    def clean(self, value: str) -> str:
        value = super().clean(value)
        password_validation.validate_password(value, self.user)
        return value


def code_field(label: str, help_text: str) -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-10", **PLAIN}
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": _("Enter the code")},
    )


class SignInForm(account.LoginForm):
    """It does not say whether the address or the password was wrong, nor that an account is switched off."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields = {"login": email_field(), "password": password_field()}

    def clean_login(self) -> str:
        return str(self.cleaned_data["login"]).lower()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.user is not None and not self.user.is_active:
            raise AccountAdapter().validation_error("email_password_mismatch")
        return cleaned


class ForgottenForm(account.ResetPasswordForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields = {"email": email_field()}


class _NewPassword(forms.Form):
    """What allauth asks for twice is asked for once."""

    user: User | None

    def _ask_once(self) -> None:
        field = NewPasswordField()
        field.user = self.user
        self.fields["password1"] = field
        del self.fields["password2"]


class NewPasswordForm(account.ResetPasswordKeyForm, _NewPassword):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._ask_once()


class ChangePasswordForm(account.ChangePasswordForm, _NewPassword):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._ask_once()
        self.fields["oldpassword"] = password_field(str(_("Your password now")))


class PasswordAgainForm(account.ReauthenticateForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields = {"password": password_field()}


class _Codes(forms.Form):
    """Codes count once, and somebody who guesses has few guesses a day."""

    def clean_code(self) -> str:
        usage = ratelimit.consume(
            context.request,
            app="allauth.account",
            action="second_step",
            key=f"second-step-{self.user.pk}",  # type: ignore[attr-defined]
        )
        if usage is None:
            raise forms.ValidationError(TOO_MANY)
        code = str(super().clean_code())  # type: ignore[misc]
        usage.rollback()
        made = getattr(self, "authenticator", None)
        if made is None or made.type == Authenticator.Type.TOTP:
            self._use_up(code)
        return code

    def _use_up(self, code: str) -> None:
        used = f"second-step-used:{self.user.pk}:{normalize_user_code(code)}"  # type: ignore[attr-defined]
        if not cache.add(used, "y", timeout=REMEMBERED):
            raise get_adapter().validation_error("incorrect_code")


CODE_HELP = _("From the authenticator app on your phone, or one of your recovery codes.")


class CodeForm(_Codes, second_step.AuthenticateForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields = {"code": code_field(str(_("Code")), str(CODE_HELP))}


class CodeAgainForm(_Codes, second_step.ReauthenticateForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields = {"code": code_field(str(_("Code")), str(CODE_HELP))}


class SetUpForm(_Codes, ActivateTOTPForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields = {"code": code_field(str(_("Code")), str(_("The six digits that the app shows now.")))}


class JoinForm(forms.Form):
    """Of somebody who is invited and has no account yet."""

    password = NewPasswordField(label=_("Choose a password"))

    def __init__(self, *args: Any, email: str, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["password"]
        assert isinstance(field, NewPasswordField)
        field.user = User(username=email, email=email)
