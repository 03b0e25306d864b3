"""Text on a card that is about another priority."""

from __future__ import annotations

import re
from collections.abc import Iterator

from saferplan.report.checks.passages import card_key, spot
from saferplan.report.checks.subjects import words_of_all
from saferplan.report.checks.vocabulary import all_stems, topic_stems
from saferplan.report.findings import Finding, Level, Rule, Subject
from saferplan.report.markdown import plain_lines
from saferplan.report.tree import Card, Priority, Report

_FEWEST_HITS = 2


def find(subject: Subject) -> Finding | None:
    found = list(_strays(subject.report))
    if not found:
        return None
    return Finding(
        code=RULE.code,
        level=Level.ASK,
        message="{count} paragraphs match no activity of their card; they seem to be about another priority."
        if len(found) > 1
        else "A paragraph matches no activity of its card; it seems to be about priority {priority}.",
        advice="Move the text to the card it belongs to, or say what it has to do with this one.",
        params={"count": len(found), "priority": found[0][2]},
        spots=tuple(spot(subject, key, line) for key, line, _ in found),
    )


def _strays(report: Report) -> Iterator[tuple[str, str, int]]:
    topics = {priority.number: _topics(priority) for priority in report.priorities}
    common = words_of_all(report)
    codes = "|".join(re.escape(activity.code) for _, activity in report.activities())
    any_code = re.compile(rf"(?<![\w.])(?:{codes})(?!\w)") if codes else None
    for index, card in enumerate(report.cards):
        own = _own_stems(report, card) - common
        for line in plain_lines(card.position):
            if any_code and any_code.search(line):
                continue
            stems = all_stems(line)
            if not own.isdisjoint(stems):
                continue
            for number, (heading, words) in topics.items():
                hits = [stem for stem in stems if stem in words and stem not in own | common]
                if number != card.priority and len(hits) >= _FEWEST_HITS and not heading.isdisjoint(hits):
                    yield card_key(index), line, number
                    break


def _topics(priority: Priority) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a priority's title, and those of its title and activities."""
    heading = topic_stems(priority.title)
    return heading, heading.union(*(topic_stems(activity.title) for activity in priority.activities))


def _own_stems(report: Report, card: Card) -> frozenset[str]:
    priority = report.priority(card.priority)
    texts = [card.aim, *card.target_titles, *card.owners]
    if priority:
        texts += [priority.title, priority.objective, *(activity.title for activity in priority.activities)]
    return frozenset().union(*(topic_stems(text) for text in texts))


RULE = Rule(
    code="other-target",
    name="Text that matches no target of its card",
    why="What stands on the wrong card is missed by those who look for it and swells the card where it stands.",
    example="The card on burglary has a paragraph about violence in the night-time economy.",
    find=find,
)
