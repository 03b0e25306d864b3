"""Two activities, or two priorities, under one code."""

from __future__ import annotations

from collections import Counter

from saferplan.report.checks.passages import listed, spot
from saferplan.report.findings import Finding, Level, Rule, Subject


def find(subject: Subject) -> Finding | None:
    report = subject.report
    codes = Counter(activity.code.casefold() for _, activity in report.activities() if activity.code)
    numbers = Counter(priority.number for priority in report.priorities)
    doubled = [(activity.code, f"activity:{activity.code}", activity.title) for _, activity in report.activities()
               if codes[activity.code.casefold()] > 1]  # fmt: skip
    doubled += [(f"priority {each.number}", f"priority:{each.number}", each.title) for each in report.priorities
                if numbers[each.number] > 1]  # fmt: skip
    if not doubled:
        return None
    return Finding(
        code=RULE.code,
        level=Level.FIX,
        message="More than one line has the code {codes}.",
        advice="Give each line its own code, or remove the one that stands there twice.",
        params={"codes": listed(code for code, _, _ in doubled)},
        spots=tuple(spot(subject, key, title) for _, key, title in doubled),
    )


RULE = Rule(
    code="doubled-code",
    name="Two lines have the same code",
    why="A light, a card or a reference to the code can mean either line.",
    example="The summary lists 1.1b twice, with different titles.",
    find=find,
)
