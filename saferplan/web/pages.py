"""What every page has: its title, where it stands, and the way to the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from saferplan.accounts.models import Partnership
from saferplan.accounts.permissions import can
from saferplan.accounts.rules import Right, Role


@dataclass(frozen=True, slots=True)
class Crumb:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class NavItem:
    """`name` is what a page gives as `current` to be marked in the menu."""

    name: str
    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The frame of a page; templates read it as `page`."""

    title: str
    partnership: Partnership | None = None
    crumbs: Sequence[Crumb] = ()
    menu: Sequence[NavItem] = ()
    current: str = ""

    def full_title(self) -> str:
        """`Page – Partnership – Saferplan`."""
        parts = [self.title, self.partnership.name if self.partnership else "", "Saferplan"]
        return " \N{EN DASH} ".join(part for part in parts if part)


def partnership_menu(partnership: Partnership, role: Role, period_key: str = "") -> tuple[NavItem, ...]:
    """The pages of a partnership that this reader may open."""
    slug = partnership.slug
    dashboard = reverse("period", args=[slug, period_key]) if period_key else reverse("partnership", args=[slug])
    items = [
        NavItem("dashboard", _("Dashboard"), dashboard),
        NavItem("history", _("Over time"), reverse("history", args=[slug])),
    ]
    if can(role, Right.SEE_FINDINGS) and period_key:
        items.append(NavItem("findings", _("Findings"), reverse("findings", args=[slug, period_key])))
    if can(role, Right.CONTRIBUTE):
        items.append(NavItem("updates", _("Your updates"), reverse("updates", args=[slug])))
    if can(role, Right.REVIEW) and period_key:
        items.append(NavItem("review", _("Review"), reverse("review-now", args=[slug])))
    if can(role, Right.SEE_LIVE):
        items.append(NavItem("measures", _("Measures"), reverse("measures", args=[slug])))
        items.append(NavItem("periods", _("Periods"), reverse("periods", args=[slug])))
    else:
        items.append(NavItem("periods", _("Publications"), reverse("publications", args=[slug])))
    if can(role, Right.EDIT):
        items.append(NavItem("start", _("Bring in a report"), reverse("start", args=[slug])))
        items.append(NavItem("people", _("People"), reverse("people", args=[slug])))
    return tuple(items)


def show(request: HttpRequest, template: str, page: Page, *, status: int = 200, **context: object) -> HttpResponse:
    return render(request, template, {"page": page, **context}, status=status)
