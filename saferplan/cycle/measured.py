"""What a partnership's measures say of its periods, for the lights of results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from saferplan.accounts.models import Partnership
from saferplan.common.periods import Span
from saferplan.cycle.figures import known_at
from saferplan.cycle.models import Period
from saferplan.measures.queries import series_at
from saferplan.measures.readings import reading_of
from saferplan.measures.rules import ReleaseLevel
from saferplan.measures.series import Series
from saferplan.plan.measure_links import LinkRow, load_links
from saferplan.report.light_facts import MeasureFact


def load_measured(partnership: Partnership, periods: Sequence[Period], as_at: datetime) -> tuple[MeasureFact, ...]:
    """Each linked measure's reading in each period, as known at an instant and cleared for the board. Three queries.

    Figures that the supplying agency has not cleared make no light. What was known when a period was first published
    stays: neither a later revision nor a measure that was linked since moves its lights.
    """
    links = load_links(partnership, as_at=as_at)
    facts = {link.measure.id: link.measure for link in links}
    instants = {period.key: known_at(period, as_at) for period in periods}
    series = series_at(facts, sorted(set(instants.values())), audience=ReleaseLevel.BOARD)
    found: list[MeasureFact] = []
    for period in periods:
        at = instants[period.key]
        found += _readings(links, series[at], period, at)
    return tuple(found)


def _readings(
    links: Sequence[LinkRow], series: Mapping[int, Series], period: Period, at: datetime
) -> Iterator[MeasureFact]:
    for link in links:
        if link.recorded_at > at:
            continue
        rule, reading = reading_of(series[link.measure.id], Span(period.starts, period.ends))
        yield MeasureFact(
            subject=link.subject,
            period=period.key,
            name=link.measure.name,
            rule=rule,
            reading=reading,
            recorded_at=link.recorded_at,
            accepted=link.accepted_at is not None and link.accepted_at <= at,
        )
