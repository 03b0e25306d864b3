"""Reads of periods. Every read is scoped to a partnership."""

from __future__ import annotations

from collections.abc import Sequence

from saferplan.accounts.models import Partnership
from saferplan.common.periods import Frequency, label_of
from saferplan.cycle.models import Period


def list_periods(partnership: Partnership) -> Sequence[Period]:
    """All periods, oldest first, each with its plan version and plan."""
    return list(
        Period.objects.filter(partnership=partnership).select_related("plan_version__plan").order_by("ends", "id")
    )


def label(period: Period) -> str:
    return label_of(period.key, Frequency(period.frequency))
