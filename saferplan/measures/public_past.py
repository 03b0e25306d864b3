"""What the public could see of a period, from when on: what was once shown stays known. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol, TypeVar

from saferplan.measures.releases import ReleaseFact, clearance_of
from saferplan.measures.rules import ReleaseLevel, StandingRelease

K = TypeVar("K")


class Recorded(Protocol):
    """A row of what was recorded of a period."""

    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def missing(self) -> str: ...
    @property
    def recorded_at(self) -> datetime: ...


# When it changed, and what the public had from then on; None where nothing was released.
Timeline = Sequence[tuple[datetime, Recorded | None]]


def timeline(
    rows: Sequence[Recorded], releases: Sequence[ReleaseFact], standing: StandingRelease, as_at: datetime
) -> Timeline:
    """Of one period, whose `rows` are in the order of their recording."""
    starts, ends = rows[0].starts, rows[0].ends
    covering = [each for each in releases if each.starts <= starts and ends <= each.ends]
    told = [row.recorded_at for row in rows]
    told += [at for each in covering for at in (each.at, each.embargo_until) if at is not None]
    found: list[tuple[datetime, Recorded | None]] = []
    for at in sorted({each for each in told if each <= as_at}):
        row = _public_row(rows, covering, standing, at)
        if not found or found[-1][1] is not row:
            found.append((at, row))
    return found


def _public_row(
    rows: Sequence[Recorded], releases: Sequence[ReleaseFact], standing: StandingRelease, at: datetime
) -> Recorded | None:
    for row in reversed(rows):
        if row.recorded_at > at:
            continue
        clearance = clearance_of(row.starts, row.ends, row.recorded_at, standing=standing, releases=releases, at=at)
        if row.missing or clearance.level is ReleaseLevel.PUBLIC:
            return row
    return None


def together(timelines: Mapping[K, Timeline]) -> list[Mapping[K, Recorded | None]]:
    """Several of them as one row of states, each with all that was seen at a time."""
    changes = sorted(
        ((at, place, key, row) for place, (key, told) in enumerate(timelines.items()) for at, row in told),
        key=lambda each: each[:2],
    )
    states: list[tuple[datetime, Mapping[K, Recorded | None]]] = []
    now: dict[K, Recorded | None] = dict.fromkeys(timelines)
    for at, _place, key, row in changes:
        now = {**now, key: row}
        if states and states[-1][0] == at:
            states.pop()
        states.append((at, now))
    return [state for _at, state in states]
