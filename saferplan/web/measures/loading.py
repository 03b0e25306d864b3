"""What the pages of measures share: the measure of an address, the frame of the page, who the visitor is to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from saferplan.accounts.queries import agency_ids_of, find_person_of
from saferplan.accounts.rules import Right
from saferplan.measures.models import Measure
from saferplan.measures.queries import find_measure, load_series
from saferplan.measures.returns import Releaser
from saferplan.measures.rules import ReleaseLevel
from saferplan.measures.series import Series
from saferplan.web.access import Visit
from saferplan.web.pages import Crumb, Page
from saferplan.web.start.views import menu_of


def measure_or_404(visit: Visit, code: str) -> Measure:
    found = find_measure(visit.partnership, code)
    if found is None:
        raise Http404
    return found


def frame(visit: Visit, title: str, *crumbs: Crumb) -> Page:
    """The list of measures is the crumb before the others, but on itself."""
    measures = Crumb(_("Measures"), reverse("measures", args=[visit.partnership.slug]))
    inside = (measures, *crumbs) if title != measures.text else (Crumb(_("Partnerships"), reverse("home")),)
    return Page(title=title, partnership=visit.partnership, crumbs=inside, menu=menu_of(visit), current="measures")


def set_up_crumb(visit: Visit, measure: Measure) -> Crumb:
    return Crumb(measure.name, reverse("measure-set-up", args=[visit.partnership.slug, measure.code]))


def releaser_of(visit: Visit, *, named: str = "", email: str = "") -> Releaser:
    person = find_person_of(visit.user, visit.partnership)
    return Releaser(
        username=visit.user.get_username(),
        agencies=agency_ids_of(person) if person else frozenset(),
        may_edit=visit.may_edit,
        named=named,
        email=email,
    )


def may_release(visit: Visit, measure: Measure) -> bool:
    """Whether the visitor may release a measure's figures, or take a release back."""
    if measure.supplier_id is None:
        return False
    return visit.may_edit or (visit.can(Right.CONTRIBUTE) and measure.supplier_id in releaser_of(visit).agencies)


def load_seen(visit: Visit, measures: Sequence[Measure], now: datetime) -> Sequence[Series]:
    """The series of measures as the visitor may see them, in order: six queries, and two for who they are."""
    own = sees_unreleased(visit, measures)
    found: dict[int, Series] = {}
    rest = [measure for measure in measures if measure.pk not in own]
    if own:
        found |= load_series(visit.partnership, own, as_at=now)
    if rest:
        found |= load_series(visit.partnership, rest, as_at=now, audience=ReleaseLevel.BOARD)
    return [found[measure.pk] for measure in measures]


def sees_unreleased(visit: Visit, measures: Sequence[Measure]) -> frozenset[int]:
    """The measures whose figures the visitor sees before they are released: all for those who run the partnership's
    figures, for contributors those that their own agencies supply."""
    if visit.can(Right.EDIT):
        return frozenset(measure.pk for measure in measures)
    if not visit.can(Right.CONTRIBUTE):
        return frozenset()
    agencies = releaser_of(visit).agencies
    return frozenset(measure.pk for measure in measures if measure.supplier_id in agencies)
