"""What of a live report is for whom."""

from __future__ import annotations

from dataclasses import replace

from saferplan.report.tree import Card, Light, Report
from saferplan.web.cycle.loading import PeriodPage


def report_for(page: PeriodPage) -> Report:
    """The report as this visitor may have it: who is late is not told outside the partnership."""
    if page.visit.is_member:
        return page.report
    silent = {a.code for _priority, a in page.report.activities() if a.light is Light.NONE}
    priorities = tuple(
        replace(
            priority,
            activities=tuple(replace(a, owners=()) if a.code in silent else a for a in priority.activities),
        )
        for priority in page.report.priorities
    )
    cards = tuple(replace(card, owners=()) if _is_silent(card, silent) else card for card in page.report.cards)
    return replace(page.report, priorities=priorities, cards=cards)


def _is_silent(card: Card, silent: set[str]) -> bool:
    return bool(card.targets) and all(code in silent for code in card.targets)
