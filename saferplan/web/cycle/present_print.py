"""What of the dashboard fits on one sheet of A4. What is left out is counted on the sheet."""

from __future__ import annotations

from dataclasses import dataclass

from saferplan.web.cycle.present import Dashboard, Line, PriorityLine

CHANGES = 3
PRIORITIES = 8
GOOD_NEWS = 2
# Characters of a priority's title.
TITLE_ON_TWO_LINES, TITLE_ON_ONE_LINE = 64, 33
# With more priorities than this a title has one line, and there is room for one piece of good news only.
FEW_PRIORITIES = 6


@dataclass(frozen=True, slots=True)
class Sheet:
    changes: tuple[Line, ...]
    changes_left: int
    priorities: tuple[PriorityLine, ...]
    priorities_left: int
    good_news: tuple[Line, ...]
    title_length: int


def present_sheet(dashboard: Dashboard) -> Sheet:
    all_changes = len(dashboard.changes) + dashboard.changes_left
    has_room = len(dashboard.priorities) <= FEW_PRIORITIES
    good_news = GOOD_NEWS if has_room else 1
    return Sheet(
        changes=dashboard.changes[:CHANGES],
        changes_left=max(0, all_changes - CHANGES),
        priorities=dashboard.priorities[:PRIORITIES],
        priorities_left=max(0, len(dashboard.priorities) - PRIORITIES),
        good_news=dashboard.good_news[:good_news],
        title_length=TITLE_ON_TWO_LINES if has_room else TITLE_ON_ONE_LINE,
    )
