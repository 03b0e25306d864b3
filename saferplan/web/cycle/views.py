"""The pages of a period: dashboard, print, priority, activity, card, decisions, history."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saferplan.cycle.gathering import Part
from saferplan.web.access import Visit, for_board
from saferplan.web.cycle.formats import downloads_of
from saferplan.web.cycle.loading import PeriodPage, load_page
from saferplan.web.cycle.present import present_dashboard, present_decisions, priority_url
from saferplan.web.cycle.present_decisions import present_steps
from saferplan.web.cycle.present_figures import figures_of
from saferplan.web.cycle.present_frame import partnership_frame, period_frame, present_mover
from saferplan.web.cycle.present_history import present_heat_map
from saferplan.web.cycle.present_print import present_sheet
from saferplan.web.cycle.present_subjects import present_activity, present_card, present_priority
from saferplan.web.cycle.wording import then_and_now
from saferplan.web.pages import Crumb, show

DASHBOARD_PARTS = frozenset({Part.UPDATES, Part.AGENDA})
SUBJECT_PARTS = frozenset({Part.UPDATES})
DECISION_PARTS = frozenset({Part.UPDATES, Part.AGENDA})
LIGHT_PARTS: frozenset[Part] = frozenset()


@for_board
@require_safe
def partnership(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The latest period's dashboard; with `?period=` the way to another period without JavaScript."""
    wanted = request.GET.get("period")
    if wanted is not None:
        page = load_page(visit, wanted, LIGHT_PARTS)
        return redirect("period", visit.partnership.slug, wanted) if page else _no_period(request, visit)
    page = load_page(visit, None, DASHBOARD_PARTS)
    return _dashboard(request, page) if page else _no_period(request, visit)


@for_board
@require_safe
def period(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    return _dashboard(request, _load(visit, key, DASHBOARD_PARTS))


def _load(visit: Visit, key: str, parts: frozenset[Part]) -> PeriodPage:
    page = load_page(visit, key, parts)
    if page is None:
        raise Http404
    return page


def _no_period(request: HttpRequest, visit: Visit) -> HttpResponse:
    frame = partnership_frame(visit, _("Dashboard"), current="dashboard")
    return show(request, "cycle/no_period.html", frame, visit=visit)


def _dashboard(request: HttpRequest, page: PeriodPage) -> HttpResponse:
    dashboard = present_dashboard(page)
    title = _("%(title)s, %(period)s") % {"title": dashboard.title, "period": page.label}
    return show(
        request,
        "cycle/dashboard.html",
        period_frame(page, title, current="dashboard"),
        at=page,
        dashboard=dashboard,
        mover=present_mover(page),
        downloads=downloads_of(page.slug, page.key),
        then_and_now=then_and_now(page.period, page.before),
    )


@for_board
@require_safe
def print_page(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """The dashboard on one sheet of A4."""
    page = _load(visit, key, DASHBOARD_PARTS)
    dashboard = present_dashboard(page)
    return show(
        request,
        "cycle/print.html",
        period_frame(page, _("One page to print, %(period)s") % {"period": page.label}),
        at=page,
        dashboard=dashboard,
        sheet=present_sheet(dashboard),
        then_and_now=then_and_now(page.period, page.before),
    )


@for_board
@require_safe
def priority(request: HttpRequest, visit: Visit, key: str, number: int) -> HttpResponse:
    page = _load(visit, key, SUBJECT_PARTS)
    subject = present_priority(page, number)
    title = _("Priority %(number)d: %(title)s") % {"number": number, "title": subject.priority.title}
    return show(
        request,
        "cycle/priority.html",
        period_frame(page, title),
        at=page,
        subject=subject,
        figures=figures_of(page, f"priority:{page.priority_ids[number]}"),
        then_and_now=then_and_now(page.period, page.before),
    )


@for_board
@require_safe
def activity(request: HttpRequest, visit: Visit, key: str, code: str) -> HttpResponse:
    page = _load(visit, key, SUBJECT_PARTS)
    subject = present_activity(page, code)
    crumb = Crumb(_("Priority %(number)d") % {"number": subject.priority.number}, subject.priority_url)
    return show(
        request,
        "cycle/activity.html",
        period_frame(page, f"{code} {subject.activity.title}", crumbs=[crumb]),
        at=page,
        subject=subject,
        figures=figures_of(page, f"activity:{page.activity_ids[code]}"),
        then_and_now=then_and_now(page.period, page.before),
    )


@for_board
@require_safe
def card(request: HttpRequest, visit: Visit, key: str, number: int) -> HttpResponse:
    page = _load(visit, key, SUBJECT_PARTS)
    subject = present_card(page, number)
    crumbs = []
    if subject.priority:
        name = _("Priority %(number)d") % {"number": subject.priority.number}
        crumbs = [Crumb(name, priority_url(page, subject.priority.number))]
    title = _("In focus: %(codes)s") % {"codes": subject.codes}
    return show(
        request,
        "cycle/card.html",
        period_frame(page, title, crumbs=crumbs),
        at=page,
        subject=subject,
        then_and_now=then_and_now(page.period, page.before),
    )


@for_board
@require_safe
def decisions(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """Every decision asked for, and the next step of everything that is not on track."""
    page = _load(visit, key, DECISION_PARTS)
    return show(
        request,
        "cycle/decisions.html",
        period_frame(page, _("Decisions and next steps")),
        at=page,
        decisions=present_decisions(page),
        steps=present_steps(page),
    )


@for_board
@require_safe
def history(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The lights of the last periods, the latest (or `?to=`) on the right."""
    page = load_page(visit, request.GET.get("to"), LIGHT_PARTS)
    title = _("Lights over time")
    if page is None:
        return show(request, "cycle/no_period.html", partnership_frame(visit, title, current="history"), visit=visit)
    return show(
        request,
        "cycle/history.html",
        period_frame(page, title, current="history"),
        at=page,
        heat_map=present_heat_map(page),
        mover=present_mover(page),
    )
