"""How far the published periods of a partnership reach."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from saferplan.accounts.models import Partnership
from saferplan.cycle.light_actions import FIXED
from saferplan.cycle.models import Period


def published_until(partnership: Partnership) -> date | None:
    """The last day of the periods that are published; None where none is."""
    rows = Period.objects.filter(partnership=partnership, state__in=[state.value for state in FIXED])
    last: date | None = rows.aggregate(last=Max("ends"))["last"]
    return last
