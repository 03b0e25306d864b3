"""Codes of activities and numbers of priorities: found at the front of a text, never made up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_DOTTED = (
    r"(?:(?:[A-Za-z]{1,6}[ -]?)?\d{1,3}(?:\.\d{1,3}){1,4}\.?(?:\(?[a-z]\)|[a-z](?![a-z]))?"
    r"|\d{1,3}\.[a-z](?![a-z])|\d{1,2}-\d{1,2}[a-z]?(?![\d-])|\d{1,3}\([a-z]\))"
)
_LETTERED = r"[A-Z]{1,5}[-/ ]?\d{1,4}[a-z]?"
_NUMBERED = r"\d{1,3}[a-z]?"
_CODE_ALONE = re.compile(rf"(?:{_DOTTED}|{_LETTERED}|{_NUMBERED}|[A-Z]{{1,5}}(?:[-/.]\w{{1,5}}){{1,4}}|[A-Za-z])[.):]?")
_SEPARATOR = r"(?:\s*[.:)]\s*|\s+[-–—]\s*|\s*[–—]\s*|-\s+|\s*\|\s*|\t\s*)"
_LEAD = r"(?:(?:key performance )?(?:action|activity|target|kpa|task|objective|commitment|milestone|ref|aim)\s+)?"
_IN_FRONT = re.compile(
    rf"^{_LEAD}(?:(?P<dotted>{_DOTTED})(?:{_SEPARATOR}|\s+)|(?P<lettered>{_LETTERED})(?:{_SEPARATOR}|\s+)"
    rf"|(?P<lettered2>{_NUMBERED}(?<=[a-z]))(?:{_SEPARATOR}|\s+)|(?P<number>\d{{1,3}}){_SEPARATOR})(?P<title>\S.*)$",
    re.DOTALL | re.IGNORECASE,
)
_NUMBERS_ALONE = re.compile(r"[A-Za-z]{0,6}\d{1,3}(?:\.\d{1,3})+(?:\(?[a-z]\)?)?\.?")
_BETWEEN_CODES = re.compile(r"\s*[,;/&+]\s*(?:and\s+)?|\s+and\s+|\s+")
_MONTH_AFTER = re.compile(r"^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.I)
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_KIND = (
    r"(?:kpa|priority|theme|strategic priority|strategic objective|strategic aim|priority "
    r"area|strand|workstream|goal|ambition|outcome|objective|pillar)"
)
_PRIORITY = re.compile(
    rf"^(?:our |scp |csp |partnership |plan )?{_KIND}\s*(?:no\.?\s*|number\s*|"
    rf"#\s*)?(?P<number>\d{{1,2}}|[a-z]+)\b(?!\.\d)"
    r"\s*(?:[:;.)–—-]+\s*|\s+)?(?P<title>.*)$",
    re.I | re.DOTALL,
)
_PLAIN_NUMBER = re.compile(
    r"^(?P<number>\d{1,2})(?:\s*[.):–—-]\s*(?=[^\d\s])|[.):]\s+(?=\d))(?P<title>\S.*)$", re.DOTALL
)
_OBJECTIVE = re.compile(
    r"^(?:(?:the |our |strategic |desired |intended |overall )*(?:objective|rationale|aim|outcome|goal)s?|"
    r"what (?:we|do we) want to achieve\??)\s*(?:[;:.–—-]+\s*|\n\s*)(?P<text>\S.*)$",
    re.I | re.DOTALL,
)
_OBJECTIVE_BARE = re.compile(r"^(?:Objective|Rationale|OBJECTIVE|RATIONALE)\s+(?P<text>(?!\d)\S.*)$", re.DOTALL)
_OBJECTIVE_INSIDE = re.compile(
    r"^(?P<title>\S.*?)[\s,;.:–—-]+(?:Objective|Rationale|OBJECTIVE|RATIONALE|Aim|AIM|"
    r"Outcome)s?\s*(?:[;:]\s*|\s(?=\S+\s+\S+\s+\S+))(?P<text>\S.*)$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A priority's heading: `number` is None where it has none."""

    number: int | None
    title: str
    objective: str = ""


def is_code(text: str) -> bool:
    """Whether a short text alone in its cell can be a code, such as `3.1.1e`, `A3`, `2a` or `CS/01`."""
    text = text.strip()
    return len(text) <= 16 and _CODE_ALONE.fullmatch(text) is not None


def clean_code(text: str) -> str:
    """A code without the stop, colon or bracket after it, and without "Action" or "Ref" before it."""
    text = " ".join(text.split())
    lead = rf"^{_LEAD}(?=\d)" if is_code(text) else rf"^{_LEAD}(?=\S)"
    text = re.sub(lead, "", text, flags=re.I)
    text = text.rstrip(":. ")
    return text[:-1] if text.endswith(")") and "(" not in text else text


def split_code(text: str) -> tuple[str, str] | None:
    """Code and title of a text that begins with a code: "1.1.1a. Engage …". None where it does not."""
    text = text.strip()
    match = _IN_FRONT.match(text)
    if not match or _NUMBERS_ALONE.fullmatch(text):
        return None
    code = match["dotted"] or match["lettered"] or match["lettered2"] or match["number"]
    title = match["title"].strip()
    if match["lettered"] and not match["lettered"][0].isupper():
        return None
    if match["lettered2"] and re.search(r"(?:x|s|st|nd|rd|th|h)$", match["lettered2"]) and not match["dotted"]:
        return None
    if match["number"] and _MONTH_AFTER.match(title):
        return None
    return clean_code(code), title


def codes_only(text: str) -> list[str]:
    """The codes of a text that is nothing but codes of one kind: "1.1a, 1.1b and 2.1c". Else empty."""
    parts = [clean_code(part) for part in _BETWEEN_CODES.split(text.strip()) if part.strip(" .")]
    known = all(is_code(part) and re.search(r"\d\W*[\da-z]|[A-Z]\d", part) for part in parts)
    kinds = {(part.count("."), part[:1].isdigit()) for part in parts}
    return parts if known and len(kinds) == 1 else []


def split_codes(text: str) -> list[tuple[str, str]]:
    """Several activities run together in one text: "1.1a. One 1.1b. Two". Each code must follow the one before.

    A text that merely mentions another code stays whole.
    """
    first = split_code(text)
    if first is None:
        return []
    found: list[tuple[str, str]] = []
    code, rest = first
    shape = re.escape(re.search(re.escape(code) + r"([.):]?)", text)[1]) if re.search(re.escape(code), text) else ""  # type: ignore[index]
    pattern = re.compile(rf"(?:(?<=\s)|^)({_shape(code)}){shape}\s+(?=\S)")
    while True:
        match = next((m for m in pattern.finditer(rest) if m.start() > 0 and _follows(code, m[1])), None)
        if match is None:
            found.append((code, rest.strip()))
            return found
        found.append((code, rest[: match.start()].strip()))
        code, rest = match[1], rest[match.end() :]


def _shape(code: str) -> str:
    return "".join(
        r"\d{1,3}" if part.isdigit() else r"[a-z]" if part.islower() and len(part) == 1 else re.escape(part)
        for part in re.findall(r"\d+|[a-z](?![a-z])|\D", code)
    )


def _follows(before: str, after: str) -> bool:
    """Whether only the last number or letter goes up by one: 1.1a, 1.1b."""
    one, two = re.findall(r"\d+|[A-Za-z]+|\W", before), re.findall(r"\d+|[A-Za-z]+|\W", after)
    if len(one) != len(two):
        return False
    changed = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    if len(changed) != 1 and not (len(changed) == 2 and one[-1] != two[-1]):
        return False
    a, b = changed[0]
    if a.isdigit() and b.isdigit():
        return 1 <= int(b) - int(a) <= 3
    return len(a) == len(b) == 1 and 1 <= ord(b) - ord(a) <= 3


def lead_number(code: str) -> int | None:
    """The first number of a code, which is its priority's in most plans: 3 for `3.1.1e` and for `P3.2`."""
    match = re.match(r"[A-Za-z]*[ -]?(\d{1,2})(?:[.]|[a-z]$)", code)
    return int(match[1]) if match else None


@lru_cache(maxsize=8192)
def priority_heading(text: str) -> Heading | None:
    """A heading that names its kind and number: "Priority 2: Violence", "KPA 3 …", "Theme One – …"."""
    match = _PRIORITY.match(" ".join(text.split()))
    if not match:
        return None
    number = _number(match["number"])
    if number is None:
        return None
    title, objective = split_objective(match["title"])
    return Heading(number, title, objective)


def numbered_heading(text: str) -> Heading | None:
    """A heading such as "2. Violence". Only for places where a priority is expected."""
    match = _PLAIN_NUMBER.match(" ".join(text.split()))
    if not match:
        return None
    title, objective = split_objective(match["title"])
    return Heading(int(match["number"]), title, objective)


def spaced_heading(text: str) -> Heading | None:
    """ "2 Violence", for rows that can only be a priority's."""
    match = re.match(r"^(\d{1,2})\s+([^\W\d].*)$", " ".join(text.split()))
    return Heading(int(match[1]), *split_objective(match[2])) if match else None


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    lower = text.lower()
    if lower in NUMBER_WORDS:
        return NUMBER_WORDS[lower]
    if text.isupper() and lower in _ROMAN:
        return _ROMAN[lower]
    return ord(lower) - 96 if len(text) == 1 and text.isupper() else None


def split_objective(text: str) -> tuple[str, str]:
    """Title and objective of a heading that holds both: "Violence Objective; To protect …"."""
    text = " ".join(text.split())
    match = _OBJECTIVE_INSIDE.match(text)
    if match:
        return match["title"].strip(" -–—:;,"), match["text"].strip()
    return text.strip(" -–—:;"), ""


def objective_of(text: str) -> str | None:
    """The objective, where a text is one: "Objective; To protect …", "Rationale: …"."""
    match = _OBJECTIVE.match(text.strip()) or _OBJECTIVE_BARE.match(text.strip())
    return " ".join(match["text"].split()) if match else None
