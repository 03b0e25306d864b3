"""How far the periods of a partnership reach that are published, or that have ended."""

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


def ended_until(partnership: Partnership, today: date) -> date | None:
    """The last day of the latest period that has ended: figures are wanted up to it. None where none has."""
    rows = Period.objects.filter(partnership=partnership, ends__lt=today)
    last: date | None = rows.aggregate(last=Max("ends"))["last"]
    return last
