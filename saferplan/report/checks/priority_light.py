"""A priority's light against its cards and activities."""

from __future__ import annotations

from collections.abc import Sequence

from saferplan.report.checks import rollup
from saferplan.report.checks.passages import card_key, listed, spot
from saferplan.report.findings import Finding, Level, Rule, Spot, Subject
from saferplan.report.rollup import RANK
from saferplan.report.tree import Light, Priority, Report


def find(subject: Subject) -> Finding | None:
    report = subject.report
    odd = [priority for priority in report.priorities if _disagrees(report, priority)]
    if not odd:
        return None
    stated = bool(report.rollup_rule.strip())
    one = len(odd) == 1
    message = "Priority {priorities} has" if one else "Priorities {priorities} have"
    message += " a light that does not follow from the lights below"
    message += " it" if one else " them"
    message += ": {details}."
    advice = (
        "Check the light against the stated rule and change one of them."
        if stated
        else "State the rule by which a priority gets its light from its activities and cards, then check these lights."
    )
    return Finding(
        code=RULE.code,
        level=Level.FIX if stated else Level.ASK,
        message=message if stated else message + " The report does not say which rule gives a priority its light.",
        advice=advice,
        params={
            "priorities": listed(priority.number for priority in odd),
            "details": "; ".join(_detail(report, priority) for priority in odd),
        },
        spots=tuple(each for priority in odd for each in _spots(subject, priority)),
    )


def _disagrees(report: Report, priority: Priority) -> bool:
    told = rollup.accounted(priority.light, priority.why)
    if told is not None:
        return not told
    own = rollup.rated([priority.light])
    activities = rollup.rated(activity.light for activity in priority.activities)
    cards = rollup.rated(card.light for card in report.cards if card.priority == priority.number)
    if not own or not activities + cards:
        return False
    expected = rollup.by_rule(report.rollup_rule, activities or cards)
    if expected is not None:
        return own[0] not in expected
    return _plainly_odd(own[0], activities, cards)


def _plainly_odd(own: Light, activities: Sequence[Light], cards: Sequence[Light]) -> bool:
    """Odd under any sensible rule: all cards differ, a red is hidden, or at least half is worse."""
    parts = [*activities, *cards]
    if cards and own not in cards:
        return True
    if own not in parts:
        return True
    if own is Light.GREEN and Light.RED in parts:
        return True
    worse = sum(RANK[light] > RANK[own] for light in activities)
    return bool(activities) and 2 * worse >= len(activities)


def _detail(report: Report, priority: Priority) -> str:
    cards = [card.light for card in report.cards if card.priority == priority.number]
    lights = [activity.light for activity in priority.activities]
    return f"{priority.number} is {priority.light} over {_counted(cards, 'card', lights, 'activity')}"


def _counted(cards: Sequence[Light], card: str, lights: Sequence[Light], activity: str) -> str:
    texts = []
    for kind, plural, found in ((card, f"{card}s", cards), (activity, "activities", lights)):
        for light in Light:
            count = found.count(light)
            if count and light in RANK:
                texts.append(f"{count} {light} {kind if count == 1 else plural}")
    return listed(texts)


def _spots(subject: Subject, priority: Priority) -> list[Spot]:
    spots = [spot(subject, f"priority:{priority.number}", priority.light.value)]
    for index, card in enumerate(subject.report.cards):
        if card.priority == priority.number and card.light in RANK and card.light != priority.light:
            spots.append(spot(subject, card_key(index), card.light.value))
    return spots


RULE = Rule(
    code="priority-light",
    name="A priority's light does not follow from its cards and activities",
    why="Readers see the first page first. If it is greener than the pages behind it, they cannot trust either.",
    example="Priority 2 is green on the first page, while its only card is amber.",
    find=find,
)
