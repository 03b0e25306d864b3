"""The form by which an editor chooses checks."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saferplan.report.checks import RULES


class ChecksForm(forms.Form):
    on = forms.MultipleChoiceField(
        label=gettext_lazy("Checks that are on"),
        help_text=gettext_lazy("What is switched off is not looked at, for anybody in this partnership."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: Any, *, ignored: Collection[str]) -> None:
        choices = [(rule.code, _(rule.name)) for rule in RULES]
        super().__init__(data, initial={"on": [code for code, _name in choices if code not in ignored]})
        field = self.fields["on"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def ignored(self) -> list[str]:
        """The codes of the checks that are switched off."""
        return [rule.code for rule in RULES if rule.code not in self.cleaned_data["on"]]
