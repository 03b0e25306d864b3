"""A verdict in plain sentences: English templates with their parameters, for the edge to put in words. Pure.

`name` turns a date into what the period is called there: "August 2018".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from saferplan.charts.figures import figure
from saferplan.measures.rule_sets import RUN, Rule
from saferplan.measures.spc import FEWEST, Assurance, Kind, Point
from saferplan.measures.verdict import Answer, Verdict, Why
from saferplan.report.derivations import Sentence
from saferplan.report.outcomes import Polarity

Name = Callable[[date], str]

_NOT_COMPUTED = {
    Why.NO_VARIATION: "All {n} values are {value}: without variation a usual range cannot be computed.",
    Why.SCREENED: "The figures change so seldom that a usual range cannot be computed.",
    Why.NO_NEIGHBOURS: "No two values follow each other: a usual range cannot be computed.",
}
_BETTER = {
    Kind.IMPROVEMENT: "That is better.",
    Kind.CONCERN: "That is worse.",
    Kind.HIGH: "Neither more nor less is better by itself.",
    Kind.LOW: "Neither more nor less is better by itself.",
}
_TARGETS = {
    Assurance.PASS: "As things are, the target of {target} will be met every time.",
    Assurance.FAIL: "As things are, the target of {target} will not be met.",
    Assurance.INCONSISTENT: "As things are, the target of {target} will be met or missed by chance.",
}


def explain(verdict: Verdict, name: Name) -> list[Sentence]:
    """What the verdict is and what it rests on."""
    return [*_answer(verdict, name), *_target(verdict)]


def warnings(verdict: Verdict, name: Name) -> list[Sentence]:
    """What a reader should know before trusting the verdict."""
    found: list[Sentence] = []
    if verdict.suspects:
        named = _named(verdict, verdict.suspects, name)
        one = "The zero for {periods} stands between large values: it may be a missing figure, and is left out."
        many = "The zeros for {periods} stand between large values: they may be missing figures, and are left out."
        found.append((one if len(verdict.suspects) == 1 else many, {"periods": named}))
    if verdict.spikes:
        named = _named(verdict, verdict.spikes, name)
        text = "{periods} is so extreme that {n} other points look unusual beside it: look into it first."
        if len(verdict.spikes) > 1:
            text = "{periods} are so extreme that {n} other points look unusual beside them: look into them first."
        found.append((text, {"periods": named, "n": len(verdict.made)}))
    if verdict.missing:
        text = "{n} of {of} periods have no figure." if verdict.missing > 1 else "{n} of {of} periods has no figure."
        found.append((text, {"n": verdict.missing, "of": verdict.part.last - verdict.part.first}))
    return found


def _named(verdict: Verdict, places: frozenset[int], name: Name) -> str:
    words = [name(verdict.points[place].x) for place in sorted(places)]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def _answer(verdict: Verdict, name: Name) -> Iterator[Sentence]:
    part, period = verdict.part, name(verdict.latest.x)
    match verdict.answer:
        case Answer.NO_VALUE if verdict.why is Why.EXCLUDED:
            yield ("The figure for {period} is left out.", {"period": period})
        case Answer.NO_VALUE:
            yield ("There is no figure for {period}.", {"period": period})
        case Answer.TOO_FEW:
            text = "Too few points: a usual range needs {fewest}, and there {are} {n}"
            since = " since the break of {period}." if len(verdict.parts) > 1 else "."
            params: dict[str, object] = {"fewest": FEWEST, "are": "is" if part.values == 1 else "are", "n": part.values}
            yield (text + since, params | {"period": name(verdict.points[part.first].x)})
        case Answer.NOT_COMPUTED:
            yield (_NOT_COMPUTED[verdict.why], {"n": part.values, "value": _figure(part.mean)})
        case Answer.RARE:
            yield from _rare(verdict)
        case Answer.UNSURE if verdict.why is Why.SUSPECT_ZERO:
            yield ("The zero for {period} comes after large values: check that it is not missing.", {"period": period})
        case Answer.UNSURE:
            yield ("Whether {period} stands out rests on one extreme value.", {"period": period})
        case Answer.USUAL:
            yield (_range(verdict, "{period} is within the usual range"), _params(verdict, period))
        case Answer.SIGNAL:
            yield from _signal(verdict, period)


def _params(verdict: Verdict, period: str) -> dict[str, object]:
    part = verdict.part
    figures = {"lower": _figure(part.lower), "upper": _figure(part.upper), "mean": _figure(part.mean)}
    return {"period": period, **figures}


def _range(verdict: Verdict, before: str) -> str:
    return before + (", up to {upper}." if verdict.part.lower == 0 else ", {lower} to {upper}.")


def _signal(verdict: Verdict, period: str) -> Iterator[Sentence]:
    point = verdict.points[-1]
    params = _params(verdict, period) | {"n": run_length(verdict)}
    up = point.direction > 0
    match point.rule:
        case Rule.OUTSIDE:
            yield (_range(verdict, "{period} is " + ("above" if up else "below") + " the usual range"), params)
        case Rule.TREND:
            yield (("Up" if up else "Down") + " from each period to the next, {n} in a row up to {period}.", params)
        case Rule.SHIFT:
            side = "above" if up else "below"
            yield ("{n} periods in a row up to {period} are " + side + " the average of {mean}.", params)
        case Rule.TWO_IN_THREE:
            end = "upper" if up else "lower"
            yield ("Two of the three periods up to {period} are near the " + end + " end of the usual range.", params)
    yield (_BETTER[verdict.kind], {})


def run_length(verdict: Verdict) -> int:
    """How many points up to the latest keep a trend or one side of the mean."""
    points, first = verdict.points, verdict.part.first
    if points[-1].rule not in (Rule.TREND, Rule.SHIFT):
        return 1
    count = 1
    for before, after in zip(reversed(points[first:-1]), reversed(points[first:]), strict=False):
        if not _continues(before, after, points[-1]):
            break
        count += 1
    assert count >= RUN
    return count


def _continues(before: Point, after: Point, last: Point) -> bool:
    if before.y is None or after.y is None:
        return False
    if last.rule is Rule.TREND:
        return (after.y - before.y) * last.direction > 0
    return before.side == last.side


def _rare(verdict: Verdict) -> Iterator[Sentence]:
    gaps = verdict.gaps
    yield (
        "Most values are 0 or 1: a usual range of counts would mislead, so the gaps between events are looked at.",
        {},
    )
    if gaps is None or gaps.limits is None:
        yield ("There are too few events for that yet.", {})
        return
    params = {"since": gaps.since, "upper": _figure(gaps.limits.upper), "mean": _figure(gaps.limits.mean)}
    usual = "{since} periods without one are no more than the {upper} that are usual."
    if gaps.since == 1:
        usual = "{since} period without one is no more than the {upper} that are usual."
    if gaps.since == 0:
        usual = "The latest period has one; up to {upper} without are usual."
    longer = "{since} periods without one are more than the {upper} that are usual: events have become rarer."
    yield (longer if verdict.why is Why.LONG_GAP else usual, params)
    if verdict.why is Why.LONG_GAP and verdict.good is not Polarity.NEITHER:
        yield (_BETTER[verdict.kind], {})


def _target(verdict: Verdict) -> Iterator[Sentence]:
    if verdict.assurance is not None:
        yield (_TARGETS[verdict.assurance], {"target": _figure(verdict.target)})


def _figure(value: float | None) -> str:
    return "" if value is None else figure(value)
