"""Is an update late? Pure: no database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from saferplan.common.dates import local_day
from saferplan.cycle.rules import UpdateState
from saferplan.cycle.working_days import working_days_between

SOON = 3
CAME_IN = frozenset({UpdateState.SUBMITTED, UpdateState.APPROVED})


class Timing(StrEnum):
    """How an update stands to the day on which it is due."""

    NO_DATE = "no date"
    NOT_DUE = "not due"
    DUE_SOON = "due soon"
    LATE = "late"
    IN_ON_TIME = "in on time"
    IN_LATE = "in late"


@dataclass(frozen=True, slots=True)
class Lateness:
    """`days` are working days: until it is due, or by how many it is or came late; 0 on the day itself."""

    timing: Timing
    days: int = 0

    @property
    def is_late(self) -> bool:
        return self.timing is Timing.LATE

    @property
    def is_in(self) -> bool:
        return self.timing in (Timing.IN_ON_TIME, Timing.IN_LATE)


def lateness(
    state: UpdateState | None, due_at: datetime | None, now: datetime, *, came_in_at: datetime | None = None
) -> Lateness:
    """`state` is None where nobody has begun. What was returned, or withdrawn, is owed again.

    What came in without a known instant (an imported report) counts as in on time.
    """
    if state in CAME_IN:
        if due_at is None or came_in_at is None or came_in_at <= due_at:
            return Lateness(Timing.IN_ON_TIME)
        return Lateness(Timing.IN_LATE, working_days_between(local_day(due_at), local_day(came_in_at)))
    if due_at is None:
        return Lateness(Timing.NO_DATE)
    if now > due_at:
        return Lateness(Timing.LATE, working_days_between(local_day(due_at), local_day(now)))
    left = working_days_between(local_day(now), local_day(due_at))
    return Lateness(Timing.DUE_SOON if left <= SOON else Timing.NOT_DUE, left)
