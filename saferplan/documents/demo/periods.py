"""The states of the demo's periods, the meetings of the last two with their steps, and the one that is open now."""

from __future__ import annotations

from datetime import UTC, date, datetime

from saferplan.accounts.models import Partnership
from saferplan.accounts.rules import Role
from saferplan.common.periods import Frequency
from saferplan.cycle.meeting_actions import add_usual_steps, mark_step, set_meeting
from saferplan.cycle.meeting_queries import list_meetings, steps_of
from saferplan.cycle.models import Meeting, Period
from saferplan.cycle.period_actions import move_period, plan_next_period
from saferplan.cycle.period_queries import find_period
from saferplan.cycle.rules import PeriodState

BY = "demo"
NEXT = "2026-12"
SCRUTINY = "Crime and Disorder Scrutiny Committee"
# Which day the groups meet on a period: the board first.
SCRUTINY_MEETS = {"2026-09": date(2027, 1, 14), NEXT: date(2027, 3, 18)}
BOARD_MEETS = date(2027, 2, 11)
# Yes to whatever a move asks or warns of.
YES = frozenset({"asks", "not-in", "no-update", "no-owner", "not-cleared", "meeting-ahead"})


def settle_quarter(period: Period, *, is_latest: bool, is_last_but_one: bool, now: datetime) -> None:
    """An imported quarter is ready. The latest is reviewed again, the one before is published, older ones closed."""
    if is_latest:
        _move(period, PeriodState.IN_REVIEW, now)
        _prepare_meetings(period, now)
        return
    _move(period, PeriodState.PUBLISHED, now)
    if not is_last_but_one:
        _move(period, PeriodState.CLOSED, now)


def open_next_quarter(partnership: Partnership, *, now: datetime) -> None:
    """The quarter that partners write their updates for now. Nothing where it is there already."""
    if find_period(partnership, NEXT) is not None:
        return
    at = min(datetime(2026, 11, 20, 14, 0, tzinfo=UTC), now)
    period = plan_next_period(partnership=partnership, key=NEXT, frequency=Frequency.QUARTER, by=BY, now=at)
    for meeting in list_meetings(partnership, period):
        day = SCRUTINY_MEETS[NEXT] if meeting.body == SCRUTINY else BOARD_MEETS
        set_meeting(
            period=period,
            body=meeting.body,
            date=day,
            item=meeting.item,
            purpose=meeting.purpose,
            meeting=meeting,
            by=BY,
            now=at,
        )
    _move(period, PeriodState.OPEN, at)


def _prepare_meetings(period: Period, now: datetime) -> None:
    """The board's meeting of the report, and the scrutiny committee's; what was due by now is done."""
    set_meeting(
        period=period,
        body=SCRUTINY,
        date=SCRUTINY_MEETS[period.key],
        item="7",
        purpose="For scrutiny",
        by=BY,
        now=now,
    )
    for meeting in Meeting.objects.filter(period=period):
        add_usual_steps(meeting=meeting, by=BY, now=now)
        for step in steps_of(meeting):
            if step.due_at and step.due_at <= now:
                mark_step(step=step, is_done=True, by=BY, now=now)


def _move(period: Period, to: PeriodState, now: datetime) -> None:
    move_period(period=period, to=to, role=Role.EDITOR, confirmed=YES, by=BY, now=now)
