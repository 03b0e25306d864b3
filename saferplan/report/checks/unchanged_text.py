"""Text that is the same as in the last report."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from saferplan.report.checks.passages import card_key, card_name, listed, spot
from saferplan.report.findings import Finding, Level, Rule, Subject
from saferplan.report.markdown import plain_text
from saferplan.report.tree import Card, Light, Report

_ALIKE = 0.97
_SHORTEST = 20


def find(subject: Subject) -> Finding | None:
    if subject.older is None:
        return None
    found = list(_unchanged(subject.older, subject.report))
    if not found:
        return None
    return Finding(
        code=RULE.code,
        level=Level.ASK,
        message="The text is the same as in the report before, or nearly: {where}.",
        advice="Say what happened since, or “nothing since the last report” and why.",
        params={"where": listed(name for _, name, _ in found)},
        spots=tuple(spot(subject, key, quote) for key, name, quote in found),
    )


def _unchanged(older: Report, newer: Report) -> Iterator[tuple[str, str, str]]:
    for _, activity in newer.activities():
        before = older.activity(activity.code)
        if before and activity.light is not Light.COMPLETE and alike(before.position, activity.position):
            yield f"activity:{activity.code}", activity.code, plain_text(activity.position)
    for index, card in enumerate(newer.cards):
        if card.light is Light.COMPLETE:
            continue
        if any(alike(each.position, card.position) for each in older.cards if _same_card(each, card)):
            yield card_key(index), f"the {card_name(card)}", plain_text(card.position)


def _same_card(first: Card, second: Card) -> bool:
    if first.targets or second.targets:
        return not set(first.targets).isdisjoint(second.targets)
    return first.priority == second.priority


def alike(older: str, newer: str) -> bool:
    """Whether two positions say the same but for a few letters. Very short ones never count."""
    first, second = (" ".join(plain_text(text).casefold().split()) for text in (older, newer))
    if min(len(first), len(second)) < _SHORTEST:
        return False
    if first == second:
        return True
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


RULE = Rule(
    code="unchanged-text",
    name="Text unchanged since the last report",
    why="Text that is carried over makes old work look new and hides that nobody was asked.",
    example="The position of a card is word for word that of last quarter.",
    find=find,
)
