"""Small reports to try one rule on."""

from __future__ import annotations

from dataclasses import replace

from saferplan.report.checks import RULES
from saferplan.report.findings import Finding, Rule, Subject
from saferplan.report.tree import Activity, Card, Light, Priority, Report
from tests.report.clean import clean_report

BY_CODE = {rule.code: rule for rule in RULES}


def rule(code: str) -> Rule:
    return BY_CODE[code]


def find(code: str, report: Report, older: Report | None = None) -> Finding | None:
    return rule(code).find(Subject(report=report, older=older))


def with_text(sentence: str, card: int = 0) -> Report:
    """The clean report with one more paragraph on a card; card 0 is green, 1 red, 2 amber."""
    report = clean_report()
    return with_card(report, card, position=f"{report.cards[card].position}\n\n{sentence}")


def with_card(report: Report, index: int = 0, /, **changes: object) -> Report:
    cards: list[Card] = list(report.cards)
    cards[index] = replace(cards[index], **changes)  # type: ignore[arg-type]
    return replace(report, cards=tuple(cards))


def with_activity(report: Report, code: str, /, **changes: object) -> Report:
    def changed(activity: Activity) -> Activity:
        return replace(activity, **changes) if activity.code == code else activity  # type: ignore[arg-type]

    priorities = tuple(
        replace(priority, activities=tuple(changed(each) for each in priority.activities))
        for priority in report.priorities
    )
    return replace(report, priorities=priorities)


def lit(own: Light, activities: list[Light], cards: list[Light], rule: str = "") -> Report:
    """A report of one priority: its own light, those of its activities, and of cards about all of them."""
    codes = [f"1.1{chr(97 + index)}" for index in range(len(activities))]
    lines = tuple(Activity(code=code, title=code, light=light) for code, light in zip(codes, activities, strict=True))
    priority = Priority(number=1, title="One", light=own, activities=lines)
    targets = tuple(codes)
    return Report(
        rollup_rule=rule,
        priorities=(priority,),
        cards=tuple(Card(priority=1, targets=targets, light=light) for light in cards),
    )
