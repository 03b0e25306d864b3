"""The rules by which the plan's lights are made: what is in force, its history, and adopting another after a look."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saferplan.cycle import light_actions
from saferplan.plan.models import Plan
from saferplan.plan.queries import list_light_rules
from saferplan.plan.rules import RuleKind
from saferplan.report.rollup import BadRule
from saferplan.web.access import Visit, for_editors
from saferplan.web.cycle.loading import PeriodPage, load_page
from saferplan.web.cycle.present_frame import partnership_frame
from saferplan.web.lights.forms import HeadlineForm, RollUpForm
from saferplan.web.lights.present import present_preview, present_rules
from saferplan.web.pages import show


@for_editors
@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Shows what a rule would change before it is adopted; the second button adopts it."""
    page = load_page(visit, None, frozenset())
    frame = partnership_frame(visit, _("How lights are made"), current="rules", key=page.key if page else "")
    if page is None:
        return show(request, "lights/no_plan.html", frame)
    plan = page.period.plan_version.plan
    is_headline = request.POST.get("kind") == RuleKind.HEADLINE
    is_sent = request.method == "POST"
    rollup = _rollup_form(request if is_sent and not is_headline else None, page, plan)
    headline = HeadlineForm(
        request.POST if is_sent and is_headline else None,
        prefix="headline",
        initial={"effective_from": page.period.starts},
    )
    used: RollUpForm | HeadlineForm = headline if is_headline else rollup
    preview = None
    if is_sent and used.is_valid():
        if "adopt" not in request.POST:
            preview = present_preview(page, used)
        elif _adopt(request, page, plan, used):
            return redirect("light-rules", page.slug)
    return _show(request, page, plan, frame, rollup=rollup, headline=headline, used=used, preview=preview)


def _rollup_form(request: HttpRequest | None, page: PeriodPage, plan: Plan) -> RollUpForm:
    codes = {code: f"activity:{pk}" for code, pk in page.activity_ids.items()}
    latest = next(iter(present_rules(list_light_rules(plan, RuleKind.ROLL_UP))), None)
    initial = {"effective_from": page.period.starts} | RollUpForm.initial_of(latest.rollup if latest else None, codes)
    return RollUpForm(request.POST if request else None, codes=codes, initial=initial)


def _adopt(request: HttpRequest, page: PeriodPage, plan: Plan, form: RollUpForm | HeadlineForm) -> bool:
    data = form.cleaned_data
    try:
        light_actions.adopt_rule(
            plan=plan,
            kind=form.kind,
            method=data["method"],
            params=form.params(),
            effective_from=data["effective_from"],
            adopted=data["adopted"],
            reason=data["reason"],
            by=request.user.get_username(),
            now=page.now,
        )
    except BadRule as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, _("The rule is adopted. Lights say which rule made them."))
    return True


def _show(
    request: HttpRequest,
    page: PeriodPage,
    plan: Plan,
    frame: object,
    *,
    rollup: RollUpForm,
    headline: HeadlineForm,
    used: RollUpForm | HeadlineForm,
    preview: object,
) -> HttpResponse:
    return show(
        request,
        "lights/rules.html",
        frame,  # type: ignore[arg-type]
        at=page,
        plan=plan,
        rollups=present_rules(list_light_rules(plan, RuleKind.ROLL_UP)),
        headlines=present_rules(list_light_rules(plan, RuleKind.HEADLINE)),
        rollup=rollup,
        headline=headline,
        error_form=used,
        preview=preview,
        previewed=used.kind.value if preview else "",
    )
