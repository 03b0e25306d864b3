"""Who may see a value at an instant, from what its supplier cleared. Pure: no database, no clock.

A release covers the values from a day to a day that were recorded by then. Of those since the last one that took the
clearance back, the one that reaches furthest counts; a revision that came later is covered by none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from saferplan.measures.rules import LEVELS, ReleaseLevel, StandingRelease


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFact:
    """`clearance` names the email that cleared the values, where an editor recorded it for the supplier."""

    starts: date
    ends: date
    level: ReleaseLevel
    at: datetime
    by: str = ""
    embargo_until: datetime | None = None
    caveat: str = ""
    clearance: str = ""

    def covers(self, starts: date, ends: date, recorded_at: datetime) -> bool:
        return self.starts <= starts and ends <= self.ends and recorded_at <= self.at


class Clearance(NamedTuple):
    """How far a value is cleared at an instant, and by which release; none where a standing rule says it."""

    level: ReleaseLevel
    release: ReleaseFact | None = None


def clearance_of(
    starts: date,
    ends: date,
    recorded_at: datetime,
    *,
    standing: StandingRelease,
    releases: Sequence[ReleaseFact],
    at: datetime,
) -> Clearance:
    """`releases` in the order in which they were made."""
    if standing is StandingRelease.ALREADY_PUBLISHED:
        return Clearance(ReleaseLevel.PUBLIC)
    least = ReleaseLevel.BOARD if standing is StandingRelease.BOARD_ONLY else ReleaseLevel.PROVISIONAL
    best = Clearance(least)
    for release in releases:
        if release.at > at or not release.covers(starts, ends, recorded_at):
            continue
        if release.level is ReleaseLevel.PROVISIONAL:
            best = Clearance(least)
            continue
        level = _reached(release, standing, at)
        if best.release is None or LEVELS.index(level) >= LEVELS.index(best.level):
            best = Clearance(max(level, best.level, key=LEVELS.index), release)
    return best


def _reached(release: ReleaseFact, standing: StandingRelease, at: datetime) -> ReleaseLevel:
    """Until its embargo ends, and always where only the board may see the measure, a release is for the board."""
    is_held = release.embargo_until is not None and at < release.embargo_until
    if release.level is ReleaseLevel.PUBLIC and (is_held or standing is StandingRelease.BOARD_ONLY):
        return ReleaseLevel.BOARD
    return release.level
