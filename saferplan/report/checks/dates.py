"""Months and years as reports write them."""

from __future__ import annotations

import re

from saferplan.common.dates import MONTHS

MONTH_NAMES = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEARS = re.compile(r"\b(20\d{2})\s*(?:-|–|—|/|to|and)\s*(20\d{2}|\d{2})\b")
_YEAR = re.compile(r"\b(20\d{2})\b")
_DUE = re.compile(
    rf"\d{{4}}-\d{{2}}|\b{MONTH_NAMES}\b|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b|\b\d{{1,2}}/\d{{2,4}}\b"
    r"|\bQ[1-4]\b|\b20\d{2}\b"
    r"|\b(?:spring|summer|autumn|winter|easter|christmas)\b|\bend of (?:the )?(?:year|quarter)\b",
    re.IGNORECASE,
)


def month_number(text: str) -> int | None:
    """Months since year 0 for a text that begins `2018-09`; None for anything else."""
    match = _ISO_MONTH.match(text)
    return int(match[1]) * 12 + int(match[2]) - 1 if match else None


def years_of_plan(title: str) -> tuple[int, int] | None:
    """First and last possible month of a plan by the years in its title; `2017-18` is April to March."""
    match = _YEARS.search(title)
    if match:
        first = int(match[1])
        short = len(match[2]) == 2
        last = first // 100 * 100 + int(match[2]) if short else int(match[2])
        financial = short or last == first + 1
        return first * 12, last * 12 + (2 if financial else 11)
    year = _YEAR.search(title)
    return (int(year[1]) * 12, int(year[1]) * 12 + 11) if year else None


def is_date(text: str) -> bool:
    """Whether a due date says when; "ongoing", "TBC" and "as soon as possible" do not."""
    return _DUE.search(text) is not None


def month_words(month: int) -> str:
    """`September 2018` for a number of `month_number`."""
    return f"{MONTHS[month % 12]} {month // 12}"
