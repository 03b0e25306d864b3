"""What a partnership's measures say of its periods, for the lights of results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from saferplan.accounts.models import Partnership
from saferplan.common.periods import Span
from saferplan.cycle.models import Period
from saferplan.measures.queries import load_series
from saferplan.measures.readings import reading_of
from saferplan.measures.rules import ReleaseLevel
from saferplan.measures.series import Series
from saferplan.plan.gathering import LinkRow, load_measure_links
from saferplan.report.light_facts import MeasureFact


def load_measure_facts(partnership: Partnership, periods: Sequence[Period], as_at: datetime) -> tuple[MeasureFact, ...]:
    """Each linked measure's reading in each period, as known at an instant and cleared for the board. Four queries.

    Figures that the supplying agency has not cleared make no light.
    """
    links = load_measure_links(partnership, as_at=as_at)
    series = load_series(partnership, {link.measure_id for link in links}, as_at=as_at, audience=ReleaseLevel.BOARD)
    return tuple(_facts(links, series, periods))


def _facts(links: Sequence[LinkRow], series: Mapping[int, Series], periods: Sequence[Period]) -> Iterator[MeasureFact]:
    for link in links:
        known = series[link.measure_id]
        for period in periods:
            rule, reading = reading_of(known, Span(period.starts, period.ends))
            yield MeasureFact(
                subject=link.subject,
                period=period.key,
                name=known.measure.name,
                rule=rule,
                reading=reading,
                recorded_at=link.recorded_at,
                accepted=link.accepted_at is not None,
            )
