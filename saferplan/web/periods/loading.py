"""Which period a page is about, and the frame that the pages of a period share."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from saferplan.cycle.models import Period
from saferplan.cycle.period_queries import find_period
from saferplan.cycle.queries import label, list_periods
from saferplan.web.access import Visit
from saferplan.web.cycle.loading import latest_period
from saferplan.web.pages import Crumb, Page, partnership_menu


def period_or_404(visit: Visit, key: str) -> Period:
    period = find_period(visit.partnership, key)
    if period is None:
        raise Http404
    return period


def named_or_404(periods: Sequence[Period], key: str) -> Period:
    """The period of that key among all of the partnership's."""
    found = next((period for period in periods if period.key == key), None)
    if found is None:
        raise Http404
    return found


def list_frame(visit: Visit, title: str, periods: Sequence[Period] | None = None, *, is_below: bool = False) -> Page:
    """The frame of the list of periods, and of pages right below it."""
    known = list_periods(visit.partnership) if periods is None else periods
    latest = latest_period(known, timezone.now())
    slug = visit.partnership.slug
    crumbs = [Crumb(_("Periods"), reverse("periods", args=[slug]))] if is_below else []
    menu = partnership_menu(visit.partnership, visit.role, latest.key if latest else "")
    return Page(title=title, partnership=visit.partnership, crumbs=crumbs, menu=menu, current="periods")


def period_frame(visit: Visit, period: Period, title: str) -> Page:
    """The frame of a page below a period's own."""
    slug = visit.partnership.slug
    own = Crumb(label(period), reverse("run-period", args=[slug, period.key]))
    above = list_frame(visit, title, is_below=True)
    return Page(
        title=title,
        partnership=visit.partnership,
        crumbs=[*above.crumbs, own],
        menu=above.menu,
        current=above.current,
    )
