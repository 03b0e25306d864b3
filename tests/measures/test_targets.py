"""Targets on days: steps, lines, and changes that leave the days before them as they were."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplan.common.dated import DatedValue
from saferplan.measures.rules import TargetShape
from saferplan.measures.targets import TargetFact, next_after, rows_to_add, target_on

START = date(2025, 4, 1)
NOW = datetime(2025, 3, 1, tzinfo=UTC)
STEP, LINE = TargetShape.STEP, TargetShape.LINE


def row(
    day: date,
    value: int | Fraction | None,
    shape: TargetShape = STEP,
    *,
    at: datetime = NOW,
    tolerance: Fraction = Fraction(1, 20),
) -> DatedValue[TargetFact]:
    exact = None if value is None else Fraction(value)
    return DatedValue(day, at, TargetFact(value=exact, shape=shape, tolerance=tolerance))


STEPS = (row(START, 100), row(date(2026, 4, 1), 80))
# 100 on 1 April 2025 and 65 on 1 April 2026, 365 days later.
SLOPE = (row(START, 365), row(date(2026, 4, 1), 0, LINE))


@pytest.mark.parametrize(
    ("rows", "day", "value"),
    [
        ((), START, None),
        (STEPS, date(2025, 3, 31), None),
        (STEPS, START, 100),
        (STEPS, date(2026, 3, 31), 100),
        (STEPS, date(2026, 4, 1), 80),
        (STEPS, date(2030, 1, 1), 80),
        (SLOPE, START, 365),
        (SLOPE, date(2025, 4, 11), 355),
        (SLOPE, date(2026, 3, 31), 1),
        (SLOPE, date(2026, 4, 1), 0),
        (SLOPE, date(2027, 1, 1), 0),
        ((row(START, 100), row(date(2025, 5, 1), None)), date(2025, 6, 1), None),
        ((row(START, 100, LINE),), START, 100),
        ((row(START, 100, LINE),), date(2025, 3, 1), None),
    ],
)
def test_the_target_of_a_day(rows: tuple[DatedValue[TargetFact], ...], day: date, value: int | None) -> None:
    found = target_on(rows, day)
    assert (found.value if found else None) == value


def test_of_two_that_begin_together_the_one_recorded_last_counts() -> None:
    later = row(START, 90, at=NOW + timedelta(days=1))
    for rows in ((row(START, 100), later), (later, row(START, 100))):
        found = target_on(rows, START)
        assert found is not None
        assert found.value == 90


def test_a_line_says_where_it_ends_and_has_the_tolerance_of_its_end() -> None:
    rows = (row(START, 100), row(date(2025, 10, 1), 80, LINE, tolerance=Fraction(1, 10)))
    found = target_on(rows, date(2025, 7, 1))
    assert found is not None
    assert (found.since, found.until, found.tolerance) == (START, date(2025, 10, 1), Fraction(1, 10))
    assert 80 < found.value < 100


def test_what_comes_next() -> None:
    assert next_after(STEPS, START) == STEPS[1]
    assert next_after(STEPS, date(2026, 4, 1)) is None


def test_a_step_in_the_middle_of_a_line_bends_nothing_before_it_and_holds() -> None:
    new = row(date(2025, 10, 1), 300, at=NOW + timedelta(days=9))
    rows = (*SLOPE, *rows_to_add(SLOPE, new))
    assert target_on(rows, date(2025, 9, 30)) == target_or_near(SLOPE, date(2025, 9, 30), rows)
    values = [target_on(rows, day) for day in (date(2025, 10, 1), date(2026, 3, 31), date(2026, 4, 1))]
    assert [each.value if each else None for each in values] == [300, 300, 0]


def target_or_near(before: object, day: date, after: object) -> object:
    """What was there before, if what is there now is within the last digit that is stored."""
    old, new = target_on(before, day), target_on(after, day)  # type: ignore[arg-type]
    assert old is not None
    assert new is not None
    assert abs(old.value - new.value) <= Fraction(1, 10**6)
    assert old.tolerance == new.tolerance
    return new


def test_a_line_starts_where_the_target_stands_and_takes_the_rows_in_its_way_along() -> None:
    new = row(date(2026, 10, 1), 60, LINE, at=NOW + timedelta(days=9))
    rows = (*STEPS, *rows_to_add(STEPS, new, line_from=date(2025, 10, 1)))
    values = [target_on(rows, day) for day in (date(2025, 9, 30), date(2025, 10, 1), date(2026, 4, 1))]
    assert [each.value if each else None for each in values][:2] == [100, 100]
    middle = values[2]
    assert middle is not None
    assert abs(middle.value - (100 - Fraction(40 * 182, 365))) <= Fraction(1, 10**6)


days = st.integers(0, 900).map(lambda days: START + timedelta(days=days))
amounts = st.integers(-50, 500).map(Fraction)


@given(st.lists(st.tuples(days, amounts, st.sampled_from([STEP, LINE])), max_size=5), days, amounts, st.data())
def test_no_change_ever_reaches_the_days_before_it(
    said: list[tuple[date, Fraction, TargetShape]], day: date, value: Fraction, data: st.DataObject
) -> None:
    rows = tuple(
        row(START if place == 0 else each[0], each[1], each[2], at=NOW + timedelta(hours=place))
        for place, each in enumerate(said)
    )
    line_from = data.draw(st.one_of(st.none(), days.filter(lambda each: each < day))) if day > START else None
    shape = STEP if line_from is None else LINE
    new = row(day, value, shape, at=NOW + timedelta(days=9))
    after = (*rows, *rows_to_add(rows, new, line_from=line_from, line_start=Fraction(7)))
    first = line_from or day
    for back in (1, 2, 30, 31, 200):
        earlier = first - timedelta(days=back)
        old, now = target_on(rows, earlier), target_on(after, earlier)
        assert (old is None) == (now is None)
        if old is not None and now is not None:
            assert abs(old.value - now.value) <= Fraction(2, 10**6)
    here = target_on(after, day)
    assert here is not None
    assert here.value == value
    if line_from is not None:
        middle = target_on(after, line_from + (day - line_from) // 2)
        assert middle is not None
        gone = Fraction(((day - line_from) // 2).days, (day - line_from).days)
        assert abs(middle.value - (7 + (value - 7) * gone)) <= Fraction(2, 10**6)
