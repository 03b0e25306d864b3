"""Figures typed in: one small grid a supplier and period, with the checks beside each cell."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saferplan.accounts.models import Agency
from saferplan.accounts.queries import find_agency, list_agencies
from saferplan.common.dates import date_words
from saferplan.measures.errors import BadMeasure
from saferplan.measures.queries import list_supplied, load_series
from saferplan.measures.series import Series
from saferplan.measures.typed_actions import record_typed
from saferplan.web.access import Visit, for_contributors
from saferplan.web.measures.loading import frame, releaser_of
from saferplan.web.measures.present_grid import GridRow, grid_months, grid_rows, stamp_of
from saferplan.web.pages import Crumb, show


def suppliers_of(visit: Visit) -> list[Agency]:
    """The agencies whose figures the visitor may type in: all for editors, else those they act for."""
    every = list_agencies(visit.partnership)
    own = releaser_of(visit).agencies
    return [agency for agency in every if visit.may_edit or agency.pk in own]


def _series(visit: Visit, agency: Agency) -> Sequence[Series]:
    measures = list_supplied(visit.partnership, agency)
    return list(load_series(visit.partnership, measures, as_at=timezone.now()).values())


@for_contributors
@require_safe
def grids(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Which supplier and which month."""
    today, slug = timezone.localdate(), visit.partnership.slug
    found = [(agency, _series(visit, agency)) for agency in suppliers_of(visit)]
    groups = [(agency, grid_months(slug, agency.pk, series, today)) for agency, series in found if series]
    return show(request, "measures/load_grids.html", frame(visit, _("Type in figures")), groups=groups)


@for_contributors
@require_http_methods(["GET", "HEAD", "POST"])
def grid(request: HttpRequest, visit: Visit, agency: int, key: str) -> HttpResponseBase:
    """One small grid. Figures that are doubtful are saved once somebody says that they are checked."""
    found = find_agency(visit.partnership, agency)
    if found is None or found not in suppliers_of(visit):
        raise Http404
    rows = grid_rows(_series(visit, found), key, request.POST if request.method == "POST" else None)
    if not rows:
        raise Http404
    stamp = stamp_of(rows)
    problems = [row for row in rows if row.problem]
    doubtful = [row for row in rows if row.doubts]
    is_checked = request.POST.get("checked") == stamp
    if request.method == "POST" and not problems and (is_checked or not doubtful) and _save(request, visit, rows):
        return redirect("measure-grids", visit.partnership.slug)
    crumb = Crumb(_("Type in figures"), reverse("measure-grids", args=[visit.partnership.slug]))
    title = _("%(agency)s: figures for %(month)s") % {"agency": found.name, "month": date_words(key, _)}
    return show(
        request,
        "measures/load_grid.html",
        frame(visit, title, crumb),
        rows=rows,
        problems=problems,
        doubtful=doubtful if not problems else [],
        stamp=stamp,
    )


def _save(request: HttpRequest, visit: Visit, rows: Sequence[GridRow]) -> bool:
    given = [(row.series, row.checked) for row in rows]
    now = timezone.now()
    try:
        done = record_typed(partnership=visit.partnership, rows=given, by=visit.user.get_username(), now=now)
    except BadMeasure as problem:
        messages.error(request, str(problem))
        return False
    if done.new or done.revised:
        said = _("Saved: %(new)s new and %(revised)s revised figures. They are provisional until they are released.")
        messages.success(request, said % {"new": done.new, "revised": done.revised})
    else:
        messages.success(request, _("Nothing changed: these figures were there already."))
    return True
