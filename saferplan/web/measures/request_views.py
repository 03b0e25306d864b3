"""Asking agencies for figures: what was asked, a new request, and its page as a workbook to fill in and send back."""

from __future__ import annotations

import re
from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from saferplan.accounts.queries import find_agency, list_agencies
from saferplan.common.periods import Frequency, span_of
from saferplan.files.evidence import XLSX
from saferplan.measures.errors import BadMeasure
from saferplan.measures.loading.request_sheet import write_request
from saferplan.measures.request_actions import ask_for_figures, asked_of, find_request, list_requests
from saferplan.web.access import Visit, for_editors, for_members
from saferplan.web.fields import DayField, MonthField
from saferplan.web.measures.loading import frame
from saferplan.web.pages import show


class RequestForm(forms.Form):
    agency = forms.ChoiceField(label=gettext_lazy("Who is asked"))
    first = MonthField(label=gettext_lazy("First month"), help_text=gettext_lazy("Such as July 2026"))
    last = MonthField(label=gettext_lazy("Last month"))
    due_on = DayField(label=gettext_lazy("Due by"), help_text=gettext_lazy("Such as 14/10/2026"))

    def __init__(self, data: object, *, agencies: list[tuple[str, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]
        for name in ("first", "last", "due_on"):
            self.fields[name].widget.attrs["class"] = "govuk-input--width-10"

    @property
    def days(self) -> tuple[date, date]:
        first, last = (span_of(self.cleaned_data[name], Frequency.MONTH) for name in ("first", "last"))
        return first.starts, last.ends


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def requests(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    agencies = [(str(agency.pk), agency.name) for agency in list_agencies(visit.partnership)]
    form = RequestForm(request.POST if request.method == "POST" else None, agencies=agencies)
    if form.is_bound and form.is_valid() and _ask(request, visit, form):
        return redirect("measure-requests", visit.partnership.slug)
    return show(
        request,
        "measures/load_requests.html",
        frame(visit, _("Ask for figures")),
        form=form,
        has_agencies=bool(agencies),
        requests=list_requests(visit.partnership),
        today=timezone.localdate(),
    )


def _ask(request: HttpRequest, visit: Visit, form: RequestForm) -> bool:
    agency = find_agency(visit.partnership, int(form.cleaned_data["agency"]))
    if agency is None:
        raise Http404
    starts, ends = form.days
    try:
        ask_for_figures(
            partnership=visit.partnership,
            agency=agency,
            starts=starts,
            ends=ends,
            due_on=form.cleaned_data["due_on"],
            by=visit.user.get_username(),
            now=timezone.now(),
        )
    except BadMeasure as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(
        request, _("The page for %(agency)s is ready: take it and send it to them.") % {"agency": agency.name}
    )
    return True


@for_members
@require_safe
def workbook(request: HttpRequest, visit: Visit, pk: int) -> HttpResponseBase:
    found = find_request(visit.partnership, pk)
    if found is None:
        raise Http404
    data = write_request(asked_of(found, as_at=timezone.now()))
    name = slugify(f"figures {found.agency} {found.starts:%Y-%m} to {found.ends:%Y-%m}")
    response = HttpResponse(data, content_type=XLSX.media_type)
    response["Content-Disposition"] = f'attachment; filename="{re.sub("[^a-z0-9-]", "", name)}.xlsx"'
    return response
