"""What is asked before a report is imported: which activities are known already, and whose own words it may replace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from saferplan.documents.matching import Question
from saferplan.documents.overtaken import Overtaken
from saferplan.web.periods.wording import UPDATE_WORDS


class QuestionsForm(forms.Form):
    """One question for each activity that may be an earlier one under another code."""

    def __init__(self, data: QueryDict | None, *, questions: Sequence[Question]) -> None:
        super().__init__(data)
        for question in questions:
            choices = [(str(option.uid), f"{option.code} {option.title}") for option in question.options]
            self.fields[f"code {question.code}"] = forms.ChoiceField(
                label=f"{question.code} {question.title}",
                help_text=question.sentence,
                choices=[*choices, ("new", _("It is a new activity"))],
                initial=question.proposed_answer,
                widget=forms.RadioSelect,
            )

    def answers(self) -> dict[str, str]:
        return {name.removeprefix("code "): value for name, value in self.cleaned_data.items()}


class ReplaceForm(forms.Form):
    """Partners' own updates stay, but for those that are ticked. `seen` is what the page showed of them."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, overtaken: Sequence[Overtaken], names: Mapping[str, str]) -> None:
        super().__init__(data)
        self.overtaken = overtaken
        self.fields["seen"].initial = self.now = " ".join(_key(each) for each in overtaken)
        if overtaken:
            self.fields["replace"] = forms.MultipleChoiceField(
                label=_("Replace what partners wrote"),
                help_text=_("Nothing of theirs is lost: their words stay in the history of the update."),
                choices=[(str(each.card), _words(each, names)) for each in overtaken],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        if len(overtaken) > 1:
            self.fields["every"] = forms.BooleanField(label=_("Replace all of them"), required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("seen") != self.now:
            raise forms.ValidationError(_("Partners wrote meanwhile. Look at their updates, and send this again."))
        return found

    def replaced(self) -> frozenset[UUID]:
        """The cards of which the report's text takes the place of the partner's."""
        if self.cleaned_data.get("every"):
            return frozenset(each.card for each in self.overtaken)
        return frozenset(UUID(card) for card in self.cleaned_data.get("replace", ()))


def _key(each: Overtaken) -> str:
    return f"{each.card}/{each.written.revision}/{each.written.state}"


def _words(each: Overtaken, names: Mapping[str, str]) -> str:
    written = each.written
    about = {
        "about": each.about[:1].upper() + each.about[1:],
        "name": names.get(written.by, written.by),
        "day": date_format(localtime(written.at), "j F Y"),
        "state": UPDATE_WORDS[written.state],
    }
    return _("%(about)s: %(name)s, %(day)s (%(state)s)") % about
