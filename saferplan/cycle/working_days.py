"""Working days in England and Wales: Monday to Friday without bank holidays. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import holidays

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of a year, with moved and substitute days. England and Wales have the same."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year, expand=False))


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def working_days_before(day: date, number: int) -> date:
    """The working day that lies `number` working days before a day; the day itself counts as none of them."""
    return _walk(day, number, -ONE_DAY)


def working_days_after(day: date, number: int) -> date:
    """The working day that lies `number` working days after a day."""
    return _walk(day, number, ONE_DAY)


def clear_days_before(day: date, number: int) -> date:
    """The last working day with `number` whole working days between it and a day: neither of the two counts."""
    return working_days_before(day, number + 1)


def working_days_between(first: date, last: date) -> int:
    """How many working days come after `first`, up to and with `last`; 0 where `last` is not later."""
    return sum(is_working_day(day) for day in _days(first, last))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(1, (last - first).days + 1))


def _walk(day: date, number: int, step: timedelta) -> date:
    if number < 0:
        raise ValueError("Working days are counted from 0 up.")
    for _ in range(number):
        day += step
        while not is_working_day(day):
            day += step
    return day
