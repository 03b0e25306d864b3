"""Baselines: a value, the mean of periods from the sums of their parts, or none for a reason."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from saferplan.common.dated import DatedValue
from saferplan.measures.baselines import BaselineFact, BaselineFigure, baseline_figure, baseline_on
from saferplan.measures.rules import BaselineKind, Missing, Unit
from saferplan.measures.series import ExclusionFact
from tests.measures.values import RECORDED, facts, month, series

QUARTER = BaselineFact(kind=BaselineKind.PERIOD, starts=date(2026, 4, 1), ends=date(2026, 6, 30))


def test_the_mean_of_a_time_before() -> None:
    told = series([month("2026-03", 99), month("2026-04", 1), month("2026-05", 3), month("2026-06", 8)])
    assert baseline_figure(QUARTER, told.points) == BaselineFigure(Fraction(4), 3, 3)


def test_a_percentage_is_the_ratio_of_the_sums_of_its_parts() -> None:
    """3.14 of 17 and 47.11 of 4,711 are 50.25 of 4,728."""
    rows = [month("2026-04", parts=("3.14", 17)), month("2026-05", parts=("47.11", 4711))]
    told = series(rows, facts=facts(unit=Unit.PERCENTAGE, per=100))
    found = baseline_figure(QUARTER, told.points, per=100)
    assert found.value == Fraction("50.25") / 4728 * 100


def test_what_is_missing_or_left_out_is_not_in_it_and_is_said() -> None:
    left_out = ExclusionFact(date(2026, 5, 31), "Cut off.", "ann", RECORDED)
    rows = [month("2026-04", 2), month("2026-05", 90), month("2026-06", missing=Missing.NOT_COLLECTED)]
    found = baseline_figure(QUARTER, series(rows, exclusions=[left_out]).points)
    assert found == BaselineFigure(Fraction(2), 1, 3)
    assert not found.is_whole


@pytest.mark.parametrize(
    ("baseline", "value"),
    [
        (BaselineFact(kind=BaselineKind.VALUE, value=Fraction(205)), Fraction(205)),
        (BaselineFact(kind=BaselineKind.VALUE, value=Fraction(0)), Fraction(0)),
        (BaselineFact(kind=BaselineKind.NONE, reason="The system is new."), None),
        (QUARTER, None),
    ],
)
def test_without_figures(baseline: BaselineFact, value: Fraction | None) -> None:
    assert baseline_figure(baseline, ()).value == value


def test_the_baseline_of_a_day() -> None:
    first, second = (BaselineFact(kind=BaselineKind.VALUE, value=Fraction(value)) for value in (1, 2))
    rows = [
        DatedValue(date(2026, 4, 1), datetime(2026, 1, 1, tzinfo=UTC), first),
        DatedValue(date(2026, 7, 1), datetime(2026, 1, 1, tzinfo=UTC), second),
    ]
    days = (date(2026, 3, 31), date(2026, 6, 30), date(2026, 7, 1))
    assert [baseline_on(rows, day) for day in days] == [None, first, second]
