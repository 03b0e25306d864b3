"""Grids filled with the words, fills and shapes that stand in them."""

from __future__ import annotations

from collections.abc import Sequence

from saferplan.documents.formats.pdf.colours import is_dark, is_white
from saferplan.documents.formats.pdf.drafts import DraftCell, DraftRow, DraftTable
from saferplan.documents.formats.pdf.grids import Grid, GridCell
from saferplan.documents.formats.pdf.ink import Box, Fill, Page, Word
from saferplan.documents.formats.pdf.lines import make_lines, segments
from saferplan.documents.formats.pdf.paragraphs import Draft, group
from saferplan.documents.formats.pdf.symbols import lost_sign
from saferplan.documents.formats.word.symbols import ARROWS, SHAPES

SLIVER = 8.0  # points
MOST_PADDING = 6.5
USUAL_PADDING = 5.4
SIGNS = SHAPES | ARROWS
FILLED_SHARE = 0.3  # a fill over this share of a cell is the cell's colour


def fill_grid(grid: Grid, page: Page) -> tuple[DraftTable, list[Word]]:
    """The grid's table, and the words that stand in it. Rows and columns that hold nothing anywhere are left out."""
    words = [word for word in page.words if grid.holds(word, 1.0)]
    grid.cells = [part for cell in grid.cells for part in _divided(cell, grid, words, page.number)]
    rows: list[DraftRow] = []
    begun: set[int] = set()
    cells = {id(cell): _content(cell, words, page) for cell in grid.cells}
    for index in range(len(grid.ys) - 1):
        row: list[DraftCell] = []
        crossing = [cell for cell in grid.cells if cell.row <= index < cell.row + cell.rows]
        low = grid.ys[index + 1] - grid.ys[index] < SLIVER
        tall = [cell for cell in crossing if cell.rows > 1]
        later = all(id(cell) in begun or index < cell.row + cell.rows - 1 for cell in tall)
        if (low or tall) and later and not any(cell.rows == 1 and _holds(cells[id(cell)]) for cell in crossing):
            continue
        for cell in sorted(crossing, key=lambda cell: cell.column):
            drafts, fill, shape = cells[id(cell)]
            row.append(DraftCell(cell.column, cell.span, drafts, fill, shape, merged_up=id(cell) in begun))
            begun.add(id(cell))
        rows.append(DraftRow(row, page.number, grid.ys[index + 1] - grid.ys[index]))
    rows = [row for row in rows if not row.empty]
    table = DraftTable(rows, list(grid.xs), page.number, page.number, grid.top, grid.bottom)
    _flatten_inner(table)
    _drop_slivers(table)
    _join_blank_columns(table)
    drop_empty_columns(table)
    return table, words


def _divided(cell: GridCell, grid: Grid, words: Sequence[Word], page: int) -> list[GridCell]:
    """A wide cell whose words keep to the columns of the other rows is a row without rules between its cells."""
    if cell.span == 1 or cell.rows > 1:
        return [cell]
    inside = [word for word in words if cell.holds(word)]
    inner = grid.xs[cell.column + 1 : cell.column + cell.span]
    parts = [part for line in make_lines(inside, page) for part in segments(line, 0.62)]
    kept = [x for x in inner if not any(part.x0 < x < part.x1 for part in parts)]
    edges = [cell.x0, *kept, cell.x1]
    held = [any(a <= part.middle[0] < b for part in parts) for a, b in zip(edges, edges[1:], strict=False)]
    if len(kept) < len(inner) or (sum(held) < 2 and not _begins_column(inside, edges)):
        return [cell]
    return [
        GridCell(a, cell.top, b, cell.bottom, cell.row, cell.column + index)
        for index, (a, b) in enumerate(zip(edges, edges[1:], strict=False))
    ]


def _begins_column(words: Sequence[Word], edges: Sequence[float]) -> bool:
    """Whether the words begin at the left edge of a column that is not the first: the rest of a row cut by a page."""
    return bool(words) and any(0 <= min(word.x0 for word in words) - x < SLIVER for x in edges[1:-1])


def _holds(content: tuple[list[Draft], str, str]) -> bool:
    return bool(content[0] or content[1] or content[2])


def _flatten_inner(table: DraftTable) -> None:
    """Rows of a table inside a cell become the paragraphs of that cell, as they are one row of the outer table.

    Such rows stand beside one tall label, and a sliver of space divides them from it.
    """
    if table.columns < 3 or table.xs[2] - table.xs[1] >= SLIVER:
        return
    rows: list[DraftRow] = []
    for row in table.rows:
        label, *inner = row.cells
        space = inner[0] if inner else label
        is_inner = label.column == 0 and label.span == 1 and space.column == 1 and space.span == 1
        if not is_inner or any(cell.text for cell in inner if cell.column == 1):
            rows.append(row)
            continue
        texts = [draft for cell in inner if not cell.merged_up for draft in cell.paragraphs]
        if label.merged_up and rows and rows[-1].cells[0].paragraphs is label.paragraphs:
            rows[-1].cells[-1].paragraphs += texts
            rows[-1].height += row.height
        else:
            label.merged_up = False
            rows.append(DraftRow([label, DraftCell(1, table.columns - 1, texts)], row.page, row.height))
    table.rows = rows


def _drop_slivers(table: DraftTable) -> None:
    """Takes out narrow columns that hold nothing: the space between a cell and a table inside it."""
    for column in range(table.columns - 1, -1, -1):
        alone = [c for row in table.rows for c in row.cells if c.column == column and c.span == 1]
        if table.xs[column + 1] - table.xs[column] >= SLIVER or any(c.text or c.shape_fill for c in alone):
            continue
        for row in table.rows:
            row.cells = [c for c in row.cells if not (c.column == column and c.span == 1)]
            for cell in row.cells:
                if cell.column <= column < cell.column + cell.span:
                    cell.span -= 1
                elif cell.column > column:
                    cell.column -= 1
        last = column == table.columns - 1
        table.xs.pop(column if last else column + 1 if column == 0 else column)


def _content(cell: GridCell, words: Sequence[Word], page: Page) -> tuple[list[Draft], str, str]:
    inside = [word for word in words if cell.holds(word)]
    if len(inside) == 1:
        inside[0].text = lost_sign(inside[0].text, coloured=not is_dark(inside[0].colour))
    fill = cell_fill(cell, page.fills)
    shapes = [shape.colour for shape in page.shapes if cell.holds(shape) and not _covers(shape, cell)]
    shapes += [word.colour for word in inside if set(word.text) <= SIGNS and not is_dark(word.colour)]
    shape = next((colour for colour in reversed(shapes) if colour and not is_white(colour)), "")
    return paragraphs_in(cell, inside, page.number), fill, shape


def paragraphs_in(box: Box, words: Sequence[Word], page: int) -> list[Draft]:
    """The paragraphs of one cell or frame. Its padding is taken to be the same left and right, but text that begins
    far in is centred and says nothing about it."""
    lines = make_lines(words, page)
    if not lines:
        return []
    padding = max(min(line.x0 for line in lines) - box.x0, 0.0)
    return group(lines, box.x1 - (padding if padding < MOST_PADDING else USUAL_PADDING))


def _covers(fill: Fill, cell: Box) -> bool:
    shared_x = min(fill.x1, cell.x1) - max(fill.x0, cell.x0)
    shared_y = min(fill.bottom, cell.bottom) - max(fill.top, cell.top)
    return shared_x > 0.8 * cell.width and shared_y > 0.8 * cell.height


def cell_fill(cell: Box, fills: Sequence[Fill]) -> str:
    """The colour that covers most of the cell, the last painted on top; "" for white and for specks."""
    areas: dict[str, float] = {}
    order: list[str] = []
    for fill in fills:
        shared_x = min(fill.x1, cell.x1) - max(fill.x0, cell.x0)
        shared_y = min(fill.bottom, cell.bottom) - max(fill.top, cell.top)
        if shared_x > 0 and shared_y > 0:
            areas[fill.colour] = areas.get(fill.colour, 0.0) + shared_x * shared_y
            order.append(fill.colour)
    for colour in reversed(order):
        if areas[colour] >= FILLED_SHARE * cell.width * cell.height:
            return "" if is_white(colour) else colour
    return ""


def _join_blank_columns(table: DraftTable) -> None:
    """Joins cells of a column that holds nothing in any row to those on their left: the end of a coloured patch."""
    for column in range(table.columns - 1, 0, -1):
        begun = [(row, index) for row in table.rows for index, c in enumerate(row.cells) if c.column == column]
        cells = [row.cells[index] for row, index in begun]
        if any(index == 0 for _row, index in begun):
            continue
        if any(c.text or c.fill or c.shape_fill or c.merged_up for c in cells):
            continue
        for row, index in begun:
            row.cells[index - 1].span += row.cells.pop(index).span


def drop_empty_columns(table: DraftTable) -> None:
    """Takes out grid columns at which no cell begins: edges that only a rule's end made."""
    starts = sorted({cell.column for row in table.rows for cell in row.cells})
    if not starts or len(starts) == table.columns:
        return
    rank = {start: index for index, start in enumerate(starts)}
    table.xs = [table.xs[start] for start in starts] + [table.xs[-1]]
    for row in table.rows:
        for cell in row.cells:
            end = cell.column + cell.span
            cell.span = sum(1 for start in starts if cell.column <= start < end)
            cell.column = rank[cell.column]
