"""Patterns of personal data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from saferplan.report.checks.dates import MONTH_NAMES
from saferplan.report.checks.passages import all_texts, listed, reasons, spot
from saferplan.report.findings import Finding, Level, Rule, Subject

_EMAIL = re.compile(r"\b([\w.+-]{1,64})@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}\b")
_MAILBOX = re.compile(
    r"info|enquir|contact|admin|office|team|safety|safer|communit|licens|housing|police|support|help|press|duty|council"
    r"|feedback|report|mail|prevent|service|secretary|partnership|dataprotection|foi|crime|clerk|democra|reception",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w.])(?:\+44[\s-]?(?:\(0\))?[\s-]?|\(?0)\d(?:[\s()-]{0,2}\d){8,9}(?![\w.]{0,9}\d)")
_DAY = (
    rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)? {MONTH_NAMES} \d{{4}}"
    r"|\d{4}-\d{2}-\d{2})"
)
_BIRTH = re.compile(
    rf"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?|birthday)[\s:]*(?:is |was |of )?{_DAY}", re.IGNORECASE
)
_INSURANCE = re.compile(r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")
_NHS = re.compile(r"(?<![\d.,£])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d.,]{0,5}\d)")
_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}"
_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Close|Drive|Court|Way|Place|Terrace|Gardens|Crescent|Row|Square|Hill|Quay)"
)
_ADDRESS = re.compile(
    rf"\b(?:Flat|Apartment|Room|No\.?)? ?\d{{1,4}}[A-Za-z]?,? (?:[A-Z][\w’'-]+,? ){{1,7}}{_POSTCODE}\b"
    rf"|\b(?:Flat|Apartment) \d{{1,4}}[A-Za-z]?,? \d{{0,4}}[A-Za-z]?,? ?(?:[A-Z][\w’'-]+ ){{1,4}}{_STREET}\b"
)
_PLATE = re.compile(r"\b(?:[A-HJ-PR-Y]{2}[0-7]\d ?[A-HJ-PR-Z]{3}|[A-HJ-NP-TV-Y]\d{1,3} [A-HJ-PR-Z]{3})\b")


def find(subject: Subject) -> Finding | None:
    texts = chain(all_texts(subject.report), reasons(subject.report))
    found = [(p.key, kind, words, soft) for p in texts for kind, words, soft in patterns(p.text)]
    found = list(dict.fromkeys(found))
    if not found:
        return None
    hard = any(not soft for _, _, _, soft in found)
    return Finding(
        code=RULE.code,
        level=Level.FIX if hard else Level.CONSIDER,
        message="The text holds what looks like personal data: {kinds}."
        if hard
        else "The text holds contact details of an office: {kinds}.",
        advice="Remove it, or replace it with a role and its mailbox."
        if hard
        else "Check that the mailbox or number is meant for the public and will still be answered.",
        params={"kinds": listed(kind for _, kind, _, _ in found)},
        spots=tuple(spot(subject, key, words) for key, _, words, _ in found),
    )


def patterns(text: str) -> Iterator[tuple[str, str, bool]]:
    """Kind, words, and whether it is only the address of an office."""
    for match in _EMAIL.finditer(text):
        yield "an email address", match[0], _MAILBOX.search(match[1]) is not None
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", re.sub(r"\(0\)|^\+44", "", match[0])).lstrip("0")
        if len(digits) in (9, 10) and digits[0] in "12378":
            yield "a telephone number", match[0], digits[0] in "38"
    for kind, pattern in (
        ("a date of birth", _BIRTH),
        ("a National Insurance number", _INSURANCE),
        ("a home address", _ADDRESS),
        ("a vehicle registration", _PLATE),
    ):
        yield from ((kind, match[0].strip(), False) for match in pattern.finditer(text))
    for match in _NHS.finditer(text):
        if _is_nhs_number(re.sub(r"\D", "", match[0])):
            yield "an NHS number", match[0], False


def _is_nhs_number(digits: str) -> bool:
    """The tenth digit checks the other nine."""
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return digits[0] != "0" and int(digits[9]) == (0 if check == 11 else check)


RULE = Rule(
    code="personal-data",
    name="Personal data in the text",
    why="A report is copied, published and indexed; what is in it once cannot be called back.",
    example="Residents can ring Ada Quill on 07700 900123.",
    find=find,
)
