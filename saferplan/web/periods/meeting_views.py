"""The pages of a period's meetings and of the steps before them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saferplan.cycle import meeting_actions
from saferplan.cycle.meeting_queries import fact_of, find_meeting, find_step, steps_of
from saferplan.cycle.models import Meeting, MeetingStep, Period
from saferplan.cycle.steps import oddities
from saferplan.web.access import Visit, for_editors
from saferplan.web.pages import show
from saferplan.web.periods.forms import MeetingForm, StepForm
from saferplan.web.periods.loading import period_frame, period_or_404
from saferplan.web.periods.wording import day_off_words, odd_sentences, stayed_words, weekday


@for_editors
@require_http_methods(["GET", "POST"])
def add_meeting(request: HttpRequest, visit: Visit, key: str) -> HttpResponseBase:
    return _meeting(request, visit, period_or_404(visit, key), None)


@for_editors
@require_http_methods(["GET", "POST"])
def change_meeting(request: HttpRequest, visit: Visit, key: str, pk: int) -> HttpResponseBase:
    period, meeting = _found_meeting(visit, key, pk)
    if request.method == "POST" and "remove" in request.POST:
        meeting_actions.remove_meeting(meeting=meeting, by=visit.user.get_username(), now=timezone.now())
        messages.success(request, _("The meeting and its steps are taken out."))
        return redirect("run-period", visit.partnership.slug, period.key)
    return _meeting(request, visit, period, meeting)


def _found_meeting(visit: Visit, key: str, pk: int) -> tuple[Period, Meeting]:
    period = period_or_404(visit, key)
    meeting = find_meeting(visit.partnership, period, pk)
    if meeting is None:
        raise Http404
    return period, meeting


def _meeting(request: HttpRequest, visit: Visit, period: Period, meeting: Meeting | None) -> HttpResponseBase:
    form = MeetingForm(request.POST if request.method == "POST" else None, initial=MeetingForm.initial_of(meeting))
    if form.is_valid():
        return _save_meeting(request, visit, period, meeting, form)
    title = _("Change the meeting") if meeting else _("Add a meeting")
    removes = _("Take this meeting out") if meeting else ""
    frame = period_frame(visit, period, title)
    return show(request, "periods/form.html", frame, form=form, key=period.key, removes=removes)


def _save_meeting(
    request: HttpRequest, visit: Visit, period: Period, meeting: Meeting | None, form: MeetingForm
) -> HttpResponse:
    said = {**form.said(), "by": visit.user.get_username(), "now": timezone.now()}
    if meeting is None:
        meeting, source = meeting_actions.add_meeting(period=period, **said)
        messages.success(request, _taken_over(source))
    else:
        done = meeting_actions.set_meeting(period=period, meeting=meeting, **said)
        messages.success(
            request,
            _("The meeting is saved, and its steps moved with it.") if done.moved else _("The meeting is saved."),
        )
        if done.stayed:
            messages.info(request, stayed_words([fact_of(step) for step in done.stayed]))
    _warn(request, meeting)
    return redirect("run-period", visit.partnership.slug, period.key)


def _taken_over(source: Meeting | None) -> str:
    if source is None:
        return _("The meeting is added, with the usual steps before it. Change them as you need.")
    if source.date is None:
        return _("The meeting is added, with the steps that this group had last.")
    said = {"day": weekday(source.date)}
    return _("The meeting is added, with the steps that this group had for its meeting of %(day)s.") % said


def _warn(request: HttpRequest, meeting: Meeting, only: int | None = None) -> None:
    """Say what is odd about a meeting's steps, or about one of them."""
    found = oddities([fact_of(step) for step in steps_of(meeting)], meeting.date, timezone.now())
    about = [odd for odd in found if only is None or only in (odd.step.id, odd.other.id if odd.other else None)]
    off = day_off_words(meeting.date) if only is None else ""
    sentences = [*([off] if off else []), *odd_sentences(about)]
    if sentences:
        messages.warning(request, " ".join(sentences))


@for_editors
@require_POST
def usual_steps(request: HttpRequest, visit: Visit, key: str, pk: int) -> HttpResponseBase:
    """The steps that the group had last, else the usual ones, for a meeting that has none."""
    period, meeting = _found_meeting(visit, key, pk)
    meeting_actions.add_usual_steps(meeting=meeting, by=visit.user.get_username(), now=timezone.now())
    messages.success(request, _("The steps are added."))
    _warn(request, meeting)
    return redirect("run-period", visit.partnership.slug, period.key)


@for_editors
@require_http_methods(["GET", "POST"])
def add_step(request: HttpRequest, visit: Visit, key: str, pk: int) -> HttpResponseBase:
    period, meeting = _found_meeting(visit, key, pk)
    return _step(request, visit, period, meeting, None)


@for_editors
@require_http_methods(["GET", "POST"])
def change_step(request: HttpRequest, visit: Visit, key: str, pk: int) -> HttpResponseBase:
    period, step = _found_step(visit, key, pk)
    if request.method == "POST" and "remove" in request.POST:
        meeting_actions.remove_step(step=step, by=visit.user.get_username(), now=timezone.now())
        messages.success(request, _("The step is taken out."))
        return redirect("run-period", visit.partnership.slug, period.key)
    return _step(request, visit, period, step.meeting, step)


def _found_step(visit: Visit, key: str, pk: int) -> tuple[Period, MeetingStep]:
    period = period_or_404(visit, key)
    step = find_step(visit.partnership, period, pk)
    if step is None:
        raise Http404
    return period, step


def _step(
    request: HttpRequest, visit: Visit, period: Period, meeting: Meeting, step: MeetingStep | None
) -> HttpResponseBase:
    form = StepForm(request.POST if request.method == "POST" else None, step=step)
    if form.is_valid():
        saved = meeting_actions.set_step(
            meeting=meeting,
            offset=form.offset(),
            by_hand=form.by_hand(),
            step=step,
            by=visit.user.get_username(),
            now=timezone.now(),
        )
        messages.success(request, _("The step is saved."))
        _warn(request, meeting, only=saved.pk)
        return redirect("run-period", visit.partnership.slug, period.key)
    title = _("Change a step") if step else _("Add a step")
    removes = _("Take this step out") if step else ""
    frame = period_frame(visit, period, title)
    return show(request, "periods/step.html", frame, form=form, key=period.key, meeting=meeting, removes=removes)


@for_editors
@require_POST
def mark(request: HttpRequest, visit: Visit, key: str, pk: int) -> HttpResponseBase:
    """Done, or not done after all."""
    period, step = _found_step(visit, key, pk)
    is_done = request.POST.get("done") == "1"
    meeting_actions.mark_step(step=step, is_done=is_done, by=visit.user.get_username(), now=timezone.now())
    messages.success(request, _("Marked as done.") if is_done else _("Marked as not done."))
    return redirect("run-period", visit.partnership.slug, period.key)
