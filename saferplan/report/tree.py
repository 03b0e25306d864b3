"""The report tree: what a performance report says, whatever file it came from or goes to.

Every reader makes one, every writer takes one, checks and comparison work on it. Plain frozen data: no lights
are worked out here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

SCHEMA = "saferplan.report/1"


class Light(StrEnum):
    """A traffic light. `none` means that nothing was stated."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    COMPLETE = "complete"
    DEFERRED = "deferred"
    NONE = "none"


class Trend(StrEnum):
    """A direction of travel. Improving is good, whichever way the figures go."""

    IMPROVING = "improving"
    SAME = "same"
    WORSENING = "worsening"
    NONE = "none"


class Gap(StrEnum):
    """What can be missing of a measure, the most pressing first."""

    LATE = "late"
    AWAITING = "awaiting data"
    PROVISIONAL = "provisional"
    NO_BASELINE = "no baseline"
    NO_TARGET = "no target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership:
    name: str = ""
    motto: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`starts` and `ends` are months, `2017-04`, or empty."""

    title: str = ""
    starts: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """`due` is `2018-11-30`, `2018-11`, or the source's own words where they are no date."""

    text: str
    who: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """The text that says when a light is shown. Empty where the report does not say."""

    green: str = ""
    amber: str = ""
    red: str = ""
    complete: str = ""

    def is_stated(self) -> bool:
        return bool(self.green or self.amber or self.red or self.complete)


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A light that another was made of: `what` is an activity's code, a measure's name, or "work" and "results"."""

    what: str
    light: Light = Light.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """Why a light is what it is: one plain `sentence` or few, and the same as data.

    `basis` is one of `derived.Basis`; `rule` names the rule with its version and `rule_from` the day it counts from.
    `computed` is what the rule gives where a stated light stands in its place; `stated` stands beside a computed one.
    """

    sentence: str = ""
    basis: str = ""
    rule: str = ""
    rule_from: str = ""
    computed: Light = Light.NONE
    stated: Light = Light.NONE
    inputs: tuple[Input, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A line of the plan. `position` is Markdown. `light_stated` and `trend_stated` keep the source's words."""

    code: str
    title: str
    light: Light = Light.NONE
    trend: Trend = Trend.NONE
    light_stated: str = ""
    trend_stated: str = ""
    why: Derivation = field(default_factory=Derivation)
    results: Light = Light.NONE
    results_why: Derivation = field(default_factory=Derivation)
    owners: tuple[str, ...] = ()
    criteria: Criteria = field(default_factory=Criteria)
    position: str = ""
    next_steps: tuple[NextStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A value of a measure over time. `label` is its month or last day; where `value` is empty, `note` says why.

    `kind` is common, improvement, concern, high or low. `mark` stands in the value's place where a small count, or one
    that would tell it, is not shown.
    """

    label: str
    value: str = ""
    kind: str = "common"
    note: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualRange:
    """Where the values from the `first` point to the `last` usually lie; counted from 0. Empty where nobody can say."""

    first: int = 0
    last: int = 0
    mean: str = ""
    lower: str = ""
    upper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A change in recording: `at` is the place of the first point after it, counted from 0."""

    at: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupBar:
    """An area's figure; where `value` is empty, `note` says why."""

    area: str
    value: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupComparison:
    """A measure's figure among those of other areas in one period. `own` is the area that is ours; `group` as named.

    Bars stand from the highest down, and after them the areas without a figure. `middle` is the median of those shown.
    """

    group: str
    own: str
    period: str = ""
    unit: str = ""
    decimals: int = 0
    middle: str = ""
    sentence: str = ""
    quiet: str = ""
    bars: tuple[GroupBar, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What figures over time say. Numbers are decimals as text; `signal` is the kind of the latest point, or why none.

    `quiet` is the one line of source, reach and release; title, sentence and points come from one result.
    `small_numbers` says what marks and rounded figures are, where the public's are made by such a rule.
    """

    code: str
    name: str
    title: str = ""
    sentence: str = ""
    signal: str = ""
    unit: str = ""
    decimals: int = 0
    latest: str = ""
    comparison: str = ""
    target: str = ""
    source: str = ""
    data_to: str = ""
    release: str = ""
    known_on: str = ""
    caveat: str = ""
    quiet: str = ""
    small_numbers: str = ""
    points: tuple[Point, ...] = ()
    ranges: tuple[UsualRange, ...] = ()
    breaks: tuple[Break, ...] = ()
    groups: tuple[GroupComparison, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """`light` and `trend` are about the work; `results` is the light of the outcome, with its sentence.

    `headline` is one light of both, where the plan's rule makes one.
    """

    number: int
    title: str
    objective: str = ""
    light: Light = Light.NONE
    trend: Trend = Trend.NONE
    light_stated: str = ""
    trend_stated: str = ""
    why: Derivation = field(default_factory=Derivation)
    results: Light = Light.NONE
    results_text: str = ""
    results_why: Derivation = field(default_factory=Derivation)
    headline: Light = Light.NONE
    headline_why: Derivation = field(default_factory=Derivation)
    activities: tuple[Activity, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An "in focus" sheet for one or more activities of a priority. `position` is Markdown.

    `target_titles` goes with `targets`: the title as the card words it, "" where it is the activity's own.
    """

    priority: int
    targets: tuple[str, ...] = ()
    target_titles: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    aim: str = ""
    criteria: Criteria = field(default_factory=Criteria)
    light: Light = Light.NONE
    light_stated: str = ""
    why: Derivation = field(default_factory=Derivation)
    position: str = ""
    next_steps: tuple[NextStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingFigure:
    """One thing that is missing of a measure. `starts` and `ends` are the months it is about, or empty.

    `asked_of` may be somebody else than the supplier; `asked_on` and `due_on` are days. `reason` is why there is no
    baseline. The public edition has neither what is late nor who was asked: see `register.for_public`.
    """

    code: str
    name: str
    gap: Gap
    supplier: str = ""
    starts: str = ""
    ends: str = ""
    reason: str = ""
    asked_of: str = ""
    asked_on: str = ""
    due_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The meeting that a report goes to. `date` is `2018-09-27` or empty."""

    body: str = ""
    date: str = ""
    item: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What the report covers: `key` `2018-09`, `label` in words, and the cut-off dates of work and figures."""

    key: str = ""
    label: str = ""
    work_to: str = ""
    figures_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`date` is the month or day printed on the report: `2018-09` or `2018-09-27`.

    `changes` says what a correction changed since the number before it. `register` is what figures are missing.
    """

    schema: str = SCHEMA
    partnership: Partnership = field(default_factory=Partnership)
    title: str = ""
    plan: Plan = field(default_factory=Plan)
    version: str = ""
    date: str = ""
    author: str = ""
    classification: str = ""
    changes: str = ""
    period: Period = field(default_factory=Period)
    meeting: Meeting = field(default_factory=Meeting)
    going_well: str = ""
    concern: str = ""
    rollup_rule: str = ""
    priorities: tuple[Priority, ...] = ()
    cards: tuple[Card, ...] = ()
    register: tuple[MissingFigure, ...] = ()

    def activities(self) -> Iterator[tuple[Priority, Activity]]:
        """Each activity with its priority, in the order of the report."""
        for priority in self.priorities:
            for activity in priority.activities:
                yield priority, activity

    def priority(self, number: int) -> Priority | None:
        return next((p for p in self.priorities if p.number == number), None)

    def activity(self, code: str) -> Activity | None:
        return next((a for _, a in self.activities() if a.code == code), None)

    def cards_of(self, code: str) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if code in card.targets)
