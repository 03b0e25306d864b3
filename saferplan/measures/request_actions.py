"""Asking an agency for figures: which, from when to when, and by what day. A request is never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from saferplan.accounts.actions import record
from saferplan.accounts.models import Agency, Partnership
from saferplan.common.dates import local_day
from saferplan.measures.errors import BadMeasure
from saferplan.measures.loading.request_sheet import Asked, months_between
from saferplan.measures.models import DataRequest, Measure
from saferplan.measures.queries import list_supplied, load_measure_facts

MOST_MONTHS = 24


@transaction.atomic
def ask_for_figures(
    *, partnership: Partnership, agency: Agency, starts: date, ends: date, due_on: date, by: str, now: datetime
) -> DataRequest:
    """Ask for all that the agency supplies. BadMeasure where that is nothing, or the days do not hold together."""
    if agency.partnership_id != partnership.pk:
        raise BadMeasure(f"{agency} does not belong to this partnership.")
    asked = list_supplied(partnership, agency)
    asked_on = local_day(now)
    _check(agency, asked, starts, ends, asked_on, due_on)
    request = DataRequest.objects.create(
        partnership=partnership,
        agency=agency,
        starts=starts,
        ends=ends,
        asked_on=asked_on,
        due_on=due_on,
        by=by,
        recorded_at=now,
    )
    request.measures.set(asked)
    details = {"agency": agency.pk, "measures": len(asked), "due": due_on.isoformat()}
    subject = f"request:{request.pk}"
    record(partnership=partnership, by=by, action="figures.ask", subject=subject, details=details, at=now)
    return request


def _check(agency: Agency, measures: Sequence[Measure], starts: date, ends: date, asked_on: date, due_on: date) -> None:
    if not measures:
        raise BadMeasure(f"{agency} supplies no measure: say so on the measure first.")
    if ends < starts:
        raise BadMeasure("The last month is before the first.")
    if len(months_between(starts, ends)) > MOST_MONTHS:
        raise BadMeasure(f"One page holds at most {MOST_MONTHS} months.")
    if due_on < asked_on:
        raise BadMeasure("The day by which it is due is over.")


def find_request(partnership: Partnership, pk: int) -> DataRequest | None:
    return DataRequest.objects.filter(partnership=partnership, pk=pk).select_related("agency", "partnership").first()


def list_requests(partnership: Partnership, most: int = 50) -> Sequence[DataRequest]:
    """The latest first."""
    return list(DataRequest.objects.filter(partnership=partnership).select_related("agency")[:most])


def asked_of(request: DataRequest, *, as_at: datetime) -> Asked:
    """A request as it stands on its page."""
    ids = list(request.measures.values_list("pk", flat=True))
    return Asked(
        partnership=request.partnership.name,
        agency=request.agency.name,
        measures=list(load_measure_facts(request.partnership, ids, as_at=as_at).values()),
        starts=request.starts,
        ends=request.ends,
        asked_on=request.asked_on,
        due_on=request.due_on,
    )
