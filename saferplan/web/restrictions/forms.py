"""The forms of what the public may not read."""

from __future__ import annotations

from typing import Any

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
        help_text=_("It is kept with the publication and is not in the public edition."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )

    def __init__(self, *arguments: Any, has_words: bool = True, **options: Any) -> None:
        """Without `has_words` all of a place is meant, so that there is nothing to copy."""
        super().__init__(*arguments, **options)
        if not has_words:
            del self.fields["passage"]


class EndForm(forms.Form):
    reason = forms.CharField(
        label=_("Why may these words be public now?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
