"""How a light is made of other lights: a card's or priority's of its activities, a headline of work and results.

Unknown is neither good nor bad: shares are of those that reported, and a parent is never green while one is missing.
Complete counts as on track; what is deferred has reported and is left out. Pure: no database, no clock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from saferplan.report.tree import Light

# Better is lower. Deferred and none cannot be compared: they say nothing about how well the work goes.
RANK: Mapping[Light, int] = {Light.COMPLETE: 0, Light.GREEN: 1, Light.AMBER: 2, Light.RED: 3}
ON_TRACK = frozenset({Light.COMPLETE, Light.GREEN})
HALF = Fraction(1, 2)
LOSS = {Light.COMPLETE: Fraction(0), Light.GREEN: Fraction(0), Light.AMBER: HALF, Light.RED: Fraction(1)}
_NOTHING = Fraction(0)


class Method(StrEnum):
    WORST = "worst"
    SHARE = "share"
    WEIGHTED = "weighted"
    JUDGEMENT = "judgement"


class HeadlineMethod(StrEnum):
    """One light of work and results: none (both are shown), the worse of the two, or the work's alone."""

    NONE = "none"
    WORSE = "worse"
    DELIVERY = "delivery"


class BadRule(ValueError):
    """A rule that cannot be: the message says what to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUp:
    """A rule. With `share`, a parent is amber from that share of ambers and reds on, and red from that share of reds.

    With `weighted`, an amber loses half of its weight and a red all of it; the thresholds are shares of all weight.
    A weight is 1 unless `weights` gives another, by child.
    """

    method: Method
    amber: Fraction = Fraction(1, 4)
    red: Fraction | None = None
    weights: Mapping[str, int] = field(default_factory=dict)


WORST = RollUp(method=Method.WORST)


class Counts(NamedTuple):
    """What a parent's activities say. `lost` is the share of weight that is lost, for the weighted rule."""

    total: int
    reported: int
    green: int
    amber: int
    red: int
    complete: int
    deferred: int
    lost: Fraction = _NOTHING

    @property
    def rated(self) -> int:
        return self.green + self.amber + self.red + self.complete


def read_rule(method: str, params: Mapping[str, object]) -> RollUp:
    """A rule from its stored form: thresholds as `1/4`, weights as whole numbers. BadRule says what is wrong."""
    try:
        chosen = Method(method)
    except ValueError:
        raise BadRule(f"There is no rule called {method!r}.") from None
    amber = _share(params.get("amber", "1/4"), "amber")
    red = _share(params["red"], "red") if params.get("red") else None
    stored = params.get("weights") or {}
    if not isinstance(stored, Mapping):
        raise BadRule("The weights are not a list of activities and numbers.")
    weights: dict[str, int] = {}
    for child, weight in stored.items():
        if not isinstance(weight, int) or isinstance(weight, bool) or not 1 <= weight <= 100:
            raise BadRule("A weight is a whole number from 1 to 100.")
        weights[str(child)] = weight
    if red is not None and red < amber and chosen is Method.WEIGHTED:
        raise BadRule("The share for red is smaller than the share for amber. Raise it, or lower that for amber.")
    # An amber loses half its weight: with a higher threshold one more amber could make a parent better.
    if chosen is Method.WEIGHTED and amber > HALF:
        raise BadRule("With weights, the share for amber can be one half at most.")
    return RollUp(method=chosen, amber=amber, red=red, weights=weights)


def rule_params(rule: RollUp) -> dict[str, object]:
    """The stored form: only what the method uses."""
    params: dict[str, object] = {}
    if rule.method in (Method.SHARE, Method.WEIGHTED):
        params["amber"] = str(rule.amber)
        if rule.red is not None:
            params["red"] = str(rule.red)
    if rule.method is Method.WEIGHTED and rule.weights:
        params["weights"] = dict(rule.weights)
    return params


def _share(value: object, name: str) -> Fraction:
    try:
        share = Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        raise BadRule(f"The share for {name} is no share such as 1/4.") from None
    if not 0 < share <= 1:
        raise BadRule(f"The share for {name} must be more than nothing and at most all.")
    return share


def count(children: Sequence[tuple[str, Light]], weights: Mapping[str, int] | None = None) -> Counts:
    """What the children say. What is lost by weight is counted only where `weights` are given, be they all 1."""
    found = Counter(light for _child, light in children)
    total = len(children)
    return Counts(
        total=total,
        reported=total - found[Light.NONE],
        green=found[Light.GREEN],
        amber=found[Light.AMBER],
        red=found[Light.RED],
        complete=found[Light.COMPLETE],
        deferred=found[Light.DEFERRED],
        lost=_NOTHING if weights is None else _lost(children, weights),
    )


def _lost(children: Iterable[tuple[str, Light]], weights: Mapping[str, int]) -> Fraction:
    """The share of all weight that is lost: half of each amber's, all of each red's."""
    rated = [(weights.get(child, 1), LOSS[light]) for child, light in children if light in RANK]
    total = sum(weight for weight, _loss in rated)
    return sum((weight * loss for weight, loss in rated), _NOTHING) / total if total else _NOTHING


def roll_up(rule: RollUp, children: Sequence[tuple[str, Light]]) -> tuple[Light, Counts]:
    """The parent's light by the rule, and the counts it follows from. With `judgement`: what the worst would give."""
    counts = count(children, rule.weights if rule.method is Method.WEIGHTED else None)
    return _light(rule, counts), counts


def _light(rule: RollUp, counts: Counts) -> Light:
    missing = counts.total - counts.reported
    if not counts.rated:
        return Light.DEFERRED if counts.deferred and not missing else Light.NONE
    light = _of_rated(rule, counts)
    if light is not Light.GREEN:
        return light
    if missing:
        return Light.NONE
    return Light.COMPLETE if counts.complete == counts.total else Light.GREEN


def _of_rated(rule: RollUp, counts: Counts) -> Light:
    match rule.method:
        case Method.SHARE:
            red, worse = Fraction(counts.red, counts.rated), Fraction(counts.red + counts.amber, counts.rated)
        case Method.WEIGHTED:
            red = worse = counts.lost
        case _:
            return Light.RED if counts.red else Light.AMBER if counts.amber else Light.GREEN
    if rule.red is not None and red >= rule.red:
        return Light.RED
    return Light.AMBER if worse >= rule.amber else Light.GREEN


def headline(method: HeadlineMethod, work: Light, results: Light) -> Light:
    """One light of work and results; none where the rule makes none, or where it would be green without both."""
    if method is HeadlineMethod.DELIVERY:
        return work
    if method is HeadlineMethod.NONE:
        return Light.NONE
    return roll_up(WORST, [("work", work), ("results", results)])[0]
