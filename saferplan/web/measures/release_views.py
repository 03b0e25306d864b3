"""Releasing a supplier's figures after a look at all that is made of them; taking back; standing rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.models import Agency
from saferplan.accounts.queries import find_agency, list_agencies
from saferplan.measures import release_actions
from saferplan.measures.errors import BadMeasure
from saferplan.measures.queries import list_measures, load_return, load_series
from saferplan.measures.releases import ReleaseFact
from saferplan.measures.returns import BAR_WORDS, Releaser, Return, bars_to
from saferplan.measures.series import Series
from saferplan.web.access import Visit, for_contributors, for_editors
from saferplan.web.measures.loading import frame, measure_or_404, releaser_of, set_up_crumb
from saferplan.web.measures.present_release import Preview, present_preview, present_waiting
from saferplan.web.measures.release_forms import ReleaseForm, StandingForm, TakeBackForm
from saferplan.web.pages import Crumb, show


@for_contributors
@require_safe
def returns(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The agencies whose figures the visitor can release, each with what waits."""
    now = timezone.now()
    releaser = releaser_of(visit)
    measures = [
        measure
        for measure in list_measures(visit.partnership)
        if measure.supplier_id and (visit.may_edit or measure.supplier_id in releaser.agencies)
    ]
    series = load_series(visit.partnership, measures, as_at=now)
    by_agency: dict[int, list[Series]] = {}
    for measure in measures:
        by_agency.setdefault(measure.supplier_id or 0, []).append(series[measure.pk])
    lines = [
        present_waiting(agency.pk, agency.name, by_agency[agency.pk])
        for agency in list_agencies(visit.partnership)
        if agency.pk in by_agency
    ]
    return show(
        request,
        "measures/edit_returns.html",
        frame(visit, _("Release figures")),
        waiting=[line for line in lines if line.waiting],
        clear=[line for line in lines if not line.waiting],
    )


@for_contributors
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, visit: Visit, agency: int) -> HttpResponseBase:
    """First a look at all that would be made of the figures; the second button releases them."""
    supplier = find_agency(visit.partnership, agency)
    if supplier is None or not (visit.may_edit or agency in releaser_of(visit).agencies):
        raise Http404
    now = timezone.now()
    for_supplier = agency not in releaser_of(visit).agencies or _is_own(visit, supplier, now)
    initial = {name: request.GET.get(name, "") for name in ("first", "last")}
    form = ReleaseForm(
        request.POST if request.method == "POST" else None,
        for_supplier=for_supplier and visit.may_edit,
        initial=initial,
    )
    preview = None
    if form.is_bound and form.is_valid():
        if "release" in request.POST and _release(request, visit, supplier, form, now):
            return redirect("measure-returns", visit.partnership.slug)
        preview = _look(visit, supplier, form, now)
    crumb = Crumb(_("Release figures"), reverse("measure-returns", args=[visit.partnership.slug]))
    return show(
        request,
        "measures/edit_release.html",
        frame(visit, _("Release the figures of %(agency)s") % {"agency": supplier.name}, crumb),
        agency=supplier,
        form=form,
        preview=preview,
        back=crumb.url,
    )


def _is_own(visit: Visit, supplier: Agency, now: datetime) -> bool:
    """Whether the visitor recorded figures of the supplier that wait: then an editor needs a colleague's email."""
    measures = [each for each in list_measures(visit.partnership) if each.supplier_id == supplier.pk]
    series = load_series(visit.partnership, measures, as_at=now)
    username = visit.user.get_username()
    return any(point.by == username for each in series.values() for point in each.points)


def _releaser(visit: Visit, form: ReleaseForm) -> Releaser:
    data = form.cleaned_data
    return releaser_of(visit, named=data.get("named", ""), email=data.get("email", ""))


def _look(visit: Visit, supplier: Agency, form: ReleaseForm, now: datetime) -> Preview | None:
    """None, with the reason on the form, where it cannot be released by this visitor."""
    whole = load_return(supplier, starts=form.starts, ends=form.ends, level=form.release_level, as_at=now)
    for bar, measure in bars_to(whole, supplier.pk, _releaser(visit, form)):
        form.add_error(None, BAR_WORDS[bar].format(agency=supplier.name, measure=measure))
    if form.errors:
        return None
    return present_preview(visit.partnership.slug, whole, _afterwards(visit, whole, form, now))


def _afterwards(visit: Visit, whole: Return, form: ReleaseForm, now: datetime) -> Mapping[int, Series]:
    """The series as their audience would see them, once an embargo has ended."""
    found: dict[int, Series] = {}
    for level in {line.level for line in whole.lines}:
        thought = ReleaseFact(
            starts=whole.starts, ends=whole.ends, level=level, at=now, caveat=form.cleaned_data["caveat"]
        )
        mine = [line.measure.id for line in whole.lines if line.level is level]
        found |= load_series(visit.partnership, mine, as_at=now, audience=level, pretend=dict.fromkeys(mine, thought))
    return found


def _release(request: HttpRequest, visit: Visit, supplier: Agency, form: ReleaseForm, now: datetime) -> bool:
    try:
        made = release_actions.release_return(
            agency=supplier,
            starts=form.starts,
            ends=form.ends,
            level=form.release_level,
            seen=request.POST.get("seen", ""),
            caveat=form.cleaned_data["caveat"],
            embargo_until=form.embargo_until,
            by=_releaser(visit, form),
            now=now,
        )
    except (BadMeasure, NotAllowed) as problem:
        form.add_error(None, str(problem))
        return False
    words = {"agency": supplier.name, "count": len(made)}
    messages.success(request, _("The figures of %(agency)s are released: %(count)d measures.") % words)
    return True


@for_contributors
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, visit: Visit, code: str) -> HttpResponseBase:
    measure = measure_or_404(visit, code)
    releaser = releaser_of(visit)
    if not (visit.may_edit or measure.supplier_id in releaser.agencies):
        raise Http404
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            release_actions.take_back(
                measure=measure,
                starts=form.starts,
                ends=form.ends,
                reason=form.cleaned_data["reason"],
                by=releaser,
                now=timezone.now(),
            )
        except (BadMeasure, NotAllowed) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The release is taken back. What was published stays published."))
            return redirect("measure-set-up", visit.partnership.slug, code)
    page = frame(visit, _("Take a release back"), set_up_crumb(visit, measure))
    back = reverse("measure-set-up", args=[visit.partnership.slug, code])
    return show(request, "measures/edit_form.html", page, form=form, button=_("Take it back"), back=back, about=measure)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def standing(request: HttpRequest, visit: Visit, code: str) -> HttpResponseBase:
    measure = measure_or_404(visit, code)
    initial = {"standing": measure.standing_release, "reason": measure.standing_reason}
    form = StandingForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            release_actions.set_standing_release(
                measure=measure,
                standing=form.rule,
                reason=form.cleaned_data["reason"],
                by=releaser_of(visit),
                now=timezone.now(),
            )
        except (BadMeasure, NotAllowed) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The standing rule is saved."))
            return redirect("measure-set-up", visit.partnership.slug, code)
    page = frame(visit, _("Standing rule for release"), set_up_crumb(visit, measure))
    back = reverse("measure-set-up", args=[visit.partnership.slug, code])
    return show(request, "measures/edit_form.html", page, form=form, button=_("Save"), back=back, about=measure)
