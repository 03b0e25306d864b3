"""All arrows the same."""

from __future__ import annotations

from saferplan.report.checks.passages import spot
from saferplan.report.findings import Finding, Level, Rule, Subject
from saferplan.report.tree import Trend

_FEWEST = 4
_WORDS = {Trend.SAME: "no change", Trend.IMPROVING: "improving", Trend.WORSENING: "worsening"}


def find(subject: Subject) -> Finding | None:
    arrows = [(f"priority:{each.number}", each.trend) for each in subject.report.priorities]
    arrows += [(f"activity:{each.code}", each.trend) for _, each in subject.report.activities()]
    stated = [(key, trend) for key, trend in arrows if trend is not Trend.NONE]
    if len(stated) < _FEWEST or len({trend for _, trend in stated}) > 1:
        return None
    return Finding(
        code=RULE.code,
        level=Level.ASK,
        message="{count} of {count} arrows are the same: {trend}.",
        advice="Say what each arrow compares and over what time, or leave the arrows out.",
        params={"count": len(stated), "trend": _WORDS[stated[0][1]]},
        spots=tuple(spot(subject, key, trend.value) for key, trend in stated),
    )


RULE = Rule(
    code="arrows-alike",
    name="All arrows are alike",
    why="Arrows that never differ carry no news, and nobody can tell what they were compared with.",
    example="All 36 arrows of the report point sideways.",
    find=find,
)
