"""Reads of a period as its editor runs it: when returns are due. Every read is scoped to a partnership."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Min

from saferplan.accounts.models import Partnership
from saferplan.cycle.models import MeetingStep, Period
from saferplan.cycle.rules import StepKind


def partner_return_due(partnership: Partnership, period: Period) -> datetime | None:
    """When partners' updates of a period are due: the earliest of its meetings counts. None without a dated step."""
    return partner_returns_due(partnership, [period]).get(period.pk)


def partner_returns_due(partnership: Partnership, periods: Collection[Period]) -> Mapping[int, datetime]:
    """The same for several periods, by their ids, in one query; those without a dated step are left out."""
    rows = MeetingStep.objects.filter(
        meeting__period__in=periods,
        meeting__period__partnership=partnership,
        kind=StepKind.PARTNER_RETURN,
        due_at__isnull=False,
    )
    found = rows.order_by().values("meeting__period_id").annotate(first=Min("due_at"))
    return {row["meeting__period_id"]: row["first"] for row in found}
