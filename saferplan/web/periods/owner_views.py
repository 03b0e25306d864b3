"""Who owns the updates of a period: what nobody owns yet, whom the names of a report mean, and one update's owners."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saferplan.accounts.queries import list_agencies, list_people
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.light_actions import FIXED
from saferplan.cycle.models import Period
from saferplan.cycle.owner_actions import set_period_owners, tie_names
from saferplan.cycle.queries import label
from saferplan.cycle.rules import PeriodState
from saferplan.cycle.update_queries import Asked, find_asked, load_asked
from saferplan.cycle.update_rights import lead_of
from saferplan.web.access import Visit, for_editors
from saferplan.web.codes import codes_words
from saferplan.web.pages import Crumb, Page, show
from saferplan.web.periods.loading import period_frame, period_or_404
from saferplan.web.periods.owner_forms import Choices, OwnerForm, OwnersForm, unknown_names


@dataclass(frozen=True, slots=True)
class OwnedLine:
    """An update with its owners, the one who leads first."""

    card: int
    codes: str
    title: str
    lead: str
    others: str


def _line(asked: Asked) -> OwnedLine:
    lead = lead_of(asked.owners)
    others = [owner.words for owner in asked.owners if owner is not lead]
    codes = codes_words(asked.codes.values())
    return OwnedLine(asked.card, codes, asked.title, lead.words if lead else "", ", ".join(others))


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def owners(request: HttpRequest, visit: Visit, key: str) -> HttpResponseBase:
    period = period_or_404(visit, key)
    every = load_asked(visit.partnership, [period])[period.pk]
    agencies, people = list_agencies(visit.partnership), list_people(visit.partnership)
    form = OwnersForm(
        request.POST if request.method == "POST" else None,
        choices=Choices(agencies, people),
        unknown=unknown_names(every),
        unowned=[each for each in every if not each.owners],
    )
    if form.is_valid():
        try:
            _save(visit, period, form)
        except BadUpdate as refused:
            messages.warning(request, _(str(refused)))
        else:
            messages.success(request, _("The owners are saved."))
        return redirect("period-owners", visit.partnership.slug, key)
    return show(
        request,
        "periods/owners.html",
        period_frame(visit, period, _("Who owns what")),
        form=form,
        key=key,
        period_label=label(period),
        is_open=PeriodState(period.state) not in FIXED,
        has_choices=bool(agencies or people),
        lines=[_line(each) for each in every if each.owners],
        total=len(every),
    )


def _save(visit: Visit, period: Period, form: OwnersForm) -> None:
    by, now = visit.user.get_username(), timezone.now()
    set_period_owners(period=period, owners=form.leads(), by=by, now=now)
    tie_names(partnership=visit.partnership, names=form.names(), by=by, now=now)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def owner(request: HttpRequest, visit: Visit, key: str, card: int) -> HttpResponseBase:
    """The owners of one update, from this period on."""
    period = period_or_404(visit, key)
    asked = find_asked(visit.partnership, period, card)
    if asked is None:
        raise Http404
    choices = Choices(list_agencies(visit.partnership), list_people(visit.partnership), asked.owners)
    form = OwnerForm(request.POST if request.method == "POST" else None, choices=choices, owners=asked.owners)
    if form.is_valid():
        try:
            by, now = visit.user.get_username(), timezone.now()
            set_period_owners(period=period, owners={card: form.owners()}, by=by, now=now)
        except BadUpdate as refused:
            messages.warning(request, _(str(refused)))
        else:
            messages.success(request, _("The owners are saved."))
        return redirect("period-owners", visit.partnership.slug, key)
    title = _("Owners of %(codes)s") % {"codes": _line(asked).codes or asked.title}
    title = _("Error: %(title)s") % {"title": title} if form.errors else title
    return show(
        request,
        "periods/owner.html",
        _below(visit, period, title),
        form=form,
        key=key,
        line=_line(asked),
        period_label=label(period),
    )


def _below(visit: Visit, period: Period, title: str) -> Page:
    above = period_frame(visit, period, title)
    own = Crumb(_("Who owns what"), reverse("period-owners", args=[visit.partnership.slug, period.key]))
    return Page(
        title=title,
        partnership=visit.partnership,
        crumbs=[*above.crumbs, own],
        menu=above.menu,
        current=above.current,
    )
