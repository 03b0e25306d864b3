"""Codes of activities: their shapes, and what in a text looks like one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_NUMBERS = r"\d{1,3}(?:[./-]\d{1,3})*\.?[A-Za-z]{0,2}(?![\w%/@]|[.,:]\d)"
_POINTER = re.compile(
    r"\b(?:activit(?:y|ies)|actions?|targets?|KPAs?|KPIs?|ref(?:erence)?s?|codes?|items?|objectives?|see|measures?)"
    r"(?:\s+(?:no|number)\.?)?[\s:(]*(?:[\w.]+\s*(?:,|and|&|to)\s*)*$",
    re.IGNORECASE,
)
_VERSION = re.compile(r"(?:\bv(?:ersion|er)?\.?|\bat|\bIP|[£$€]|\bby|\bfrom|\bto)\s*$", re.IGNORECASE)
_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})")


def shape(code: str) -> str:
    """`3.1.1f` is `9.9.9a`: digits in a row are one 9, each letter an a."""
    return re.sub(r"[A-Za-z]", "a", re.sub(r"\d+", "9", code))


def looks_like_codes(text: str, known: Iterable[str]) -> Iterator[re.Match[str]]:
    """What in a text is written like the known codes of the report, or as one of them with a part too many."""
    shapes, prefixes = _looks(tuple(known))
    for match in _candidates(prefixes).finditer(text):
        token = match[0]
        if _is_other_number(text, match):
            continue
        if _letters(token) not in prefixes or not (_near_shape(shape(token), shapes)):
            continue
        if _telling(token) or _POINTER.search(_just_before(text, match)):
            yield match


@lru_cache(maxsize=8)
def _looks(known: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The shapes and the prefixes of the known codes: the same for every text of a report."""
    return frozenset(shape(code) for code in known), frozenset(_letters(code) for code in known)


@lru_cache(maxsize=100)
def _candidates(prefixes: frozenset[str]) -> re.Pattern[str]:
    """Numbers with dots and letters, behind a prefix that the known codes have."""
    letters = "|".join(f"{re.escape(prefix)}[ -]?" if prefix else "" for prefix in sorted(prefixes, reverse=True))
    return re.compile(rf"(?<![\w.,/:£$€@#%-])(?:{letters}){_NUMBERS}", re.IGNORECASE)


def nearest(code: str, known: Iterable[str]) -> str:
    """The known code that is most like it, or empty."""
    close = difflib.get_close_matches(code.casefold(), [each.casefold() for each in known], n=1, cutoff=0.6)
    return next((each for each in known if close and each.casefold() == close[0]), "")


def _letters(code: str) -> str:
    match = re.match(r"[A-Za-z]*", code)
    return match[0].casefold() if match else ""


def _near_shape(found: str, shapes: frozenset[str]) -> bool:
    if found in shapes:
        return True
    return any(part in found and found.replace(part, "", 1) in shapes for part in (".9", "-9", "/9")) and "a" in found


def _telling(token: str) -> bool:
    """Enough of a code's own look not to be a number, a version or a road."""
    letters_before, letter_after = _letters(token), bool(re.search(r"\d[A-Za-z]$", token))
    parts = len(re.findall(r"\d+", token))
    if parts >= 2 and (letter_after or letters_before):
        return True
    return parts >= 3 or len(letters_before) >= 2


def _just_before(text: str, match: re.Match[str]) -> str:
    """Only so much that a very long text stays quick to check."""
    return text[max(0, match.start() - 60) : match.start()]


def _is_other_number(text: str, match: re.Match[str]) -> bool:
    date = _DATE.fullmatch(match[0])
    if date and int(date[1]) <= 31 and int(date[2]) <= 12 and int(date[3]) > 9:
        return True
    if re.search(r"\d(?:am|pm|kg|km|cm|mm|ml|m|k|p|th|st|nd|rd|bn|GB|MB|x)$", match[0]) and match[0].count(".") < 2:
        return True
    return _VERSION.search(_just_before(text, match)) is not None and not re.search(r"[A-Za-z]$", match[0])
