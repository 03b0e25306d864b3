"""The forms of what the public is told beside the reports."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from saferplan.documents.publishing.public_information import CaseReviews
from saferplan.web.fields import DayField


class HelpForm(forms.Form):
    text = forms.CharField(
        label=_("Local services that help"),
        help_text=_("One on each line, beginning with a dash: - **Name**: telephone number, and when it answers."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
        required=False,
    )


def _number(label: object) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=1_000_000, widget=widget)  # type: ignore[arg-type]


class CaseReviewsForm(forms.Form):
    ends = DayField(label=_("Last day of the twelve months"))
    applications = _number(_("Applications for a review"))
    not_met = _number(_("Applications that did not meet the threshold"))
    reviews = _number(_("Reviews carried out"))
    recommended = _number(_("Reviews that led to recommendations"))

    def year(self) -> CaseReviews:
        """The figures of a form that is valid."""
        return CaseReviews(**self.cleaned_data)
