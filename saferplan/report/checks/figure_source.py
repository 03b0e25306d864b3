"""Figures in the text with nothing to set them against."""

from __future__ import annotations

import re
from collections.abc import Iterator

from saferplan.report.checks.passages import narrative, sentences, spot
from saferplan.report.findings import Finding, Level, Rule, Subject

_COUNTED = (
    r"people|persons|crimes?|offences?|incidents?|thefts?|burglar(?:y|ies)|robber(?:y|ies)|assaults?|reports?"
    r"|complaints?"
    r"|calls?|cases?|victims?|referrals?|arrests?|residents?|attendees|visitors?|collisions?|casualties|injuries|fines"
    r"|offenders?|children|groups|households|families|vehicles|motorcycles|bicycles|bikes"
)
_PERCENT = re.compile(r"(?<![\w.])\d+(?:\.\d+)? ?(?:%|per ?cent\b)", re.IGNORECASE)
_COUNT = re.compile(
    rf"(?<![\w.,/:£$€#-])\d{{1,3}}(?:,\d{{3}})+\+?"
    rf"|(?<![\w.,/:£$€#-])\d{{2,6}}\+?(?= (?:[a-z-]+ ){{0,2}}(?:{_COUNTED})\b)"
)
_LARGE = re.compile(rf"(?:[\w-]+ ){{0,2}}(?:{_COUNTED})\b", re.IGNORECASE)
_MONEY = re.compile(r"[£$€] ?$")
_SUPPORTED = re.compile(
    r"\b(?:sources?|according to|recorded (?:by|crime)|figures? from|data (?:from|of)|police data|survey\w*|census"
    r"|audit"
    r"|logs?|register|returns?|database|counted|measured by|compared (?:with|to)|comparison|against|baseline|up from"
    r"|down from|rose from|fell from|from [\d,]+|than|last (?:year|quarter|month)|previous|the year before"
    r"|year[- ]earlier"
    r"|same (?:quarter|period|months?)|out of|of (?:the )?[\d,]+|target of|averag\w*|benchmark|published by|records?"
    r"|statistics)\b|\.gov\.uk|\.police\.uk",
    re.IGNORECASE,
)


def find(subject: Subject) -> Finding | None:
    found = [
        (passage.key, sentence)
        for passage in narrative(subject.report)
        for line in passage.lines
        for sentence in _bare(line)
    ]
    if not found:
        return None
    return Finding(
        code=RULE.code,
        level=Level.CONSIDER,
        message="{count} sentences give a figure with no source and nothing to compare it with."
        if len(found) > 1
        else "A sentence gives a figure with no source and nothing to compare it with.",
        advice="Say where the figure comes from, for which months, and what it was before.",
        params={"count": len(found)},
        spots=tuple(spot(subject, key, sentence) for key, sentence in found),
    )


def _bare(line: str) -> Iterator[str]:
    """The sentences with a figure; a source in the sentence or the ones beside it counts for it."""
    found = sentences(line)
    for index, sentence in enumerate(found):
        if _has_figure(sentence) and not _SUPPORTED.search(" ".join(found[max(0, index - 1) : index + 2])):
            yield sentence


def _has_figure(sentence: str) -> bool:
    if _PERCENT.search(sentence):
        return True
    for match in _COUNT.finditer(sentence):
        if "," in match[0] and (
            _MONEY.search(sentence[: match.start()]) or not _LARGE.match(sentence[match.end() :].lstrip())
        ):
            continue
        return True
    return False


RULE = Rule(
    code="figure-source",
    name="A figure without source or comparison",
    why="A number alone is neither good nor bad, and nobody can check it.",
    example="We spoke with over 1,500 people on the quay.",
    find=find,
)
