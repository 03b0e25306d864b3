"""Fields that take and show months and days as people write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saferplan.web.templatetags.saferplan import day

DAYS = ("%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d")
# Two typed digits would be a year of antiquity, and a slip of the finger one of a far future.
YEARS = range(1900, 2200)
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
        return found if found.year in YEARS else None
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


class DayField(forms.DateField):
    """A day, written as people write it: 27/9/2026, 27 September 2026."""

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=DAYS, widget=forms.DateInput(format="%d/%m/%Y"), **options)
        self.error_messages["invalid"] = _("Write the date as day/month/year.")

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if found is not None and found.year not in YEARS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    @staticmethod
    def shown(day: str) -> str:
        """`2026-09-27` as the field shows it; other words as they are."""
        return "/".join(reversed(day.split("-")))
