"""Lateness, by a table: what state the update is in, when it is due, when it came, what time it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from saferplan.common.dates import local_day
from saferplan.cycle.lateness import Lateness, Timing, lateness
from saferplan.cycle.rules import UpdateState

# A Wednesday at 17:00 in London, in winter: the same in UTC.
DUE = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)
D, S, R, A, W = (
    UpdateState.DRAFT,
    UpdateState.SUBMITTED,
    UpdateState.RETURNED,
    UpdateState.APPROVED,
    UpdateState.WITHDRAWN,
)


def at(day: int, hour: int = 12, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, 0, tzinfo=UTC)


@pytest.mark.parametrize("state", [None, D, R, W])
@pytest.mark.parametrize(
    ("now", "timing", "days"),
    [
        (at(2), Timing.NOT_DUE, 17),
        (at(19), Timing.NOT_DUE, 4),
        (at(20), Timing.DUE_SOON, 3),
        (at(22), Timing.DUE_SOON, 3),  # a Sunday: three working days are left
        (at(25), Timing.DUE_SOON, 0),
        (at(25, 17), Timing.DUE_SOON, 0),  # the very instant
        (at(25, 18), Timing.LATE, 0),
        (at(26), Timing.LATE, 1),
        (at(29), Timing.LATE, 2),  # a Sunday adds nothing to the Friday
        (at(4, month=12), Timing.LATE, 7),
    ],
)
def test_what_is_still_owed(state: UpdateState | None, now: datetime, timing: Timing, days: int) -> None:
    assert lateness(state, DUE, now) == Lateness(timing, days)


@pytest.mark.parametrize("state", [S, A])
@pytest.mark.parametrize(
    ("came", "timing", "days"),
    [
        (at(20), Timing.IN_ON_TIME, 0),
        (DUE, Timing.IN_ON_TIME, 0),
        (at(25, 18), Timing.IN_LATE, 0),
        (at(27), Timing.IN_LATE, 2),
        (None, Timing.IN_ON_TIME, 0),
    ],
)
def test_what_came_in_does_not_grow_later(state: UpdateState, came: datetime | None, timing: Timing, days: int) -> None:
    for now in (at(28), at(18, month=12)):
        assert lateness(state, DUE, now, came_in_at=came) == Lateness(timing, days)


def test_without_a_date_nobody_is_late() -> None:
    assert lateness(None, None, at(25)) == Lateness(Timing.NO_DATE)
    assert lateness(S, None, at(25), came_in_at=at(20)) == Lateness(Timing.IN_ON_TIME)


def test_what_was_returned_late_is_late_again_though_it_had_come_in() -> None:
    assert lateness(R, DUE, at(27), came_in_at=at(20)) == Lateness(Timing.LATE, 2)


def test_days_are_those_of_london() -> None:
    """In summer half past eleven at night in UTC is the next day in London."""
    late_evening = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert local_day(late_evening).isoformat() == "2026-07-01"
    assert lateness(None, datetime(2026, 6, 30, 16, 0, tzinfo=UTC), late_evening) == Lateness(Timing.LATE, 1)


def test_late_and_in() -> None:
    assert [Lateness(timing).is_late for timing in Timing] == [False, False, False, True, False, False]
    assert [Lateness(timing).is_in for timing in Timing] == [False, False, False, False, True, True]
