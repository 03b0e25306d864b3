"""Reads of which measures say whether priorities and activities make a difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from saferplan.accounts.models import Partnership
from saferplan.measures.models import Measure
from saferplan.measures.queries import FACT_FIELDS, facts_of
from saferplan.measures.series import MeasureFacts
from saferplan.plan.models import MeasureLink


def links_of(partnership: Partnership, measure: Measure) -> Sequence[MeasureLink]:
    """The links of a measure that hold, priorities first."""
    rows = MeasureLink.objects.filter(measure=measure, measure__partnership=partnership, ended_at=None)
    return sorted(rows, key=lambda link: (link.priority_id is None, link.pk))


def links_held(partnership: Partnership, measure: Measure, at: datetime) -> Sequence[MeasureLink]:
    """The links of a measure that held at an instant, priorities first."""
    held = Q(ended_at=None) | Q(ended_at__gt=at)
    rows = MeasureLink.objects.filter(held, measure=measure, measure__partnership=partnership, recorded_at__lte=at)
    return sorted(rows, key=lambda link: (link.priority_id is None, link.pk))


def find_link(partnership: Partnership, measure: Measure, pk: int) -> MeasureLink | None:
    rows = MeasureLink.objects.filter(measure=measure, measure__partnership=partnership, ended_at=None, pk=pk)
    return rows.select_related("measure__partnership").first()


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A measure that belongs to a priority, or to an activity whose owner accepted it."""

    measure: MeasureFacts
    priority_id: int | None
    activity_id: int | None
    recorded_at: datetime
    accepted_at: datetime | None

    @property
    def subject(self) -> str:
        return f"priority:{self.priority_id}" if self.priority_id else f"activity:{self.activity_id}"


def load_links(partnership: Partnership, *, as_at: datetime) -> Sequence[LinkRow]:
    """The links of a partnership's measures that held at an instant, each with what its measure is. One query."""
    rows = MeasureLink.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=as_at), measure__partnership=partnership, recorded_at__lte=as_at
    )
    own = ("priority_id", "activity_id", "recorded_at", "accepted_at")
    found = rows.order_by("id").values_list(*own, *(f"measure__{name}" for name in FACT_FIELDS))
    return [
        LinkRow(facts_of(as_at, **dict(zip(FACT_FIELDS, facts, strict=True))), priority, activity, recorded, accepted)
        for priority, activity, recorded, accepted, *facts in found
    ]
