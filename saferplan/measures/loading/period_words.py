"""Which period a cell names: a month, quarter or year, however partners write it. Pure.

Days are read day first, as in Britain. `Q2 2018/19` is of the year from April; `Q2 2018` of the calendar year unless
the source says that its years begin in April.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from saferplan.common.periods import LENGTHS, Frequency, Span, is_span, span_of
from saferplan.measures.loading.said import Said, said
from saferplan.measures.loading.table import Cell, Mark, Special

When: TypeAlias = Span | Said

NO_PERIOD = "is no month, quarter or year"
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    **{name.lower(): number for number, name in enumerate(calendar.month_abbr) if name},
    "sept": 9,
}
_NAME = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d|'?\d\d)"
_TWO_YEARS = r"(?P<first>(?:19|20)\d\d)\s*[/-]\s*(?P<second>(?:19|20)?\d\d)"
_SHORT_YEARS = r"(?P<first>\d\d)\s*[/-]\s*(?P<second>\d\d)"
_QUARTER = r"(?:q|qtr|quarter)\s*(?P<quarter>[1-4])"
_SPACE = re.compile(r"\s+")
_TIME = re.compile(r"[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?Z?\Z")
# Serial numbers of days as spreadsheets count them: from 1954 to 2119.
_SERIALS = range(20_000, 80_001)
_EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_YEARS = range(1900, 2101)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_ISO_DAY = _pattern(r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})")
_DAY = _pattern(r"(?P<day>\d{1,2})[-/. ](?P<number>\d{1,2})[-/. ](?P<year>\d{4}|\d\d)")
_NAMED_DAY = _pattern(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-/ ]?{_NAME}[-/, ]*{_YEAR}")
_ISO_MONTH = _pattern(r"(?P<year>(?:19|20)\d\d)[-/. ]?(?P<number>0[1-9]|1[0-2]|(?<=[-/. ])[1-9])")
_MONTH = _pattern(r"(?P<number>0?[1-9]|1[0-2])[-/.](?P<year>(?:19|20)\d\d)")
_NAMED_MONTH = _pattern(rf"{_NAME}[-/, ]*{_YEAR}")
_MONTH_LAST = _pattern(rf"(?P<year>(?:19|20)\d\d)[-/, ]*{_NAME}")
_MONTH_OF_YEARS = _pattern(rf"{_NAME}[-, ]*{_TWO_YEARS}")
_QUARTER_FIRST = _pattern(rf"{_QUARTER}[-/,: ]*(?:fy\s*)?(?:{_TWO_YEARS}|(?P<one>(?:19|20)\d\d))")
_QUARTER_LAST = _pattern(rf"(?:fy\s*)?(?:{_TWO_YEARS}|(?P<one>(?:19|20)\d\d))[-/,: ]*{_QUARTER}")
_SHORT_QUARTER = _pattern(rf"(?:{_QUARTER}[-/,: ]*{_SHORT_YEARS})")
_MONTHS_TO = _pattern(
    r"(?P<from>[a-z]{3,9})\.?[ ,]*(?P<early>(?:19|20)\d\d)?\s*(?:-|to)\s*" + rf"{_NAME}[-/, ]*{_YEAR}"
)
_OF_YEARS = _pattern(rf"(?:fy|financial year|year)?\s*{_TWO_YEARS}")
_OF_SHORT_YEARS = _pattern(rf"(?:fy|financial year)\s*{_SHORT_YEARS}")
_ONE_YEAR = _pattern(r"(?:(?:calendar )?year\s*)?(?P<year>(?:19|20)\d\d)")
_YEAR_TO = _pattern(rf"(?:year|12 months|twelve months) (?:to|ending|ended)(?: \d{{1,2}})? {_NAME}[-/, ]*{_YEAR}")


class PeriodReader:
    """Reads the periods of one sheet for measures of one frequency; what it has read it knows again."""

    def __init__(self, frequency: Frequency, *, uses_1904: bool = False, starts_in_april: bool = False) -> None:
        self.frequency = frequency
        self._uses_1904 = uses_1904
        self._starts_in_april = starts_in_april
        self._known: dict[tuple[type, Cell], When] = {}

    def read(self, cell: Cell) -> When:
        key = (type(cell), cell)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._read(cell)
        return found

    def _read(self, cell: Cell) -> When:
        if isinstance(cell, Special):
            if cell.mark is Mark.DATE:
                return self._of_day(date.fromisoformat(cell.text[:10]))
            return said(NO_PERIOD)
        if isinstance(cell, bool) or cell is None:
            return said(NO_PERIOD)
        if isinstance(cell, float):
            cell = int(cell)
        if isinstance(cell, int):
            return self._of_number(cell)
        text = _TIME.sub("", _SPACE.sub(" ", cell.replace("\N{EN DASH}", "-").replace("\u00a0", " ")).strip())
        if text.isdecimal() and len(text) in (5, 6):
            return self._of_number(int(text))
        first: Said | None = None
        for pattern, read in self._ways():
            found = pattern.fullmatch(text)
            answer = read(self, found) if found else None
            if isinstance(answer, Span):
                return answer
            first = first or answer
        return first or said(NO_PERIOD)

    def _ways(self) -> tuple[tuple[re.Pattern[str], Callable[[PeriodReader, re.Match[str]], When]], ...]:
        # 2011/12 is a year to those who keep years, and December to those who keep months.
        years = ((_OF_YEARS, PeriodReader._years), (_OF_SHORT_YEARS, PeriodReader._years))
        return (*years, *_WAYS) if self.frequency is Frequency.YEAR else (*_WAYS, *years)

    def _of_number(self, number: int) -> When:
        if number in _SERIALS:
            return self._of_day(_EPOCHS[self._uses_1904] + timedelta(days=number))
        if number in _YEARS:
            return self._span(number, 12, Frequency.YEAR)
        year, month = divmod(number, 100)
        if year in _YEARS and 1 <= month <= 12:
            return self._of_month(year, month)
        return said(NO_PERIOD)

    def _of_day(self, day: date) -> When:
        """The period that a day stands for: any day of a month; the first or last of a longer period."""
        if day.year not in _YEARS:
            return said("is a year too far away to be right")
        last = calendar.monthrange(day.year, day.month)[1]
        if self.frequency is Frequency.MONTH:
            return self._of_month(day.year, day.month)
        if day.day == last:
            return self._of_month(day.year, day.month)
        if day.day == 1:
            months = day.year * 12 + day.month - 2 + LENGTHS[self.frequency]
            found = span_of(f"{months // 12:04}-{months % 12 + 1:02}", self.frequency)
            if is_span(found.starts, found.ends, self.frequency):
                return found
        return said("is a day inside a {period}: name it by its first or last day", period=self.frequency.value)

    def _of_month(self, year: int, month: int) -> When:
        if year not in _YEARS:
            return said("is a year too far away to be right")
        found = span_of(f"{year:04}-{month:02}", self.frequency)
        if not is_span(found.starts, found.ends, self.frequency):
            return said("is a month inside a quarter: name the quarter by its last month, or as Q2 2018/19")
        return found

    def _span(self, year: int, month: int, frequency: Frequency) -> When:
        if frequency is not self.frequency:
            return said("is a {found}, but the measure is kept by {period}", found=frequency, period=self.frequency)
        if year not in _YEARS:
            return said("is a year too far away to be right")
        return span_of(f"{year:04}-{month:02}", frequency)

    def _day(self, found: re.Match[str]) -> When:
        try:
            day = date(_year(found["year"]), _month(found), int(found["day"]))
        except ValueError:
            return said("is no day: dates are read day first, then the month")
        return self._of_day(day)

    def _month(self, found: re.Match[str]) -> When:
        return self._of_month(_year(found["year"]), _month(found))

    def _month_of_years(self, found: re.Match[str]) -> When:
        first = _follows(found)
        month = _month(found)
        if first is None:
            return said("names two years that do not follow each other")
        return self._of_month(first if month >= 4 else first + 1, month)

    def _quarter(self, found: re.Match[str]) -> When:
        """The end of a quarter: of the year from April where two years are named."""
        number = int(found["quarter"])
        one = found.groupdict().get("one")
        if one and not self._starts_in_april:
            return self._span(int(one), number * 3, Frequency.QUARTER)
        first = int(one) if one else _follows(found)
        if first is None:
            return said("names two years that do not follow each other")
        months = first * 12 + 3 + number * 3 - 1
        return self._span(months // 12, months % 12 + 1, Frequency.QUARTER)

    def _months_to(self, found: re.Match[str]) -> When:
        begins = _MONTHS.get(found["from"].lower())
        if begins is None:
            return said(NO_PERIOD)
        year, month = _year(found["year"]), _month(found)
        length = (month - begins) % 12 + 1
        if found["early"]:
            length = (year - int(found["early"])) * 12 + month - begins + 1
        frequency = next((each for each, months in LENGTHS.items() if months == length), None)
        if frequency is None:
            return said("is neither a month, a quarter nor a year")
        return self._of_month(year, month) if frequency is self.frequency else self._span(year, month, frequency)

    def _years(self, found: re.Match[str]) -> When:
        first = _follows(found)
        if first is None:
            is_year = self.frequency is Frequency.YEAR
            return said("names two years that do not follow each other" if is_year else NO_PERIOD)
        return self._span(first + 1, 3, Frequency.YEAR)

    def _one_year(self, found: re.Match[str]) -> When:
        if self._starts_in_april and self.frequency is Frequency.YEAR:
            return self._span(int(found["year"]) + 1, 3, Frequency.YEAR)
        return self._span(int(found["year"]), 12, Frequency.YEAR)

    def _year_to(self, found: re.Match[str]) -> When:
        return self._span(_year(found["year"]), _month(found), Frequency.YEAR)


def _month(found: re.Match[str]) -> int:
    parts = found.groupdict()
    return int(parts["number"]) if parts.get("number") else _MONTHS[parts["month"].lower()]


def _year(text: str) -> int:
    """Two digits are of this century up to 49."""
    text = text.lstrip("'")
    if len(text) == 4:
        return int(text)
    return int(text) + (2000 if int(text) < 50 else 1900)


def _follows(found: re.Match[str]) -> int | None:
    """The first of two years, which must follow each other."""
    first = _year(found["first"])
    return first if (first + 1) % 100 == int(found["second"][-2:]) and len(found["second"]) in (2, 4) else None


_WAYS: tuple[tuple[re.Pattern[str], Callable[[PeriodReader, re.Match[str]], When]], ...] = (
    (_ISO_DAY, PeriodReader._day),
    (_DAY, PeriodReader._day),
    (_NAMED_DAY, PeriodReader._day),
    (_ISO_MONTH, PeriodReader._month),
    (_MONTH, PeriodReader._month),
    (_MONTH_OF_YEARS, PeriodReader._month_of_years),
    (_NAMED_MONTH, PeriodReader._month),
    (_MONTH_LAST, PeriodReader._month),
    (_QUARTER_FIRST, PeriodReader._quarter),
    (_QUARTER_LAST, PeriodReader._quarter),
    (_SHORT_QUARTER, PeriodReader._quarter),
    (_YEAR_TO, PeriodReader._year_to),
    (_MONTHS_TO, PeriodReader._months_to),
    (_ONE_YEAR, PeriodReader._one_year),
)
_EVERY = tuple(PeriodReader(frequency) for frequency in Frequency)
_EVERY_1904 = tuple(PeriodReader(frequency, uses_1904=True) for frequency in Frequency)


def frequencies_of(cell: Cell, *, uses_1904: bool = False) -> frozenset[Frequency]:
    """What lengths of period a cell can name. A bare number names one only where it can hardly be a figure."""
    number = _bare_number(cell)
    if number is not None and not _is_plain_period(number, uses_1904):
        return frozenset()
    readers = _EVERY_1904 if uses_1904 else _EVERY
    return frozenset(each.frequency for each in readers if isinstance(each.read(cell), Span))


def _bare_number(cell: Cell) -> int | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return int(cell)
    return int(cell) if isinstance(cell, str) and cell.isdecimal() and len(cell) < 12 else None


def _is_plain_period(number: int, uses_1904: bool) -> bool:
    if number in _SERIALS:
        day = _EPOCHS[uses_1904] + timedelta(days=number)
        return day.day == 1 or (day + timedelta(days=1)).day == 1
    return (199001 <= number <= 210012 and 1 <= number % 100 <= 12) or 1990 <= number <= 2100
