"""What Saferplan says of a series, which is less than the reference computes. Pure.

It alone feeds lights, words and charts: `kind` the badge, `parts` the band, `marks` the points, and `verdict_words` the
sentences, so they cannot differ. "Too few points" and "cannot be computed" are answers.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saferplan.measures.doubts import spike_and_run, suspect_zeros, without
from saferplan.measures.rare_events import GapLimits, between_limits, is_rare, periods_between
from saferplan.measures.spc import FEWEST, Assurance, Group, Kind, Point, Spc
from saferplan.report.outcomes import Polarity


class Answer(StrEnum):
    USUAL = "no signal"
    SIGNAL = "signal"
    UNSURE = "not sure"
    NO_VALUE = "no value"
    TOO_FEW = "too few points"
    NOT_COMPUTED = "cannot be computed"
    RARE = "rare events"


class Why(StrEnum):
    """What an answer rests on, where the answer alone does not say it."""

    NOTHING = ""
    NO_VARIATION = "no variation"
    SCREENED = "all moves screened away"
    NO_NEIGHBOURS = "no two values in a row"
    SUSPECT_ZERO = "suspect zero"
    ONE_VALUE = "one value makes a run"
    EXCLUDED = "left out"
    LONG_GAP = "longest gap"


WITHHELD = (Answer.TOO_FEW, Answer.NOT_COMPUTED, Answer.RARE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch between breaks: points from `first` up to and without `last`, with `values` among them.

    The usual range is None where it is withheld. It is not shown below zero where no value is.
    """

    first: int
    last: int
    values: int
    answer: Answer
    why: Why = Why.NOTHING
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """Periods between events instead of events a period: the gaps so far, the one still open, and their limits."""

    gaps: tuple[int, ...]
    since: int
    limits: GapLimits | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`latest` is the last point of the series. `marks` has a kind for each point, common where none is told.

    `suspects`, `spikes`, `made` and `left_out` are places: zeros that may be missing values, extreme points, the points
    that look unusual only because of those, and what somebody left out with a reason.
    """

    answer: Answer
    why: Why
    kind: Kind
    assurance: Assurance | None
    latest: Point
    parts: tuple[Part, ...]
    marks: tuple[Kind, ...]
    points: tuple[Point, ...]
    good: Polarity
    target: float | None
    rules: str
    suspects: frozenset[int] = frozenset()
    spikes: frozenset[int] = frozenset()
    made: frozenset[int] = frozenset()
    left_out: frozenset[int] = frozenset()
    gaps: Gaps | None = None

    @property
    def part(self) -> Part:
        return self.parts[-1]

    @property
    def missing(self) -> int:
        """How many dates of the last part have no value; those left out have one."""
        own = range(self.part.first, self.part.last)
        return sum(self.points[place].y is None for place in own if place not in self.suspects | self.left_out)


def judge(spc: Spc, excluded: Collection[date] = ()) -> Verdict:
    """The verdict on a series. `excluded` are dates that somebody left out, with a reason, from what is usual."""
    suspects = suspect_zeros(spc)
    left_out = frozenset(place for place, point in enumerate(spc.points) if point.x in excluded)
    used = without(spc, suspects | left_out)
    parts = tuple(_part(used, group) for group in used.groups)
    doubts = [
        (frozenset[int](), frozenset[int]()) if part.answer in WITHHELD else spike_and_run(used, group)
        for part, group in zip(parts, used.groups, strict=True)
    ]
    spikes, made = (frozenset[int]().union(*each) for each in zip(*doubts, strict=True))
    withheld = {place for part in parts if part.answer in WITHHELD for place in range(part.first, part.last)}
    quiet = made | withheld
    marks = tuple(Kind.COMMON if place in quiet else point.kind for place, point in enumerate(used.points))
    gaps = _gaps(used) if parts[-1].answer is Answer.RARE else None
    answer, why, kind = _latest(used, parts[-1], suspects, left_out, made, gaps)
    told = answer in (Answer.USUAL, Answer.SIGNAL, Answer.UNSURE) and parts[-1].answer not in WITHHELD
    return Verdict(
        answer=answer,
        why=why,
        kind=kind,
        assurance=used.groups[-1].assurance if told else None,
        latest=spc.points[-1],
        parts=parts,
        marks=marks,
        points=used.points,
        good=spc.options.good,
        target=spc.options.target,
        rules=spc.options.rules.key,
        suspects=suspects,
        spikes=spikes,
        made=made,
        left_out=left_out,
        gaps=gaps,
    )


def _part(spc: Spc, group: Group) -> Part:
    """What can be said of one stretch, and its usual range if there is one."""
    own = [point.y for point in spc.points[group.first : group.last]]
    known = [y for y in own if y is not None]
    answer, why = _can_be_told(spc, group, own)
    if answer is not Answer.USUAL:
        return Part(
            first=group.first, last=group.last, values=len(known), answer=answer, why=why, mean=_no_range(answer, group)
        )
    lower = group.lpl if group.lpl is None or min(known) < 0 else max(0.0, group.lpl)
    return Part(
        first=group.first,
        last=group.last,
        values=len(known),
        answer=answer,
        mean=group.mean,
        lower=lower,
        upper=group.upl,
    )


def _no_range(answer: Answer, group: Group) -> float | None:
    """Without a usual range the average is still a fact, but of few points it misleads."""
    return None if answer is Answer.TOO_FEW else group.mean


def _can_be_told(spc: Spc, group: Group, own: list[float | None]) -> tuple[Answer, Why]:
    known = [y for y in own if y is not None]
    fixed = spc.options.fix_first
    based = [y for y in own[:fixed] if y is not None]
    if len(known) < FEWEST or (fixed is not None and len(based) < min(fixed, FEWEST)):
        return Answer.TOO_FEW, Why.NOTHING
    if len(set(based)) == 1:
        return Answer.NOT_COMPUTED, Why.NO_VARIATION
    if is_rare(known):
        return Answer.RARE, Why.NOTHING
    if group.upl is None:
        return Answer.NOT_COMPUTED, Why.NO_NEIGHBOURS
    if group.upl == group.lpl:
        return Answer.NOT_COMPUTED, Why.SCREENED
    return Answer.USUAL, Why.NOTHING


def _gaps(spc: Spc) -> Gaps:
    group = spc.groups[-1]
    gaps, since = periods_between([point.y for point in spc.points[group.first : group.last]])
    limits = between_limits(gaps) if len(gaps) >= FEWEST - 1 else None
    return Gaps(gaps=tuple(gaps), since=since, limits=limits)


def _latest(
    spc: Spc,
    part: Part,
    suspects: frozenset[int],
    left_out: frozenset[int],
    made: frozenset[int],
    gaps: Gaps | None,
) -> tuple[Answer, Why, Kind]:
    place = len(spc.points) - 1
    point = spc.points[place]
    if place in left_out:
        return Answer.NO_VALUE, Why.EXCLUDED, Kind.COMMON
    if place in suspects:
        return Answer.UNSURE, Why.SUSPECT_ZERO, Kind.COMMON
    if point.y is None:
        return Answer.NO_VALUE, Why.NOTHING, Kind.COMMON
    if gaps is not None and gaps.limits is not None and gaps.limits.is_rarer(gaps.since):
        return Answer.RARE, Why.LONG_GAP, _fewer(spc.options.good)
    if part.answer in WITHHELD:
        return part.answer, part.why, Kind.COMMON
    if place in made:
        return Answer.UNSURE, Why.ONE_VALUE, Kind.COMMON
    return (Answer.USUAL if point.kind is Kind.COMMON else Answer.SIGNAL), Why.NOTHING, point.kind


def _fewer(good: Polarity) -> Kind:
    return {Polarity.LOWER: Kind.IMPROVEMENT, Polarity.HIGHER: Kind.CONCERN, Polarity.NEITHER: Kind.LOW}[good]
