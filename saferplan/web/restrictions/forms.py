"""The forms of what the public may not read."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from saferplan.report.restrictions import PARAGRAPHS


class RestrictForm(forms.Form):
    passage = forms.CharField(
        label=_("The words that the public may not read"),
        help_text=_("Copy them from the text above as they stand. Leave this empty for the whole text."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        required=False,
    )
    paragraph = forms.ChoiceField(
        label=_("Which paragraph of Schedule 12A covers it?"),
        choices=[(number, f"{number}: {words}") for number, words in PARAGRAPHS.items()],
        widget=forms.RadioSelect,
    )
    interest = forms.CharField(
        label=_("Why does the public interest lie in not publishing it?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class EndForm(forms.Form):
    reason = forms.CharField(
        label=_("Why may these words be public now?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
