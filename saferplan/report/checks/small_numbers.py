"""Counts of people so small that somebody may be recognised."""

from __future__ import annotations

from itertools import chain

from saferplan.report.checks.counts import counts_of_people
from saferplan.report.checks.passages import narrative, reasons, spot, told_sentences
from saferplan.report.findings import Finding, Level, Rule, Subject

SMALLEST_SAFE = 8


def find(subject: Subject) -> Finding | None:
    found = [
        (key, sentence, words)
        for key, sentence in told_sentences(chain(narrative(subject.report), reasons(subject.report)))
        for words in counts_of_people(sentence, SMALLEST_SAFE)
    ]
    if not found:
        return None
    return Finding(
        code=RULE.code,
        level=Level.FIX,
        message="Small counts of people may let somebody be recognised: {counts}.",
        advice="Write “fewer than 8”, join periods or areas, or keep the figure in the board's own edition. "
        "Check that it cannot be worked out from a total.",
        params={"counts": "; ".join(dict.fromkeys(f"“{words}”" for _, _, words in found))},
        spots=tuple(spot(subject, key, sentence) for key, sentence in dict.fromkeys((k, s) for k, s, _ in found)),
    )


RULE = Rule(
    code="small-numbers",
    name="A small count of people",
    why="In a small place, a count of one or two with a month and a crime can tell neighbours who it was.",
    example="In the quarter two cases were heard for the harbour ward.",
    find=find,
)
