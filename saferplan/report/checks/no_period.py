"""What time the report covers, and up to when its figures run."""

from __future__ import annotations

import re

from saferplan.report.checks.dates import MONTH_NAMES
from saferplan.report.checks.passages import listed, spot
from saferplan.report.findings import Finding, Level, Rule, Subject

_IN_TITLE = re.compile(
    rf"\bQ[1-4]\b|\b(?:quarter|half[- ]year|year|months?) (?:one|two|three|four|[1-4]|to|ending|ended)\b"
    rf"|\b{MONTH_NAMES}(?: \d{{4}})? (?:to|–|-) {MONTH_NAMES}\b",
    re.IGNORECASE,
)


def find(subject: Subject) -> Finding | None:
    report = subject.report
    period, title = report.period, f"{report.title} {report.version}"
    missing = []
    if not (period.key or period.label or period.work_to or _IN_TITLE.search(title)):
        missing.append("what time it covers")
    if not (period.figures_to or period.work_to):
        missing.append("up to which date its work and figures run")
    if not (report.date or period.key or report.meeting.date):
        missing.append("when it was written")
    if not missing:
        return None
    return Finding(
        code=RULE.code,
        level=Level.FIX,
        message="The report does not say {missing}.",
        advice="State the period, the day up to which work is told and the one for figures on the first page.",
        params={"missing": listed(missing)},
        spots=(spot(subject, "report.date", report.date),),
    )


RULE = Rule(
    code="no-period",
    name="No period or data date is stated",
    why="A light or a figure says something only of a stated time; last quarter's text looks like this quarter's.",
    example="The cover says “September 2031” and nothing of the months that the report is about.",
    find=find,
)
