"""Corrections to a report tree. Each function returns a new report; unknown numbers and codes raise LookupError."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from saferplan.report.tree import Activity, Card, Priority, Report


class CodeTaken(ValueError):
    """The code is another activity's already."""


def change_priority(report: Report, number: int, /, **changes: Any) -> Report:
    """`changes` are fields of Priority, such as title, objective, light, trend."""
    if report.priority(number) is None:
        raise LookupError(f"There is no priority {number}.")
    return _each_priority(report, lambda p: replace(p, **changes) if p.number == number else p)


def change_activity(report: Report, code: str, /, **changes: Any) -> Report:
    """`changes` are fields of Activity. A new code is followed by the cards that are about the activity."""
    if report.activity(code) is None:
        raise LookupError(f"There is no activity {code}.")
    new_code = changes.get("code", code)
    if new_code != code and report.activity(new_code):
        raise CodeTaken(f"Activity {new_code} exists already: give each activity its own code.")

    def change(priority: Priority) -> Priority:
        return replace(
            priority, activities=tuple(replace(a, **changes) if a.code == code else a for a in priority.activities)
        )

    cards = tuple(
        replace(card, targets=tuple(new_code if target == code else target for target in card.targets))
        for card in report.cards
    )
    return replace(_each_priority(report, change), cards=cards)


def add_activity(report: Report, number: int, activity: Activity) -> Report:
    """Add an activity at the end of a priority."""
    priority = report.priority(number)
    if priority is None:
        raise LookupError(f"There is no priority {number}.")
    if report.activity(activity.code):
        raise CodeTaken(f"Activity {activity.code} exists already: give each activity its own code.")
    return change_priority(report, number, activities=(*priority.activities, activity))


def drop_activity(report: Report, code: str) -> Report:
    """Take an activity out, and out of the cards that were about it."""
    if report.activity(code) is None:
        raise LookupError(f"There is no activity {code}.")
    cards = tuple(_without_target(card, code) for card in report.cards)

    def drop(priority: Priority) -> Priority:
        return replace(priority, activities=tuple(a for a in priority.activities if a.code != code))

    return replace(_each_priority(report, drop), cards=cards)


def change_card(report: Report, index: int, /, **changes: Any) -> Report:
    """`changes` are fields of Card; `index` counts the report's cards from 0."""
    if not 0 <= index < len(report.cards):
        raise LookupError(f"There is no card {index + 1}.")
    cards = list(report.cards)
    cards[index] = replace(cards[index], **changes)
    return replace(report, cards=tuple(cards))


def _each_priority(report: Report, change: Callable[[Priority], Priority]) -> Report:
    return replace(report, priorities=tuple(change(priority) for priority in report.priorities))


def _without_target(card: Card, code: str) -> Card:
    keep = [i for i, target in enumerate(card.targets) if target != code]
    titles = tuple(card.target_titles[i] for i in keep) if card.target_titles else ()
    return replace(card, targets=tuple(card.targets[i] for i in keep), target_titles=titles)
