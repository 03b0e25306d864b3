"""A light that the partnership states: in place of the computed one for a time, or where no rule makes one."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saferplan.cycle import light_actions
from saferplan.cycle.errors import BadUpdate
from saferplan.plan.models import Activity, Card, Priority
from saferplan.plan.queries import find_activity, find_card, find_priority
from saferplan.report.derived import DELIVERY, OUTCOME, Basis, Derived
from saferplan.report.light_facts import LightKind
from saferplan.report.rollup import Method
from saferplan.report.tree import Light
from saferplan.web.access import Visit, for_editors
from saferplan.web.cycle.loading import PeriodPage, load_page
from saferplan.web.cycle.present import activity_url, priority_url
from saferplan.web.cycle.present_frame import period_frame
from saferplan.web.cycle.present_subjects import card_url
from saferplan.web.cycle.present_why import sentence_of
from saferplan.web.lights.forms import LiftForm, LightForm
from saferplan.web.pages import Crumb, show


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a light is about, and the page that shows it."""

    row: Priority | Activity | Card
    derived: Derived
    kind: LightKind
    noun: str
    name: str
    url: str

    @property
    def is_judged(self) -> bool:
        """No rule makes this light: what is stated is the light itself."""
        if isinstance(self.row, Activity):
            return False
        if self.kind is OUTCOME:
            return not self.derived.measures
        rule = self.derived.rule.rollup if self.derived.rule else None
        return rule is None or rule.method is Method.JUDGEMENT

    @property
    def is_overridden(self) -> bool:
        return self.derived.basis is Basis.OVERRIDE


@for_editors
@require_http_methods(["GET", "POST"])
def priority_work(request: HttpRequest, visit: Visit, key: str, number: int) -> HttpResponseBase:
    return _priority(request, visit, key, number, DELIVERY)


@for_editors
@require_http_methods(["GET", "POST"])
def priority_results(request: HttpRequest, visit: Visit, key: str, number: int) -> HttpResponseBase:
    return _priority(request, visit, key, number, OUTCOME)


def _priority(request: HttpRequest, visit: Visit, key: str, number: int, kind: LightKind) -> HttpResponseBase:
    page = _load(visit, key)
    priority = page.report.priority(number)
    row = find_priority(visit.partnership, page.priority_ids[number]) if priority else None
    if priority is None or row is None:
        raise Http404
    name = _("Priority %(number)d: %(title)s") % {"number": number, "title": priority.title}
    subject = Subject(
        row=row,
        derived=page.priority_light(number, kind),
        kind=kind,
        noun="priority",
        name=name,
        url=priority_url(page, number),
    )
    return _set(request, page, subject)


@for_editors
@require_http_methods(["GET", "POST"])
def activity(request: HttpRequest, visit: Visit, key: str, code: str) -> HttpResponseBase:
    page = _load(visit, key)
    line = page.report.activity(code)
    row = find_activity(visit.partnership, page.activity_ids[code]) if line else None
    if line is None or row is None:
        raise Http404
    subject = Subject(
        row=row,
        derived=page.activity_light(code),
        kind=DELIVERY,
        noun="activity",
        name=f"{code} {line.title}",
        url=activity_url(page, code),
    )
    return _set(request, page, subject)


@for_editors
@require_http_methods(["GET", "POST"])
def card(request: HttpRequest, visit: Visit, key: str, number: int) -> HttpResponseBase:
    page = _load(visit, key)
    row = find_card(visit.partnership, page.card_id(number)) if 1 <= number <= len(page.report.cards) else None
    if row is None:
        raise Http404
    codes = ", ".join(page.report.cards[number - 1].targets)
    subject = Subject(
        row=row,
        derived=page.card_light(number),
        kind=DELIVERY,
        noun="card",
        name=_("In focus: %(codes)s") % {"codes": codes},
        url=card_url(page, number),
    )
    return _set(request, page, subject)


def _load(visit: Visit, key: str) -> PeriodPage:
    page = load_page(visit, key, frozenset())
    if page is None:
        raise Http404
    return page


def _set(request: HttpRequest, page: PeriodPage, subject: Subject) -> HttpResponseBase:
    ends = () if subject.is_judged else light_actions.override_ends(page.period)
    is_lift = "lift" in request.POST
    is_sent = request.method == "POST"
    form = LightForm(request.POST if is_sent and not is_lift else None, is_results=subject.kind is OUTCOME, ends=ends)
    lift = LiftForm(request.POST if is_lift else None, prefix="lift")
    used = lift if is_lift else form
    if used.is_valid():
        try:
            message = _lift(request, page, subject, lift) if is_lift else _state(request, page, subject, form)
        except BadUpdate as problem:
            used.add_error(None, str(problem))
        else:
            messages.success(request, message)
            return redirect(subject.url)
    return _show(request, page, subject, form, lift, used)


def _state(request: HttpRequest, page: PeriodPage, subject: Subject, form: LightForm) -> str:
    data = form.cleaned_data
    light, reason = Light(data["light"]), data["reason"]
    by = request.user.get_username()
    if subject.is_judged:
        assert not isinstance(subject.row, Activity)
        light_actions.judge_light(
            period=page.period, subject=subject.row, kind=subject.kind, light=light, reason=reason, by=by, now=page.now
        )
        return _("The light is stated. It is shown with its reason.")
    until = parse_date(data["until"]) or page.period.ends
    light_actions.override_light(
        period=page.period,
        subject=subject.row,
        kind=subject.kind,
        light=light,
        reason=reason,
        until=until,
        by=by,
        now=page.now,
    )
    return _("The light is set. Both it and the light in whose place it stands are shown.")


def _lift(request: HttpRequest, page: PeriodPage, subject: Subject, form: LiftForm) -> str:
    fact = subject.derived.fact
    if not subject.is_overridden or fact is None:
        raise BadUpdate("There is no light to lift here.")
    light_actions.lift_override(
        period=page.period,
        subject=subject.row,
        kind=subject.kind,
        until=fact.until or fact.ends,
        reason=form.cleaned_data["reason"],
        by=request.user.get_username(),
        now=page.now,
    )
    return _("The light is lifted from this period on.")


def _show(
    request: HttpRequest, page: PeriodPage, subject: Subject, form: LightForm, lift: LiftForm, used: object
) -> HttpResponse:
    title = _("State the light") if subject.is_judged else _("Set another light for a time")
    if subject.kind is OUTCOME:
        title = _("State the light for results") if subject.is_judged else _("Set another light for results")
    shown = f"{_('Error')}: {title}" if getattr(used, "errors", None) else title
    return show(
        request,
        "lights/set.html",
        period_frame(page, shown, crumbs=[Crumb(subject.name, subject.url)]),
        at=page,
        subject=subject,
        heading=title,
        sentence=sentence_of(subject.derived, subject.noun),
        form=form,
        lift=lift if subject.is_overridden else None,
        error_form=used,
    )
