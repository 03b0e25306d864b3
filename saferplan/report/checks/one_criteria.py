"""One criteria text for everything."""

from __future__ import annotations

from saferplan.report.checks.criteria import stated_criteria
from saferplan.report.checks.passages import spot
from saferplan.report.findings import Finding, Level, Rule, Subject


def find(subject: Subject) -> Finding | None:
    stated = stated_criteria(subject.report)
    texts = {
        tuple(" ".join(text.split()).casefold().rstrip(".") for text in (c.green, c.amber, c.red, c.complete))
        for _, c in stated
    }
    if len(stated) < 2 or len(texts) != 1:
        return None
    return Finding(
        code=RULE.code,
        level=Level.ASK,
        message="All {count} places share one criteria text: green is “{green}”.",
        advice="Say for each activity what green, amber and red mean, with a number where there is one.",
        params={"count": len(stated), "green": stated[0][1].green},
        spots=tuple(spot(subject, key, criteria.red) for key, criteria in stated),
    )


RULE = Rule(
    code="one-criteria",
    name="One criteria text is shared by all",
    why="A text that fits every activity says nothing about any of them.",
    example="Each card has the criteria “Green: work going on. Amber: work planned. Red: not started”.",
    find=find,
)
