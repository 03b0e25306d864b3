"""A total and its parts in public: what is not shown of one is not told by the others, now or by what was seen. Pure.

The parts of a total come out together, once all of them are released: a total and some of its parts tell the rest.
Which are hidden is decided then, and holds. After a revision the total of a period with small parts is shown no more:
two totals and what changed between them would tell too much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from saferplan.measures.public_past import Recorded, Timeline, timeline, together
from saferplan.measures.releases import ReleaseFact
from saferplan.measures.rules import Missing, StandingRelease
from saferplan.measures.small_numbers import Rule, hidden_parts, rounded_total


@dataclass(frozen=True, slots=True)
class Held:
    """What the others of its family mean for a figure: hidden, waiting for them, or rounded to `rounded`."""

    is_hidden: bool = False
    waits: bool = False
    rounded: int | None = None


class Member(NamedTuple):
    """The rows of a measure in the order of their periods, and what decides who sees them."""

    rows: Sequence[Recorded]
    releases: Sequence[ReleaseFact]
    standing: StandingRelease
    retired_on: date | None = None


def held_back(
    total: int, members: Mapping[int, Member], rule: Rule, as_at: datetime
) -> Mapping[int, Mapping[date, Held]]:
    """By measure and the last day of a period. `total` is the one of the members that the others are parts of."""
    found: dict[int, dict[date, Held]] = {pk: {} for pk in members}
    by_period: dict[date, dict[int, Timeline]] = {}
    for pk, member in members.items():
        for ends, rows in groupby(member.rows, key=_ends):
            told = timeline(list(rows), member.releases, member.standing, as_at)
            by_period.setdefault(ends, {})[pk] = told
    for ends, timelines in by_period.items():
        absent = {pk: () for pk, each in members.items() if pk not in timelines and not _is_over(each, ends)}
        family = _Family(total, rule)
        for state in together({**timelines, **absent}):
            family.see(state)
        for pk, held in family.held().items():
            found[pk][ends] = held
    return found


def _ends(row: Recorded) -> date:
    return row.ends


def _is_over(member: Member, ends: date) -> bool:
    return member.retired_on is not None and member.retired_on < ends


@dataclass(slots=True)
class _Family:
    """A total and its parts in one period, as the public came to see them."""

    total: int
    rule: Rule
    is_decided: bool = False
    parts: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()
    are_complete: bool = False
    parts_stay_away: bool = False
    total_hidden: bool = False
    total_waits: bool = False
    rounded: int | None = None
    rest: Fraction | None = None
    totals_seen: set[Fraction] = field(default_factory=set)
    known: dict[int, Fraction] = field(default_factory=dict)

    def see(self, state: Mapping[int, Recorded | None]) -> None:
        self.parts = frozenset(state) - {self.total}
        whole = _count(state[self.total]) if self.total in state else None
        counts = dict(_counts(state, self.parts))
        self.are_complete = all(_is_told(state[part]) for part in self.parts)
        if not self.is_decided:
            if self.are_complete:
                self._decide(counts)
        else:
            self._revise(counts, whole)
        if self.is_decided:
            if whole is not None:
                self._set_beside(whole, counts)
            self.known |= counts | ({} if whole is None else {self.total: whole})
        if whole is not None and not (self.total_hidden or self.total_waits):
            self.totals_seen.add(whole)

    def _decide(self, counts: Mapping[int, Fraction]) -> None:
        self.is_decided = True
        if self.rule.is_rounding:
            self.hidden = frozenset(part for part, count in counts.items() if self.rule.is_small(count))
            return
        self.hidden, self.total_hidden = hidden_parts(counts, self.rule)
        # Too late to hide a total that was there before its parts: they do not come at all.
        self.parts_stay_away = self.total_hidden and bool(self.totals_seen)

    def _revise(self, counts: Mapping[int, Fraction], whole: Fraction | None) -> None:
        small = frozenset(part for part, count in counts.items() if self.rule.is_small(count))
        has_changed = whole is not None and self.known.get(self.total, whole) != whole
        has_changed |= any(self.known.get(part) != count for part, count in counts.items())
        has_changed |= self.are_complete and bool((self.known.keys() & self.parts) - counts.keys())
        if has_changed and (self.hidden or small):
            self.total_hidden = True
        self.hidden |= small

    def _set_beside(self, whole: Fraction, counts: Mapping[int, Fraction]) -> None:
        """The total beside its parts: one that is ahead of them tells what they will be."""
        rest = whole - sum(counts.values())
        is_new = whole not in self.totals_seen
        if self.are_complete:
            self.total_waits = is_new and (rest < 0 or (self.rest is not None and rest != self.rest))
            if self.rest is None and not self.total_waits:
                self.rest = rest
        else:
            self.total_waits = is_new and bool(self.hidden)
        if not self.rule.is_rounding or not self.are_complete or self.total_hidden or self.total_waits:
            return
        rounded, alone = rounded_total(whole, list(counts.values())), rounded_total(whole, ())
        if rounded != alone and self.rounded is None and not is_new:
            self.parts_stay_away = True
        self.rounded = rounded if rounded != alone and not self.parts_stay_away else None

    def held(self) -> Mapping[int, Held]:
        found = {self.total: Held(self.total_hidden, self.total_waits, self.rounded)}
        for part in self.parts:
            is_hidden = part in self.hidden and not self.parts_stay_away
            waits = self.parts_stay_away or not (self.are_complete or is_hidden)
            found[part] = Held(is_hidden, waits)
        return found


def _is_told(row: Recorded | None) -> bool:
    return row is not None and (row.value is not None or row.missing == Missing.NOT_APPLICABLE)


def _count(row: Recorded | None) -> Fraction | None:
    return None if row is None or row.value is None else Fraction(row.value)


def _counts(state: Mapping[int, Recorded | None], parts: Iterable[int]) -> Iterable[tuple[int, Fraction]]:
    for part in parts:
        count = _count(state[part])
        if count is not None:
            yield part, count
