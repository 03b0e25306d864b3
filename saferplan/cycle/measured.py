"""What a partnership's measures say of its periods, for the lights of results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from saferplan.accounts.models import Partnership
from saferplan.common.periods import Span
from saferplan.cycle.models import Period
from saferplan.measures.queries import series_of
from saferplan.measures.readings import reading_of
from saferplan.measures.rules import ReleaseLevel
from saferplan.measures.series import Series
from saferplan.plan.measure_links import LinkRow, load_links
from saferplan.report.light_facts import MeasureFact


def load_measured(partnership: Partnership, periods: Sequence[Period], as_at: datetime) -> tuple[MeasureFact, ...]:
    """Each linked measure's reading in each period, as known at an instant and cleared for the board. Three queries.

    Figures that the supplying agency has not cleared make no light.
    """
    links = load_links(partnership, as_at=as_at)
    facts = {link.measure.id: link.measure for link in links}
    series = series_of(facts, as_at=as_at, audience=ReleaseLevel.BOARD)
    return tuple(_readings(links, series, periods))


def _readings(
    links: Sequence[LinkRow], series: Mapping[int, Series], periods: Sequence[Period]
) -> Iterator[MeasureFact]:
    for link in links:
        known = series[link.measure.id]
        for period in periods:
            rule, reading = reading_of(known, Span(period.starts, period.ends))
            yield MeasureFact(
                subject=link.subject,
                period=period.key,
                name=link.measure.name,
                rule=rule,
                reading=reading,
                recorded_at=link.recorded_at,
                accepted=link.accepted_at is not None,
            )
