"""The form of "Check my report"."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class CheckForm(forms.Form):
    report = forms.FileField(
        label=_("Your report"),
        help_text=_("Word (.docx), PDF, Markdown or text, up to 10 MB."),
        error_messages={
            "required": _("Choose the report to check."),
            "empty": _("This file is empty: choose another."),
        },
    )
    older = forms.FileField(
        label=_("The report before it (optional)"),
        help_text=_("To find text that has not changed since then."),
        required=False,
        error_messages={"empty": _("This file is empty: choose another.")},
    )
