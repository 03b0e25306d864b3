"""Words of one update that the public may not read, marked by whoever writes or reviews it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saferplan.cycle.reports import build_report
from saferplan.cycle.restriction_actions import restrict_own
from saferplan.cycle.restriction_queries import Places, load_restrictions, placed, with_contents
from saferplan.report.restrictions import Restriction, texts_of
from saferplan.web.access import Visit, for_contributors
from saferplan.web.pages import Crumb, Page, partnership_menu
from saferplan.web.restrictions import present
from saferplan.web.restrictions.marking import Marking, form_of, step
from saferplan.web.updates.loading import UpdatePage, open_update
from saferplan.web.updates.present_form import codes_words

# What an update says; the rest of a card is the plan's, and its editor's to restrict.
_OWN = ("position", "next_steps")


@for_contributors
@require_http_methods(["GET", "POST"])
def restrict_update(request: HttpRequest, visit: Visit, key: str, card: int, field: str) -> HttpResponseBase:
    """Keep the position or next steps of an update, or words of it, from the public."""
    page, now = open_update(visit, key, card), timezone.now()
    places = Places(visit.partnership, page.period)
    place = places.of_asked(page.asked)
    report = with_contents(build_report(visit.partnership, page.period, as_at=now), place, page.contents)
    text = next((each for each in texts_of(report) if (each.place, each.field) == (place, field)), None)
    if text is None or field not in _OWN:
        raise Http404
    marks = placed(load_restrictions(visit.partnership, page.period, as_at=now), places)
    marking = Marking(report, marks, place, field, present.read_out(text))

    def keep(mark: Restriction) -> HttpResponseBase:
        restrict_own(period=page.period, asked=page.asked, mark=mark, report=report, by=page.actor, now=now)
        messages.success(request, _("It is kept from the public. The board reads it, and editors see why."))
        return redirect(_back(page))

    return step(request, _frame(page, field), form_of(request, marking), marking, keep, _back(page))


def _back(page: UpdatePage) -> str:
    return reverse("update" if page.is_theirs else "review-update", args=page.args)


def _frame(page: UpdatePage, field: str) -> Page:
    title = _("Restrict: %(text)s") % {"text": f"{codes_words(page)}, {present.field_words(field).lower()}"}
    menu = partnership_menu(page.visit.partnership, page.visit.role, page.period.key)
    current = "updates" if page.is_theirs else "review"
    return Page(
        title=title,
        partnership=page.visit.partnership,
        crumbs=[Crumb(codes_words(page), _back(page))],
        menu=menu,
        current=current,
    )
