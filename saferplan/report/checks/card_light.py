"""A card's light against the lights of the activities it is about."""

from __future__ import annotations

from saferplan.report.checks import rollup
from saferplan.report.checks.passages import card_key, card_name, listed, spot
from saferplan.report.findings import Finding, Level, Rule, Subject
from saferplan.report.rollup import RANK
from saferplan.report.tree import Card, Light, Report


def find(subject: Subject) -> Finding | None:
    odd = [(index, card) for index, card in enumerate(subject.report.cards) if _disagrees(subject.report, card)]
    if not odd:
        return None
    single = any(len(card.targets) == 1 for _, card in odd)
    return Finding(
        code=RULE.code,
        level=Level.FIX if single or subject.report.rollup_rule.strip() else Level.ASK,
        message="A card and the activities it is about show different lights: {details}.",
        advice="Make the card and the summary agree, or say which rule gives a card of several activities its light.",
        params={"details": "; ".join(_detail(subject.report, card) for _, card in odd)},
        spots=tuple(spot(subject, card_key(index), card.light.value) for index, card in odd),
    )


def _lights(report: Report, card: Card) -> list[tuple[str, Light]]:
    activities = [report.activity(code) for code in card.targets]
    return [(each.code, each.light) for each in activities if each is not None and each.light in RANK]


def _disagrees(report: Report, card: Card) -> bool:
    told = rollup.accounted(card.light, card.why)
    if told is not None:
        return not told
    own = rollup.rated([card.light])
    targets = rollup.rated(light for _, light in _lights(report, card))
    if not own or not targets:
        return False
    if len(targets) > 1:
        expected = rollup.by_rule(report.rollup_rule, targets)
        if expected is not None:
            return own[0] not in expected
    return own[0] is not rollup.worst(targets)


def _detail(report: Report, card: Card) -> str:
    own = rollup.rated([card.light])[0]
    others = [(code, light) for code, light in _lights(report, card) if rollup.rated([light])[0] is not own]
    texts = [
        f"{listed(code for code, light in others if light is each)} {each}"
        for each in Light
        if any(light is each for _, light in others)
    ]
    return f"the {card_name(card)} is {card.light}, {listed(texts)}"


RULE = Rule(
    code="card-light",
    name="A card's light does not agree with its activities",
    why="The same work cannot be on track in one place and slipping in another.",
    example="The card of 2.1a and 2.1b is green, while the summary shows 2.1b as amber.",
    find=find,
)
