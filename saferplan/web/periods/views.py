"""The pages by which a period is planned, opened, chased and moved on."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saferplan.accounts.queries import find_person_of
from saferplan.common.dates import local_day
from saferplan.common.periods import Frequency
from saferplan.cycle import period_actions
from saferplan.cycle.chasing import is_led, late, owed
from saferplan.cycle.light_actions import FIXED
from saferplan.cycle.meeting_queries import list_meetings
from saferplan.cycle.models import Period
from saferplan.cycle.period_dates import next_key
from saferplan.cycle.period_queries import (
    latest_period_of,
    load_contacts,
    load_returns,
    next_meetings,
    partner_return_due,
    partner_returns_due,
)
from saferplan.cycle.period_states import NoSuchMove, PeriodHeld, PeriodMoved
from saferplan.cycle.queries import label, list_periods
from saferplan.cycle.rules import PeriodState
from saferplan.web.access import Visit, for_editors, for_members
from saferplan.web.pages import show
from saferplan.web.periods import present, present_messages, wording
from saferplan.web.periods.forms import CoverForm, DatesForm, PlanForm
from saferplan.web.periods.loading import list_frame, named_or_404, period_frame, period_or_404


@for_members
@require_safe
def periods(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All periods, the latest first, with where they are and their next meeting."""
    now = timezone.now()
    found = list_periods(visit.partnership)
    meetings = next_meetings(visit.partnership, found, local_day(now))
    lines = present.present_list(visit.partnership, found, meetings, partner_returns_due(visit.partnership, found))
    return show(request, "periods/list.html", list_frame(visit, _("Periods"), found), periods=lines, visit=visit)


@for_editors
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Plan the period after the latest one."""
    latest = latest_period_of(visit.partnership)
    frame = list_frame(visit, _("Plan the next period"), is_below=True)
    if latest is None:
        return show(request, "periods/plan.html", frame, form=None)
    proposed = {
        "key": next_key(latest.key, Frequency(latest.frequency)),
        "frequency": latest.frequency,
        "with_meetings": True,
    }
    form = PlanForm(request.POST if request.method == "POST" else None, initial=proposed)
    if form.is_valid():
        try:
            period = period_actions.plan_next_period(
                partnership=visit.partnership,
                key=form.cleaned_data["key"],
                frequency=Frequency(form.cleaned_data["frequency"]),
                with_meetings=form.cleaned_data["with_meetings"],
                by=visit.user.get_username(),
                now=timezone.now(),
            )
        except ValueError as error:
            form.add_error("key", _(str(error)))
        else:
            messages.success(request, _("The period is planned. Set the dates of its meetings, then open it."))
            return redirect("run-period", visit.partnership.slug, period.key)
    return show(request, "periods/plan.html", frame, form=form, latest=latest, latest_label=label(latest))


@for_members
@require_safe
def run(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """Where a period is: its updates, its meetings with their steps, its dates."""
    now, every = timezone.now(), list_periods(visit.partnership)
    period = named_or_404(every, key)
    due = partner_return_due(visit.partnership, period)
    returns = load_returns(visit.partnership, period, due=due, now=now)
    contacts = load_contacts(visit.partnership) if visit.may_edit else {}
    return show(
        request,
        "periods/run.html",
        list_frame(visit, label(period), every, is_below=True),
        period=period,
        visit=visit,
        state=wording.state_word(period.state),
        meaning=wording.state_meaning(period.state),
        is_open=present.is_open(period),
        buttons=present.present_buttons(visit.role, period),
        standing=present.present_standing(returns, due, now),
        late=present.present_agencies(late(returns), contacts),
        returns=present.present_returns(returns),
        unled=sum(not is_led(each.owners) for each in returns),
        owners_can_change=PeriodState(period.state) not in FIXED,
        meetings=present.present_meetings(list_meetings(visit.partnership, period), now),
    )


@for_editors
@require_POST
def move(request: HttpRequest, visit: Visit, key: str, to: str) -> HttpResponseBase:
    """Move the period to another state; where something stands against it, a page says what first."""
    period, after = period_or_404(visit, key), _state(to)
    if after is PeriodState.PUBLISHED and PeriodState(period.state) is PeriodState.READY:
        return redirect("publish", visit.partnership.slug, period.key)
    back = redirect("run-period", visit.partnership.slug, period.key)
    try:
        done = period_actions.move_period(
            period=period,
            to=after,
            role=visit.role,
            seen=_state(request.POST.get("seen", "")) if request.POST.get("seen") else None,
            confirmed=request.POST.getlist("confirmed"),
            by=visit.user.get_username(),
            now=timezone.now(),
        )
    except PeriodHeld as held:
        return _ask(request, visit, period, held)
    except PeriodMoved as moved:
        said = {"state": wording.state_word(moved.state)}
        messages.warning(request, _("Somebody else has moved this period meanwhile. It is now: %(state)s.") % said)
        return back
    except NoSuchMove:
        messages.warning(request, _("The period cannot go there from where it is."))
        return back
    messages.success(request, _(done.done))
    return back


def _state(text: str) -> PeriodState:
    """A state as it stands in an address; 404 for anything else."""
    try:
        return PeriodState(text.replace("-", " "))
    except ValueError:
        raise Http404 from None


def _ask(request: HttpRequest, visit: Visit, period: Period, held: PeriodHeld) -> HttpResponse:
    transition = held.transition
    codes = [reason.code for reason in held.reasons] + (["asks"] if transition.asks else [])
    return show(
        request,
        "periods/confirm.html",
        period_frame(visit, period, _(transition.verb)),
        period=period,
        button=present.button_of(transition),
        seen=transition.before.value.replace(" ", "-"),
        codes=codes,
        asks=_(transition.asks) if transition.asks else "",
        blocks=[wording.reason_words(each) for each in held.reasons if each.is_block],
        warnings=[wording.reason_words(each) for each in held.reasons if not each.is_block],
    )


@for_editors
@require_http_methods(["GET", "POST"])
def dates(request: HttpRequest, visit: Visit, key: str) -> HttpResponseBase:
    period, now = period_or_404(visit, key), timezone.now()
    data = request.POST if request.method == "POST" else None
    form = DatesForm(data, period=period, today=local_day(now))
    if form.is_valid():
        period_actions.set_dates(period=period, **form.cleaned_data, by=visit.user.get_username(), now=now)
        due = partner_return_due(visit.partnership, period)
        messages.success(request, _("The dates are saved."))
        if due and period.work_to and period.work_to > local_day(due):
            messages.warning(request, _("The cut-off for work comes after the day on which partners return updates."))
        return redirect("run-period", visit.partnership.slug, key)
    frame = period_frame(visit, period, _("Dates of the period"))
    return show(request, "periods/dates.html", frame, form=form, period=period)


@for_editors
@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, visit: Visit, key: str) -> HttpResponseBase:
    period = period_or_404(visit, key)
    before = period_actions.cover_of(period)
    form = CoverForm(request.POST if request.method == "POST" else None, initial=CoverForm.initial_of(before))
    if form.is_valid():
        period_actions.set_cover(
            period=period, cover=form.changed(before), by=visit.user.get_username(), now=timezone.now()
        )
        messages.success(request, _("The cover is saved."))
        return redirect("run-period", visit.partnership.slug, key)
    return show(request, "periods/form.html", period_frame(visit, period, _("Cover of the report")), form=form, key=key)


@for_editors
@require_safe
def messages_to_partners(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """Texts to copy into emails: asking everybody, reminding those who owe."""
    period, now = period_or_404(visit, key), timezone.now()
    contacts = load_contacts(visit.partnership)
    due = partner_return_due(visit.partnership, period)
    returns = load_returns(visit.partnership, period, due=due, now=now)
    person = find_person_of(visit.user, visit.partnership)
    ask = present_messages.Ask(
        period=label(period),
        due=due,
        link=request.build_absolute_uri(reverse("updates", args=[visit.partnership.slug])),
        sender=f"{person.name}\n{visit.partnership.name}" if person else visit.partnership.name,
        now=now,
    )
    return show(
        request,
        "periods/messages.html",
        period_frame(visit, period, _("Ask and remind partners")),
        period=period,
        is_open=present.is_open(period),
        is_over=ask.is_over,
        invitation=present_messages.present_invitation(ask, returns, contacts),
        reminders=present_messages.present_reminders(ask, returns, contacts),
        owed=len(owed(returns)),
    )
