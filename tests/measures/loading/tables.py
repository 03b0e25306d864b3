"""Tables for the tests of loading: small sheets, workbooks, and the measures they are read for."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook

from saferplan.common.periods import Frequency
from saferplan.measures.loading import reading_text, reading_workbook
from saferplan.measures.loading.mapping import SourceReading
from saferplan.measures.loading.shapes import Reading, read_sheet
from saferplan.measures.loading.table import Book, Sheet
from saferplan.measures.rules import Unit
from saferplan.measures.series import MeasureFacts

CELLS = 1_000_000
BURGLARY = MeasureFacts(id=1, uid="a", code="burglary", name="Burglary of homes", unit_words="offences")
VIOLENCE = MeasureFacts(id=2, uid="b", code="violence", name="Violence with injury")
SOLVED = MeasureFacts(id=3, uid="c", code="solved", name="Burglaries solved", unit=Unit.PERCENTAGE, per=100)
CALLS = MeasureFacts(id=4, uid="d", code="calls", name="Calls about nuisance", frequency=Frequency.QUARTER)
COST = MeasureFacts(id=5, uid="e", code="cost", name="Cost of graffiti", unit=Unit.MONEY)
SURVEY = MeasureFacts(id=6, uid="f", code="survey", name="Feel safe", unit=Unit.SCORE, frequency=Frequency.YEAR)
EVERY = (BURGLARY, VIOLENCE, SOLVED, CALLS, COST, SURVEY)


def csv_book(text: str) -> Book:
    return reading_text.read_directly(text.encode(), CELLS)


def workbook(rows: Sequence[Sequence[object]], name: str = "Figures") -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    return book


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xlsx_book(book: Workbook) -> Book:
    return reading_workbook.read_directly(saved(book), CELLS)


def read_csv(text: str, *, measures: Sequence[MeasureFacts] = EVERY, **answers: object) -> Reading:
    book = csv_book(text)
    assert not book.problem, book.problem
    return read(book.sheets[0], measures=measures, **answers)


def read(sheet: Sheet, *, measures: Sequence[MeasureFacts] = EVERY, **answers: object) -> Reading:
    return read_sheet(sheet, SourceReading(**answers), measures)  # type: ignore[arg-type]


def figures(reading: Reading) -> list[str]:
    """`burglary 2018-09 12`, with `3/4` for two parts and the reason where it is missing."""
    told = []
    for fact in reading.facts:
        given = fact.given
        parts = f"{given.numerator}/{given.denominator}" if given.numerator is not None else str(given.value)
        blank = "blank" if fact.is_blank else given.missing or parts
        told.append(f"{fact.measure.code} {given.ends:%Y-%m} {blank}")
    return told


def refusals(reading: Reading) -> list[str]:
    return [f"{each.place} {each.text} {each.why}" for each in reading.refused]


def notes(reading: Reading) -> list[str]:
    return [str(each) for each in reading.notes]
