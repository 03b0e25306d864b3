"""What the checks say of a period's report."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saferplan.accounts.actions import ignore_checks
from saferplan.cycle.gathering import gather
from saferplan.cycle.queries import list_periods
from saferplan.cycle.reports import report_of, window_of
from saferplan.report.checks import run_checks
from saferplan.report.findings import Subject
from saferplan.report.lights import derive_all
from saferplan.web.access import Visit, for_editors, for_members
from saferplan.web.checks.forms import ChecksForm
from saferplan.web.checks.present import urls_in
from saferplan.web.cycle.loading import find_period
from saferplan.web.cycle.present_frame import partnership_frame
from saferplan.web.findings import by_level, rule_name
from saferplan.web.pages import Crumb, show


@for_members
@require_safe
def findings(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    periods = list_periods(visit.partnership)
    period = find_period(periods, key)
    now = timezone.now()
    window = window_of(periods, period)
    compared = window[-2:]
    gathered = gather(visit.partnership, window, texts_of=compared, as_at=now)
    lights = derive_all(gathered.facts, now)
    reports = [report_of(gathered, lights, each) for each in compared]
    subject = Subject(report=reports[-1], older=reports[0] if len(reports) == 2 else None)
    found = run_checks(subject, ignore=visit.partnership.ignored_checks)
    crumb = Crumb(reports[-1].period.label, reverse("period", args=[visit.partnership.slug, key]))
    frame = partnership_frame(visit, _("Findings"), current="findings", crumbs=[crumb], key=key)
    levels = by_level(found, reports[-1], urls_in(visit.partnership.slug, key, reports[-1]))
    off = [rule_name(code) for code in visit.partnership.ignored_checks]
    return show(
        request,
        "checks/findings.html",
        frame,
        levels=levels,
        report=reports[-1],
        count=len(found),
        switched_off=off,
        may_edit=visit.may_edit,
    )


@for_editors
@require_http_methods(["GET", "POST"])
def choose_checks(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Which checks are on for the partnership."""
    partnership = visit.partnership
    form = ChecksForm(request.POST if request.method == "POST" else None, ignored=partnership.ignored_checks)
    if form.is_valid():
        by = request.user.get_username()
        ignore_checks(partnership=partnership, codes=form.ignored(), by=by, now=timezone.now())
        messages.success(request, _("The choice of checks is saved."))
        return redirect("choose-checks", partnership.slug)
    frame = partnership_frame(visit, _("Which checks are on"), current="findings")
    return show(request, "checks/choose.html", frame, form=form)
