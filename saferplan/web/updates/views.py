"""The list of what somebody owes, the form of an update, and the page on which two texts become one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saferplan.accounts.errors import NotAllowed
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.evidence_actions import add_evidence, remove_evidence
from saferplan.cycle.models import Revision, Update
from saferplan.cycle.owing import load_owed
from saferplan.cycle.period_queries import latest_period_of
from saferplan.cycle.review_queries import find_parked
from saferplan.cycle.update_actions import park_update, save_update, settle_parked, submit_update
from saferplan.cycle.update_checks import Unfinished
from saferplan.cycle.update_queries import actor_of, contents_of
from saferplan.cycle.update_states import RUNNING
from saferplan.files.errors import ParserFailed, RefusedFile
from saferplan.web.access import Visit, for_contributors
from saferplan.web.pages import Page, partnership_menu, show
from saferplan.web.updates import present_form as present
from saferplan.web.updates.forms import UpdateForm
from saferplan.web.updates.keeping import keeps_text, kept_text, reader_of
from saferplan.web.updates.loading import UpdatePage, open_update
from saferplan.web.updates.present_list import present_owed
from saferplan.web.updates.sent_views import show_sent


@for_contributors
@require_safe
def updates(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What this person owes, the urgent ones first."""
    now = timezone.now()
    owed = load_owed(visit.partnership, actor_of(visit.user, visit.partnership, visit.role), now)
    latest = latest_period_of(visit.partnership)
    menu = partnership_menu(visit.partnership, visit.role, latest.key if latest else "")
    frame = Page(title=_("Your updates"), partnership=visit.partnership, menu=menu, current="updates")
    return show(request, "updates/list.html", frame, visit=visit, lists=present_owed(visit, owed))


@keeps_text
@for_contributors
@require_http_methods(["GET", "HEAD", "POST"])
def update(request: HttpRequest, visit: Visit, key: str, card: int) -> HttpResponseBase:
    """The form, while the update can be written; else what was sent."""
    page = open_update(visit, key, card)
    if request.method == "POST":
        return _save(request, page) if page.may_write else _too_late(request, page)
    if not page.may_write:
        return show_sent(request, page)
    kept = kept_text(request)
    if kept is not None:
        form = present.kept_form(page, kept)
        return _form(request, page, form, said=_("You had been signed out. What you wrote is here, and not saved yet."))
    return _form(request, page, present.open_form(page, request.GET.get("rows", "")))


def _too_late(request: HttpRequest, page: UpdatePage) -> HttpResponseBase:
    """Somebody sent the update in meanwhile: what was written is kept beside it."""
    if not page.is_theirs and not page.is_for_agency:
        raise Http404
    form = present.sent_form(page, request)
    form.is_valid()
    if page.period_state not in RUNNING:
        messages.warning(request, _("This period takes no updates any more. What you sent now was not saved."))
        return redirect("update", *page.args)
    parked = park_update(
        period=page.period,
        asked=page.asked,
        contents=form.contents(),
        base=form.base_revision(),
        by=page.actor,
        now=page.now,
    )
    return redirect("update-merge", *page.args, parked.number) if parked else redirect("update", *page.args)


def _form(
    request: HttpRequest, page: UpdatePage, form: UpdateForm, *, said: str = "", status: int = 200
) -> HttpResponse:
    frame = present.frame(page, present.form_title(page, form))
    context = present.form_page(page, form) | {"reader": reader_of(page)}
    return show(request, "updates/form.html", frame, status=status, said=said, **context)


def _save(request: HttpRequest, page: UpdatePage) -> HttpResponseBase:
    """Save what was sent, whatever else is asked: nothing that somebody typed is lost."""
    form = present.sent_form(page, request)
    form.is_valid()
    try:
        saved = save_update(
            period=page.period,
            asked=page.asked,
            contents=form.contents(),
            base=form.base_revision(),
            source=form.source(),
            by=page.actor,
            now=page.now,
        )
        if saved.parked is not None:
            return redirect("update-merge", *page.args, saved.parked.number)
        page = replace(page, row=saved.update)
        form.rebase(saved.update.revision)
        _change_evidence(request, page, form)
        if "submit" in request.POST:
            return _submit(request, page, form, saved.update)
    except (BadUpdate, NotAllowed) as refused:
        form.add_error(None, _(str(refused)))
    if form.errors:
        return _form(request, page, form, said=_("Saved as a draft, with what is not right yet."))
    return _saved(request, page, form)


def _saved(request: HttpRequest, page: UpdatePage, form: UpdateForm) -> HttpResponseBase:
    address = reverse("update", args=page.args)
    if "add_step" in request.POST:
        used = len(form.contents().steps)
        return redirect(f"{address}?rows={used + 1}#step-{used + 1}")
    if "remove_file" in request.POST:
        return redirect(f"{address}#evidence")
    messages.success(request, _("Your draft is saved. It counts once you send it in."))
    return redirect(address)


def _change_evidence(request: HttpRequest, page: UpdatePage, form: UpdateForm) -> None:
    for file in form.files_sent():
        try:
            add_evidence(
                period=page.period,
                asked=page.asked,
                name=file.name or "",
                data=file.read(),
                by=page.actor,
                now=page.now,
            )
        except (RefusedFile, ParserFailed, BadUpdate) as refused:
            form.add_error("files", _(str(refused)))
    wanted = request.POST.get("remove_file", "")
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 19:
        remove_evidence(period=page.period, asked=page.asked, evidence=int(wanted), by=page.actor, now=page.now)


def _submit(request: HttpRequest, page: UpdatePage, form: UpdateForm, saved: Update) -> HttpResponseBase:
    try:
        if not form.errors:
            submit_update(
                period=page.period,
                asked=page.asked,
                revision=saved.revision,
                by=page.actor,
                now=page.now,
                today=page.today,
            )
            return redirect("update", *page.args)
        form.tell(present.problems(page, form))
    except Unfinished as unfinished:
        form.tell(unfinished.problems)
    said = _("It is not sent in yet. What you wrote is saved as a draft.")
    return _form(request, page, form, said=said)


@for_contributors
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, visit: Visit, key: str, card: int, number: int) -> HttpResponseBase:
    """Somebody else saved first: both texts side by side, and a form to make one of them."""
    page = open_update(visit, key, card)
    parked = find_parked(page.row, number, page.actor.username) if page.row else None
    if parked is None:
        raise Http404
    if request.method == "POST":
        return _merge(request, page, parked)
    form = present.form_of(page, contents_of(parked))
    return _merge_form(request, page, parked, form)


def _merge_form(request: HttpRequest, page: UpdatePage, parked: Revision, form: UpdateForm) -> HttpResponse:
    before = _("Somebody else saved this update before you")
    title = before if page.may_write else _("Somebody else sent this update in before you")
    context: dict[str, Any] = present.merging(page, parked, form)
    return show(request, "updates/merge.html", present.frame(page, title, within=True), **context)


def _merge(request: HttpRequest, page: UpdatePage, parked: Revision) -> HttpResponseBase:
    if "set_aside" not in request.POST and not page.may_write:
        messages.warning(request, _("The update is not open for writing. Your text is kept."))
        return redirect("update-merge", *page.args, parked.number)
    if "set_aside" not in request.POST:
        form = present.sent_form(page, request)
        form.is_valid()
        try:
            saved = save_update(
                period=page.period,
                asked=page.asked,
                contents=form.contents(),
                base=form.base_revision(),
                source=form.source(),
                by=page.actor,
                now=page.now,
            )
        except (BadUpdate, NotAllowed) as refused:
            form.add_error(None, _(str(refused)))
            return _merge_form(request, page, parked, form)
        settle_parked(period=page.period, asked=page.asked, number=parked.number, by=page.actor, now=page.now)
        if saved.parked is not None:
            return redirect("update-merge", *page.args, saved.parked.number)
        messages.success(request, _("Both texts are now one draft. Look it over and send it in."))
        return redirect("update", *page.args)
    settle_parked(period=page.period, asked=page.asked, number=parked.number, by=page.actor, now=page.now)
    messages.success(request, _("Your text was set aside. What the other person saved stands."))
    return redirect("update", *page.args)
