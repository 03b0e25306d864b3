"""The forms by which an editor runs a period."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from saferplan.common.periods import Frequency, Span
from saferplan.cycle.meeting_queries import offset_of
from saferplan.cycle.models import Meeting, MeetingStep, Period
from saferplan.cycle.period_dates import DateProblem, date_problems
from saferplan.cycle.rules import Cover, StepKind
from saferplan.cycle.steps import Offset, instant
from saferplan.web.fields import DayField, DayOrMonthField, MonthField
from saferplan.web.periods.wording import DATE_PROBLEMS, clock, step_words

FREQUENCIES: tuple[tuple[str, Promise], ...] = (
    (Frequency.QUARTER.value, _("Quarter")),
    (Frequency.MONTH.value, _("Month")),
    (Frequency.YEAR.value, _("Year")),
)
TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?")
COUNTED, BY_HAND = "counted", "by hand"


class TimeField(forms.CharField):
    """A time of day as people write it: 17:00, 5pm, 10.30am, midday."""

    default_error_messages = {"invalid": _("Write the time such as 5pm, 10.30am or 17:00.")}
    widget = forms.TextInput(attrs={"class": "govuk-input--width-5"})

    def clean(self, value: Any) -> time:
        text = " ".join(str(super().clean(value)).casefold().split())
        found = time(12) if text in ("midday", "noon") else _time_of(text)
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def prepare_value(self, value: Any) -> Any:
        return clock(value) if isinstance(value, time) else value


def _time_of(text: str) -> time | None:
    found = TIME.fullmatch(text)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    # A lone number says neither morning nor afternoon.
    if hour > 23 or minute > 59 or (found[2] is None and not half):
        return None
    return time(hour, minute)


class PlanForm(forms.Form):
    key = MonthField(
        label=_("Its last month"),
        help_text=_("For October to December 2026 write December 2026"),
        error_messages={"required": _("Write the period's last month, such as December 2026.")},
    )
    frequency = forms.ChoiceField(label=_("It covers a"), choices=FREQUENCIES, widget=forms.RadioSelect)
    with_meetings = forms.BooleanField(
        label=_("Take over the meetings and their steps, without their dates"), required=False
    )


class DatesForm(forms.Form):
    work_to = DayField(
        label=_("Cut-off for work (optional)"),
        help_text=_("Updates tell what was done up to this day. For example 31/10/2026"),
        required=False,
    )
    figures_to = DayField(
        label=_("Figures up to (optional)"),
        help_text=_("The last day that the figures cover. For example 30/9/2026"),
        required=False,
    )

    def __init__(self, *args: Any, period: Period, today: date, **options: Any) -> None:
        options["initial"] = {"work_to": period.work_to, "figures_to": period.figures_to}
        super().__init__(*args, **options)
        self.span, self.today = Span(period.starts, period.ends), today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        work_to, figures_to = cleaned.get("work_to"), cleaned.get("figures_to")
        for problem in date_problems(self.span, work_to=work_to, figures_to=figures_to, today=self.today):
            field = "work_to" if problem is DateProblem.WORK_BEFORE_START else "figures_to"
            self.add_error(field, str(DATE_PROBLEMS[problem]))
        return cleaned


class CoverForm(forms.Form):
    title = forms.CharField(label=_("Title of the report"), max_length=300, required=False)
    version = forms.CharField(label=_("Version"), max_length=20, required=False)
    date = DayOrMonthField(
        label=_("Date printed on the report"),
        help_text=_("For example November 2026, or 24 November 2026"),
        required=False,
    )
    author = forms.CharField(label=_("Author"), max_length=200, required=False)
    classification = forms.CharField(label=_("Classification"), max_length=100, required=False)
    going_well = forms.CharField(
        label=_("One sentence on what is going well"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    concern = forms.CharField(
        label=_("One sentence on the concern"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    @classmethod
    def initial_of(cls, cover: Cover) -> dict[str, str]:
        return {name: getattr(cover, name) for name in cls.base_fields}

    def changed(self, before: Cover) -> Cover:
        texts = {name: self.cleaned_data[name].strip() for name in self.fields}
        return Cover(**(asdict(before) | texts))


class MeetingForm(forms.Form):
    body = forms.CharField(
        label=_("Meeting of"),
        help_text=_("For example: Strategy Group"),
        max_length=200,
        error_messages={"required": _("Write which group meets.")},
    )
    date = DayField(
        label=_("Date (optional)"),
        help_text=_("For example 27/9/2026. Its steps are counted back from it."),
        required=False,
    )
    item = forms.CharField(label=_("Agenda item (optional)"), max_length=40, required=False)
    purpose = forms.CharField(
        label=_("Purpose (optional)"), help_text=_("For example: For decision"), max_length=200, required=False
    )

    @staticmethod
    def initial_of(meeting: Meeting | None) -> dict[str, Any]:
        if meeting is None:
            return {}
        return {name: getattr(meeting, name) for name in ("body", "date", "item", "purpose")}

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("body", "date", "item", "purpose")}


class StepForm(forms.Form):
    name = forms.CharField(
        label=_("What has to be done"),
        max_length=100,
        error_messages={"required": _("Say what has to be done, such as: The chair reads the report.")},
    )
    how = forms.ChoiceField(
        label=_("When"),
        choices=(
            (COUNTED, _("Counted back from the meeting, in working days")),
            (BY_HAND, _("On a day of its own, whatever day the meeting is")),
        ),
        widget=forms.RadioSelect,
        initial=COUNTED,
    )
    working_days = forms.IntegerField(
        label=_("Working days before the meeting"),
        min_value=0,
        max_value=250,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "invalid": _("Write a number of working days, such as 7."),
            "min_value": _("Write a number of working days from 0 up."),
            "max_value": _("Write at most 250 working days."),
        },
    )
    clear = forms.BooleanField(
        label=_("Clear days: neither the day of the step nor that of the meeting counts"), required=False
    )
    day = DayField(label=_("Day of its own"), help_text=_("For example 14/1/2027"), required=False)
    time = TimeField(
        label=_("Time"),
        help_text=_("For example 5pm"),
        error_messages={"required": _("Write the time, such as 5pm.")},
    )

    def __init__(self, *args: Any, step: MeetingStep | None, **options: Any) -> None:
        self.kind = StepKind(step.kind) if step else StepKind.OTHER
        options["initial"] = _initial_of(step)
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        how = cleaned.get("how")
        if how == COUNTED and cleaned.get("working_days") is None and "working_days" not in self.errors:
            self.add_error("working_days", _("Write how many working days before the meeting it is due."))
        if how == BY_HAND and cleaned.get("day") is None and "day" not in self.errors:
            self.add_error("day", _("Write the day on which it is due."))
        return cleaned

    def offset(self) -> Offset:
        """How it is counted. The usual words are kept as no words, so that they can be translated."""
        data = self.cleaned_data
        usual = step_words(Offset(self.kind, 0, data["time"]))
        name = data["name"].strip()
        return Offset(
            self.kind,
            data["working_days"] or 0,
            data["time"],
            clear=data["clear"],
            name="" if name == usual and self.kind is not StepKind.OTHER else name,
        )

    def by_hand(self) -> datetime | None:
        data = self.cleaned_data
        return instant(data["day"], data["time"]) if data["how"] == BY_HAND else None


def _initial_of(step: MeetingStep | None) -> dict[str, Any]:
    if step is None:
        return {"time": time(17), "how": COUNTED}
    due = localtime(step.due_at) if step.due_at and step.is_by_hand else None
    return {
        "name": step_words(offset_of(step)),
        "how": BY_HAND if step.is_by_hand else COUNTED,
        "working_days": step.working_days,
        "clear": step.clear,
        "day": due.date() if due else None,
        "time": due.time() if due else step.time,
    }
