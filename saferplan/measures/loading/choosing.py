"""Which sheet of a book is read: the one that was asked for, else the first with figures. It is always said. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from saferplan.measures.loading.layouts import Grid, find_layout
from saferplan.measures.loading.mapping import Catalogue, SourceReading
from saferplan.measures.loading.said import Said, said
from saferplan.measures.loading.shapes import Reading, read_sheet
from saferplan.measures.loading.table import Book, Sheet, Tell
from saferplan.measures.series import MeasureFacts


def choose_sheet(
    book: Book, source: SourceReading, measures: Sequence[MeasureFacts], tell: Tell | None = None
) -> tuple[Reading, list[Said]]:
    """The reading of one sheet, and what is said of the others."""
    filled = [sheet for sheet in book.sheets if not sheet.is_empty]
    notes = [said("The sheet {name} is hidden and was not read.", name=name) for name in book.hidden]
    sheet = next((each for each in filled if each.name == source.sheet), None)
    if source.sheet and sheet is None and len(filled) > 1:
        names = ", ".join(each.name for each in filled)
        problem = said("There is no sheet {name} with figures. There are: {names}.", name=source.sheet, names=names)
        return Reading(sheet=source.sheet, problem=problem), notes
    if sheet is None:
        sheet = next((each for each in filled if _has_figures(each, source, measures)), filled[0])
    others = [each.name for each in filled if each is not sheet]
    if others:
        notes.insert(
            0, said("The sheet {name} was read; not read: {others}.", name=sheet.name, others=", ".join(others))
        )
    return read_sheet(sheet, source, measures, tell), notes


def _has_figures(sheet: Sheet, source: SourceReading, measures: Sequence[MeasureFacts]) -> bool:
    return not isinstance(find_layout(Grid(sheet), source, Catalogue(measures, source.names)), Said)
