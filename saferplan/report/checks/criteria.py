"""Where a report states criteria."""

from __future__ import annotations

from saferplan.report.checks.passages import card_key
from saferplan.report.tree import Criteria, Report


def stated_criteria(report: Report) -> list[tuple[str, Criteria]]:
    """The criteria that are stated, with the key of their place, activities first."""
    places = [(f"activity:{activity.code}", activity.criteria) for _, activity in report.activities()]
    places += [(card_key(index), card.criteria) for index, card in enumerate(report.cards)]
    return [(key, criteria) for key, criteria in places if criteria.is_stated()]
