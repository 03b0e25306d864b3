"""The title of a chart, made by rule: latest value, the 12 months against the 12 before, and whether there is a signal.

Words, badge, band and points come from one verdict. "Within its usual range" is never said alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from saferplan.charts.figures import figure
from saferplan.common.periods import LENGTHS, Frequency
from saferplan.measures.comparing import Comparison, NotCompared, Refusal, span_words
from saferplan.measures.rule_sets import Rule
from saferplan.measures.spc import Kind
from saferplan.measures.verdict import Answer, Verdict, Why
from saferplan.measures.verdict_words import Name, run_length
from saferplan.report.derivations import Sentence


class Titled(NamedTuple):
    """What is measured, as titles have it. Without `decimals` a figure has those that it needs."""

    name: str
    frequency: Frequency = Frequency.MONTH
    unit: str = ""
    decimals: int | None = None


_NO_ANSWER = {
    Answer.TOO_FEW: "too few points for a usual range",
    Answer.NOT_COMPUTED: "too little variation for a usual range",
    Answer.RARE: "too rare for a usual range",
    Answer.NO_VALUE: "no figure for {period}",
}


def headline_words(
    titled: Titled, verdict: Verdict, compared: Comparison | Refusal | None, name: Name
) -> list[Sentence]:
    """`Burglary: 351 in 12 months, up from 261`, then `; no single month stands out`."""
    return [_figures(titled, verdict, compared, name), *_stands_out(titled, verdict, name)]


def _figures(titled: Titled, verdict: Verdict, compared: Comparison | Refusal | None, name: Name) -> Sentence:
    params: dict[str, object] = {"name": titled.name}
    if isinstance(compared, Comparison):
        params |= {"value": _figure(titled, compared.value), "was": _figure(titled, compared.was)}
        params |= {"stretch": _stretch(span_words(compared.current))}
        way = "up from {was}" if compared.difference > 0 else "down from {was}"
        if not compared.difference:
            way = "the same as before"
        return ("{name}: {value} in {stretch}, " + way, params)
    if isinstance(compared, Refusal) and compared.value is not None and compared.current is not None:
        params |= {"value": _figure(titled, compared.value), "stretch": _stretch(span_words(compared.current))}
        if compared.code is not NotCompared.BREAK:
            return ("{name}: {value} in {stretch}", params)
        month = compared.sentence[1]["month"]
        return ("{name}: {value} in {stretch}, not compared across the change of {month}", params | {"month": month})
    known = [point for point in verdict.points if point.y is not None]
    if not known:
        return ("{name}: no figures yet", params)
    params |= {"value": _figure(titled, known[-1].y or 0.0), "period": name(known[-1].x)}
    return ("{name}: {value} in {period}", params)


def _stretch(words: str) -> str:
    return "12 months" if words.startswith("12 months") else words


def _figure(titled: Titled, value: object) -> str:
    return figure(float(value), unit=titled.unit, decimals=titled.decimals)  # type: ignore[arg-type]


def _stands_out(titled: Titled, verdict: Verdict, name: Name) -> Iterator[Sentence]:
    if not any(point.y is not None for point in verdict.points):
        return
    period = name(verdict.latest.x)
    params: dict[str, object] = {"period": period, "each": titled.frequency.value}
    match verdict.answer:
        case Answer.RARE if verdict.why is Why.LONG_GAP:
            assert verdict.gaps is not None
            yield ("; none for {n} {each}s, longer than is usual", params | {"n": verdict.gaps.since})
        case Answer.NO_VALUE if verdict.why is Why.EXCLUDED:
            yield ("; the figure for {period} is left out", params)
        case Answer.UNSURE if verdict.why is Why.SUSPECT_ZERO:
            yield ("; the zero for {period} may be a missing figure", params)
        case Answer.UNSURE:
            yield ("; whether {period} stands out rests on one extreme value", params)
        case Answer.SIGNAL:
            yield _signal(verdict, params)
        case Answer.USUAL:
            yield _earlier(titled, verdict, params, name)
        case other:
            yield ("; " + _NO_ANSWER[other], params)


def _signal(verdict: Verdict, params: dict[str, object]) -> Sentence:
    point = verdict.points[-1]
    up = point.direction > 0
    better = {Kind.IMPROVEMENT: ", which is better", Kind.CONCERN: ", which is worse"}.get(verdict.kind, "")
    match point.rule:
        case Rule.TREND:
            words = "rising" if up else "falling"
            return ("; " + words + " {n} {each}s in a row" + better, params | {"n": run_length(verdict)})
        case Rule.SHIFT:
            words = "above" if up else "below"
            return ("; {n} {each}s in a row " + words + " average" + better, params | {"n": run_length(verdict)})
        case Rule.TWO_IN_THREE:
            return ("; lately " + ("high" if up else "low") + better, params)
        case _:
            return ("; {period} is unusually " + ("high" if up else "low") + better, params)


def _earlier(titled: Titled, verdict: Verdict, params: dict[str, object], name: Name) -> Sentence:
    """The latest point is as usual; whether one of the year before it was not."""
    year = 12 // LENGTHS[titled.frequency]
    places = range(max(verdict.part.first, len(verdict.points) - year), len(verdict.points))
    marked = [place for place in places if verdict.marks[place] is not Kind.COMMON]
    if not marked:
        return ("; no single {each} stands out", params)
    if len(marked) == 1:
        return ("; {period} stood out", params | {"period": name(verdict.points[marked[0]].x)})
    return ("; {n} earlier {each}s stood out, the latest does not", params | {"n": len(marked)})
