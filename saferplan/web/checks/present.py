"""Where in the live pages the spot of a finding can be mended."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

from saferplan.report.findings import Spot
from saferplan.report.tree import Report


def urls_in(slug: str, period_key: str, report: Report) -> Callable[[Spot], str]:
    """The address of the page that shows a spot of the period's report."""

    def url_of(spot: Spot) -> str:
        kind, _colon, name = spot.key.partition(":")
        if kind == "priority" and name.isdigit() and report.priority(int(name)):
            return reverse("priority", args=[slug, period_key, int(name)])
        if kind == "activity" and report.activity(name):
            return reverse("activity", args=[slug, period_key, name])
        if kind == "card" and name.isdigit() and int(name) < len(report.cards):
            return reverse("card", args=[slug, period_key, int(name) + 1])
        return reverse("period", args=[slug, period_key])

    return url_of
