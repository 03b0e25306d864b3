"""Working days of England and Wales, by the calendars that were published, and what must hold for any day."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplan.cycle.working_days import (
    bank_holidays,
    clear_days_before,
    is_working_day,
    working_days_after,
    working_days_before,
    working_days_between,
)

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
NUMBERS = st.integers(0, 30)


@pytest.mark.parametrize(
    ("day", "is_one"),
    [
        (date(2026, 11, 25), True),  # an ordinary Wednesday
        (date(2026, 11, 28), False),  # a Saturday
        (date(2026, 11, 29), False),  # a Sunday
        (date(2025, 12, 25), False),
        (date(2025, 12, 26), False),
        (date(2025, 12, 24), True),
        (date(2025, 12, 29), True),
        (date(2026, 4, 3), False),  # Good Friday
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 4, 2), True),
        (date(2020, 5, 4), True),  # the early May holiday of 2020 was moved ...
        (date(2020, 5, 8), False),  # ... to the anniversary of the end of the war
        (date(2022, 5, 30), True),  # the spring holiday of 2022 was moved ...
        (date(2022, 6, 2), False),  # ... to stand beside the jubilee
        (date(2022, 6, 3), False),
        (date(2022, 9, 19), False),  # the Queen's funeral
        (date(2023, 5, 1), False),
        (date(2023, 5, 8), False),  # the coronation
        (date(2021, 12, 27), False),  # for Christmas Day, a Saturday
        (date(2021, 12, 28), False),  # for Boxing Day, a Sunday
        (date(2021, 12, 29), True),
        (date(2022, 1, 3), False),  # for New Year's Day, a Saturday
        (date(2022, 12, 27), False),  # for Christmas Day, a Sunday
        (date(2026, 12, 25), False),
        (date(2026, 12, 28), False),  # for Boxing Day, a Saturday
        (date(2026, 12, 29), True),
        (date(2026, 3, 17), True),  # a holiday in Northern Ireland only
        (date(2026, 8, 3), True),  # a holiday in Scotland only
        (date(2026, 8, 31), False),
    ],
)
def test_is_working_day(day: date, is_one: bool) -> None:
    assert is_working_day(day) is is_one


@pytest.mark.parametrize(
    ("day", "number", "before", "clear"),
    [
        # A Thursday without a holiday near: a week is five working days.
        (date(2026, 6, 18), 0, date(2026, 6, 18), date(2026, 6, 17)),
        (date(2026, 6, 18), 1, date(2026, 6, 17), date(2026, 6, 16)),
        (date(2026, 6, 18), 5, date(2026, 6, 11), date(2026, 6, 10)),
        (date(2026, 6, 18), 7, date(2026, 6, 9), date(2026, 6, 8)),
        (date(2026, 6, 18), 20, date(2026, 5, 20), date(2026, 5, 19)),  # over the holiday of 25 May
        # Over Christmas and the New Year of 2021-22: 27 and 28 December and 3 January are lost.
        (date(2022, 1, 6), 5, date(2021, 12, 29), date(2021, 12, 24)),
        # Over Easter 2026.
        (date(2026, 4, 9), 5, date(2026, 3, 31), date(2026, 3, 30)),
        # Over the funeral of 2022.
        (date(2022, 9, 22), 3, date(2022, 9, 16), date(2022, 9, 15)),
        # From a Sunday: the Friday before is the first.
        (date(2026, 6, 21), 1, date(2026, 6, 19), date(2026, 6, 18)),
    ],
)
def test_counting_back(day: date, number: int, before: date, clear: date) -> None:
    assert working_days_before(day, number) == before
    assert clear_days_before(day, number) == clear


def test_between() -> None:
    assert working_days_between(date(2026, 12, 24), date(2026, 12, 29)) == 1
    assert working_days_between(date(2026, 11, 23), date(2026, 11, 25)) == 2
    assert working_days_between(date(2026, 11, 25), date(2026, 11, 25)) == 0
    assert working_days_between(date(2026, 11, 25), date(2026, 11, 20)) == 0


def test_a_number_below_nought_is_refused() -> None:
    with pytest.raises(ValueError, match="from 0 up"):
        working_days_before(date(2026, 11, 25), -1)


@pytest.mark.parametrize("year", range(2015, 2036))
def test_england_and_wales_have_the_same_days(year: int) -> None:
    assert bank_holidays(year) == frozenset(holidays.country_holidays("GB", subdiv="WLS", years=year, expand=False))


@given(DAYS, st.integers(1, 30))
def test_a_counted_day_is_a_working_day_on_the_right_side(day: date, number: int) -> None:
    before, clear = working_days_before(day, number), clear_days_before(day, number)
    assert is_working_day(before)
    assert is_working_day(clear)
    assert clear < before < day < working_days_after(day, number)


@given(DAYS.filter(is_working_day), NUMBERS)
def test_counting_forward_undoes_counting_back(day: date, number: int) -> None:
    assert working_days_after(working_days_before(day, number), number) == day
    assert working_days_between(working_days_before(day, number), day) == number


@given(DAYS, NUMBERS)
def test_so_many_working_days_lie_between_when_they_are_clear(day: date, number: int) -> None:
    step = clear_days_before(day, number)
    whole = [step + timedelta(days=n) for n in range(1, (day - step).days)]
    assert sum(map(is_working_day, whole)) == number


@given(DAYS, DAYS, NUMBERS)
def test_a_later_meeting_never_has_an_earlier_step(one: date, other: date, number: int) -> None:
    first, last = sorted((one, other))
    assert working_days_before(first, number) <= working_days_before(last, number)


@given(DAYS, NUMBERS)
def test_more_days_are_earlier(day: date, number: int) -> None:
    assert working_days_before(day, number + 1) < working_days_before(day, number)
