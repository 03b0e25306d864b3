"""A code that no activity of the report has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from saferplan.report.checks.codes import looks_like_codes, nearest
from saferplan.report.checks.passages import all_texts, card_key, listed, spot
from saferplan.report.findings import Finding, Level, Rule, Subject

# Looking for the code that was meant takes time; whoever has this many wrong needs no more hints.
MOST_HINTS = 20
_PRIORITY = re.compile(r"\b(?:KPA|Priority)\s?(\d{1,2})\b(?!\.?\d)")


def find(subject: Subject) -> Finding | None:
    found = list(dict.fromkeys(_unknown(subject)))
    if not found:
        return None
    codes = list(dict.fromkeys(code for _, code in found))
    known = [activity.code for _, activity in subject.report.activities()]
    pairs = [(code, nearest(code, known)) for code in codes[:MOST_HINTS]]
    hints = [f"{code} may mean {close}" for code, close in pairs if close]
    advice = "Correct the code, or add the activity to the summary."
    return Finding(
        code=RULE.code,
        level=Level.FIX,
        message="The report names {codes}, which it does not have." + (" {hints}." if hints else ""),
        advice=advice,
        params={"codes": listed(codes), "hints": listed(hints)},
        spots=tuple(spot(subject, key, code) for key, code in found),
    )


def _unknown(subject: Subject) -> Iterator[tuple[str, str]]:
    report = subject.report
    known = tuple(dict.fromkeys(activity.code for _, activity in report.activities()))
    known_codes = frozenset(known)
    folded = {re.sub(r"[\s-]", "", code).casefold() for code in known}
    numbers = {priority.number for priority in report.priorities}
    if not known:
        return
    for index, card in enumerate(report.cards):
        yield from ((card_key(index), code) for code in card.targets if code not in known_codes)
        if card.priority not in numbers:
            yield card_key(index), f"priority {card.priority}"
    for passage in all_texts(report):
        for match in looks_like_codes(passage.text, known):
            token = match[0].strip().rstrip(".")
            if re.sub(r"[\s-]", "", token).casefold() not in folded:
                yield passage.key, token
        for match in _PRIORITY.finditer(passage.text):
            if int(match[1]) not in numbers:
                yield passage.key, match[0]


RULE = Rule(
    code="unknown-code",
    name="A code that does not exist",
    why="A reader who follows the code finds nothing, and the text counts for no activity.",
    example="The work on lighting is told under 3.1.1b.",
    find=find,
)
