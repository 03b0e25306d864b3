"""Reads of which measures say whether priorities and activities make a difference."""

from __future__ import annotations

from collections.abc import Sequence

from saferplan.accounts.models import Partnership
from saferplan.measures.models import Measure
from saferplan.plan.models import MeasureLink


def links_of(partnership: Partnership, measure: Measure) -> Sequence[MeasureLink]:
    """The links of a measure that hold, priorities first."""
    rows = MeasureLink.objects.filter(measure=measure, measure__partnership=partnership, ended_at=None)
    return sorted(rows, key=lambda link: (link.priority_id is None, link.pk))


def find_link(partnership: Partnership, measure: Measure, pk: int) -> MeasureLink | None:
    rows = MeasureLink.objects.filter(measure=measure, measure__partnership=partnership, ended_at=None, pk=pk)
    return rows.select_related("measure__partnership").first()
