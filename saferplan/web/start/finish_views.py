"""The last step: the changes are shown, questions answered, and the first dashboard is made."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saferplan.common.periods import Frequency, label_of
from saferplan.documents import undo, uploads
from saferplan.documents.errors import ImportRefused
from saferplan.documents.import_plan import ImportPlan, plan_import
from saferplan.documents.models import Upload
from saferplan.report.tree import Report
from saferplan.web.access import Visit, for_editors
from saferplan.web.pages import show
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
    form = QuestionsForm(request.POST if request.method == "POST" else None, plan=plan)
    if request.method == "POST" and form.is_valid():
        if form.fields:
            uploads.set_answers(upload=upload, answers=upload.answers | form.answers())
            return redirect("start-finish", visit.partnership.slug)
        return _apply(request, visit, upload, plan, timezone.now())
    return _shown(request, visit, upload, plan, form)


def _period_of(report: Report) -> str:
    """The key of the report's period, else the month printed on it, else empty."""
    return report.period.key or report.date[:7]


def _plan(visit: Visit, upload: Upload, report: Report) -> ImportPlan:
    return plan_import(
        visit.partnership, report, _period_of(report), frequency=Frequency(upload.frequency), matches=upload.answers
    )


def _shown(request: HttpRequest, visit: Visit, upload: Upload, plan: ImportPlan, form: QuestionsForm) -> HttpResponse:
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


class QuestionsForm(forms.Form):
    """One question for each activity that may be an earlier one under another code."""

    def __init__(self, data: QueryDict | None, *, plan: ImportPlan) -> None:
        super().__init__(data)
        for question in plan.questions:
            choices = [(str(option.uid), f"{option.code} {option.title}") for option in question.options]
            self.fields[f"code {question.code}"] = forms.ChoiceField(
                label=f"{question.code} {question.title}",
                help_text=question.sentence,
                choices=[*choices, ("new", _("It is a new activity"))],
                initial=question.proposed_answer,
                widget=forms.RadioSelect,
            )

    def answers(self) -> dict[str, str]:
        return {name.removeprefix("code "): value for name, value in self.cleaned_data.items()}
