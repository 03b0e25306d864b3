"""Criteria under which bad results can never make a light red."""

from __future__ import annotations

import re

from saferplan.report.checks.criteria import stated_criteria
from saferplan.report.checks.passages import spot
from saferplan.report.findings import Finding, Level, Rule, Subject
from saferplan.report.tree import Criteria

_ABOUT_WORK = re.compile(
    r"\b(?:not (?:yet )?(?:been )?(?:beg[ua]n|commenc|scop|implement|done|underway)\w*"
    r"|start\w*|begun|progress\w*|schedul\w*|delay\w*|late|behind|overdue|deadline\w*|slipp\w*|stall\w*|milestone\w*"
    r"|off[- ]track|off[- ]target|on track|work|timescale\w*|on hold|complet\w*|deliver\w*|plan\w*|action\w*)\b",
    re.IGNORECASE,
)
_ABOUT_RESULTS = re.compile(
    r"%|\bper ?cent\b|\b(?:half|third|quarters?) of\b"
    r"|\b(?:fewer|less|more|higher|lower|worse|greater) than\b(?! (?:\d+|\w+) (?:days?|weeks?|months?)\b)"
    r"|\b(?:ris(?:e|es|en|ing)|rose|fall(?:s|en|ing)?|fell|increas\w*|decreas\w*|reduc\w*|declin\w*|above|below"
    r"|worse\w*"
    r"|exceed\w*|harm\w*|outcomes?|results?|impact\w*|baseline|satisf\w*|feel\w*|rates?|crimes?|offences?|incidents?"
    r"|victims?|complaints?|thefts?|injur\w*|casualt\w*|fear|confidence)\b"
    r"|\btargets?\b(?! dates?)(?<!off target)(?<!off-target)"
    r"|(?<![\d/-])\b\d+(?:[.,]\d+)?\b(?! ?(?:days?|weeks?|months?|years?|/))",
    re.IGNORECASE,
)


def find(subject: Subject) -> Finding | None:
    blind = [(key, criteria) for key, criteria in stated_criteria(subject.report) if _blind(criteria)]
    if not blind:
        return None
    return Finding(
        code=RULE.code,
        level=Level.ASK,
        message="The criteria for red speak of work only, so bad results can never make a light red: {count} of {all}.",
        advice="Add what results make the light red, or say that the light is about work and show results beside it.",
        params={"count": len(blind), "all": len(stated_criteria(subject.report))},
        spots=tuple(spot(subject, key, criteria.red or "no criteria for red") for key, criteria in blind),
    )


def _blind(criteria: Criteria) -> bool:
    if not criteria.red.strip():
        return True
    return bool(_ABOUT_WORK.search(criteria.red)) and not _ABOUT_RESULTS.search(criteria.red)


RULE = Rule(
    code="criteria-results",
    name="The light can never go red on results",
    why="Work can be done in full while harm grows; a light about work alone then stays green.",
    example="Red: not yet started.",
    find=find,
)
