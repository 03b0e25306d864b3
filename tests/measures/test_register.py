"""The register of what is missing: no baseline, no target, awaited, late, not released."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from saferplan.common.dated import DatedValue
from saferplan.measures.baselines import BaselineFact
from saferplan.measures.register import RegisterRow, RequestFact, awaited_periods, register_rows
from saferplan.measures.releases import ReleaseFact
from saferplan.measures.rules import BaselineKind, Missing, ReleaseLevel
from saferplan.measures.series import Dated, Series, ValueRow
from saferplan.measures.targets import TargetFact
from saferplan.report.outcomes import Polarity
from saferplan.report.tree import Gap
from tests.measures.values import AS_AT, RECORDED, facts, month, series

TODAY = date(2026, 9, 15)
SAID = datetime(2026, 1, 1, tzinfo=UTC)
BASELINE = DatedValue(date(2026, 1, 1), SAID, BaselineFact(kind=BaselineKind.VALUE, value=Fraction(9)))
TARGET = DatedValue(date(2026, 1, 1), SAID, TargetFact(value=Fraction(9)))
CLEARED = ReleaseFact(starts=date(2026, 1, 1), ends=date(2026, 12, 31), level=ReleaseLevel.BOARD, at=AS_AT)
WHOLE = Dated(baselines=(BASELINE,), targets=(TARGET,), releases=(CLEARED,))
JULY, AUGUST = month("2026-07", 5), month("2026-08", 0)


def asked(*, due: date, starts: date = date(2026, 8, 1), ends: date = date(2026, 8, 31)) -> RequestFact:
    return RequestFact("City Police", starts, ends, date(2026, 9, 1), due)


def rows(told: Series, *requests: RequestFact) -> tuple[RegisterRow, ...]:
    return register_rows([told], {1: requests}, today=TODAY)


def of(values: list[ValueRow], dated: Dated = WHOLE, **changed: object) -> Series:
    return series(values, facts=facts(**changed), dated=dated)


def gaps(found: tuple[RegisterRow, ...]) -> list[Gap]:
    return [row.gap for row in found]


def test_nothing_is_missing_of_a_whole_measure_and_zero_is_a_figure() -> None:
    assert rows(of([JULY, AUGUST])) == ()


def test_nothing_is_asked_of_a_retired_measure() -> None:
    assert rows(of([], Dated(), retired_on=date(2026, 1, 1))) == ()


def test_a_measure_with_nothing_at_all() -> None:
    assert gaps(rows(of([], Dated()))) == [Gap.AWAITING, Gap.NO_BASELINE, Gap.NO_TARGET]


def test_a_measure_without_a_good_direction_needs_no_target() -> None:
    assert gaps(rows(of([JULY, AUGUST], Dated(releases=(CLEARED,)), polarity=Polarity.NEITHER))) == [Gap.NO_BASELINE]


@pytest.mark.parametrize(("due", "overdue"), [(date(2026, 9, 14), True), (TODAY, False), (date(2026, 10, 1), False)])
def test_why_there_is_no_baseline_who_was_asked_and_when_it_comes(due: date, overdue: bool) -> None:
    none = BaselineFact(
        kind=BaselineKind.NONE, reason="The system is new.", asked_of="Niche team", asked_on=TODAY, due_on=due
    )
    told = of(
        [JULY, AUGUST], Dated(baselines=(DatedValue(SAID.date(), SAID, none),), targets=(TARGET,), releases=(CLEARED,))
    )
    (row,) = rows(told)
    assert (row.gap, row.reason, row.asked_of, row.asked_on, row.due_on, row.is_overdue) == (
        *(Gap.NO_BASELINE, "The system is new.", "Niche team", TODAY, due, overdue),
    )


def test_a_baseline_of_a_time_without_figures_is_none() -> None:
    before = BaselineFact(kind=BaselineKind.PERIOD, starts=date(2020, 1, 1), ends=date(2020, 12, 31))
    told = of(
        [JULY, AUGUST],
        Dated(baselines=(DatedValue(SAID.date(), SAID, before),), targets=(TARGET,), releases=(CLEARED,)),
    )
    assert gaps(rows(told)) == [Gap.NO_BASELINE]


def test_an_ended_target_is_none() -> None:
    ended = DatedValue(date(2026, 9, 1), SAID, TargetFact(value=None))
    told = of([JULY, AUGUST], Dated(baselines=(BASELINE,), targets=(TARGET, ended), releases=(CLEARED,)))
    assert gaps(rows(told)) == [Gap.NO_TARGET]


def test_a_period_that_has_ended_is_awaited_and_the_running_one_is_not() -> None:
    (row,) = rows(of([JULY]))
    assert (row.gap, row.starts, row.ends, row.periods) == (Gap.AWAITING, date(2026, 8, 1), date(2026, 8, 31), 1)
    assert awaited_periods(of([JULY]), date(2026, 8, 30)) == []
    assert len(awaited_periods(of([JULY]), date(2026, 8, 31))) == 1


def test_figures_are_wanted_up_to_the_period_that_is_reported_on() -> None:
    until = date(2026, 7, 31)
    assert register_rows([of([JULY])], {}, today=TODAY, until=until) == ()
    (row,) = register_rows([of([JULY])], {1: [asked(due=TODAY)]}, today=TODAY, until=until)
    assert row.starts == date(2026, 8, 1), "what was asked for is wanted too"


def test_holes_and_what_was_said_to_be_awaited_count() -> None:
    told = of([month("2026-05", 1), month("2026-07", missing=Missing.AWAITING), AUGUST])
    (row,) = rows(told)
    assert (row.starts, row.ends, row.periods) == (date(2026, 6, 1), date(2026, 7, 31), 2)
    # What was never collected is not awaited.
    assert rows(of([JULY, month("2026-08", missing=Missing.NOT_COLLECTED)])) == ()


@pytest.mark.parametrize(
    ("due", "gap"), [(date(2026, 9, 14), Gap.LATE), (TODAY, Gap.AWAITING), (date(2026, 9, 30), Gap.AWAITING)]
)
def test_figures_are_late_once_the_day_they_were_asked_for_has_passed(due: date, gap: Gap) -> None:
    (row,) = rows(of([JULY]), asked(due=due))
    assert (row.gap, row.asked_of, row.asked_on, row.due_on) == (gap, "City Police", date(2026, 9, 1), due)
    assert row.is_overdue is (gap is Gap.LATE)


def test_what_nobody_asked_for_stands_apart_from_what_was() -> None:
    found = rows(of([month("2026-06", 1)]), asked(due=date(2026, 9, 10)))
    assert [(row.gap, row.starts) for row in found] == [
        (Gap.LATE, date(2026, 8, 1)),
        (Gap.AWAITING, date(2026, 7, 1)),
    ]


def test_a_measure_that_never_had_a_figure_is_late_by_its_request() -> None:
    (row,) = rows(of([]), asked(due=date(2026, 9, 10)))
    assert (row.gap, row.due_on, row.periods) == (Gap.LATE, date(2026, 9, 10), 0)


def test_figures_that_nobody_released() -> None:
    told = of([JULY, AUGUST], Dated(baselines=(BASELINE,), targets=(TARGET,)))
    (row,) = rows(told)
    assert (row.gap, row.starts, row.ends, row.periods) == (Gap.PROVISIONAL, date(2026, 7, 1), date(2026, 8, 31), 2)


def test_a_revision_that_nobody_released_is_missing_to_its_audience_too() -> None:
    later = month("2026-08", 7, at=AS_AT - timedelta(days=1))
    dated = Dated(
        baselines=(BASELINE,),
        targets=(TARGET,),
        releases=(
            ReleaseFact(starts=date(2026, 1, 1), ends=date(2026, 12, 31), level=ReleaseLevel.BOARD, at=RECORDED),
        ),
    )
    told = series([JULY, AUGUST, later], dated=dated, audience=ReleaseLevel.BOARD)
    assert told.points[-1].value == 0
    (row,) = rows(told)
    assert (row.gap, row.starts, row.periods) == (Gap.PROVISIONAL, date(2026, 8, 1), 1)


def test_the_most_pressing_comes_first() -> None:
    late = of([JULY], Dated(), name="Zebra crossings")
    other = series([JULY, AUGUST], facts=facts(id=2, name="Arson"), dated=Dated(releases=(CLEARED,)))
    found = register_rows([other, late], {1: [asked(due=date(2026, 9, 10))]}, today=TODAY)
    assert [(row.gap, row.name) for row in found] == [
        (Gap.LATE, "Zebra crossings"),
        (Gap.PROVISIONAL, "Zebra crossings"),
        (Gap.NO_BASELINE, "Arson"),
        (Gap.NO_BASELINE, "Zebra crossings"),
        (Gap.NO_TARGET, "Arson"),
        (Gap.NO_TARGET, "Zebra crossings"),
    ]
