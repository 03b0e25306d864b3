"""A series as an outcome light reads it: the figure of a period against its target. Pure: no database, no clock."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from saferplan.common.periods import LENGTHS, Span
from saferplan.measures.comparing import Adding, Refusal, total
from saferplan.measures.rules import Aggregation
from saferplan.measures.series import Series
from saferplan.measures.targets import TargetOnDay
from saferplan.report.outcomes import OutcomeRule, Reading, TargetBasis

MONTHS_OF_A_YEAR = 12


def adding_of(series: Series, doubted: frozenset[date] = frozenset()) -> Adding:
    """How the values of a series become one."""
    measure = series.measure
    return Adding(
        frequency=measure.frequency,
        aggregation=measure.aggregation,
        has_parts=measure.has_parts,
        per=measure.per,
        breaks=tuple(each.day for each in series.dated.breaks),
        doubted=doubted,
    )


def reading_of(series: Series, span: Span) -> tuple[OutcomeRule, Reading]:
    """What a measure says of a period: its figure there, and what was wanted of it.

    A target for each period is told for one of the measure's own periods: of a sum over three months three times as
    much is wanted. A cumulative target is for the year that begins with it, or on a later anniversary.
    """
    target = series.target_on(span.ends)
    measure = series.measure
    rule = OutcomeRule(
        polarity=measure.polarity,
        tolerance=target.tolerance if target else Fraction(1, 20),
        basis=measure.target_basis,
    )
    if measure.target_basis is TargetBasis.CUMULATIVE and target is not None:
        return rule, _so_far(series, span, target)
    wanted = target.value * _times(series, span) if target else None
    return rule, Reading(value=_figure(series, span), target=wanted, unit=measure.unit_words)


def _so_far(series: Series, span: Span, target: TargetOnDay) -> Reading:
    begun = target.since
    months = (span.ends.year - begun.year) * MONTHS_OF_A_YEAR + span.ends.month - begun.month
    years = months // MONTHS_OF_A_YEAR
    starts = date(begun.year + years, begun.month, 1)
    done = months - years * MONTHS_OF_A_YEAR + 1
    return Reading(
        value=_figure(series, Span(starts, span.ends)),
        target=target.value,
        done=done,
        of=MONTHS_OF_A_YEAR,
        unit=series.measure.unit_words,
    )


def _times(series: Series, span: Span) -> int:
    """How many of the measure's own periods a sum over the span is made of."""
    measure = series.measure
    if measure.aggregation is not Aggregation.SUM or measure.has_parts:
        return 1
    months = (span.ends.year - span.starts.year) * MONTHS_OF_A_YEAR + span.ends.month - span.starts.month + 1
    return max(1, months // LENGTHS[measure.frequency])


def _figure(series: Series, span: Span) -> Fraction | None:
    found = total(series.points, span, adding_of(series))
    return None if isinstance(found, Refusal) else found
