"""The years of the plan against the date of the report."""

from __future__ import annotations

from saferplan.report.checks.dates import month_number, month_words, years_of_plan
from saferplan.report.checks.passages import spot
from saferplan.report.findings import Finding, Level, Rule, Subject
from saferplan.report.tree import Report

# A report on the last quarter of a plan is dated some weeks after the plan's end.
_MONTHS_AFTER = 3


def find(subject: Subject) -> Finding | None:
    report = subject.report
    starts, ends = _span(report)
    period = month_number(report.period.key) or month_number(report.period.work_to)
    dated = month_number(report.date)
    when = period if period is not None else dated
    if when is None:
        return None
    grace = 0 if period is not None else _MONTHS_AFTER
    if ends is not None and when > ends + grace:
        message = "The report is about {when}, but its plan “{plan}” ended in {month}."
        month = ends
    elif starts is not None and when < starts:
        message = "The report is about {when}, but its plan “{plan}” begins only in {month}."
        month = starts
    else:
        return None
    return Finding(
        code=RULE.code,
        level=Level.ASK,
        message=message,
        advice="Name the plan that is in force, or say that this plan was carried on and until when.",
        params={"when": month_words(when), "plan": report.plan.title, "month": month_words(month)},
        spots=(spot(subject, "report.plan", report.plan.title), spot(subject, "report.date", report.date)),
    )


def _span(report: Report) -> tuple[int | None, int | None]:
    starts, ends = month_number(report.plan.starts), month_number(report.plan.ends)
    if starts is None and ends is None:
        years = years_of_plan(report.plan.title)
        return years if years else (None, None)
    return starts, ends


RULE = Rule(
    code="plan-years",
    name="The plan's years do not fit the report's date",
    why="Readers cannot tell which promises the lights are measured against.",
    example="A report of September 2031 on a plan for 2029-30.",
    find=find,
)
