"""What is said of a measure besides its figures: baseline, target, breaks in recording, figures that are left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saferplan.common.periods import Frequency
from saferplan.cycle.published import published_until
from saferplan.measures import dated_actions
from saferplan.measures.dated_actions import Published
from saferplan.measures.errors import BadMeasure
from saferplan.measures.models import Measure
from saferplan.measures.queries import find_break, find_exclusion, load_series
from saferplan.measures.series import Series
from saferplan.web.access import Visit, for_editors
from saferplan.web.measures.loading import frame, measure_or_404, set_up_crumb
from saferplan.web.measures.present_set_up import baseline_words, target_words
from saferplan.web.measures.said_forms import BaselineForm, BreakForm, ExclusionForm, TargetForm
from saferplan.web.measures.wording import period_words
from saferplan.web.pages import show


@dataclass(frozen=True, slots=True)
class Said:
    """The page of a form: its title, its button, what is told once it is done, and what holds now."""

    title: str
    button: str
    done: str
    now_said: tuple[str, ...] = ()


def _series(visit: Visit, measure: Measure) -> Series:
    return load_series(visit.partnership, [measure], as_at=timezone.now())[measure.pk]


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def baseline(request: HttpRequest, visit: Visit, code: str) -> HttpResponseBase:
    measure = measure_or_404(visit, code)
    until = published_until(visit.partnership)
    form = BaselineForm(request.POST if request.method == "POST" else None, until=until)

    def write() -> None:
        dated_actions.set_baseline(
            measure=measure,
            baseline=form.text,
            effective_from=form.cleaned_data["effective_from"],
            reason=form.cleaned_data["reason"],
            published=Published(until, form.is_restating),
            by=visit.user.get_username(),
            now=timezone.now(),
        )

    series = _series(visit, measure)
    said = baseline_words(series, series.baseline_on(timezone.localdate(series.as_at)))
    page = Said(_("Baseline"), _("Save the baseline"), _("The baseline is saved."), said)
    return _said(request, visit, measure, form, write, page)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def target(request: HttpRequest, visit: Visit, code: str) -> HttpResponseBase:
    measure = measure_or_404(visit, code)
    until = published_until(visit.partnership)
    form = TargetForm(request.POST if request.method == "POST" else None, until=until)

    def write() -> None:
        dated_actions.set_target(
            measure=measure,
            target=form.text,
            reason=form.cleaned_data["reason"],
            published=Published(until, form.is_restating),
            by=visit.user.get_username(),
            now=timezone.now(),
        )

    series = _series(visit, measure)
    said = target_words(series, timezone.localdate(series.as_at))
    page = Said(_("Target"), _("Save the target"), _("The target is saved."), said)
    return _said(request, visit, measure, form, write, page)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def add_break(request: HttpRequest, visit: Visit, code: str) -> HttpResponseBase:
    measure = measure_or_404(visit, code)
    until = published_until(visit.partnership)
    form = BreakForm(request.POST if request.method == "POST" else None, until=until)

    def write() -> None:
        dated_actions.add_break(
            measure=measure,
            day=form.cleaned_data["day"],
            reason=form.cleaned_data["reason"],
            published=Published(until, form.is_restating),
            by=visit.user.get_username(),
            now=timezone.now(),
        )

    page = Said(_("A change in how it is recorded"), _("Mark the change"), _("The change is marked."))
    return _said(request, visit, measure, form, write, page)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def exclude(request: HttpRequest, visit: Visit, code: str) -> HttpResponseBase:
    measure = measure_or_404(visit, code)
    now = timezone.now()
    series = load_series(visit.partnership, [measure], as_at=now)[measure.pk]
    frequency = Frequency(measure.frequency)
    periods = [
        (point.ends, period_words(point.ends, frequency))
        for point in reversed(series.points)
        if point.value is not None and not point.is_excluded
    ]
    form = ExclusionForm(request.POST if request.method == "POST" else None, periods=periods)

    def write() -> None:
        dated_actions.exclude_point(
            measure=measure,
            ends=form.day,
            reason=form.cleaned_data["reason"],
            by=visit.user.get_username(),
            now=now,
        )

    page = Said(_("Leave a figure out"), _("Leave it out"), _("The figure is left out."))
    return _said(request, visit, measure, form, write, page)


def _said(
    request: HttpRequest,
    visit: Visit,
    measure: Measure,
    form: Form,
    write: Callable[[], None],
    said: Said,
) -> HttpResponseBase:
    """The page of a form about a measure; `write` is what a good form does."""
    if form.is_bound and form.is_valid():
        try:
            write()
        except BadMeasure as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, said.done)
            return _to(visit, measure)
    back = reverse("measure-set-up", args=[visit.partnership.slug, measure.code])
    frame_of = frame(visit, said.title, set_up_crumb(visit, measure))
    return show(
        request,
        "measures/edit_form.html",
        frame_of,
        form=form,
        button=said.button,
        back=back,
        about=measure,
        now_said=said.now_said,
    )


@for_editors
@require_POST
def withdraw_break(request: HttpRequest, visit: Visit, code: str, pk: int) -> HttpResponseBase:
    measure = measure_or_404(visit, code)
    row = find_break(measure, pk)
    if row is None:
        raise Http404
    dated_actions.withdraw_break(row=row, by=visit.user.get_username(), now=timezone.now())
    messages.success(request, _("The mark is taken away."))
    return _to(visit, measure)


@for_editors
@require_POST
def lift(request: HttpRequest, visit: Visit, code: str, pk: int) -> HttpResponseBase:
    measure = measure_or_404(visit, code)
    row = find_exclusion(measure, pk)
    if row is None:
        raise Http404
    dated_actions.lift_exclusion(row=row, by=visit.user.get_username(), now=timezone.now())
    messages.success(request, _("The figure counts again."))
    return _to(visit, measure)


def _to(visit: Visit, measure: Measure) -> HttpResponse:
    return redirect("measure-set-up", visit.partnership.slug, measure.code)
