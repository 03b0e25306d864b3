"""The page on which a supplier is asked for figures: a workbook to fill in and send back, read like any other. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from saferplan.common.dates import MONTHS, date_words
from saferplan.common.periods import Frequency, is_span, span_of
from saferplan.measures.rules import Unit
from saferplan.measures.series import MeasureFacts

HEADINGS = ("Code", "Measure", "What to give", "Which number")
GUIDE = (
    "Fill in the white cells. Zero is a figure: write 0 only where you counted none.",
    "Where there is no figure write:  ..  still to come     -  not collected     n/a  not applicable     "
    "*  kept back because the number is small",
)
_GREY, _DARK = PatternFill("solid", fgColor="E6EBEC"), PatternFill("solid", fgColor="14323F")
_LINE = Side(style="thin", color="7A8A90")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WIDTHS = (16, 34, 30, 14)
_YEAR_ENDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of an agency: months from `starts` to `ends`, back by `due_on`."""

    partnership: str
    agency: str
    measures: Sequence[MeasureFacts]
    starts: date
    ends: date
    asked_on: date
    due_on: date


def write_request(asked: Asked) -> bytes:
    """The workbook, on one page when printed. No text of ours or theirs becomes a formula."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Figures"
    keys = months_between(asked.starts, asked.ends)
    _put(sheet, 1, 1, f"Figures asked of {asked.agency} by {asked.partnership}").font = Font(bold=True, size=14)
    dates = f"Asked on {_day(asked.asked_on)}. Please send this workbook back by {_day(asked.due_on)}."
    _put(sheet, 2, 1, dates).font = Font(bold=True)
    for place, line in enumerate(GUIDE, 3):
        _put(sheet, place, 1, line)
    _head(sheet, 6, [*HEADINGS, *(_month(key) for key in keys)])
    row = 7
    for measure in asked.measures:
        for part, words in _lines(measure):
            _line(sheet, row, measure, part, words, keys)
            row += 1
    _lay_out(sheet, len(keys))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def months_between(starts: date, ends: date) -> list[str]:
    first, last = starts.year * 12 + starts.month - 1, ends.year * 12 + ends.month - 1
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]


def _lines(measure: MeasureFacts) -> list[tuple[str, str]]:
    """Which numbers of a measure are asked for, and what each is."""
    words = measure.unit_words or {Unit.MONEY: "pounds", Unit.DAYS: "days"}.get(measure.unit, "")
    every = {Frequency.QUARTER: ", of the quarter ending then", Frequency.YEAR: ", of the year ending then"}
    period = every.get(measure.frequency, "")
    if not measure.has_parts:
        return [("", f"{words or 'The figure'}{period}")]
    return [("numerator", f"{words or 'How many'}{period}"), ("denominator", f"Out of how many{period}")]


def _line(sheet: Worksheet, row: int, measure: MeasureFacts, part: str, words: str, keys: Sequence[str]) -> None:
    for column, text in enumerate((measure.code, measure.name, words[:1].upper() + words[1:], part), 1):
        cell = _put(sheet, row, column, text)
        cell.fill, cell.border, cell.alignment = _GREY, _BOX, Alignment(wrap_text=True, vertical="top")
    for column, key in enumerate(keys, len(HEADINGS) + 1):
        cell = _put(sheet, row, column, "")
        cell.border = _BOX
        if not _is_asked(measure, key):
            cell.fill = _GREY


def _is_asked(measure: MeasureFacts, key: str) -> bool:
    span = span_of(key, measure.frequency)
    if measure.frequency is Frequency.YEAR:
        return span.ends.month == _YEAR_ENDS
    return is_span(span.starts, span.ends, measure.frequency)


def _head(sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts, 1):
        cell = _put(sheet, row, column, text)
        cell.font, cell.fill, cell.border = Font(bold=True, color="FFFFFF"), _DARK, _BOX
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _lay_out(sheet: Worksheet, months: int) -> None:
    for column, width in enumerate((*_WIDTHS, *[12] * months), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "E7"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """A text that stays one, whatever sign it begins with."""
    cell = sheet.cell(row=row, column=column)
    assert isinstance(cell, Cell)
    if text:
        cell.value = "".join(letter for letter in text if letter.isprintable())
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@"
    return cell


def _day(day: date) -> str:
    return date_words(day.isoformat())


def _month(key: str) -> str:
    return f"{MONTHS[int(key[5:]) - 1][:3]} {key[:4]}"
