"""The pages by which editors fill what stands on the public site beside the reports."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saferplan.documents.publishing import public_information as information
from saferplan.web.access import Visit, for_editors
from saferplan.web.pages import Crumb, Page, show
from saferplan.web.periods.loading import list_frame
from saferplan.web.publishing.public_forms import CaseReviewsForm, HelpForm


@for_editors
@require_http_methods(["GET", "POST"])
def local_help(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """The local services on the page for help."""
    text = information.help_text(visit.partnership)
    form = HelpForm(request.POST if request.method == "POST" else None, initial={"text": text})
    if form.is_valid():
        information.set_help(
            partnership=visit.partnership,
            text=form.cleaned_data["text"],
            role=visit.role,
            by=visit.user.get_username(),
            now=timezone.now(),
        )
        messages.success(request, _("The page for help says so from now on."))
        return redirect("publications", visit.partnership.slug)
    return show(request, "publishing/public.html", _frame(visit, _("Local help for the public")), form=form)


@for_editors
@require_http_methods(["GET", "POST"])
def case_reviews(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """A year's figures of case reviews, or a correction of them."""
    form = CaseReviewsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            information.add_case_reviews(
                partnership=visit.partnership,
                year=form.year(),
                role=visit.role,
                by=visit.user.get_username(),
                now=timezone.now(),
            )
        except information.BadFigures as error:
            form.add_error(None, _(str(error)))
        else:
            messages.success(request, _("The figures are published on the page for help."))
            return redirect("publications", visit.partnership.slug)
    title = _("Figures of anti-social behaviour case reviews")
    years = information.list_case_reviews(visit.partnership)
    return show(request, "publishing/public.html", _frame(visit, title), form=form, years=years)


def _frame(visit: Visit, title: str) -> Page:
    frame = list_frame(visit, title, is_below=True)
    own = Crumb(_("Publications"), reverse("publications", args=[visit.partnership.slug]))
    return replace(frame, crumbs=[*frame.crumbs, own])
