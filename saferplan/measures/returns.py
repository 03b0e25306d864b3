"""A supplier's whole return: what clearing it would do, and whether somebody may clear it. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saferplan.measures.rules import (
    LEVELS,
    ReleaseLevel,
    Sensitivity,
    SmallNumbers,
    StandingRelease,
    is_cleared,
)
from saferplan.measures.series import MeasureFacts, Point, Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Releaser:
    """Whoever clears figures: the name that they sign in with, and the agencies that they act for.

    An editor of no such agency clears them for the supplier: `named` is whose email says so, `email` which one.
    """

    username: str
    agencies: Collection[int] = ()
    may_edit: bool = False
    named: str = ""
    email: str = ""

    @property
    def clearance(self) -> str:
        """As it is kept beside the release."""
        return f"{self.named.strip()}: {self.email.strip()}" if self.has_email else ""

    @property
    def has_email(self) -> bool:
        return bool(self.named.strip() and self.email.strip())


class Bar(StrEnum):
    """Why somebody may not clear a return; `BAR_WORDS` says it."""

    NOT_THEIRS = "not theirs"
    NO_EMAIL = "no email"
    OWN_FIGURES = "own figures"
    NOTHING = "nothing"
    NO_DAYS = "no days"
    PERSONS = "persons"


BAR_WORDS = {
    Bar.NOT_THEIRS: "Only somebody of {agency}, or an editor who has their email, can release its figures.",
    Bar.NO_EMAIL: "Write who at {agency} cleared these figures, and which email or letter says so.",
    Bar.OWN_FIGURES: "You recorded figures of this return: somebody else of {agency} has to release them.",
    Bar.NOTHING: "There is nothing to release in these days: nothing was recorded, or it is all released already.",
    Bar.NO_DAYS: "The last day is before the first.",
    Bar.PERSONS: "{measure} is about persons. Say how its small numbers are kept back before it goes to the public.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLine:
    """A measure in a return: its `series` as those who work with it see it, and the points that would be cleared."""

    series: Series
    cleared: tuple[Point, ...]
    level: ReleaseLevel

    @property
    def measure(self) -> MeasureFacts:
        return self.series.measure

    @property
    def revised(self) -> tuple[Point, ...]:
        """Those of which an earlier value was recorded."""
        return tuple(point for point in self.cleared if point.revisions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """What releasing an agency's figures from a day to a day would clear. `seen` tells these values from others."""

    starts: date
    ends: date
    level: ReleaseLevel
    lines: tuple[ReturnLine, ...]

    @property
    def recorded_by(self) -> frozenset[str]:
        return frozenset(point.by for line in self.lines for point in line.cleared)

    @property
    def seen(self) -> str:
        told = [
            (line.measure.id, line.level.value, point.starts, point.ends, point.recorded_at, point.value)
            for line in self.lines
            for point in line.cleared
        ]
        return hashlib.sha256(repr((self.starts, self.ends, sorted(told, key=repr))).encode()).hexdigest()


def make_return(series: Iterable[Series], starts: date, ends: date, level: ReleaseLevel) -> Return:
    """`series` as known without regard to release. Measures with nothing to clear are left out."""
    lines = [_line(each, starts, ends, level) for each in series]
    return Return(starts=starts, ends=ends, level=level, lines=tuple(line for line in lines if line.cleared))


def _line(series: Series, starts: date, ends: date, level: ReleaseLevel) -> ReturnLine:
    # What is only for the board goes no further, whatever the rest of the return is cleared for.
    if series.measure.standing is StandingRelease.BOARD_ONLY:
        level = min(level, ReleaseLevel.BOARD, key=LEVELS.index)
    cleared = tuple(
        point
        for point in series.points
        if starts <= point.starts and point.ends <= ends and point.value is not None
        if not is_cleared(point.level, level)
    )
    return ReturnLine(series=series, cleared=cleared, level=level)


def bars_to(whole: Return, agency: int, releaser: Releaser) -> Sequence[tuple[Bar, str]]:
    """All that stands against a release, each with the name of the measure that it is about, if of one."""
    found: list[tuple[Bar, str]] = []
    if whole.ends < whole.starts:
        found.append((Bar.NO_DAYS, ""))
    elif not whole.lines:
        found.append((Bar.NOTHING, ""))
    found += [(bar, "") for bar in _bars_of(whole, agency, releaser)]
    found += [(Bar.PERSONS, line.measure.name) for line in whole.lines if _tells_persons(line)]
    return found


def _bars_of(whole: Return, agency: int, releaser: Releaser) -> list[Bar]:
    """Whoever is of the agency speaks for it, but not of figures that they recorded; an editor needs its email."""
    if agency in releaser.agencies and releaser.username not in whole.recorded_by:
        return []
    if releaser.may_edit:
        return [] if releaser.has_email else [Bar.NO_EMAIL]
    return [Bar.OWN_FIGURES if agency in releaser.agencies else Bar.NOT_THEIRS]


def _tells_persons(line: ReturnLine) -> bool:
    measure = line.measure
    is_open = measure.sensitivity is Sensitivity.OPEN or measure.small_numbers is not SmallNumbers.NONE
    return line.level is ReleaseLevel.PUBLIC and not is_open
