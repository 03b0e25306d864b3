"""Whether a table lists priorities or activities."""

from __future__ import annotations

from saferplan.documents.formats.interpret.codes import clean_code, numbered_heading, priority_heading, split_code
from saferplan.documents.formats.interpret.columns import About
from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.headers import Header, header_at
from saferplan.documents.formats.interpret.views import TableView


def is_overview(table: TableView, context: Context, *, more: bool) -> bool:
    """Whether the rows are priorities: headed so, or numbered 1, 2, 3 before any table with longer codes.

    `more`: tables of activities or cards follow.
    """
    header = next((h for h in (header_at(table, n) for n in range(min(4, len(table.rows)))) if h), None)
    if header is None or header.heading is not None:
        return False
    kinds = set(header.columns.values())
    if context.stated and (About.TITLE in kinds or About.PRIORITY not in kinds):
        return False
    if About.TITLE in kinds and About.PRIORITY in kinds:
        return False
    column = next((c for c, kind in header.columns.items() if kind in (About.TITLE, About.PRIORITY)), None)
    if column is None:
        return About.PRIORITY in kinds
    rows = [row for row in table.rows if (cell := row.at(column)) and cell.text and row.lone is None]
    names = [cell.words for row in rows if (cell := row.at(column)) and cell.text not in [c.text for c in header.cells]]
    coded = sum(1 for name in names if (found := split_code(name)) and "." in found[0])
    if coded * 2 > len(names):
        header.columns[column] = About.TITLE
        return False
    if About.PRIORITY in kinds:
        return _is_plain_numbered(table, header)
    numbered = sum(1 for name in names if numbered_heading(name) or priority_heading(name))
    return bool(names) and numbered == len(names) and more and not context.draft.priorities


def _is_plain_numbered(table: TableView, header: Header) -> bool:
    """No column of codes such as 1.1 stands beside the names."""
    column = next((c for c, kind in header.columns.items() if kind is About.CODE), None)
    if column is None:
        return True
    codes = [cell.words for row in table.rows if (cell := row.at(column)) and cell.text]
    return sum("." in clean_code(code) for code in codes) * 2 <= len(codes)
