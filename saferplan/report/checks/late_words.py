"""Text that tells of trouble beside a green light."""

from __future__ import annotations

import re
from collections.abc import Iterator

from saferplan.report.checks.passages import card_key, listed, sentences, spot
from saferplan.report.findings import Finding, Level, Rule, Subject
from saferplan.report.markdown import plain_lines
from saferplan.report.tree import Light, Report

_TROUBLE = re.compile(
    r"\b(?:(?:is|are|was|were|be|been|running|arrived|arriving|delivered|started|too|so|weeks?|months?|days?) late\b"
    r"(?! (?:night|at night|evening|afternoon|spring|summer|autumn|winter|licen|\w+ber\b|january|march|april|may|june"
    r"|july))"
    r"|delay(?:s|ed|ing)?|overdue|behind (?:schedule|plan|target|programme|time|where|the (?:plan|schedule|target))"
    r"|(?:is|are|fallen|falling|fell|slipped|running|well|months?|weeks?) behind(?! (?:the (?:rise|fall|idea|change"
    r"|scheme))|bars|closed)"
    r"|not (?:yet )?(?:been |being |proved |proven |very )?(?:effective|successful|delivered|achieved|working|met the)"
    r"|ineffective|await(?:s|ed|ing)?(?!-)|(?:lower|less|fewer|slower|later) than (?:expected|planned|hoped)"
    r"|not (?:yet )?(?:been )?(?:started|begun|commenced)|yet to (?:start|begin|be)"
    r"|slipp(?:ed|age|ing)|stalled|on hold|postponed|cancelled|no progress|little progress|unable to"
    r"|missed (?:the |its |our |their )?(?:targets?|deadlines?|milestones?|dates?)|(?:targets?|deadlines?"
    r"|milestones?) (?:was|were|is|are|has been|have been) (?:missed|not met)|pushed back|off[- ]track|failed to"
    r"|has lapsed)\b",
    re.IGNORECASE,
)
_NOT_TROUBLE = re.compile(
    r"\b(?:no|without|avoid(?:s|ed|ing)?|reduc\w+|cut(?:s|ting)?|prevent\w*|fewer|any|despite|not|never|nothing is"
    r"|none (?:is|are|was|were))(?: \w+){0,2} (?:delay\w*|overdue|late|await\w*|postponed|cancelled|stalled|slippage)\b"
    r"|\b(?:delayed|postponed|late|overdue|awaited|stalled|on hold)\b.{0,60}\b(?:now|since|but has|have since"
    r"|has since)\b"
    r".{0,30}\b(?:complete\w*|done|delivered|running|open\w*|in place|resolved|started|finished|arrived|caught up"
    r"|met)\b"
    r"|\bwas (?:delayed|late|behind)\b.{0,40}\b(?:last|previous) (?:quarter|year|period)\b",
    re.IGNORECASE,
)


def find(subject: Subject) -> Finding | None:
    found = list(_troubled(subject.report))
    if not found:
        return None
    return Finding(
        code=RULE.code,
        level=Level.ASK,
        message="The text beside {count} green lights speaks of delay, waiting or no effect: {words}."
        if len({key for key, _, _ in found}) > 1
        else "The text beside a green light speaks of delay, waiting or no effect: {words}.",
        advice="Say why the light is green all the same, or change the light.",
        params={
            "count": len({key for key, _, _ in found}),
            "words": listed(f"“{words}”" for _, _, words in found),
        },
        spots=tuple(spot(subject, key, sentence) for key, sentence, _ in found),
    )


def _troubled(report: Report) -> Iterator[tuple[str, str, str]]:
    worrying = {a.code.casefold() for _, a in report.activities() if a.light in (Light.AMBER, Light.RED)}
    for key, light, position in _places(report):
        if light not in (Light.GREEN, Light.COMPLETE):
            continue
        for line in plain_lines(position):
            for sentence in sentences(line):
                match = _TROUBLE.search(sentence)
                if match and not _NOT_TROUBLE.search(sentence) and not _names_one_of(sentence, worrying):
                    yield key, sentence, match[0].casefold()


def _places(report: Report) -> Iterator[tuple[str, Light, str]]:
    for _, activity in report.activities():
        yield f"activity:{activity.code}", activity.light, activity.position
    for index, card in enumerate(report.cards):
        yield card_key(index), card.light, card.position


def _names_one_of(sentence: str, codes: set[str]) -> bool:
    return any(code in sentence.casefold() for code in codes)


RULE = Rule(
    code="late-words",
    name="Green beside words of delay",
    why="When the words and the light disagree, readers believe neither.",
    example="The new cameras are delayed.",
    find=find,
)
