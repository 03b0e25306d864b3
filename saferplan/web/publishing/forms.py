"""The forms by which something is published, withdrawn or destroyed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def _reason(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class PrepareForm(forms.Form):
    """What is different, where a number is out already."""

    note = forms.CharField(
        label=_("What is different from the number before?"),
        help_text=_("One or two sentences. They stand on the cover and in the list of publications."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
    )
    amended = forms.BooleanField(label=_("It was amended at the meeting"), required=False)
    takes_new_figures = forms.BooleanField(
        label=_("Take the figures as they are known now"),
        help_text=_("Otherwise they stay as they were first published."),
        required=False,
    )


class FirstForm(forms.Form):
    """Nothing to ask before the first number."""


class ReasonForm(forms.Form):
    marks = forms.MultipleChoiceField(
        label=_("Which can stay as they are?"), widget=forms.CheckboxSelectMultiple, required=True
    )
    reason = _reason(_("Why can they stay as they are?"), _("It is kept with the publication, under your name."))

    def __init__(self, *arguments: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["marks"].choices = choices  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    reason = _reason(
        _("Why is it withdrawn?"),
        _("Everybody reads this in its place. Do not repeat what should not be known."),
    )


class AskForm(forms.Form):
    reason = _reason(
        _("Why must it be destroyed?"),
        _("Everybody reads this in its place, for ever. Do not repeat what should not be known."),
    )


class DecideForm(forms.Form):
    typed = forms.CharField(
        label=_("Type its number to destroy it"), widget=forms.TextInput(attrs={"class": "govuk-input--width-5"})
    )


class RefuseForm(forms.Form):
    refusal = _reason(_("Why may it stay?"))
