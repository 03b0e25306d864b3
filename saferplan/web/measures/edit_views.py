"""What a measure is: a new one, a change, and the page on which all that is said of it can be changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saferplan.accounts.queries import list_agencies
from saferplan.measures import actions
from saferplan.measures.errors import BadMeasure
from saferplan.measures.models import Measure
from saferplan.measures.queries import list_breaks, list_exclusions, list_measures
from saferplan.web.access import Visit, for_editors, for_members
from saferplan.web.measures.edit_forms import MeasureForm
from saferplan.web.measures.linking import present_links_to
from saferplan.web.measures.loading import frame, load_seen, may_release, measure_or_404, set_up_crumb
from saferplan.web.measures.present_set_up import present_set_up
from saferplan.web.pages import Page, show


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    form = MeasureForm(
        request.POST if request.method == "POST" else None,
        agencies=list_agencies(visit.partnership),
        totals=list_measures(visit.partnership, with_retired=True),
    )
    if form.is_bound and form.is_valid():
        try:
            measure = actions.define_measure(
                partnership=visit.partnership, text=form.text, by=visit.user.get_username(), now=timezone.now()
            )
        except BadMeasure as problem:
            form.add_error(None, str(problem))
        else:
            words = _("%(name)s is added. Say now what it is compared with and what is to be reached.")
            messages.success(request, words % {"name": measure.name})
            return redirect("measure-set-up", visit.partnership.slug, measure.code)
    return _form(request, frame(visit, _("New measure")), form, _("Add the measure"), "")


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, visit: Visit, code: str) -> HttpResponseBase:
    measure = measure_or_404(visit, code)
    form = MeasureForm(
        request.POST if request.method == "POST" else None,
        agencies=list_agencies(visit.partnership),
        totals=list_measures(visit.partnership, with_retired=True),
        measure=measure,
    )
    if form.is_bound and form.is_valid():
        try:
            actions.change_measure(measure=measure, text=form.text, by=visit.user.get_username(), now=timezone.now())
        except BadMeasure as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The measure is changed."))
            return redirect("measure-set-up", visit.partnership.slug, measure.code)
    page = frame(visit, _("Change the measure"), set_up_crumb(visit, measure))
    return _form(request, page, form, _("Save"), reverse("measure-set-up", args=[visit.partnership.slug, code]))


def _form(request: HttpRequest, page: Page, form: MeasureForm, button: str, back: str) -> HttpResponse:
    return show(request, "measures/edit_form.html", page, form=form, button=button, back=back)


@for_members
@require_safe
def set_up(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """All that is said of a measure, with the way to change each."""
    now = timezone.now()
    measure = measure_or_404(visit, code)
    series = load_seen(visit, [measure], now)[0]
    return show(
        request,
        "measures/edit_set_up.html",
        frame(visit, measure.name),
        visit=visit,
        measure=measure,
        told=present_set_up(series, measure, timezone.localdate(now)),
        may_release=may_release(visit, measure),
        breaks=list_breaks(measure),
        exclusions=list_exclusions(measure),
        links=present_links_to(visit, measure),
    )


@for_editors
@require_POST
def retire(request: HttpRequest, visit: Visit, code: str) -> HttpResponseBase:
    """Ask for it no longer; or again, where it was retired."""
    measure = measure_or_404(visit, code)
    now, by = timezone.now(), visit.user.get_username()
    if measure.retired_on is None:
        actions.retire_measure(measure=measure, on=timezone.localdate(now), by=by, now=now)
        messages.success(request, _("%(name)s is retired. Its figures stay.") % {"name": measure.name})
    else:
        actions.revive_measure(measure=measure, by=by, now=now)
        messages.success(request, _("%(name)s is asked for again.") % {"name": measure.name})
    return _to(visit, measure)


def _to(visit: Visit, measure: Measure) -> HttpResponse:
    return redirect("measure-set-up", visit.partnership.slug, measure.code)
