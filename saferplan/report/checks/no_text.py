"""A light that no text is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from saferplan.report.checks.passages import listed, sentences, spot
from saferplan.report.checks.subjects import words_of_all
from saferplan.report.checks.vocabulary import all_stems, topic_stems
from saferplan.report.findings import Finding, Level, Rule, Subject
from saferplan.report.markdown import plain_text
from saferplan.report.tree import Activity, Card, Light, Report

_EMPTY = re.compile(
    r"^\W*(?:no (?:further )?update\w*(?: (?:received|provided|available|this \w+))?|n/?a|none|tbc|nil|-)?\W*$", re.I
)


def find(subject: Subject) -> Finding | None:
    silent = list(_silent(subject.report))
    if not silent:
        return None
    return Finding(
        code=RULE.code,
        level=Level.ASK,
        message="{codes} have a light, but no text is about them."
        if len(silent) > 1
        else "{codes} has a light, but no text is about it.",
        advice="Say in a sentence what was done and why the light is right, or show no light.",
        params={"codes": listed(activity.code for activity in silent)},
        spots=tuple(spot(subject, f"activity:{each.code}", f"{each.title}: {each.light}") for each in silent),
    )


def _silent(report: Report) -> Iterator[Activity]:
    for _, activity in report.activities():
        if activity.light in (Light.NONE, Light.DEFERRED) or _says_something(activity.position):
            continue
        cards = report.cards_of(activity.code)
        if not any(_is_about(report, card, activity) for card in cards):
            yield activity


def _says_something(position: str) -> bool:
    return _EMPTY.match(plain_text(position)) is None


def _is_about(report: Report, card: Card, activity: Activity) -> bool:
    """Any word of its subject, its code, or text on a card that is about this activity alone."""
    text = plain_text(card.position)
    if not _says_something(card.position):
        return False
    if len(card.targets) == 1:
        return True
    if re.search(rf"(?<![\w.]){re.escape(activity.code)}(?!\w)", text, re.IGNORECASE):
        return True
    subject = topic_stems(activity.title) - words_of_all(report)
    return not subject or not subject.isdisjoint(all_stems(text)) or _names_its_work(activity.title, text)


def _names_its_work(title: str, text: str) -> bool:
    """Two of the less telling words of the title in one sentence also show that it is about it."""
    words = {stem for stem in all_stems(title) if len(stem) > 4}
    return any(
        len(words.intersection(all_stems(sentence))) > 1 for line in text.splitlines() for sentence in sentences(line)
    )


RULE = Rule(
    code="no-text",
    name="A light that no text is about",
    why="A light without a word behind it cannot be questioned, and it is often one that nobody looked at.",
    example="A card covers 2.1a to 2.1c, and its text never mentions the subject of 2.1c, which is green.",
    find=find,
)
