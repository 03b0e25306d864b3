"""Tables of labels and values about a whole priority: its objective, light and trend."""

from __future__ import annotations

import re
from dataclasses import replace

from saferplan.documents.formats.interpret.cards import label_of, own_cells
from saferplan.documents.formats.interpret.codes import Heading, priority_heading
from saferplan.documents.formats.interpret.columns import About, about
from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.draft import FROM_SECTION, PriorityDraft
from saferplan.documents.formats.interpret.positions import plain_of
from saferplan.documents.formats.interpret.status import light_cell, trend_cell
from saferplan.documents.formats.interpret.views import CellView, TableView
from saferplan.documents.formats.interpret.vocabulary import read_both
from saferplan.report.tree import Light, Trend

_TELLING = {About.LIGHT, About.TREND, About.OBJECTIVE, About.AIM, About.RESULTS, About.BOTH}
_LEAD = re.compile(r"(?:priority|theme|strategic) (?:lead|owner|sponsor|champion)s?\W*", re.I)


def is_facts(table: TableView) -> bool:
    """Whether a table of labels and values says how a priority stands: its objective, light, trend; no activity."""
    kinds = [_kind(filled[0]) if 1 <= len(filled := own_cells(row)) <= 2 else None for row in table.rows]
    known = [kind for kind in kinds if kind is not None]
    return (
        len(known) >= 2
        and (len(known) == len(kinds) or (len(known) >= 3 and len(known) * 2 > len(kinds)))
        and set(known) <= _TELLING | {About.OWNER}
        and bool(_TELLING & set(known))
    )


def _kind(label: CellView) -> About | None:
    return About.OWNER if _LEAD.fullmatch(label.words) else label_of(label)


def is_box(table: TableView) -> bool:
    """Whether a small table is a priority's own: its number and title in the first row, labelled facts below."""
    first = own_cells(table.rows[0]) if table.rows else []
    if len(first) < 2 or len(table.rows) > 6 or (heading := priority_heading(first[0].words)) is None:
        return False
    marks = first[1:] if heading.title else first[2:]
    if any(read_both(cell.words).rest for cell in marks) or (not heading.title and not _is_title(first[1])):
        return False
    below = [own_cells(row) for row in table.rows[1:]]
    return all(1 <= len(cells) <= 2 and label_of(cells[0]) in _TELLING for cells in below)


def _is_title(cell: CellView) -> bool:
    seen = read_both(cell.words)
    return any(char.isalpha() for char in cell.words) and seen.light is None and about(cell.words) is None


def read_box(table: TableView, context: Context, code: str) -> None:
    """Opens the priority of a box and reads what the box says of it."""
    row = table.rows[0]
    first = own_cells(row)
    heading = priority_heading(first[0].words) or Heading(None, first[0].words)
    used = first[:1]
    if not heading.title:
        heading = Heading(heading.number, plain_of(first[1].paragraphs))
        used = first[:2]
    priority = context.open_priority(heading, FROM_SECTION, row.place, code)
    context.ledger.use(*used)
    for cell in (c for c in row.cells if c not in used and not c.merged_up):
        status = light_cell(cell, row, context.key, context.ledger, row.place)
        if status.light is not Light.NONE and priority.status.light is Light.NONE:
            priority.status.light, priority.status.light_stated = status.light, status.light_stated
            priority.stated = True
        if status.trend is not Trend.NONE and priority.status.trend is Trend.NONE:
            priority.status.trend = status.trend
        context.ledger.use(cell)
    read_facts(replace(table, rows=table.rows[1:]), priority, context)
    context.stated = True


def read_facts(table: TableView, priority: PriorityDraft, context: Context) -> None:
    """The rows of a table of a priority's facts. An owner of a whole priority has no place and stays unplaced."""
    ledger, key = context.ledger, context.key
    for row in table.rows:
        label, cell = row.cells[0], row.cells[-1]
        kind = label_of(label)
        if kind in (About.OBJECTIVE, About.AIM) and cell.words:
            context.objective(priority, plain_of(cell.paragraphs), row.place)
        elif kind in (About.LIGHT, About.BOTH) and not priority.stated:
            trend, words = priority.status.trend, priority.status.trend_stated
            priority.status = light_cell(cell, row, key, ledger, row.place)
            if priority.status.trend is Trend.NONE:
                priority.status.trend, priority.status.trend_stated = trend, words
            priority.stated = True
        elif kind is About.TREND and priority.status.trend is Trend.NONE:
            priority.status.trend, priority.status.trend_stated = trend_cell(cell, key, ledger, row.place)
        elif kind is About.RESULTS and not priority.results_text:
            priority.results_text = plain_of(cell.paragraphs)
        else:
            continue
        ledger.use(label, cell)
