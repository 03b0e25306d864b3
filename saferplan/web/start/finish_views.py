"""The last step: the changes are shown, questions answered, and the first dashboard is made."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saferplan.common.periods import Frequency, label_of
from saferplan.cycle.update_queries import names_of
from saferplan.documents import undo, uploads
from saferplan.documents.errors import ImportRefused
from saferplan.documents.import_plan import ImportPlan, plan_again, plan_import
from saferplan.documents.models import Upload
from saferplan.report.tree import Report
from saferplan.web.access import Visit, for_editors
from saferplan.web.pages import show
from saferplan.web.start.finish_forms import QuestionsForm, ReplaceForm
from saferplan.web.start.present import present_changes
from saferplan.web.start.views import by, page, upload_or_404


@for_editors
@require_http_methods(["GET", "POST"])
def finish(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    upload, report = upload_or_404(visit)
    if upload.applied_at is not None:
        return show(
            request,
            "start/finished.html",
            page(visit, _("The dashboard is made")),
            upload=upload,
            why_not=undo.why_not_undo(upload),
        )
    if not _period_of(report):
        frame = page(visit, _("Make the dashboard"))
        why = _("The report does not say which months it covers. Write the last of them on the cover.")
        return show(request, "start/finish.html", frame, problems=[why], form=None)
    plan = _plan(visit, upload, report)
    data = request.POST if request.method == "POST" else None
    if plan.questions:
        return _answered(request, visit, upload, plan, QuestionsForm(data, questions=plan.questions))
    form = ReplaceForm(data, overtaken=plan.overtaken, names=names_of(visit.partnership) if plan.overtaken else {})
    if request.method != "POST":
        return _shown(request, visit, upload, plan, form)
    if form.is_valid():
        return _apply(request, visit, upload, plan_again(plan, form.replaced()), timezone.now())
    # What was ticked is no longer what there is: the page is shown anew.
    messages.error(request, " ".join(str(error) for error in form.non_field_errors()))
    return redirect("start-finish", visit.partnership.slug)


def _answered(
    request: HttpRequest, visit: Visit, upload: Upload, plan: ImportPlan, form: QuestionsForm
) -> HttpResponseBase:
    if request.method == "POST" and form.is_valid():
        uploads.set_answers(upload=upload, answers=upload.answers | form.answers())
        return redirect("start-finish", visit.partnership.slug)
    return _shown(request, visit, upload, plan, form)


def _period_of(report: Report) -> str:
    """The key of the report's period, else the month printed on it, else empty."""
    return report.period.key or report.date[:7]


def _plan(visit: Visit, upload: Upload, report: Report) -> ImportPlan:
    return plan_import(
        visit.partnership, report, _period_of(report), frequency=Frequency(upload.frequency), matches=upload.answers
    )


def _shown(request: HttpRequest, visit: Visit, upload: Upload, plan: ImportPlan, form: Form) -> HttpResponse:
    frame = page(visit, _("Make the dashboard"))
    return show(
        request,
        "start/finish.html",
        frame,
        problems=plan.problems,
        plan=plan,
        changes=present_changes(plan.changes),
        period=label_of(_period_of(uploads.current_report(upload)), Frequency(upload.frequency)),
        form=form,
    )


def _apply(request: HttpRequest, visit: Visit, upload: Upload, plan: ImportPlan, now: datetime) -> HttpResponseBase:
    try:
        uploads.import_upload(upload=upload, plan=plan, by=by(request), now=now)
    except ImportRefused as error:
        messages.error(request, str(error))
        return redirect("start-finish", visit.partnership.slug)
    messages.success(request, _("The dashboard is made."))
    return redirect("partnership", visit.partnership.slug)


@for_editors
@require_POST
def undo_import(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    upload, _report = upload_or_404(visit)
    try:
        undo.undo_import(upload=upload, by=by(request), now=timezone.now())
    except ImportRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The import was taken back. Your corrections are still here."))
    return redirect("start-finish", visit.partnership.slug)
