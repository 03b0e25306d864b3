"""A light that nothing explains."""

from __future__ import annotations

from collections.abc import Iterator

from saferplan.report.checks.passages import card_key, card_name, listed, spot
from saferplan.report.findings import Finding, Level, Rule, Subject
from saferplan.report.tree import Criteria, Light, Report

_EXPLAINED = (Light.GREEN, Light.AMBER, Light.RED)


def find(subject: Subject) -> Finding | None:
    found = list(_unexplained(subject.report))
    if not found:
        return None
    lights = sum(light in _EXPLAINED for light in _lights(subject.report))
    message = "No light has criteria." if len(found) == lights else "These lights have no criteria: {where}."
    return Finding(
        code=RULE.code,
        level=Level.ASK,
        message=message,
        advice="State when each light is shown, on the card or beside the activity.",
        params={"where": listed(name for _, name, _ in found)},
        spots=tuple(spot(subject, key, light.value) for key, _, light in found),
    )


def _lights(report: Report) -> Iterator[Light]:
    yield from (activity.light for _, activity in report.activities())
    yield from (card.light for card in report.cards)


def _unexplained(report: Report) -> Iterator[tuple[str, str, Light]]:
    for _, activity in report.activities():
        near = [activity.criteria, *(card.criteria for card in report.cards_of(activity.code))]
        if not _explains(near, activity.light):
            yield f"activity:{activity.code}", activity.code, activity.light
    for index, card in enumerate(report.cards):
        activities = [report.activity(code) for code in card.targets]
        near = [card.criteria, *(each.criteria for each in activities if each is not None)]
        if not _explains(near, card.light):
            yield card_key(index), f"the {card_name(card)}", card.light


def _explains(near: list[Criteria], light: Light) -> bool:
    if light not in _EXPLAINED:
        return True
    return any(getattr(criteria, light.value).strip() for criteria in near)


RULE = Rule(
    code="no-criteria",
    name="A light has no criteria",
    why="Without criteria a light is an opinion: nobody can say what would change it.",
    example="A card shows amber, and nothing says when it would be green or red.",
    find=find,
)
