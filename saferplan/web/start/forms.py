"""The forms of a partnership's first hour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saferplan.accounts.models import Agency
from saferplan.common.periods import Frequency
from saferplan.report.tree import Activity, Card, Criteria, Light, Meeting, Priority, Report, Trend
from saferplan.web.fields import DayField, DayOrMonthField, MonthField
from saferplan.web.start.fields import StepsField

LIGHTS: tuple[tuple[str, Promise], ...] = (
    (Light.GREEN.value, _("Green")),
    (Light.AMBER.value, _("Amber")),
    (Light.RED.value, _("Red")),
    (Light.COMPLETE.value, _("Complete")),
    (Light.DEFERRED.value, _("Deferred")),
    (Light.NONE.value, _("Not stated")),
)
TRENDS: tuple[tuple[str, Promise], ...] = (
    (Trend.IMPROVING.value, _("Improving")),
    (Trend.SAME.value, _("No change")),
    (Trend.WORSENING.value, _("Worsening")),
    (Trend.NONE.value, _("Not stated")),
)
FREQUENCIES: tuple[tuple[str, Promise], ...] = (
    (Frequency.QUARTER.value, _("Quarter")),
    (Frequency.MONTH.value, _("Month")),
    (Frequency.YEAR.value, _("Year")),
)


class PartnershipForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the partnership"),
        max_length=200,
        error_messages={"required": _("Write the partnership's name.")},
    )


class UploadForm(forms.Form):
    report = forms.FileField(
        label=_("Your last report"),
        help_text=_("Word (.docx), PDF, Markdown or text, up to 10 MB. You can correct what is read before it counts."),
        error_messages={"required": _("Choose your last report."), "empty": _("This file is empty: choose another.")},
    )


class CoverForm(forms.Form):
    partnership = forms.CharField(label=_("Partnership"), max_length=200)
    motto = forms.CharField(label=_("Motto"), max_length=200, required=False)
    title = forms.CharField(label=_("Title of the report"), max_length=300, required=False)
    plan = forms.CharField(
        label=_("Title of the plan"), max_length=300, error_messages={"required": _("Write the plan's title.")}
    )
    starts = MonthField(label=_("The plan's first month"), help_text=_("For example April 2026"), required=False)
    ends = MonthField(label=_("The plan's last month"), help_text=_("For example March 2029"), required=False)
    version = forms.CharField(label=_("Version"), max_length=20, required=False)
    date = DayOrMonthField(
        label=_("Date printed on the report"),
        help_text=_("For example September 2026, or 24 September 2026"),
        required=False,
    )
    author = forms.CharField(label=_("Author"), max_length=200, required=False)
    period = MonthField(
        label=_("Last month that the report covers"),
        help_text=_("For July to September 2026 write September 2026"),
        error_messages={
            "required": _("Say which period the report covers: write its last month, such as September 2026.")
        },
    )
    frequency = forms.ChoiceField(label=_("It covers a"), choices=FREQUENCIES, widget=forms.RadioSelect)
    work_to = DayField(label=_("Work told up to (optional)"), help_text=_("For example 31/10/2026"), required=False)
    figures_to = DayField(label=_("Figures up to (optional)"), help_text=_("For example 30/9/2026"), required=False)
    going_well = forms.CharField(
        label=_("One sentence on what is going well (optional)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    concern = forms.CharField(
        label=_("One sentence on the concern (optional)"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The plan ends before it starts."))
        return cleaned

    @staticmethod
    def initial_of(report: Report, frequency: str) -> dict[str, str]:
        return {
            "partnership": report.partnership.name,
            "motto": report.partnership.motto,
            "title": report.title,
            "plan": report.plan.title,
            "starts": report.plan.starts,
            "ends": report.plan.ends,
            "version": report.version,
            "date": report.date,
            "author": report.author,
            "period": report.period.key or report.date[:7],
            "frequency": frequency,
            "work_to": DayField.shown(report.period.work_to),
            "figures_to": DayField.shown(report.period.figures_to),
            "going_well": report.going_well,
            "concern": report.concern,
        }

    def days(self) -> dict[str, str]:
        """The two dates as the tree has them."""
        days = {name: self.cleaned_data[name] for name in ("work_to", "figures_to")}
        return {name: day.isoformat() if day else "" for name, day in days.items()}


class PriorityForm(forms.Form):
    title = forms.CharField(label=_("Title"), error_messages={"required": _("Write the priority's title.")})
    objective = forms.CharField(label=_("Objective"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    light = forms.ChoiceField(label=_("Light"), choices=LIGHTS)
    trend = forms.ChoiceField(label=_("Trend"), choices=TRENDS)

    @staticmethod
    def initial_of(priority: Priority) -> dict[str, str]:
        fields = ("title", "objective", "light", "trend")
        return {name: str(getattr(priority, name)) for name in fields}


class ActivityForm(forms.Form):
    code = forms.CharField(label=_("Code"), max_length=40, error_messages={"required": _("Write the activity's code.")})
    title = forms.CharField(label=_("Title"), error_messages={"required": _("Write the activity's title.")})
    light = forms.ChoiceField(label=_("Light"), choices=LIGHTS)
    trend = forms.ChoiceField(label=_("Trend"), choices=TRENDS)
    owners = forms.CharField(label=_("Owners, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    position = forms.CharField(label=_("Position"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    next_steps = StepsField()

    @staticmethod
    def initial_of(activity: Activity) -> dict[str, Any]:
        fields = ("code", "title", "light", "trend", "position")
        lists = {"owners": "\n".join(activity.owners), "next_steps": activity.next_steps}
        return {name: str(getattr(activity, name)) for name in fields} | lists

    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "code": data["code"].strip(),
            "title": data["title"].strip(),
            "light": Light(data["light"]),
            "trend": Trend(data["trend"]),
            "owners": tuple(lines_of(data["owners"])),
            "position": data["position"].replace("\r\n", "\n").strip(),
            "next_steps": data["next_steps"],
        }


class CardForm(forms.Form):
    targets = forms.CharField(
        label=_("Activities it is about"), help_text=_("Their codes, with commas between"), required=False
    )
    owners = forms.CharField(label=_("Owners, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    aim = forms.CharField(label=_("Aim"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    green = forms.CharField(label=_("Green when"), required=False)
    amber = forms.CharField(label=_("Amber when"), required=False)
    red = forms.CharField(label=_("Red when"), required=False)
    light = forms.ChoiceField(label=_("Light"), choices=LIGHTS)
    position = forms.CharField(
        label=_("Current position"),
        help_text=_("Begin a line with “- ” for a bullet"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    next_steps = StepsField()

    def __init__(self, *args: Any, known: frozenset[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = known

    def clean_targets(self) -> tuple[str, ...]:
        codes = tuple(code.strip() for code in self.cleaned_data["targets"].split(",") if code.strip())
        unknown = [code for code in codes if code not in self.known]
        if unknown:
            raise forms.ValidationError(_("There is no activity %(code)s in this report.") % {"code": unknown[0]})
        return tuple(dict.fromkeys(codes))

    @staticmethod
    def initial_of(card: Card) -> dict[str, Any]:
        return {
            "targets": ", ".join(card.targets),
            "owners": "\n".join(card.owners),
            "aim": card.aim,
            "green": card.criteria.green,
            "amber": card.criteria.amber,
            "red": card.criteria.red,
            "light": card.light.value,
            "position": card.position,
            "next_steps": card.next_steps,
        }

    def changes(self, before: Card) -> dict[str, Any]:
        data = self.cleaned_data
        titles = dict(zip(before.targets, before.target_titles, strict=False))
        kept = tuple(titles.get(code, "") for code in data["targets"])
        return {
            "targets": data["targets"],
            "target_titles": kept if any(kept) else (),
            "owners": tuple(lines_of(data["owners"])),
            "aim": data["aim"].strip(),
            "criteria": Criteria(
                green=data["green"], amber=data["amber"], red=data["red"], complete=before.criteria.complete
            ),
            "light": Light(data["light"]),
            "position": data["position"].replace("\r\n", "\n").strip(),
            "next_steps": data["next_steps"],
        }


class AgencyForm(forms.Form):
    name = forms.CharField(
        label=_("Agency"), max_length=200, error_messages={"required": _("Write the agency's name.")}
    )
    short_name = forms.CharField(label=_("Short name (optional)"), max_length=40, required=False)


class ContactForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Write the person's name.")})
    job = forms.CharField(label=_("Job (optional)"), max_length=200, required=False)
    email = forms.EmailField(label=_("Email (optional)"), required=False)
    agency = forms.ChoiceField(label=_("Agency"), error_messages={"required": _("Choose the person's agency.")})

    def __init__(self, *args: Any, agencies: Sequence[Agency], **options: Any) -> None:
        super().__init__(*args, **options)
        self.agencies = {str(agency.pk): agency for agency in agencies}
        field = self.fields["agency"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose one")), *((key, agency.name) for key, agency in self.agencies.items())]

    def clean_agency(self) -> Agency:
        return self.agencies[self.cleaned_data["agency"]]


class MeetingForm(forms.Form):
    body = forms.CharField(
        label=_("Meeting of"),
        help_text=_("For example: Strategy Group"),
        max_length=200,
        error_messages={"required": _("Write which group meets.")},
    )
    date = DayField(
        label=_("Date"),
        help_text=_("For example 27/9/2026"),
        error_messages={"required": _("Write the date.")},
    )
    item = forms.CharField(label=_("Agenda item (optional)"), max_length=40, required=False)
    purpose = forms.CharField(
        label=_("Purpose (optional)"), help_text=_("For example: For decision"), max_length=200, required=False
    )

    def meeting(self) -> Meeting:
        data = self.cleaned_data
        return Meeting(body=data["body"], date=data["date"].isoformat(), item=data["item"], purpose=data["purpose"])


def lines_of(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())
