"""Linking a measure to priorities and activities, and the owner's word that it is theirs."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saferplan.accounts.errors import NotAllowed
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.measure_actions import accept_measure, standing_to
from saferplan.cycle.period_queries import latest_period_of
from saferplan.cycle.update_queries import actor_of
from saferplan.cycle.update_rights import Who
from saferplan.measures.models import Measure
from saferplan.plan.errors import BadPlan
from saferplan.plan.measure_link_actions import end_link, link_measure
from saferplan.plan.measure_links import find_link
from saferplan.plan.models import Activity, MeasureLink, Priority
from saferplan.plan.queries import find_activity, find_priority
from saferplan.web.access import Visit, for_contributors, for_editors
from saferplan.web.measures.link_forms import AcceptForm, LinkForm
from saferplan.web.measures.linking import names_of, outline_of, present_links, subject_of
from saferplan.web.measures.loading import frame, measure_or_404, set_up_crumb
from saferplan.web.pages import show


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest, visit: Visit, code: str) -> HttpResponseBase:
    measure = measure_or_404(visit, code)
    names = names_of(outline_of(visit.partnership))
    form = LinkForm(request.POST if request.method == "POST" else None, names=names)
    if form.is_bound and form.is_valid():
        try:
            link_measure(
                measure=measure,
                subject=_subject(visit, form.cleaned_data["subject"]),
                by=visit.user.get_username(),
                now=timezone.now(),
            )
        except BadPlan as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The measure is linked."))
            return redirect("measure-links", visit.partnership.slug, code)
    return show(
        request,
        "measures/edit_links.html",
        frame(visit, _("Linked to"), set_up_crumb(visit, measure)),
        measure=measure,
        form=form,
        links=present_links(visit.partnership, measure, names),
        back=reverse("measure-set-up", args=[visit.partnership.slug, code]),
    )


def _subject(visit: Visit, name: str) -> Priority | Activity:
    """The form only lets through what is in the partnership's plan."""
    kind, _colon, pk = name.partition(":")
    find = find_priority if kind == "priority" else find_activity
    found = find(visit.partnership, int(pk))
    if found is None:
        raise Http404
    return found


def _link(visit: Visit, code: str, pk: int) -> tuple[Measure, MeasureLink]:
    measure = measure_or_404(visit, code)
    link = find_link(visit.partnership, measure, pk)
    if link is None:
        raise Http404
    return measure, link


@for_editors
@require_POST
def end(request: HttpRequest, visit: Visit, code: str, pk: int) -> HttpResponseBase:
    _measure, link = _link(visit, code, pk)
    end_link(link=link, by=visit.user.get_username(), now=timezone.now())
    messages.success(request, _("The link is taken away. Reports of the past keep it."))
    return redirect("measure-links", visit.partnership.slug, code)


@for_contributors
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, visit: Visit, code: str, pk: int) -> HttpResponseBase:
    """The owner of an activity takes a measure as its result; an editor who has their word writes whose."""
    measure, link = _link(visit, code, pk)
    period = latest_period_of(visit.partnership)
    if period is None or link.activity_id is None or link.accepted_at is not None:
        raise Http404
    actor = actor_of(visit.user, visit.partnership, visit.role)
    period.partnership = visit.partnership
    who = standing_to(period, link, actor) or frozenset()
    if not who & {Who.LEAD, Who.EDITOR}:
        raise Http404
    form = AcceptForm(request.POST if request.method == "POST" else None, needs_source=Who.LEAD not in who)
    if form.is_bound and form.is_valid():
        try:
            accept_measure(
                period=period,
                link=link,
                source=form.cleaned_data.get("source", ""),
                by=actor,
                now=timezone.now(),
            )
        except (BadUpdate, BadPlan, NotAllowed) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The measure is accepted. Its results count for the activity from now on."))
            return redirect("measure-set-up", visit.partnership.slug, code)
    return _accepting(request, visit, measure, link, form)


def _accepting(
    request: HttpRequest, visit: Visit, measure: Measure, link: MeasureLink, form: AcceptForm
) -> HttpResponse:
    names = names_of(outline_of(visit.partnership))
    return show(
        request,
        "measures/edit_accept.html",
        frame(visit, _("Accept the measure"), set_up_crumb(visit, measure)),
        measure=measure,
        form=form,
        activity=names.get(subject_of(link), ""),
        back=reverse("measure-set-up", args=[visit.partnership.slug, measure.code]),
    )
