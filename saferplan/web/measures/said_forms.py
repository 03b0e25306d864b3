"""Forms for what is said of a measure: baseline, target, break in recording, a figure that is left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saferplan.measures.dated_actions import BaselineText, TargetText
from saferplan.measures.rules import BaselineKind
from saferplan.web.fields import DayField
from saferplan.web.measures.fields import NumberField
from saferplan.web.measures.sections import SectionedForm

STEP, LINE, END = "step", "line", "end"


def reason_field(label: object, help_text: object = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        help_text=help_text,  # type: ignore[arg-type]
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Write why.")},
    )


class RestatingForm(SectionedForm):
    """What may reach back into a published period. `until` is the last day that is published."""

    restates = forms.BooleanField(
        label=_("It is meant to count in published periods too. What was published stays as it is."), required=False
    )

    def __init__(self, *args: Any, until: date | None, **options: Any) -> None:
        super().__init__(*args, **options)
        if until is None:
            del self.fields["restates"]

    @property
    def is_restating(self) -> bool:
        return bool(self.cleaned_data.get("restates"))


class BaselineForm(RestatingForm):
    """A value, the mean of some periods, or why there is none yet."""

    kind = forms.ChoiceField(
        label=_("What it is compared with"),
        widget=forms.RadioSelect,
        choices=[
            (BaselineKind.PERIOD.value, _("What was usual in a time before: the mean of its figures")),
            (BaselineKind.VALUE.value, _("A value that is known")),
            (BaselineKind.NONE.value, _("Nothing yet: there is no baseline")),
        ],
        error_messages={"required": _("Choose what the measure is compared with.")},
    )
    starts = DayField(label=_("First day of that time"), help_text=_("For example 1/4/2023"), required=False)
    ends = DayField(label=_("Last day of that time"), help_text=_("For example 31/3/2024"), required=False)
    value = NumberField(label=_("The value"), required=False)
    asked_of = forms.CharField(
        label=_("Who was asked for it"),
        help_text=_("For example: City Police performance team"),
        max_length=200,
        required=False,
    )
    asked_on = DayField(label=_("When they were asked"), required=False)
    due_on = DayField(label=_("When it will come"), required=False)
    reason = reason_field(_("Why"), _("Needed where there is no baseline, and when one changes."))
    effective_from = DayField(
        label=_("Counts from"),
        help_text=_("Reports of periods that end before this day keep what they had."),
        error_messages={"required": _("Write from which day it counts.")},
    )
    layout = (
        (_("For a time before"), ("starts", "ends")),
        (_("For a value"), ("value",)),
        (_("Where there is none yet"), ("asked_of", "asked_on", "due_on")),
        (_("Why, and from when"), ("reason", "effective_from", "restates")),
    )

    @property
    def text(self) -> BaselineText:
        data = self.cleaned_data
        return BaselineText(
            kind=BaselineKind(data["kind"]),
            **{name: data[name] for name in ("value", "starts", "ends", "asked_of", "asked_on", "due_on")},
        )


class TargetForm(RestatingForm):
    """A step, a line that reaches a value on a day, or the end of the target."""

    shape = forms.ChoiceField(
        label=_("How it counts"),
        widget=forms.RadioSelect,
        choices=[
            (STEP, _("The same value from a day on")),
            (LINE, _("Step by step: a straight line that reaches the value on a day")),
            (END, _("No target any more from a day on")),
        ],
        initial=STEP,
    )
    value = NumberField(label=_("What is to be reached"), required=False)
    day = DayField(
        label=_("From this day; for a line, reached on this day"),
        help_text=_("For example 1/4/2027"),
        error_messages={"required": _("Write the day from which it counts, or on which it is reached.")},
    )
    line_from = DayField(label=_("The line starts on"), required=False)
    line_start = NumberField(
        label=_("The line starts from"),
        help_text=_("Left empty, it starts from the target of that day."),
        required=False,
    )
    tolerance = NumberField(
        label=_("Nearly met within, in per cent of the target"),
        help_text=_("5 means: at a target of 100, lower being better, 105 is still nearly met (amber)."),
        initial=Decimal(5),
        error_messages={"required": _("Write by how many per cent it may be missed, such as 5.")},
    )
    reason = reason_field(_("Why it changes"))
    field_order = ("shape", "value", "day", "tolerance")
    layout = (
        (_("For a straight line"), ("line_from", "line_start")),
        (_("Where there was a target before"), ("reason", "restates")),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("shape") != END and cleaned.get("value") is None and "value" not in self.errors:
            self.add_error("value", _("Write what is to be reached."))
        if cleaned.get("shape") == LINE and cleaned.get("line_from") is None and "line_from" not in self.errors:
            self.add_error("line_from", _("Write the day on which the line starts."))
        return cleaned

    @property
    def text(self) -> TargetText:
        data = self.cleaned_data
        is_line = data["shape"] == LINE
        return TargetText(
            day=data["day"],
            value=None if data["shape"] == END else data["value"],
            tolerance=data["tolerance"] / 100,
            line_from=data["line_from"] if is_line else None,
            line_start=data["line_start"] if is_line else None,
        )


class BreakForm(RestatingForm):
    day = DayField(
        label=_("First day recorded in the new way"),
        help_text=_("For example 1/10/2017"),
        error_messages={"required": _("Write the first day recorded in the new way.")},
    )
    reason = reason_field(
        _("What changed"),
        _("For example: the force moved to a new crime recording system. It is shown on the chart."),
        required=True,
    )
    field_order = ("day", "reason", "restates")


class ExclusionForm(SectionedForm):
    """A figure to leave out. `periods` are the days on which those with a figure end, and what they are called."""

    ends = forms.ChoiceField(label=_("The figure of"), error_messages={"required": _("Choose a figure.")})
    reason = reason_field(
        _("Why it is left out"),
        _("It stays on the chart, marked, with these words. For example: the file of May was cut off."),
        required=True,
    )

    def __init__(self, *args: Any, periods: Sequence[tuple[date, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        ends = self.fields["ends"]
        assert isinstance(ends, forms.ChoiceField)
        ends.choices = [("", ""), *((day.isoformat(), words) for day, words in periods)]

    @property
    def day(self) -> date:
        return date.fromisoformat(self.cleaned_data["ends"])
