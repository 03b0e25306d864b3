"""Who answers for a card or an activity."""

from __future__ import annotations

import re
from collections.abc import Iterator

from saferplan.report.checks.passages import card_key, listed, spot
from saferplan.report.findings import Finding, Level, Rule, Subject
from saferplan.report.tree import Report

_NOBODY = re.compile(
    r"^(?:|tb[ac]|n/?a|none|vacan(?:t|cy)|unknown|various|all|everyone|\?+|-+|to be (?:confirmed|agreed))$"
)
_ROLE = re.compile(
    r"\b(?:manager|co-?ordinator|officer|lead|leader|head|director|chief|inspector|sergeant|superintendent|constable"
    r"|commander|commissioner|chair|chairman|chairwoman|chairperson|advis[eo]r|advocate|analyst|nurse|doctor|clerk"
    r"|warden|governor|master|secretary|champion|deputy|assistant|specialist|consultant|executive|president|owner"
    r"|councillor|cllr|captain|solicitor|registrar|principal|headteacher|matron|ranger|worker|practitioner|dci|di|ds"
    r"|insp|supt|sgt|pc|mr|mrs|ms|miss|dr|sir|dame)\b\.?",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:teams?|partners|partnerships?|agencies|services?|authorit(?:y|ies)|police|constabulary|councils?|boards?"
    r"|groups?|forums?|committees?|units?|departments?|divisions?|officers|managers|leads|coordinators|wardens|staff"
    r"|all|various|everyone|housing|licensing|probation|nhs|brigade|members|stakeholders|businesses|residents)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:/|;|&|\+|,|\band\b)\s*", re.IGNORECASE)
_LEADING = re.compile(r"\b(?:lead|accountable|owner|responsible)\b", re.IGNORECASE)


def find(subject: Subject) -> Finding | None:
    found = list(_doubtful(subject.report))
    if not found:
        return None
    missing = sum(not owner for _, owner in found)
    vague = listed(f"“{owner}”" for _, owner in found if owner)
    if missing and vague:
        message = "No owner is named in {missing} of the places below, and these are not one accountable role: {vague}."
    elif missing:
        message = "No owner is named in {missing} of {all} places."
    else:
        message = "These owners are not one accountable role: {vague}."
    return Finding(
        code=RULE.code,
        level=Level.ASK,
        message=message,
        advice="Name one role, such as “Licensing Manager”, that answers for the light; the others contribute.",
        params={"missing": missing, "vague": vague, "all": _all(subject.report)},
        spots=tuple(spot(subject, key, owner) for key, owner in found),
    )


def is_one_role(owners: tuple[str, ...]) -> bool:
    """Whether exactly one role or person answers; others may stand beside one that is marked as lead."""
    named = [owner.strip() for owner in owners if not _NOBODY.match(owner.strip().casefold())]
    leads = [owner for owner in named if re.search(r"\((?:[^)]*)\)|:", owner) and _marked_lead(owner)]
    if len(leads) == 1:
        return True
    if len(named) != 1:
        return False
    text = re.sub(r"\([^)]*\)", "", named[0])
    parts = [part for part in _JOINED.split(text) if part]
    if len(parts) > 1 and (_ROLE.search(parts[0]) or not _ROLE.search(text) or len(_ROLE.findall(text)) > 1):
        return _is_role_with_area(text, parts)
    return bool(_ROLE.search(text)) or not _GROUP.search(text)


def _marked_lead(owner: str) -> bool:
    return bool(
        re.search(r"\((?:[^)]*\b)?(?:lead|accountable|owner)\b[^)]*\)|^(?:lead|owner)\s*:", owner, re.IGNORECASE)
    )


def _is_role_with_area(text: str, parts: list[str]) -> bool:
    """`Head of Housing and Licensing` and `Ada Quill, Licensing Manager` are one; `Police, Licensing teams` are not."""
    if re.match(r"(?:head|director|chief|manager|lead|chair)\b.*\b(?:of|for)\b", text, re.IGNORECASE):
        return not any(_ROLE.search(part) for part in parts[1:])
    if "," in text and len(parts) == 2:
        return (
            not _GROUP.search(parts[0])
            and bool(_ROLE.search(text))
            and not (_ROLE.search(parts[0]) and _ROLE.search(parts[1]))
        )
    return False


def _doubtful(report: Report) -> Iterator[tuple[str, str]]:
    for index, card in enumerate(report.cards):
        if not is_one_role(card.owners):
            yield card_key(index), _shown(card.owners)
    for _, activity in report.activities():
        if activity.owners and not is_one_role(activity.owners):
            yield f"activity:{activity.code}", _shown(activity.owners)
        elif not activity.owners and not report.cards_of(activity.code):
            yield f"activity:{activity.code}", ""


def _shown(owners: tuple[str, ...]) -> str:
    return ", ".join(owner.strip() for owner in owners if owner.strip())


def _all(report: Report) -> int:
    return len(report.cards) + sum(not report.cards_of(activity.code) for _, activity in report.activities())


RULE = Rule(
    code="owner",
    name="The owner is missing or is not one accountable role",
    why="Where several answer for a light, nobody does, and nobody can be asked.",
    example="The owner of a card is “Police, Housing and Licensing teams”.",
    find=find,
)
