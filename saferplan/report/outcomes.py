"""An outcome light from a measure: is the figure where its target wants it? Pure: no database, no clock.

A figure is set against its target with a tolerance. Met is green; missed by no more than the tolerance is amber; missed
by more is red; without a figure, a target or a good direction there is no light. Zero is a figure; missing is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from saferplan.report.tree import Light


class Polarity(StrEnum):
    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


class TargetBasis(StrEnum):
    """Is the target for each period, or for a year over which the figure adds up?"""

    EACH_PERIOD = "each period"
    CUMULATIVE = "cumulative"


class Verdict(StrEnum):
    MET = "met"
    NEARLY = "nearly met"
    MISSED = "missed"
    NO_FIGURE = "no figure"
    NO_TARGET = "no target"
    NO_DIRECTION = "no good direction"


LIGHTS = {Verdict.MET: Light.GREEN, Verdict.NEARLY: Light.AMBER, Verdict.MISSED: Light.RED}


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRule:
    """`tolerance` is a share of the target, `1/20` for five per cent; `number` names the version."""

    polarity: Polarity
    tolerance: Fraction = Fraction(1, 20)
    basis: TargetBasis = TargetBasis.EACH_PERIOD
    number: int = 1

    def __post_init__(self) -> None:
        if not 0 <= self.tolerance < 1:
            raise ValueError("A tolerance is a share from nothing to less than all of the target.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A released figure and its target, None where there is none.

    With a cumulative target, the figure is the sum so far and `done` of `of` parts of the target's time have passed.
    """

    value: Decimal | Fraction | None
    target: Decimal | Fraction | None
    done: int = 1
    of: int = 1
    unit: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.done <= self.of:
            raise ValueError("The time that has passed is between one part and all of the target's time.")


class Outcome(NamedTuple):
    """`expected` is where the figure should be by now."""

    light: Light
    verdict: Verdict
    expected: Fraction | None = None


def outcome_light(rule: OutcomeRule, reading: Reading) -> Outcome:
    """The light of one figure against its target."""
    if rule.polarity is Polarity.NEITHER:
        return Outcome(Light.NONE, Verdict.NO_DIRECTION)
    if reading.value is None:
        return Outcome(Light.NONE, Verdict.NO_FIGURE)
    if reading.target is None:
        return Outcome(Light.NONE, Verdict.NO_TARGET)
    expected = Fraction(reading.target)
    if rule.basis is TargetBasis.CUMULATIVE:
        expected = expected * reading.done / reading.of
    verdict = _verdict(rule, Fraction(reading.value), expected)
    return Outcome(LIGHTS[verdict], verdict, expected)


def _verdict(rule: OutcomeRule, value: Fraction, expected: Fraction) -> Verdict:
    # A target may be below nothing (a change in per cent): the tolerance is a share of its size.
    allowed = abs(expected) * rule.tolerance
    short = value - expected if rule.polarity is Polarity.LOWER else expected - value
    if short <= 0:
        return Verdict.MET
    return Verdict.NEARLY if short <= allowed else Verdict.MISSED
