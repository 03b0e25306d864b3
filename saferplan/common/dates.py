"""Months and days in words. English here; `translate` turns a month's name into another language."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def date_words(value: str, translate: Callable[[str], str] = str) -> str:
    """`2018-09` as "September 2018", `2018-09-27` as "27 September 2018"; any other text as it is."""
    parts = value.split("-")
    if not (2 <= len(parts) <= 3 and all(part.isascii() and part.isdigit() for part in parts)):
        return value
    sizes = [len(part) for part in parts]
    year, month = int(parts[0]), int(parts[1])
    if sizes[:2] != [4, 2] or year < 1 or not 1 <= month <= 12:
        return value
    words = f"{translate(MONTHS[month - 1])} {parts[0]}"
    if len(parts) == 2:
        return words
    day = int(parts[2])
    return f"{day} {words}" if sizes[2] == 2 and 1 <= day <= monthrange(year, month)[1] else value


def local_day(instant: datetime) -> date:
    """The day in London at an instant."""
    return instant.astimezone(LONDON).date()
