"""What of a period's report the public may not read: seen in its texts, marked, and taken off again."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.models import Period
from saferplan.cycle.reports import build_report
from saferplan.cycle.restriction_actions import end_restriction, restrict
from saferplan.cycle.restriction_queries import Places, find_restriction, load_restrictions, placed
from saferplan.cycle.update_queries import names_of
from saferplan.report.restrictions import LIGHT, Restriction, has_light, texts_of
from saferplan.report.tree import Report
from saferplan.web.access import Visit, for_editors
from saferplan.web.pages import Crumb, Page, show
from saferplan.web.periods.loading import period_frame, period_or_404
from saferplan.web.restrictions import present
from saferplan.web.restrictions.forms import EndForm
from saferplan.web.restrictions.marking import Marking, form_of, step


@for_editors
@require_safe
def restricted(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """Every text of the report, with what is restricted in it."""
    period, now = period_or_404(visit, key), timezone.now()
    report = build_report(visit.partnership, period, as_at=now)
    rows = load_restrictions(visit.partnership, period, as_at=now)
    marks = placed(rows, Places(visit.partnership, period))
    lines = present.mark_lines(rows, marks, report, names_of(visit.partnership))
    return show(
        request,
        "restrictions/list.html",
        period_frame(visit, period, _("What the public may not read")),
        period=period,
        lost=[each for each in lines if each.is_lost],
        held=[each for each in lines if not each.is_lost],
        sections=present.sections(report, marks, visit.partnership.slug, key),
    )


@for_editors
@require_http_methods(["GET", "POST"])
def restrict_text(request: HttpRequest, visit: Visit, key: str, place: str, field: str) -> HttpResponseBase:
    """Keep a text, words of it, all texts of a place or its light from the public."""
    period, now = period_or_404(visit, key), timezone.now()
    report = build_report(visit.partnership, period, as_at=now)
    marking = _marking(report, _marks(visit, period), place, "" if field == present.ALL else field)

    def keep(mark: Restriction) -> HttpResponseBase:
        restrict(period=period, mark=mark, report=report, role=visit.role, by=visit.user.get_username(), now=now)
        messages.success(request, _("It is kept from the public."))
        return redirect("restricted", visit.partnership.slug, key)

    page = _below(visit, period, _("Restrict: %(text)s") % {"text": present.where_words(place, marking.field, report)})
    return step(request, page, form_of(request, marking), marking, keep, _address(visit, period))


def _marking(report: Report, marks: tuple[Restriction, ...], place: str, field: str) -> Marking:
    """What is marked; not there where the place has no such text."""
    found = [each for each in texts_of(report) if each.place == place and field in ("", each.field)]
    if field == LIGHT and has_light(report, place):
        return Marking(report, marks, place, field, "")
    if not found or (not field and place == "report"):
        raise Http404
    words = "\n\n".join(present.read_out(each) for each in found)
    return Marking(report, marks, place, field, words)


def _marks(visit: Visit, period: Period) -> tuple[Restriction, ...]:
    rows = load_restrictions(visit.partnership, period, as_at=timezone.now())
    return placed(rows, Places(visit.partnership, period))


@for_editors
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, visit: Visit, key: str, pk: int) -> HttpResponseBase:
    """Take a mark off."""
    period = period_or_404(visit, key)
    found = find_restriction(visit.partnership, period, pk)
    if found is None:
        raise Http404
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            end_restriction(
                restriction=found,
                reason=form.cleaned_data["reason"],
                role=visit.role,
                by=visit.user.get_username(),
                now=timezone.now(),
            )
        except BadUpdate as error:
            form.add_error("reason", _(str(error)))
        else:
            messages.success(request, _("The mark is taken off."))
            return redirect("restricted", visit.partnership.slug, key)
    page = _below(visit, period, _("Let the public read it"))
    words = found.passage or present.field_words(found.field)
    return show(request, "restrictions/end.html", page, form=form, words=words, back=_address(visit, period))


def _address(visit: Visit, period: Period) -> str:
    return reverse("restricted", args=[visit.partnership.slug, period.key])


def _below(visit: Visit, period: Period, title: str) -> Page:
    frame = period_frame(visit, period, title)
    own = Crumb(_("What the public may not read"), _address(visit, period))
    return replace(frame, crumbs=[*frame.crumbs, own])
