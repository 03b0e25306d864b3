"""The form that takes a council's own Word document."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from saferplan.documents.template_models import TemplateKind

KINDS = (
    (TemplateKind.REPORT.value, _("Performance report")),
    (TemplateKind.COVERING.value, _("Covering report to a committee")),
)


class TemplateForm(forms.Form):
    file = forms.FileField(
        label=_("Word document"),
        help_text=_("A .docx up to 10 MB, without macros."),
        error_messages={
            "required": _("Choose a Word document."),
            "empty": _("This file is empty: choose another."),
        },
    )
