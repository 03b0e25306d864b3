"""Figures of other areas in one measure: sent or pasted, shown, then recorded all together or not at all."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from saferplan.files.errors import ParserFailed, RefusedFile
from saferplan.measures.errors import BadMeasure
from saferplan.measures.group_actions import AreaFigure, find_area_changes, record_area_values
from saferplan.measures.group_queries import known_rows, list_areas, list_groups
from saferplan.measures.loading.areas import AreaReading, read_areas
from saferplan.measures.models import Measure
from saferplan.measures.queries import load_measure_facts
from saferplan.web.access import Visit, for_editors
from saferplan.web.measures import area_pending as pending
from saferplan.web.measures.group_forms import AreasForm
from saferplan.web.measures.loading import frame, measure_or_404, set_up_crumb
from saferplan.web.measures.present_areas import present_areas, present_known
from saferplan.web.pages import Crumb, show


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def areas(request: HttpRequest, visit: Visit, code: str) -> HttpResponseBase:
    """Send a table of other areas, or paste one; below stands what is known of them."""
    measure = measure_or_404(visit, code)
    form = (
        AreasForm(request.POST, request.FILES, measure=measure)
        if request.method == "POST"
        else AreasForm(measure=measure)
    )
    if form.is_bound and form.is_valid():
        name, data = form.given()
        try:
            key = pending.keep(
                request, measure, name=name, data=data, telling=form.telling, is_published=form.is_published
            )
        except (RefusedFile, ParserFailed) as problem:
            form.add_error("file" if name else "pasted", str(problem))
        else:
            return redirect("measure-areas-preview", visit.partnership.slug, measure.code, key)
    return show(
        request,
        "measures/area_load.html",
        frame(visit, _("Figures of other areas"), set_up_crumb(visit, measure)),
        form=form,
        measure=measure,
        areas=list_areas(visit.partnership),
        known=present_known(measure, known_rows(measure)),
        back=reverse("measure-set-up", args=[visit.partnership.slug, measure.code]),
    )


@for_editors
@require_http_methods(["GET", "HEAD"])
def preview(request: HttpRequest, visit: Visit, code: str, key: str) -> HttpResponse:
    """What the table says of which areas, and what would change."""
    measure = measure_or_404(visit, code)
    sent = pending.find(request, measure, key)
    read = _read(visit, measure, sent)
    page = present_areas(measure, read, find_area_changes(measure, _figures(read), sent.telling))
    address = reverse("measure-areas", args=[visit.partnership.slug, measure.code])
    return show(
        request,
        "measures/area_preview.html",
        frame(visit, page.title, set_up_crumb(visit, measure), Crumb(_("Figures of other areas"), address)),
        measure=measure,
        key=key,
        name=sent.name or _("What you pasted"),
        source=sent.telling.source,
        preview=page,
    )


@for_editors
@require_POST
def apply(request: HttpRequest, visit: Visit, code: str, key: str) -> HttpResponseBase:
    """Record all that the preview shows, or nothing."""
    measure = measure_or_404(visit, code)
    sent = pending.find(request, measure, key)
    read = _read(visit, measure, sent)
    if read.reading.problem or read.reading.refused:
        return redirect("measure-areas-preview", visit.partnership.slug, measure.code, key)
    by, now = visit.user.get_username(), timezone.now()
    try:
        done = record_area_values(measure=measure, figures=_figures(read), telling=sent.telling, by=by, now=now)
    except BadMeasure as problem:
        messages.error(request, str(problem))
        return redirect("measure-areas-preview", visit.partnership.slug, measure.code, key)
    pending.forget(request, measure, key)
    count = done.new + done.revised
    said = ngettext(
        "%(count)s figure of other areas is recorded.", "%(count)s figures of other areas are recorded.", count
    )
    messages.success(request, said % {"count": f"{count:,}"})
    return redirect("measure", visit.partnership.slug, measure.code)


@for_editors
@require_POST
def discard(request: HttpRequest, visit: Visit, code: str, key: str) -> HttpResponseBase:
    measure = measure_or_404(visit, code)
    pending.forget(request, measure, key)
    messages.success(request, _("The table was taken back. Nothing was recorded."))
    return redirect("measure-areas", visit.partnership.slug, measure.code)


def _read(visit: Visit, measure: Measure, sent: pending.PendingAreas) -> AreaReading:
    facts = load_measure_facts(visit.partnership, [measure.pk], as_at=timezone.now())[measure.pk]
    own = [group.own_area for group in list_groups(visit.partnership)]
    return read_areas(sent.book, facts, list_areas(visit.partnership), own, is_published=sent.is_published)


def _figures(read: AreaReading) -> list[AreaFigure]:
    return [AreaFigure(area, given) for area, given in read.figures]
