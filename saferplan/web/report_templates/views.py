"""A partnership's own Word documents: uploaded, looked at with the latest report in them, taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saferplan.cycle.gathering import REPORT_PARTS
from saferplan.documents import template_actions as actions
from saferplan.documents.formats.registry import format_named, write_report
from saferplan.documents.template_models import DocumentTemplate, TemplateKind
from saferplan.files.errors import ParserFailed, RefusedFile
from saferplan.web.access import Visit, for_editors
from saferplan.web.cycle.loading import load_page
from saferplan.web.cycle.present_figures import report_with_figures
from saferplan.web.pages import show
from saferplan.web.periods.loading import list_frame
from saferplan.web.report_templates.forms import KINDS, TemplateForm

_WORD = format_named("docx")


@dataclass(frozen=True, slots=True)
class Line:
    kind: str
    kind_word: Promise
    name: str
    size: str
    at: datetime


def _line(template: DocumentTemplate) -> Line:
    word = dict(KINDS)[TemplateKind(template.kind)]
    return Line(template.kind, word, template.name, filesizeformat(template.size), template.at)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def templates(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """The templates in use, and the form for another."""
    form = TemplateForm(request.POST, request.FILES) if request.method == "POST" else TemplateForm()
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            made = actions.add_template(
                partnership=visit.partnership,
                kind=TemplateKind.REPORT,
                name=sent.name,
                data=sent.read(),
                by=visit.user.get_username(),
                now=timezone.now(),
            )
        except (RefusedFile, ParserFailed) as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("%(name)s is used from now on.") % {"name": made.name})
            return redirect("templates", visit.partnership.slug)
    return show(
        request,
        "report_templates/list.html",
        list_frame(visit, _("Word templates"), is_below=True),
        form=form,
        lines=[_line(each) for each in actions.list_templates(visit.partnership)],
    )


def _kind_or_404(kind: str) -> TemplateKind:
    try:
        return TemplateKind(kind)
    except ValueError:
        raise Http404 from None


def _template_or_404(visit: Visit, kind: str) -> DocumentTemplate:
    found = actions.find_template(visit.partnership, _kind_or_404(kind))
    if found is None:
        raise Http404
    return found


def _sent(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=_WORD.media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@for_editors
@require_safe
def template_file(request: HttpRequest, visit: Visit, kind: str) -> HttpResponseBase:
    """The document as it was uploaded."""
    found = _template_or_404(visit, kind)
    return _sent(actions.bytes_of(found), f"{visit.partnership.slug}-{found.kind}-template.docx")


@for_editors
@require_safe
def try_out(request: HttpRequest, visit: Visit, kind: str) -> HttpResponseBase:
    """The latest report in the document."""
    found = _template_or_404(visit, kind)
    page = load_page(visit, None, REPORT_PARTS)
    if page is None:
        raise Http404
    data = write_report(report_with_figures(page), "docx", template=actions.bytes_of(found))
    return _sent(data, f"{visit.partnership.slug}-{page.period.key}-try.docx")


@for_editors
@require_POST
def remove(request: HttpRequest, visit: Visit, kind: str) -> HttpResponseBase:
    """Back to the look that every partnership has."""
    name = actions.remove_template(
        partnership=visit.partnership, kind=_kind_or_404(kind), by=visit.user.get_username(), now=timezone.now()
    )
    if name:
        messages.success(request, _("%(name)s is not used any more.") % {"name": name})
    return redirect("templates", visit.partnership.slug)
