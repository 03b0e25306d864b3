"""A large invented report: 60 activities, three measures a priority, forty pages of text."""

from __future__ import annotations

from dataclasses import replace

from saferplan.report.tree import Report
from tests.bench.trees import report
from tests.documents.formats.figured import AWAITED, BURGLARY, VIOLENCE

_TOLD = (
    "The wardens visited the estate in each week of the quarter, and residents told them about **broken lights**, "
    "noise after midnight, and cars that race along the ring road."
)
_PASSAGE = f"{' '.join([_TOLD] * 4)}\n\n- {_TOLD}\n- {_TOLD}\n  - {_TOLD}"
POSITION = "\n\n".join([_PASSAGE] * 14)


def large() -> Report:
    made = report(priorities=6, activities=60, period="2026-09")
    measures = (VIOLENCE, AWAITED, BURGLARY)
    return replace(
        made,
        classification="OFFICIAL",
        priorities=tuple(
            replace(
                priority,
                measures=tuple(replace(each, code=f"{each.code}-{priority.number}") for each in measures),
            )
            for priority in made.priorities
        ),
        cards=tuple(replace(card, position=POSITION) for card in made.cards),
    )
