"""Criteria that a card gives one light a row: "Green means | Work on schedule", or a coloured cell and its meaning."""

from __future__ import annotations

import re

from saferplan.documents.formats.interpret.views import CellView, RowView
from saferplan.documents.formats.interpret.vocabulary import is_blank, light_of_colour, plain, read_light
from saferplan.documents.formats.source import Paragraph
from saferplan.report.tree import Light

_LABEL = re.compile(r"(?P<light>green|amber|yellow|red|blue|complete)(?: (?:means?|is|if|when|criteria|light|rag))?")
_NAMES = {Light.GREEN: "Green", Light.AMBER: "Amber", Light.RED: "Red", Light.COMPLETE: "Complete"}


def criterion_of(row: RowView, cells: list[CellView]) -> tuple[Paragraph, list[CellView]] | None:
    """The line "Green: …" that a card's row says, with the cells that say it; None for any other row."""
    light = _light(row, cells)
    meaning = cells[-1]
    if light is None or not meaning.paragraphs or is_blank(meaning.words):
        return None
    if read_light(meaning.words).light is not None and not read_light(meaning.words).rest:
        return None
    line = Paragraph(text=f"{_NAMES[light]}: {meaning.words}", place=row.place)
    return line, cells


def _light(row: RowView, cells: list[CellView]) -> Light | None:
    first = row.cells[0]
    if len(cells) == 2 and cells[0] is first:
        match = _LABEL.fullmatch(plain(first.words))
        return read_light(match["light"]).light if match else None
    if len(cells) == 1 and not first.text and cells[0].column > first.column:
        colour = first.shape_fill or first.fill
        light = light_of_colour(colour) if colour else None
        beside = light_of_colour(cells[0].fill) if cells[0].fill else None
        return light if light in _NAMES and beside is None else None
    return None
