"""Downloads of a period's report."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from saferplan.cycle.gathering import REPORT_PARTS
from saferplan.documents.formats.registry import format_named, write_report
from saferplan.documents.template_actions import write_word
from saferplan.web.access import Visit, for_board
from saferplan.web.cycle.formats import LABELS
from saferplan.web.cycle.loading import load_page
from saferplan.web.cycle.present_figures import report_with_figures


@for_board
@require_safe
def download(request: HttpRequest, visit: Visit, key: str, name: str) -> HttpResponse:
    """The report as a file."""
    page = load_page(visit, key, REPORT_PARTS) if name in LABELS else None
    if page is None:
        raise Http404
    wanted = format_named(name)
    report = report_with_figures(page)
    data = write_word(visit.partnership, report) if name == "docx" else write_report(report, name)
    response = HttpResponse(data, content_type=wanted.media_type)
    filename = f"{visit.partnership.slug}-{key}{wanted.ending}"
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
