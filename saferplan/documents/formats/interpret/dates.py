"""Dates and years as councils write them, to the tree's form: `2018-11-30`, `2018-11`."""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?,?\s+)?"
_LEAD = r"(?:(?:by|due|before|no later than|from|as at|dated?|issued|published|updated|the|at|to)\s*:?\s+)*"
_DAY_MONTH = re.compile(
    rf"{_LEAD}{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+({_MONTH})\.?,?[\s-]+'?(\d{{4}}|\d{{2}})", re.I
)
_MONTH_DAY = re.compile(rf"{_LEAD}({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,\s*(\d{{4}})", re.I)
_NUMBERS = re.compile(rf"{_LEAD}{_WEEKDAY}(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}|\d{{2}})", re.I)
_ISO = re.compile(rf"{_LEAD}(\d{{4}})-(\d{{2}})(?:-(\d{{2}}))?", re.I)
_MONTH_ONLY = re.compile(
    rf"{_LEAD}(?:(?:end|early|mid|late|start|beginning)(?:\s+of|-)?\s*)?({_MONTH})\.?,?[\s'/-]+(\d{{4}}|\d{{2}})", re.I
)
_TWO_YEARS = re.compile(r"(?<!\d)(20\d\d)\s*(?:[-–—/]|\bto\b)\s*(?:20)?(\d\d)(?!\d)")
_FINANCIAL = re.compile(r"(?<!\d)(20\d\d)[/-]\d\d\s*(?:[–—-]|\bto\b)\s*20\d\d[/-](\d\d)(?!\d)")
_SPAN = re.compile(
    rf"({_MONTH})\.?\s+(20\d\d)\s*(?:to|until|[-–—])\s*(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?({_MONTH})\.?\s+(20\d\d)", re.I
)


def read_date(text: str) -> str | None:
    """The date that the whole text states, as `2018-11-30` or `2018-11`; None where it is no date or not a real one."""
    text = " ".join(text.split()).strip(" .;,()")
    if match := _ISO.fullmatch(text):
        return _day(match[1], match[2], match[3]) if match[3] else _month(match[1], int(match[2]))
    if match := _DAY_MONTH.fullmatch(text):
        return _day(match[3], MONTHS[match[2].lower()], match[1])
    if match := _MONTH_DAY.fullmatch(text):
        return _day(match[3], MONTHS[match[1].lower()], match[2])
    if match := _NUMBERS.fullmatch(text):
        return _day(match[3], match[2], match[1])
    if match := _MONTH_ONLY.fullmatch(text):
        return _month(match[2], MONTHS[match[1].lower()])
    return None


def find_dates(text: str) -> list[str]:
    """The dates inside a text, in order."""
    found: list[tuple[int, int, str]] = []
    for pattern in (_DAY_MONTH, _MONTH_DAY, _NUMBERS, _ISO, _MONTH_ONLY):
        for match in pattern.finditer(text):
            read = read_date(match[0])
            inside = any(match.start() < end and match.end() > start for start, end, _ in found)
            apart = not text[match.end() : match.end() + 1].isalnum() and not text[: match.start()][-1:].isdigit()
            if read and not inside and apart:
                found.append((match.start(), match.end(), read))
    return [read for _, _, read in sorted(found)]


def read_years(text: str) -> tuple[str, str]:
    """First and last month of the years a text names: "2017-18" is April to March. Empty where it names none."""
    if match := _SPAN.search(text):
        return (
            _month(match[2], MONTHS[match[1].lower()]) or "",
            _month(match[4], MONTHS[match[3].lower()]) or "",
        )
    if match := _FINANCIAL.search(text) or _TWO_YEARS.search(text):
        first, last = int(match[1]), int(match[1][:2] + match[2])
        if first < last <= first + 30:
            return f"{first}-04", f"{last}-03"
    return "", ""


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day(year: str, month: str | int, day: str) -> str | None:
    try:
        return date(_year(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _month(year: str, month: int) -> str | None:
    return f"{_year(year):04}-{month:02}" if 1 <= month <= 12 else None
