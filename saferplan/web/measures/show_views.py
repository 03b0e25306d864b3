"""The pages that show measures: one with all that is behind it, and all at a glance."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saferplan.accounts.rules import Right
from saferplan.measures.queries import list_measures
from saferplan.web.access import Visit, for_board
from saferplan.web.cycle.present_frame import partnership_frame
from saferplan.web.figures import present_cards
from saferplan.web.measures.present_groups import present_charts
from saferplan.web.measures.present_measure import present_measure
from saferplan.web.measures.serving import present_served
from saferplan.web.measures.show_loading import as_known, find_groups, find_shown, show_all
from saferplan.web.measures.values_csv import write_values
from saferplan.web.pages import Crumb, show
from saferplan.web.paging import paging_of

CHARTS_A_PAGE = 36


@for_board
@require_safe
def measure(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """One measure; with `?known=` as it was known at the end of an earlier day."""
    known = as_known(request.GET.get("known"))
    found, shown = find_shown(visit, code, known.at)
    figure = find_groups(visit, found, shown, known.at)
    frame = partnership_frame(visit, shown.figure.name, current="measures", crumbs=_crumbs(visit))
    return show(
        request,
        "measures/measure.html",
        frame,
        visit=visit,
        known=known,
        measure=present_measure(shown),
        charts=present_charts(figure),
        serves=present_served(visit, found, known.at),
        code=code,
        sees_setting_up=visit.can(Right.SEE_FINDINGS),
    )


def _crumbs(visit: Visit) -> list[Crumb]:
    """The list of measures is not there for board members."""
    slug = visit.partnership.slug
    if visit.can(Right.SEE_FINDINGS):
        return [Crumb(_("Measures"), reverse("measures", args=[slug]))]
    return [Crumb(_("Figures at a glance"), reverse("measures-glance", args=[slug]))]


@for_board
@require_safe
def values(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """The values behind a measure's chart, as known at the same instant."""
    known = as_known(request.GET.get("known"))
    _measure, shown = find_shown(visit, code, known.at)
    response = HttpResponse(write_values(shown), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{visit.partnership.slug}-{code}.csv"'
    return response


@for_board
@require_safe
def glance(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every measure as a small chart."""
    pages = Paginator(list_measures(visit.partnership), CHARTS_A_PAGE)
    part = pages.get_page(request.GET.get("page"))
    figures = [shown.figure for shown in show_all(visit, list(part.object_list), timezone.now())]
    crumbs = _crumbs(visit) if visit.can(Right.SEE_FINDINGS) else []
    frame = partnership_frame(visit, _("Figures at a glance"), current="measures", crumbs=crumbs)
    cards = present_cards(figures, visit.partnership.slug)
    return show(request, "measures/glance.html", frame, visit=visit, cards=cards, paging=paging_of(part, {}))
