"""The original beside what was read, and the corrections."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import cast

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saferplan.documents import uploads
from saferplan.documents.formats.original import Original, original, page_picture
from saferplan.documents.models import Upload
from saferplan.files.errors import DamagedStore, ParserFailed, RefusedFile
from saferplan.report import edits
from saferplan.report.tree import Activity, Partnership, Plan, Report
from saferplan.web.access import Visit, for_editors
from saferplan.web.findings import codes_in_words
from saferplan.web.pages import Crumb, show
from saferplan.web.start.forms import ActivityForm, CardForm, CoverForm, PriorityForm
from saferplan.web.start.present_read import present_read
from saferplan.web.start.views import bound, by, page, upload_or_404


@for_editors
@require_GET
def read(request: HttpRequest, visit: Visit) -> HttpResponse:
    upload, report = upload_or_404(visit)
    shown = _original(upload)
    return show(
        request,
        "start/read.html",
        page(visit, _("Check what was read")),
        upload=upload,
        read=present_read(upload, report, shown, uploads.places_of(upload), uploads.notices_of(upload)),
        original=shown,
        pages=range(1, shown.pages + 1),
        corrections=uploads.list_corrections(upload),
    )


@for_editors
@require_POST
def checked(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What was read is right, or (`again`) is to be looked at once more."""
    upload, _report = upload_or_404(visit)
    again = "again" in request.POST
    uploads.mark_checked(upload=upload, at=None if again else timezone.now())
    return redirect("start-read" if again else "start", visit.partnership.slug)


def _original(upload: Upload) -> Original:
    try:
        return _pieces(upload.name, upload.sha256)
    except (ParserFailed, RefusedFile, DamagedStore):
        return Original(())


@lru_cache(maxsize=4)
def _pieces(name: str, sha256: str) -> Original:
    """Kept for a while: somebody who corrects a report comes back to the same original again and again."""
    return original(name, uploads.store().get(sha256))


@for_editors
@require_GET
def picture(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """A page of an uploaded PDF as a picture."""
    upload, _report = upload_or_404(visit)
    try:
        png = page_picture(uploads.original_bytes(upload), number)
    except (ParserFailed, DamagedStore):
        raise Http404 from None
    response = HttpResponse(png, content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    return response


@for_editors
@require_GET
def download(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The uploaded file itself, always as a download."""
    upload, _report = upload_or_404(visit)
    try:
        data = uploads.original_bytes(upload)
    except DamagedStore:
        raise Http404 from None
    response = HttpResponse(data, content_type="application/octet-stream")
    ending = upload.name.rpartition(".")[2].lower()
    safe = ending if ending.isalnum() else "bin"
    response["Content-Disposition"] = f'attachment; filename="original.{safe}"'
    return response


@for_editors
@require_POST
def undo(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    upload, _report = upload_or_404(visit)
    what = uploads.undo_correction(upload=upload)
    if what:
        messages.success(request, _("Taken back: %(what)s") % {"what": what})
    return redirect("start-read", visit.partnership.slug)


def _save(request: HttpRequest, visit: Visit, upload: Upload, what: str, report: Report) -> HttpResponseBase:
    uploads.correct(upload=upload, what=what, report=report, by=by(request), now=timezone.now())
    messages.success(request, _("Saved: %(what)s") % {"what": what})
    return redirect("start-read", visit.partnership.slug)


def _form(
    request: HttpRequest, visit: Visit, title: str, form: Form, *, button: str = "", removes: str = ""
) -> HttpResponse:
    """A correction, with the way back to what was read."""
    back = reverse("start-read", args=[visit.partnership.slug])
    frame = page(visit, title)
    crumbs = (*frame.crumbs, Crumb(_("Check what was read"), back))
    return show(
        request,
        "start/form.html",
        replace(frame, crumbs=crumbs),
        form=form,
        button=button or _("Save"),
        removes=removes,
        back=back,
    )


@for_editors
@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    upload, report = upload_or_404(visit)
    form = bound(CoverForm, request, initial=CoverForm.initial_of(report, upload.frequency))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        uploads.set_frequency(upload=upload, frequency=data["frequency"])
        changed = replace(
            report,
            partnership=Partnership(name=data["partnership"], motto=data["motto"]),
            title=data["title"],
            plan=Plan(title=data["plan"], starts=data["starts"], ends=data["ends"]),
            version=data["version"],
            date=data["date"],
            author=data["author"],
            period=replace(report.period, key=data["period"], **cast(CoverForm, form).days()),
            going_well=data["going_well"].strip(),
            concern=data["concern"].strip(),
        )
        return _save(request, visit, upload, _("The cover"), changed)
    return _form(request, visit, _("Correct the cover"), form)


@for_editors
@require_http_methods(["GET", "POST"])
def priority(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    upload, report = upload_or_404(visit)
    found = report.priority(number)
    if found is None:
        raise Http404
    form = bound(PriorityForm, request, initial=PriorityForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        what = _("Priority %(number)s") % {"number": number}
        return _save(request, visit, upload, what, edits.change_priority(report, number, **_lit(form.cleaned_data)))
    title = _("Correct priority %(number)s") % {"number": number}
    return _form(request, visit, title, form)


def _lit(data: dict[str, str]) -> dict[str, object]:
    from saferplan.report.tree import Light, Trend

    return {**data, "light": Light(data["light"]), "trend": Trend(data["trend"])}


@for_editors
@require_http_methods(["GET", "POST"])
def activity(request: HttpRequest, visit: Visit, code: str) -> HttpResponseBase:
    upload, report = upload_or_404(visit)
    found = report.activity(code)
    if found is None:
        raise Http404
    form = bound(ActivityForm, request, initial=ActivityForm.initial_of(found))
    if request.method == "POST" and "remove" in request.POST:
        return _save(
            request, visit, upload, _("%(code)s taken out") % {"code": code}, edits.drop_activity(report, code)
        )
    if request.method == "POST" and form.is_valid():
        try:
            changed = edits.change_activity(report, code, **cast(ActivityForm, form).changes())
        except edits.CodeTaken:
            form.add_error("code", _("Another activity has this code already."))
        else:
            return _save(request, visit, upload, _("Activity %(code)s") % {"code": code}, changed)
    title = _("Correct activity %(code)s") % {"code": code}
    return _form(request, visit, title, form, removes=_("Take it out"))


@for_editors
@require_http_methods(["GET", "POST"])
def new_activity(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    upload, report = upload_or_404(visit)
    if report.priority(number) is None:
        raise Http404
    form = bound(ActivityForm, request, initial={"light": "none", "trend": "none"})
    if request.method == "POST" and form.is_valid():
        added = Activity(**cast(ActivityForm, form).changes())
        try:
            changed = edits.add_activity(report, number, added)
        except edits.CodeTaken:
            form.add_error("code", _("Another activity has this code already."))
        else:
            return _save(request, visit, upload, _("%(code)s added") % {"code": added.code}, changed)
    title = _("Add an activity to priority %(number)s") % {"number": number}
    return _form(request, visit, title, form, button=_("Add"))


@for_editors
@require_http_methods(["GET", "POST"])
def card(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    upload, report = upload_or_404(visit)
    if not 1 <= number <= len(report.cards):
        raise Http404
    before = report.cards[number - 1]
    known = frozenset(activity.code for _priority, activity in report.activities())
    form = bound(CardForm, request, known=known, initial=CardForm.initial_of(before))
    if request.method == "POST" and form.is_valid():
        changed = edits.change_card(report, number - 1, **cast(CardForm, form).changes(before))
        return _save(request, visit, upload, _("Card %(number)s") % {"number": number}, changed)
    title = _("Correct the card about %(codes)s") % {"codes": codes_in_words(report, before) or _("no activity")}
    return _form(request, visit, title, form)
