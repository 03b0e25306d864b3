"""References to something that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from saferplan.report.checks.passages import Passage, narrative, sentences, spot
from saferplan.report.findings import Finding, Level, Rule, Subject

_DEAD = re.compile(
    r"\bsee (?:also )?(?:the )?(?:[\w.&]+ ){0,3}?(?:above|overleaf)\b(?! (?:average|target))"
    r"|\bsee (?:also )?(?:earlier|previous(?:ly)?)\b"
    r"|\b(?:same )?as (?:stated |reported |mentioned |noted |described )?(?:above|overleaf|earlier)\b(?! all)"
    r"|\b(?:as|same as|see|refer to) (?:per )?(?:the )?(?:previous|last) "
    r"(?:update|report|entry|position|quarter|comments?|period)\b"
    r"|\bas previously (?:reported|stated|advised|mentioned|noted)\b|\bas per (?:the )?(?:above|previous|last)\b"
    r"|\b(?:above[- ]mentioned|aforementioned|mentioned above|stated above|outlined above|ditto)\b"
    r"|\bas before\b(?=\W*$)"
    r"|\b(?:please )?(?:see|find) (?:the )?attach(?:ed|ment)\w*|\(attached\)|\b(?:is|are) attached(?= ?[.;,]| ?$| for)"
    r"|\bsee (?:the )?(?:enclosed|appendix|annex)\b|\b(?:mentioned|reported|stated|noted) previously\b"
    r"|\bno change (?:from|since) (?:the )?(?:last|previous)\b|\battached\W*$"
    r"|\battached (?:report|document|paper|table|chart|appendix|annex|file|spreadsheet|summary|sheet|note)s?\b",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\b(?:see|as|listed|shown|set out|detailed|outlined|described|refer to) (?:\w+ ){0,2}?below\b"
    r"(?! (?:\d|average|target|the))"
    r"|\b(?:as follows|the following)\s*[:;.]?$",
    re.IGNORECASE,
)


def find(subject: Subject) -> Finding | None:
    found = [(passage.key, sentence) for passage in narrative(subject.report) for sentence in _dead(passage)]
    if not found:
        return None
    return Finding(
        code=RULE.code,
        level=Level.ASK,
        message="In {count} places the text points to something that is not there or not named."
        if len(found) > 1
        else "The text points to something that is not there or not named.",
        advice="Say it again in a few words, or name the code or document that is meant.",
        params={"count": len(found)},
        spots=tuple(spot(subject, key, sentence) for key, sentence in found),
    )


def _dead(passage: Passage) -> Iterator[str]:
    for number, line in enumerate(passage.lines):
        found = sentences(line)
        for index, sentence in enumerate(found):
            last = index == len(found) - 1 and number == len(passage.lines) - 1
            if _DEAD.search(sentence) or (last and _BELOW.search(sentence)):
                yield sentence


RULE = Rule(
    code="dead-reference",
    name="A reference that leads nowhere",
    why="Each card is read on its own, on a screen or as a sheet in a pack; “above” is somewhere else there.",
    example="Burglary: see above.",
    find=find,
)
