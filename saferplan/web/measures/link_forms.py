"""Forms for linking measures to the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class LinkForm(forms.Form):
    subject = forms.ChoiceField(
        label=_("Priority or activity"),
        help_text=_("A priority’s results follow its measures. An activity’s owner has to accept the measure first."),
        error_messages={"required": _("Choose a priority or an activity.")},
    )

    def __init__(self, *args: Any, names: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        subject = self.fields["subject"]
        assert isinstance(subject, forms.ChoiceField)
        priorities = [(key, name) for key, name in names.items() if key.startswith("priority")]
        activities = [(key, name) for key, name in names.items() if key.startswith("activity")]
        subject.choices = [("", ""), (_("Priorities"), priorities), (_("Activities"), activities)]


class AcceptForm(forms.Form):
    """The owner only confirms; an editor says whose word it is."""

    source = forms.CharField(
        label=_("Who accepted it, and in which email or call"),
        help_text=_("For example: Night Time Economy Manager, email of 3 October 2026"),
        max_length=150,
        error_messages={"required": _("Write who accepted it, and in which email or call.")},
    )

    def __init__(self, *args: Any, needs_source: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not needs_source:
            del self.fields["source"]
