"""Amber and red without a next step, a person and a date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from saferplan.report.checks.dates import is_date
from saferplan.report.checks.passages import card_key, card_name, listed, spot
from saferplan.report.findings import Finding, Level, Rule, Subject
from saferplan.report.tree import Light, NextStep, Report

_WORRYING = (Light.AMBER, Light.RED)
_NOBODY = ("", "tbc", "tba", "n/a", "none", "all", "various", "?", "-", "to be confirmed", "to be agreed")


def find(subject: Subject) -> Finding | None:
    found = list(_lacking(subject.report))
    if not found:
        return None
    return Finding(
        code=RULE.code,
        level=Level.ASK,
        message="Amber or red, but without a next step that has a person and a date: {where}.",
        advice="For each of them, say what will be done, by whom and by when.",
        params={"where": listed(name for _, name, _ in found)},
        spots=tuple(spot(subject, key, lacks) for key, _, lacks in found),
    )


def _lacking(report: Report) -> Iterator[tuple[str, str, str]]:
    told: set[str] = set()
    for _, activity in report.activities():
        if activity.light in _WORRYING:
            told.add(activity.code)
            cards = report.cards_of(activity.code)
            lacks = _lacks([*activity.next_steps, *(step for card in cards for step in card.next_steps)])
            if lacks:
                yield f"activity:{activity.code}", activity.code, lacks
    for index, card in enumerate(report.cards):
        if card.light in _WORRYING and not told.intersection(card.targets):
            activities = [report.activity(code) for code in card.targets]
            steps = [step for activity in activities if activity for step in activity.next_steps]
            lacks = _lacks([*card.next_steps, *steps])
            if lacks:
                yield card_key(index), f"the {card_name(card)}", lacks


def _lacks(steps: Iterable[NextStep]) -> str:
    """What the best of the steps lacks, in words; empty if one has all."""
    best: list[str] | None = None
    for step in steps:
        if not step.text.strip():
            continue
        lacks = []
        if step.who.strip().casefold() in _NOBODY:
            lacks.append("no person")
        if not is_date(step.due):
            lacks.append("no date")
        if best is None or len(lacks) < len(best):
            best = lacks
    return "no next step" if best is None else listed(best)


RULE = Rule(
    code="no-next-step",
    name="Amber or red without a next step, person and date",
    why="A board that sees a problem asks what will be done about it, by whom and by when.",
    example="An activity is amber and its update ends with “training is being looked at”.",
    find=find,
)
