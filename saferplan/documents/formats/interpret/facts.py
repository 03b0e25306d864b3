"""Tables of labels and values about a whole priority: its objective, light and trend."""

from __future__ import annotations

from saferplan.documents.formats.interpret.cards import label_of, own_cells
from saferplan.documents.formats.interpret.columns import About
from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.draft import PriorityDraft
from saferplan.documents.formats.interpret.positions import plain_of
from saferplan.documents.formats.interpret.status import light_cell, trend_cell
from saferplan.documents.formats.interpret.views import TableView
from saferplan.report.tree import Trend


def is_facts(table: TableView) -> bool:
    """Whether a table of labels and values says how a priority stands: its objective, light, trend; no activity."""
    kinds = [label_of(filled[0]) if 1 <= len(filled := own_cells(row)) <= 2 else None for row in table.rows]
    known = [kind for kind in kinds if kind is not None]
    telling = {About.LIGHT, About.TREND, About.OBJECTIVE, About.AIM, About.RESULTS, About.BOTH}
    return (
        len(known) >= 2
        and len(known) == len(kinds)
        and set(known) <= telling | {About.OWNER}
        and bool(telling & set(known))
    )


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
