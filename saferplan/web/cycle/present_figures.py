"""The charts on a period's pages: up to the day that its figures reach, as known at the page's instant."""

from __future__ import annotations

from django.utils.translation import gettext as _

from saferplan.cycle.figures import known_at, load_annexed, load_figures, with_figures
from saferplan.report.tree import Report
from saferplan.web.cycle.loading import PeriodPage
from saferplan.web.figures import FigureCard, present_cards


def figures_of(page: PeriodPage, subject: str) -> tuple[FigureCard, ...]:
    """The charts of a priority or an activity, as the board may see them."""
    at = known_at(page.period, page.now)
    figures = load_figures(page.visit.partnership, page.period, at=at, translate=_).get(subject, ())
    known = figures[0].known_on if figures and at < page.now else ""
    return present_cards(figures, page.slug, known=known)


def report_with_figures(page: PeriodPage) -> Report:
    """The period's report with the figures of its priorities in it, and what is missing."""
    figures, register = load_annexed(page.visit.partnership, page.period, at=known_at(page.period, page.now))
    return with_figures(page.report, figures, page.priority_ids, register)
