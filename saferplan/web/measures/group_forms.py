"""Forms for groups of other areas, their dated members, and a table of their figures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saferplan.measures.group_actions import GroupText, Telling
from saferplan.measures.models import ComparisonGroup, Measure
from saferplan.measures.rules import FROM_PARTS, Unit
from saferplan.web.fields import DayField
from saferplan.web.measures.fields import WholeField
from saferplan.web.measures.sections import SectionedForm

PARTS, PUBLISHED = "parts", "published"


class GroupForm(SectionedForm):
    name = forms.CharField(
        label=_("Name of the group"),
        help_text=_("For example: Most similar group, or Neighbouring boroughs"),
        max_length=120,
        error_messages={"required": _("Write what the group is called.")},
    )
    source = forms.CharField(
        label=_("Who says that these areas are alike"),
        help_text=_("With its date. For example: Home Office most similar groups, April 2025"),
        max_length=300,
        error_messages={"required": _("Write who made the group, so that readers can judge it.")},
    )
    own_area = forms.CharField(
        label=_("What our own area is called among them"),
        max_length=120,
        error_messages={"required": _("Write the name of our own area.")},
    )

    def __init__(self, data: Any, *, group: ComparisonGroup | None, own_area: str) -> None:
        told = {"name": group.name, "source": group.source, "own_area": group.own_area} if group else {}
        super().__init__(data, initial=told or {"own_area": own_area})

    @property
    def text(self) -> GroupText:
        return GroupText(**{name: self.cleaned_data[name] for name in ("name", "source", "own_area")})


class MembersForm(SectionedForm):
    areas = forms.CharField(
        label=_("Areas"),
        help_text=_("One on each line, named as in the tables of figures. Without our own."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20_000,
        error_messages={"required": _("Write at least one area.")},
    )
    joined_on = DayField(
        label=_("They belong to the group from"),
        help_text=_("For example 1/4/2025. Earlier periods are compared without them."),
        error_messages={"required": _("Write from which day they belong to the group.")},
    )


class LeaveForm(SectionedForm):
    left_on = DayField(
        label=_("First day on which it does not belong any more"),
        help_text=_("For example 1/4/2026. Earlier periods are still compared with it."),
        error_messages={"required": _("Write from which day it does not belong any more.")},
    )


class AreasForm(forms.Form):
    """A table with a column of areas: how its numbers are told, and where it was published."""

    file = forms.FileField(
        label=_("A file"),
        help_text=_("An Excel workbook (.xlsx) or a table as text (.csv), up to 10 MB."),
        required=False,
    )
    pasted = forms.CharField(
        label=_("Or paste a table"),
        help_text=_("With its headings: a column called Area, and the periods beside or above the figures."),
        widget=forms.Textarea(attrs={"rows": 6, "class": "sp-load__pasted", "spellcheck": "false"}),
        max_length=2_000_000,
        strip=False,
        required=False,
    )
    way = forms.ChoiceField(
        label=_("How the figures stand there"),
        choices=[
            (PUBLISHED, _("One number for each area, divided already")),
            (PARTS, _("Two numbers for each area, in columns called numerator and denominator")),
        ],
        widget=forms.RadioSelect,
        initial=PUBLISHED,
    )
    per = WholeField(
        label=_("Each number is for every"),
        min_value=1,
        max_value=10_000_000,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages={"required": _("Write for how many the rate is told, such as 1,000.")},
    )
    per_words = forms.CharField(
        label=_("Divided by"),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"required": _("Write what their figures are divided by, as the source says it.")},
    )
    source = forms.CharField(
        label=_("Where the figures were published"),
        help_text=_("With its date. For example: Police recorded crime open data tables, July 2026"),
        max_length=300,
        error_messages={"required": _("Write where the figures were published.")},
    )

    def __init__(self, data: Any = None, files: Any = None, *, measure: Measure) -> None:
        super().__init__(data, files)
        unit = Unit(measure.unit)
        ours = measure.per_words if unit is Unit.RATE else measure.unit_words
        if unit not in FROM_PARTS:
            del self.fields["way"], self.fields["per_words"]
        else:
            words = self.fields["per_words"]
            words.help_text = (
                _("As the source says it. Ours: %(words)s. Only figures divided by the same are compared.")
                % {"words": ours}
                if ours
                else _("As the source says it. For ours it is not said yet: until it is, nothing is ranked.")
            )
        if unit is Unit.PERCENTAGE:
            self.fields["per_words"].label = _("Per cent of what")
        if unit is Unit.RATE:
            self.fields["per"].initial = measure.per
        else:
            del self.fields["per"]
        self._per = 100 if unit is Unit.PERCENTAGE else measure.per

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_file, has_text = bool(cleaned.get("file")), bool((cleaned.get("pasted") or "").strip())
        if "file" not in self.errors and "pasted" not in self.errors and has_file == has_text:
            say = _("Send a file or paste a table, not both.") if has_file else _("Choose a file or paste a table.")
            self.add_error("file", say)
        return cleaned

    def given(self) -> tuple[str, bytes]:
        """The file's name and bytes; no name for what was pasted."""
        file = self.cleaned_data.get("file")
        return (file.name, file.read()) if file else ("", self.cleaned_data["pasted"].encode())

    @property
    def telling(self) -> Telling:
        data = self.cleaned_data
        return Telling(source=data["source"], per=data.get("per") or self._per, per_words=data.get("per_words", ""))

    @property
    def is_published(self) -> bool:
        return bool(self.cleaned_data.get("way") == PUBLISHED)
