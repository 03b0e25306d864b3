"""Months, days and next steps as people write them."""

from __future__ import annotations

import pytest
from django.forms import ValidationError

from saferplan.report.tree import NextStep
from saferplan.web.fields import DayField, DayOrMonthField, MonthField, day_of, month_of
from saferplan.web.start.fields import StepsField


@pytest.mark.parametrize("text", ["September 2026", "Sept 2026", "sep 2026", "09/2026", "9/2026", "2026-09"])
def test_a_month_in_any_form(text: str) -> None:
    assert MonthField().clean(text) == "2026-09"


@pytest.mark.parametrize("text", ["soon", "13/2026", "24 September 2026", "September 26", "2026"])
def test_no_month(text: str) -> None:
    with pytest.raises(ValidationError, match="such as September 2026"):
        MonthField().clean(text)


def test_months_and_days_are_shown_in_words() -> None:
    assert MonthField().prepare_value("2018-09") == "September 2018"
    assert DayOrMonthField().prepare_value("2018-09-27") == "27 September 2018"
    assert MonthField().prepare_value("soon") == "soon"
    assert MonthField(required=False).clean("") == ""


def test_a_day_or_a_month() -> None:
    field = DayOrMonthField(required=False)
    texts = ("27/9/2026", "27 Sept 2026", "2026-09-27", "September 2026", "")
    assert [field.clean(text) for text in texts] == ["2026-09-27"] * 3 + ["2026-09", ""]


def test_next_steps_one_a_line() -> None:
    text = "Find a second firm; Licensing; 30/11/2026\n\nAsk; again; Police; March 2027\nWait\nCall; Police\n;;"
    steps = (
        NextStep(text="Find a second firm", who="Licensing", due="2026-11-30"),
        NextStep(text="Ask; again", who="Police", due="2027-03"),
        NextStep(text="Wait"),
        NextStep(text="Call", who="Police"),
    )
    assert StepsField().clean(text) == steps


def test_next_steps_come_back_as_they_were() -> None:
    steps = (
        NextStep(text="One; two", who="", due=""),
        NextStep(text="Three", who="", due="after the summer"),
        NextStep(text="Four", who="Police", due="2026-11-30"),
    )
    shown = StepsField().prepare_value(steps)
    assert shown.splitlines()[2] == "Four; Police; 30 November 2026"
    assert StepsField().clean(shown) == steps


@pytest.mark.parametrize("text", ["1/1/0001", "31/12/9999", "1/1/1899", "1/1/2200", "29/2/2027", "soon"])
def test_no_day(text: str) -> None:
    """A slip of the finger is no day of antiquity, from which no working days can be counted back."""
    with pytest.raises(ValidationError, match="day/month/year"):
        DayField().clean(text)
    assert day_of(text) == ""


@pytest.mark.parametrize("text", ["January 0001", "December 9999", "12/1899"])
def test_no_month_of_antiquity(text: str) -> None:
    assert month_of(text) == ""
