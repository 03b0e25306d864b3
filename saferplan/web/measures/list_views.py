"""The list of a partnership's measures, and the register of what is missing of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saferplan.accounts.rules import Right
from saferplan.cycle.published import ended_until
from saferplan.measures.models import Measure
from saferplan.measures.queries import list_measures, load_requests
from saferplan.measures.register import RegisterRow, register_rows
from saferplan.measures.series import Series
from saferplan.web.access import Visit, for_members
from saferplan.web.measures.list_filter import WORTH_FILTERING, ListFilter, priorities_of
from saferplan.web.measures.loading import frame, load_seen
from saferplan.web.measures.present_register import count_words, present_list, present_register
from saferplan.web.pages import show
from saferplan.web.paging import paging_of

MEASURES_A_PAGE = 50


@for_members
@require_safe
def measures(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A page of the list, by supplier: only the series of the measures on it are made."""
    now = timezone.now()
    rows = list_measures(visit.partnership, with_retired=True)
    current = sorted((each for each in rows if each.retired_on is None), key=_by_supplier)
    retired = [each for each in rows if each.retired_on is not None]
    found, asked = current, None
    if len(rows) > WORTH_FILTERING:
        priorities, linked = priorities_of(visit.partnership, now)
        asked = ListFilter(request.GET, measures=rows, priorities=priorities)
        found, retired = asked.chosen(current, linked), asked.chosen(retired, linked)
    part = Paginator(found, MEASURES_A_PAGE).get_page(request.GET.get("page"))
    series = load_seen(visit, list(part.object_list), now)
    kept = asked.kept if asked else {}
    return show(
        request,
        "measures/edit_list.html",
        frame(visit, _("Measures")),
        visit=visit,
        may_release=visit.can(Right.CONTRIBUTE),
        count=count_words(len(current)),
        form=asked,
        is_narrowed=bool(kept),
        found=count_words(len(found)),
        paging=paging_of(part, kept),
        groups=present_list(
            visit.partnership.slug, series, _missing(visit, series, now), today=timezone.localdate(now)
        ),
        retired=[] if part.has_next() else retired,
    )


def _by_supplier(measure: Measure) -> tuple[bool, str, int]:
    """As they are grouped, so that a group goes on from one page to the next; those of nobody last."""
    supplier = measure.supplier
    return supplier is None, supplier.name.casefold() if supplier else "", measure.supplier_id or 0


@for_members
@require_safe
def register(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What is missing: each row says who was asked, when, and by when it is due."""
    now = timezone.now()
    series = load_seen(visit, list_measures(visit.partnership), now)
    rows = _missing(visit, series, now)
    return show(
        request,
        "measures/edit_register.html",
        frame(visit, _("What is missing")),
        measures=len(series),
        groups=present_register(visit.partnership.slug, rows, may_edit=visit.may_edit),
    )


def _missing(visit: Visit, series: Sequence[Series], now: datetime) -> Sequence[RegisterRow]:
    """What is missing now; figures are wanted up to the latest period that has ended."""
    today = timezone.localdate(now)
    requests = load_requests(visit.partnership, as_at=now)
    return register_rows(series, requests, today=today, until=ended_until(visit.partnership, today))
