"""The review: what has come in, one update beside last time's, and texts for publication."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saferplan.accounts.errors import NotAllowed
from saferplan.cycle.correction_actions import correct_update, withdraw_correction
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.period_queries import period_to_review
from saferplan.cycle.queries import label
from saferplan.cycle.review_actions import approve_update, return_update
from saferplan.cycle.review_queries import load_review, standing_correction
from saferplan.cycle.rules import UpdateState
from saferplan.cycle.update_actions import withdraw_update
from saferplan.web.access import Visit, for_editors, for_reviewers
from saferplan.web.pages import Crumb, Page, partnership_menu, show
from saferplan.web.updates.forms import CorrectionForm, WordsForm
from saferplan.web.updates.loading import UpdatePage, open_update, period_of
from saferplan.web.updates.present_form import codes_words
from saferplan.web.updates.present_review import review_groups, review_page
from saferplan.web.updates.present_sent import correction_line


@for_reviewers
@require_safe
def review_now(request: HttpRequest, visit: Visit) -> HttpResponse:
    """To the period whose updates wait to be read."""
    period = period_to_review(visit.partnership)
    if period is None:
        raise Http404
    return redirect("review", visit.partnership.slug, period.key)


@for_reviewers
@require_safe
def review(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """The updates of a period: those that wait first."""
    period = period_of(visit, key)
    lines = load_review(visit.partnership, period, timezone.now())
    title = _("Review, %(period)s") % {"period": period.label or label(period)}
    menu = partnership_menu(visit.partnership, visit.role, key)
    return show(
        request,
        "updates/review.html",
        Page(title=title, partnership=visit.partnership, menu=menu, current="review"),
        visit=visit,
        key=key,
        groups=review_groups(visit, key, lines),
        total=len(lines),
        came_in=sum(line.state in (UpdateState.SUBMITTED, UpdateState.APPROVED) for line in lines),
        approved=sum(line.state is UpdateState.APPROVED for line in lines),
        waiting=sum(line.state is UpdateState.SUBMITTED for line in lines),
    )


def _frame(page: UpdatePage, title: str, *, within: bool = False) -> Page:
    slug, key = page.slug, page.period.key
    crumbs = [Crumb(_("Review"), reverse("review", args=[slug, key]))]
    if within:
        crumbs.append(Crumb(codes_words(page), reverse("review-update", args=page.args)))
    menu = partnership_menu(page.visit.partnership, page.visit.role, key)
    return Page(title=title, partnership=page.visit.partnership, crumbs=crumbs, menu=menu, current="review")


@for_reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def review_one(request: HttpRequest, visit: Visit, key: str, card: int) -> HttpResponseBase:
    """One update: how it differs from last time, and the decision."""
    page = open_update(visit, key, card)
    return_form = WordsForm(prefix="return", label=_("Or send it back: what is wanted?"))
    withdraw_form = WordsForm(prefix="withdraw", label=_("Why is it withdrawn?"))
    form = None
    if request.method == "POST":
        form = _decision_form(request)
        if form is None or form.is_valid():
            return _decide(request, page, form)
        if request.POST["act"] == "return":
            return_form = form
        else:
            withdraw_form = form
    title = _("Review of %(codes)s") % {"codes": codes_words(page)}
    title = _("Error: %(title)s") % {"title": title} if form is not None else title
    context: dict[str, Any] = review_page(page)
    return show(
        request,
        "updates/review_one.html",
        _frame(page, title),
        form=form,
        return_form=return_form,
        withdraw_form=withdraw_form,
        **context,
    )


def _decision_form(request: HttpRequest) -> WordsForm | None:
    """The words that go with a decision; None for one that needs none."""
    act = request.POST.get("act", "")
    if act == "return":
        return WordsForm(request.POST, prefix="return", label=_("Or send it back: what is wanted?"))
    if act == "withdraw":
        return WordsForm(request.POST, prefix="withdraw", label=_("Why is it withdrawn?"))
    return None


def _decide(request: HttpRequest, page: UpdatePage, form: WordsForm | None) -> HttpResponseBase:
    act, seen = request.POST.get("act", ""), request.POST.get("revision", "")
    revision = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1
    what: dict[str, Any] = {"period": page.period, "asked": page.asked, "by": page.actor, "now": page.now}
    codes = {"codes": codes_words(page)}
    try:
        if act == "approve":
            approve_update(revision=revision, **what)
            messages.success(request, _("The update on %(codes)s is approved.") % codes)
        elif act == "return" and form is not None:
            return_update(revision=revision, comment=form.cleaned_data["words"], **what)
            messages.success(request, _("The update on %(codes)s was sent back with your words.") % codes)
        elif act == "withdraw" and form is not None:
            withdraw_update(why=form.cleaned_data["words"], **what)
            messages.success(request, _("The update on %(codes)s is withdrawn.") % codes)
        else:
            raise Http404
    except (BadUpdate, NotAllowed) as refused:
        messages.warning(request, _(str(refused)))
        return redirect("review-update", *page.args)
    return redirect("review", page.slug, page.period.key)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, visit: Visit, key: str, card: int) -> HttpResponseBase:
    """Shorten or correct an approved position for publication, beside the partner's own."""
    page = open_update(visit, key, card)
    correction = standing_correction(page.row) if page.row else None
    text = correction.text if correction else page.row.position if page.row else ""
    form = CorrectionForm(request.POST or None, initial={"text": text})
    what: dict[str, Any] = {"period": page.period, "asked": page.asked, "by": page.actor, "now": page.now}
    if request.method == "POST":
        try:
            if "withdraw" in request.POST:
                withdraw_correction(**what)
                messages.success(request, _("The partner's own text is used again."))
                return redirect("review-update", *page.args)
            if form.is_valid():
                correct_update(text=form.cleaned_data["text"], reason=form.cleaned_data["reason"], **what)
                messages.success(request, _("The partner sees the change, and may object until it is published."))
                return redirect("review-update", *page.args)
        except (BadUpdate, NotAllowed) as refused:
            form.add_error(None, _(str(refused)))
    title = _("Correct %(codes)s for publication") % {"codes": codes_words(page)}
    title = _("Error: %(title)s") % {"title": title} if form.errors else title
    return show(
        request,
        "updates/correct.html",
        _frame(page, title, within=True),
        at=page,
        codes=codes_words(page),
        row=page.row,
        form=form,
        correction=correction_line(page, page.row, correction) if page.row and correction else None,
    )
