"""What the pages of a period share: the way to other periods and plans, and where the reader is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from saferplan.cycle.models import Period
from saferplan.cycle.queries import label
from saferplan.web.access import Visit
from saferplan.web.cycle.loading import PeriodPage
from saferplan.web.pages import Crumb, Page, partnership_menu


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    label: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class PlanChoices:
    """The periods of one plan, latest first."""

    plan: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Step:
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Mover:
    """Previous, next, and a list of all periods by plan."""

    action: str
    plans: tuple[PlanChoices, ...]
    before: Step | None
    after: Step | None


def present_mover(page: PeriodPage) -> Mover:
    return Mover(
        action=reverse("partnership", args=[page.slug]),
        plans=_by_plan(page.periods, page.period),
        before=_step(page, page.before),
        after=_step(page, page.after),
    )


def _step(page: PeriodPage, period: Period | None) -> Step | None:
    return Step(reverse("period", args=[page.slug, period.key]), label(period)) if period else None


def _by_plan(periods: Sequence[Period], current: Period) -> tuple[PlanChoices, ...]:
    plans: dict[str, list[Choice]] = {}
    for period in reversed(periods):
        choice = Choice(period.key, period.label or label(period), period.pk == current.pk)
        plans.setdefault(period.plan_version.plan.title, []).append(choice)
    return tuple(PlanChoices(plan, tuple(choices)) for plan, choices in plans.items())


def home_crumb() -> Crumb:
    return Crumb(_("Partnerships"), reverse("home"))


def partnership_frame(visit: Visit, title: str, *, current: str, crumbs: Sequence[Crumb] = (), key: str = "") -> Page:
    return Page(
        title=title,
        partnership=visit.partnership,
        crumbs=(home_crumb(), *crumbs),
        menu=partnership_menu(visit.partnership, visit.role, key),
        current=current,
    )


def period_crumb(page: PeriodPage) -> Crumb:
    return Crumb(page.label, reverse("period", args=[page.slug, page.key]))


def period_frame(page: PeriodPage, title: str, *, current: str = "", crumbs: Sequence[Crumb] = ()) -> Page:
    """The frame of a page inside a period; its dashboard is the crumb before the others."""
    inside = () if current == "dashboard" else (period_crumb(page), *crumbs)
    return partnership_frame(page.visit, title, current=current, crumbs=inside, key=page.key)
