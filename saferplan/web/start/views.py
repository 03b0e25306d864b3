"""A partnership's first hour: from last quarter's file to the first dashboard, step by step."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saferplan.accounts import actions as accounts
from saferplan.accounts.models import User
from saferplan.accounts.queries import free_slug, list_agencies, list_people
from saferplan.cycle.queries import list_periods
from saferplan.documents import uploads
from saferplan.documents.formats.reading import UnreadableFile
from saferplan.documents.models import Upload
from saferplan.report.tree import Report
from saferplan.web.access import Visit, for_editors
from saferplan.web.cycle.loading import latest_period
from saferplan.web.fields import DayField
from saferplan.web.pages import Crumb, NavItem, Page, partnership_menu, show
from saferplan.web.start import present
from saferplan.web.start.forms import MeetingForm, PartnershipForm, UploadForm


def by(request: HttpRequest) -> str:
    return cast(User, request.user).get_username()


def menu_of(visit: Visit) -> tuple[NavItem, ...]:
    """The same menu as on the pages of the latest period, where there is one."""
    latest = latest_period(list_periods(visit.partnership), timezone.now())
    return partnership_menu(visit.partnership, visit.role, latest.key if latest else "")


def page(visit: Visit, title: str) -> Page:
    slug = visit.partnership.slug
    crumbs = (Crumb(_("Bring in a report"), reverse("start", args=[slug])),)
    return Page(title=title, partnership=visit.partnership, crumbs=crumbs, menu=menu_of(visit), current="start")


def bound(form: type[Form], request: HttpRequest, **options: Any) -> Form:
    """The form, filled from the request where it was sent."""
    if request.method == "POST":
        return form(request.POST, request.FILES, **options)
    return form(**options)


def upload_or_404(visit: Visit) -> tuple[Upload, Report]:
    upload = uploads.find_upload(visit.partnership)
    if upload is None:
        raise Http404
    return upload, uploads.current_report(upload)


@login_required
@require_http_methods(["GET", "POST"])
def new_partnership(request: HttpRequest) -> HttpResponse:
    form = bound(PartnershipForm, request)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        user = cast(User, request.user)
        partnership = accounts.found_partnership(slug=free_slug(name), name=name, user=user, now=timezone.now())
        return redirect("start", partnership.slug)
    return show(request, "start/new.html", Page(title=_("Start a partnership")), form=form)


@for_editors
@require_GET
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    upload = uploads.find_upload(visit.partnership)
    report = uploads.current_report(upload) if upload else None
    agencies, people = list_agencies(visit.partnership), list_people(visit.partnership)
    steps = present.steps(visit.partnership, upload, report, agencies, people)
    frame = Page(title=_("Bring in a report"), partnership=visit.partnership, menu=menu_of(visit), current="start")
    done = sum(step.is_done for step in steps)
    following = next((step for step in steps if not step.is_done and step.url), None)
    return show(request, "start/overview.html", frame, steps=steps, done=done, total=len(steps), following=following)


@for_editors
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    form = bound(UploadForm, request)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["report"]
        try:
            uploads.add_upload(
                partnership=visit.partnership, name=file.name, data=file.read(), by=by(request), now=timezone.now()
            )
        except UnreadableFile as error:
            form.add_error("report", str(error))
        else:
            messages.success(request, _("The report was read. Check it against the original."))
            return redirect("start-read", visit.partnership.slug)
    existing = uploads.find_upload(visit.partnership)
    return show(request, "start/upload.html", page(visit, _("Upload your last report")), form=form, existing=existing)


@for_editors
@require_POST
def discard(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Forget the latest upload: the undo of the first step."""
    found, _report = upload_or_404(visit)
    if found.applied_at is not None:
        messages.warning(request, _("This report is imported already: undo the import first."))
        return redirect("start-finish", visit.partnership.slug)
    uploads.discard(upload=found, by=by(request), now=timezone.now())
    messages.success(request, _("The upload was taken back."))
    return redirect("start-upload", visit.partnership.slug)


@for_editors
@require_http_methods(["GET", "POST"])
def meeting(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    found, report = upload_or_404(visit)
    form = bound(MeetingForm, request, initial=_initial(report))
    if request.method == "POST" and form.is_valid():
        changed = replace(report, meeting=cast(MeetingForm, form).meeting())
        uploads.correct(upload=found, what=_("Next meeting"), report=changed, by=by(request), now=timezone.now())
        messages.success(request, _("The meeting is saved."))
        return redirect("start", visit.partnership.slug)
    return show(request, "start/form.html", page(visit, _("Set the next meeting")), form=form, button=_("Save"))


def _initial(report: Report) -> dict[str, str]:
    return {
        "body": report.meeting.body,
        "date": DayField.shown(report.meeting.date),
        "item": report.meeting.item,
        "purpose": report.meeting.purpose,
    }
