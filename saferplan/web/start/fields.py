"""Fields of the first hour that take and show what people write: months, days and next steps in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saferplan.report.tree import NextStep
from saferplan.web.templatetags.saferplan import day

DAYS = ("%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d")
MONTHS = ("%B %Y", "%b %Y", "%m/%Y", "%Y-%m", "%Y/%m")


def month_of(text: str) -> str:
    """`September 2026`, `9/2026` or `2026-09` as `2026-09`; empty where it is no month."""
    found = _first(text, MONTHS)
    return found.strftime("%Y-%m") if found else ""


def day_of(text: str) -> str:
    """`27 September 2026` or `27/9/2026` as `2026-09-27`; empty where it is no day."""
    found = _first(text, DAYS)
    return found.strftime("%Y-%m-%d") if found else ""


def _first(text: str, formats: Sequence[str]) -> datetime | None:
    plain = " ".join(text.replace("Sept ", "Sep ").split())
    for each in formats:
        try:
            found = datetime.strptime(plain, each).replace(tzinfo=UTC)
        except ValueError:
            continue
        # Two typed digits would be a year of antiquity.
        return found if found.year >= 1900 else None
    return None


class MonthField(forms.CharField):
    """A month, as `2026-09` inside and `September 2026` in the box."""

    default_error_messages = {"invalid": _("Write the month and the year, such as September 2026.")}

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        if text and not (found := month_of(text)):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found if text else ""

    def prepare_value(self, value: Any) -> Any:
        return day(value) if isinstance(value, str) else value


class DayOrMonthField(MonthField):
    """A day or a month, as printed on a report."""

    default_error_messages = {"invalid": _("Write the date as September 2026 or 24 September 2026.")}

    def clean(self, value: Any) -> str:
        text = str(forms.CharField.clean(self, value))
        if text and not (found := day_of(text) or month_of(text)):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found if text else ""


class StepsField(forms.CharField):
    """Next steps, one a line: what; who; by when. Cleaned to a tuple of `NextStep`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Next steps, one a line"))
        options.setdefault("help_text", _("What; who; by when. For example: Train the wardens; Licensing; 30/11/2026"))
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **options)

    def clean(self, value: Any) -> tuple[NextStep, ...]:
        return tuple(steps_of(str(super().clean(value))))

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(map(_as_line, value))


def steps_of(text: str) -> Iterator[NextStep]:
    for line in text.splitlines():
        what, who, due = (*(part.strip() for part in line.rsplit(";", 2)), "", "")[:3]
        if what:
            yield NextStep(text=what, who=who, due=day_of(due) or month_of(due) or due)


def _as_line(step: NextStep) -> str:
    if not step.who and not step.due and ";" not in step.text:
        return step.text
    return "; ".join((step.text, step.who, day(step.due)))


class DayField(forms.DateField):
    """A day, written as people write it: 27/9/2026, 27 September 2026."""

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=DAYS, widget=forms.DateInput(format="%d/%m/%Y"), **options)
        self.error_messages["invalid"] = _("Write the date as day/month/year.")

    @staticmethod
    def shown(day: str) -> str:
        """`2026-09-27` as the field shows it; other words as they are."""
        return "/".join(reversed(day.split("-")))
