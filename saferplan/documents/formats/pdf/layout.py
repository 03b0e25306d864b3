"""One page's words, rules and fills as paragraphs and tables in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from saferplan.documents.formats.pdf.drafts import DraftTable
from saferplan.documents.formats.pdf.grids import find_grids
from saferplan.documents.formats.pdf.ink import Page
from saferplan.documents.formats.pdf.lines import make_lines
from saferplan.documents.formats.pdf.paragraphs import Draft, group
from saferplan.documents.formats.pdf.tables import fill_grid

DraftItem = Draft | DraftTable


@dataclass(slots=True)
class PageItems:
    number: int
    height: float
    items: list[DraftItem]
    top: float
    bottom: float


def lay_out(page: Page) -> PageItems:
    """The page's items from top to bottom."""
    tables: list[DraftTable] = []
    taken: set[int] = set()
    for grid in find_grids(page):
        table, words = fill_grid(grid, page)
        if table.rows:
            tables.append(table)
            taken |= {id(word) for word in words}
    free = [word for word in page.words if id(word) not in taken]
    items: list[DraftItem] = []
    right = max((word.x1 for word in page.words), default=page.width)
    bands: list[list] = [[] for _ in range(len(tables) + 1)]  # type: ignore[type-arg]
    for word in free:
        bands[sum(1 for table in tables if table.top < word.middle[1])].append(word)
    for index, band in enumerate(bands):
        if index:
            items.append(tables[index - 1])
        items += group(make_lines(band, page.number), right)
    tops = [word.top for word in page.words] + [table.top for table in tables]
    bottoms = [word.bottom for word in page.words] + [table.bottom for table in tables]
    return PageItems(page.number, page.height, items, min(tops, default=0.0), max(bottoms, default=0.0))
