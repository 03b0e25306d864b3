"""Gaps between rare events, against the example of the source."""

from __future__ import annotations

import pytest

from saferplan.measures.rare_events import between_limits, is_rare, periods_between, time_limits
from saferplan.measures.refused import RefusedSeries

# Anhøj, chapter on rare events: 16 newborns with asphyxia among 2,193 deliveries. How many deliveries and how many days
# there were from one to the next.
DELIVERIES = [99, 64, 255, 68, 148, 73, 35, 63, 286, 24, 176, 33, 418, 139, 54]
DAYS = [17.77, 10.38, 51.94, 10.03, 26.5, 12.29, 5.96, 8.76, 41.59, 3.97, 23.91, 5.75, 62.78, 24.2, 6.51]


def test_g_chart_of_the_source() -> None:
    """Its text: a signal takes at least 518 deliveries in a row without asphyxia; below zero there is no limit."""
    limits = between_limits(DELIVERIES)
    assert limits.mean == 129
    assert limits.lower == 0
    assert not limits.is_rarer(517)
    assert limits.is_rarer(518)


def test_t_chart_of_the_source() -> None:
    """Its text: about 190 days, or 27 weeks, without asphyxia are a signal."""
    limits = time_limits(DAYS)
    assert limits.upper == pytest.approx(190, abs=0.5)
    assert round(limits.upper / 7) == 27
    assert limits.lower < 0.01
    assert limits.mean == pytest.approx(16.32, abs=0.01)


@pytest.mark.parametrize(
    ("values", "rare"),
    [
        ([0, 1, 0, 5], True),
        ([0, 1, 2, 5], False),
        ([0, 0, 1, None, None, None], True),
        ([0, 0, 1, -1], False),
        ([0, 0, 0.5, 1], False),
        ([], False),
    ],
)
def test_rare_is_more_than_half_nothing_or_one(values: list[float | None], rare: bool) -> None:
    assert is_rare(values) is rare


@pytest.mark.parametrize(
    ("counts", "gaps", "since"),
    [
        ([0, 1, 0, 0, 1, 1, 0], [3, 1], 1),
        ([1, 2, 0], [1, 0], 1),
        ([3], [0, 0], 0),
        ([0, 0], [], 0),
        ([1, 0, None, 0, 1, 0, 1], [2], 0),
    ],
)
def test_periods_between(counts: list[float | None], gaps: list[int], since: int) -> None:
    assert periods_between(counts) == (gaps, since)


@pytest.mark.parametrize("times", [[], [3.0], [3.0, 0.0], [3.0, float("nan")]])
def test_times_between_are_above_nothing(times: list[float]) -> None:
    with pytest.raises(RefusedSeries):
        time_limits(times)


@pytest.mark.parametrize("gaps", [[], [-1, 3]])
def test_gaps_are_counts(gaps: list[int]) -> None:
    with pytest.raises(RefusedSeries):
        between_limits(gaps)
