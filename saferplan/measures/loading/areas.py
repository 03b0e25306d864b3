"""A table of other areas' figures in one measure: each area is read as a measure of a partner's table is. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from saferplan.measures.loading.cells import is_blank, text_of
from saferplan.measures.loading.choosing import choose_sheet
from saferplan.measures.loading.layouts import Asks
from saferplan.measures.loading.mapping import LEAVE_OUT, Role, SourceReading, folded
from saferplan.measures.loading.period_words import frequencies_of
from saferplan.measures.loading.said import Said, said
from saferplan.measures.loading.shapes import Reading
from saferplan.measures.loading.table import Book, Cell, Row, Sheet
from saferplan.measures.recording import NewValue
from saferplan.measures.rules import Unit
from saferplan.measures.series import MeasureFacts

# What the column of areas is called.
_AREA_WORDS = (
    *("area", "areas", "area name", "name of area", "local authority", "authority", "district", "borough", "council"),
    *("partnership", "csp", "csp name", "community safety partnership", "place", "geography", "local authority name"),
)
_CODE_WORDS = ("code", "area code", "ons code", "gss code", "lad code", "local authority code", "type", "region")
_COLUMNS: Mapping[str, Role] = {
    **dict.fromkeys(_AREA_WORDS, Role.MEASURE),
    **dict.fromkeys(_CODE_WORDS, Role.IGNORED),
}
# The unit of a single number that was divided already: neither is below zero unless a percentage may be.
_PUBLISHED = {Unit.RATE: Unit.DAYS, Unit.PERCENTAGE: Unit.SCORE}
# A sheet may name unknown areas in its headings, then in its rows.
_ROUNDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaReading:
    """`figures` by area; `left_out` are names that are no area of a group, and `has_own` that ours was among them."""

    reading: Reading
    figures: tuple[tuple[str, NewValue], ...] = ()
    left_out: tuple[str, ...] = ()
    has_own: bool = False
    notes: tuple[Said, ...] = ()


def read_areas(
    book: Book, measure: MeasureFacts, areas: Sequence[str], own: Sequence[str], *, is_published: bool
) -> AreaReading:
    """Figures of the areas that are known. `is_published`: a rate stands there as one number, not as two parts."""
    unit = _PUBLISHED.get(measure.unit, measure.unit) if is_published else measure.unit
    facts = [
        replace(measure, id=place, code=f"area-{place}", name=area, unit=unit, unit_words="")
        for place, area in enumerate(areas, 1)
    ]
    ours = {folded(name) for name in own}
    source = SourceReading(columns=_COLUMNS, names=dict.fromkeys(ours, LEAVE_OUT))
    asked: dict[str, str] = {}
    book = msgspec.structs.replace(book, sheets=[_with_periods(sheet) for sheet in book.sheets])
    reading, notes = choose_sheet(book, source, facts)
    for _round in range(_ROUNDS):
        if not reading.questions:
            break
        if any(each.asks is Asks.MEASURE for each in reading.questions):
            reading.problem = said("No column says which area each figure is of: give it the heading Area.")
            return AreaReading(reading=reading, notes=tuple(notes))
        asked |= {folded(each.text): each.text for each in reading.questions}
        source = source.with_names(dict.fromkeys(asked, LEAVE_OUT))
        reading, notes = choose_sheet(book, source, facts)
    names = {each.id: each.name for each in facts}
    figures = tuple((names[fact.given.measure_id], fact.given) for fact in reading.facts if not fact.is_blank)
    if not figures and not reading.problem and not reading.refused:
        reading.problem = said("None of the areas of your groups has a figure in it.")
    has_own = any(note.params.get("text") and folded(str(note.params["text"])) in ours for note in reading.notes)
    kept = [note for note in reading.notes if note.template != "{text} is left out, as you said."]
    left_out = tuple(text for text in asked.values() if folded(text) not in ours)
    return AreaReading(
        reading=reading, figures=figures, left_out=left_out, has_own=has_own, notes=tuple([*notes, *kept])
    )


def _with_periods(sheet: Sheet) -> Sheet:
    """A table of one period, named above its only column of figures: the period stands in each of its rows."""
    for place, row in enumerate(sheet.rows):
        periods = [at for at, cell in enumerate(row.cells) if frequencies_of(cell, uses_1904=sheet.uses_1904)]
        if len(periods) == 1 and any(folded(text_of(cell)) in _AREA_WORDS for cell in row.cells):
            heading = [*row.cells]
            heading[periods[0]] = "Value"
            width = max(len(each.cells) for each in sheet.rows)
            rows = [
                *sheet.rows[:place],
                _ending_with(Row(row.number, heading), width, "Period"),
                *(_ending_with(each, width, row.cells[periods[0]]) for each in sheet.rows[place + 1 :]),
            ]
            return msgspec.structs.replace(sheet, rows=rows)
    return sheet


def _ending_with(row: Row, width: int, cell: Cell) -> Row:
    if all(is_blank(each) for each in row.cells):
        return row
    return Row(row.number, [*row.cells, *[None] * (width - len(row.cells)), cell])
