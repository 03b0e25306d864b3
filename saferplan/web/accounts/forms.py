"""The form for signing in."""

from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Django's own check of name and password, in our words. It does not say which of the two was wrong."""

    username = forms.CharField(
        label=_("Email address"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Enter your email address")},
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(
            attrs={"autocomplete": "current-password", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Enter your password")},
    )
    error_messages = {
        "invalid_login": _("The email address or the password is not right. Check both and try again."),
        "inactive": _("This account has been switched off. Ask your community safety team."),
    }
