"""What page breaks cut is put together again: tables, rows and paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import takewhile

from saferplan.documents.formats.pdf.drafts import DraftCell, DraftRow, DraftTable
from saferplan.documents.formats.pdf.layout import DraftItem, PageItems
from saferplan.documents.formats.pdf.paragraphs import CODE, SENTENCE_END, Draft, append, continues, set_depths
from saferplan.documents.formats.pdf.rows import SIGN
from saferplan.documents.formats.source import Marker

SAME_EDGE = 4.0
ENOUGH_PAGES = 3
MARGIN_RATIO = 1.3  # bottom margin to top margin
LEAST_MARGIN = 50.0
LEAST_TEXT = 80  # letters; a shorter one-cell row may be a title


def join_pages(pages: Sequence[PageItems]) -> list[DraftItem]:
    """The items of all pages in order, those that a page break cut joined."""
    bottoms = {height: _text_bottom([p for p in pages if round(p.height) == height]) for height in _heights(pages)}
    entries = _entries(pages)
    bottom = 0.0
    out: list[DraftItem] = []
    for page in pages:
        items = list(page.items)
        if out and items and _joined(out[-1], items[0], bottom, entries):
            items.pop(0)
        _join_lists(out, items)
        out += items
        bottom = bottoms[round(page.height)]
    return out


def _entries(pages: Sequence[PageItems]) -> Collection[str]:
    """Texts that are whole paragraphs in several cells: names of people and agencies, dates."""
    tables = [item for page in pages for item in page.items if isinstance(item, DraftTable)]
    cells = [cell for table in tables for row in table.rows for cell in row.cells if not cell.merged_up]
    counts = Counter(draft.text for cell in cells for draft in cell.paragraphs)
    return {text for text, count in counts.items() if count > 1}


def _join_lists(above: Sequence[DraftItem], below: Sequence[DraftItem]) -> None:
    """Sets the depths of list items at the top of a page by those of the list that the page break cut."""
    listed = list(takewhile(_is_listed, below))
    before = list(takewhile(_is_listed, reversed(above)))[::-1]
    if listed and before:
        set_depths([item for item in [*before, *listed] if isinstance(item, Draft)])


def _is_listed(item: DraftItem) -> bool:
    return isinstance(item, Draft) and item.marker is not Marker.NONE


def _heights(pages: Sequence[PageItems]) -> set[int]:
    return {round(page.height) for page in pages}


def _text_bottom(pages: Sequence[PageItems]) -> float:
    """How far down text can reach on pages of one height. On few pages none may reach it: as far as the top margin."""
    lowest = max(page.bottom for page in pages)
    if len(pages) >= ENOUGH_PAGES:
        return lowest
    margin = MARGIN_RATIO * min(max(page.top, LEAST_MARGIN) for page in pages)
    return max(lowest, pages[0].height - margin)


def _joined(last: DraftItem, first: DraftItem, bottom: float, entries: Collection[str]) -> bool:
    if isinstance(last, Draft) and isinstance(first, Draft):
        if continues(last, first):
            append(last, first)
            return True
        return False
    if isinstance(last, DraftTable) and isinstance(first, DraftTable):
        return _join_tables(last, first, bottom, entries)
    return False


def _join_tables(table: DraftTable, more: DraftTable, bottom: float, entries: Collection[str]) -> bool:
    if more.page != table.last_page + 1 or not _same_grid(table, more):
        return False
    repeated = _repeated(table, more)
    if repeated and _begins_again(table, more, repeated):
        return False
    cut = _is_cut(table.rows[-1], more.rows[repeated]) if repeated < len(more.rows) else False
    if not repeated and not cut and _begins_like(table.rows[0], more.rows[0]):
        return False
    if not repeated and not cut and bottom - table.bottom > more.rows[0].height + 30:
        return False
    for row in table.rows[:repeated]:
        row.repeats = True
    rows = more.rows[repeated:]
    if cut:
        _join_rows(table.rows[-1], rows.pop(0), entries)
    elif rows:
        _go_on_merging(table.rows[-1], rows)
    table.rows += rows
    table.last_page, table.bottom = more.last_page, more.bottom
    return True


def _begins_like(first: DraftRow, again: DraftRow) -> bool:
    """Whether a row begins a table of the same kind: a card's first label, or a heading row with another title."""
    if [(c.column, c.span) for c in first.cells] != [(c.column, c.span) for c in again.cells] or len(first.cells) < 2:
        return False
    label, *rest = zip(first.texts, again.texts, strict=True)
    if len(rest) == 1:
        return label[0] == label[1] != "" and not SIGN.match(label[0])
    return all(a == b for a, b in rest) and all(a and not SIGN.match(a) for a, _ in rest)


def _begins_again(table: DraftTable, more: DraftTable, repeated: int) -> bool:
    """Whether labels follow a repeated first row as in the table above: no heading row, then, but another card."""
    if max(len(row.cells) for row in (*table.rows, *more.rows)) > 2:
        return False
    for first, again in zip(table.rows[repeated : repeated + 2], more.rows[repeated : repeated + 2], strict=False):
        label, same = first.cells[0], again.cells[0]
        looks = len(first.cells) == len(again.cells) == 2 or bool(label.fill) or all(d.bold for d in label.paragraphs)
        if looks and label.text == same.text and label.fill == same.fill and any(c.isalpha() for c in label.text):
            return not SIGN.match(label.text)
    return False


def _same_grid(table: DraftTable, more: DraftTable) -> bool:
    if abs(table.xs[0] - more.xs[0]) > SAME_EDGE or abs(table.xs[-1] - more.xs[-1]) > SAME_EDGE:
        return False
    if _within(more.xs, table.xs):
        _regrid(more, table.xs)
    elif _within(table.xs, more.xs):
        _regrid(table, more.xs)
    else:
        both = sorted([*table.xs, *(x for x in more.xs if not _within([x], table.xs))])
        if not _could_be_cut(table, more):
            return False
        _regrid(table, both)
        _regrid(more, both)
    return True


def _could_be_cut(table: DraftTable, more: DraftTable) -> bool:
    """Whether the last and the first row have the same edges although other rows have others."""
    above = [(table.xs[c.column], table.xs[c.column + c.span]) for c in table.rows[-1].cells]
    below = [(more.xs[c.column], more.xs[c.column + c.span]) for c in more.rows[0].cells]
    same = len(above) == len(below) > 1
    return same and all(
        abs(x - y) <= SAME_EDGE for a, b in zip(above, below, strict=True) for x, y in zip(a, b, strict=True)
    )


def _within(few: Sequence[float], many: Sequence[float]) -> bool:
    return all(any(abs(x - other) <= SAME_EDGE for other in many) for x in few)


def _regrid(table: DraftTable, xs: Sequence[float]) -> None:
    """The table's cells counted in the columns of a finer grid."""
    nearest = [min(range(len(xs)), key=lambda i, x=x: abs(xs[i] - x)) for x in table.xs]  # type: ignore[misc]
    for row in table.rows:
        for cell in row.cells:
            end = nearest[cell.column + cell.span]
            cell.column = nearest[cell.column]
            cell.span = end - cell.column
    table.xs = list(xs)


def _repeated(table: DraftTable, more: DraftTable) -> int:
    """How many rows at the top of the continuation repeat the table's own first rows."""
    count = 0
    for first, again in zip(table.rows, more.rows, strict=False):
        if first.texts != again.texts or not any(again.texts):
            break
        count += 1
    return min(count, len(more.rows))


def _is_cut(last: DraftRow, first: DraftRow) -> bool:
    """Whether the first row of the next page is the rest of the last row of this one."""
    if [(c.column, c.span) for c in last.cells] != [(c.column, c.span) for c in first.cells]:
        return False
    pairs = [(a, b) for a, b in zip(last.cells, first.cells, strict=True) if b.text]
    if not pairs or any(CODE.match(b.text.split()[0]) for _, b in pairs):
        return False
    if len(last.cells) == 1:
        return _is_cut_alone(last.cells[0], first.cells[0])
    if any(a.fill != b.fill for a, b in zip(last.cells, first.cells, strict=True)):
        return False
    if any(a.text and SIGN.match(a.text) and SIGN.match(b.text) for a, b in pairs):
        return False
    some_empty = any(a.text and not b.text for a, b in zip(last.cells, first.cells, strict=True))
    filled_up = any(not a.text for a, b in pairs)
    going_on = [(a, b) for a, b in pairs if a.text]
    mid_sentence = all(_goes_on(a, b) for a, b in going_on)
    return (some_empty and not filled_up) or (bool(going_on) and mid_sentence)


def _is_cut_alone(a: DraftCell, b: DraftCell) -> bool:
    """The same for a row of one cell: two parts of one text rather than a title and its text."""
    if not a.paragraphs or a.fill != b.fill:
        return False
    above, below = a.paragraphs[-1], b.paragraphs[0]
    if above.bold != below.bold or continues(above, below):
        return above.bold == below.bold
    if above.marker is Marker.NONE and len(a.text) < LEAST_TEXT:
        return False
    return above.marker == below.marker or len(a.text) >= LEAST_TEXT <= len(b.text)


def _go_on_merging(last: DraftRow, rows: Sequence[DraftRow]) -> None:
    """A cell that covers several rows and that the page break cut is empty on the second page: it goes on."""
    for cell in last.cells:
        part = next((c for c in rows[0].cells if (c.column, c.span) == (cell.column, cell.span)), None)
        if part is None or part.text or part.fill != cell.fill or not (cell.text or cell.fill):
            continue
        below = [c for row in rows[1:2] for c in row.cells if c.column == cell.column and c.merged_up]
        if not (cell.merged_up or below):
            continue
        for row in rows:
            same = next((c for c in row.cells if c.column == cell.column), None)
            if same is None or (row is not rows[0] and not same.merged_up):
                break
            same.paragraphs, same.shape_fill, same.merged_up = cell.paragraphs, cell.shape_fill, True


def _goes_on(last: DraftCell, first: DraftCell) -> bool:
    a, b = last.paragraphs[-1], first.paragraphs[0]
    return continues(a, b) and (b.text[:1].islower() or not a.text.endswith(SENTENCE_END))


def _join_rows(last: DraftRow, rest: DraftRow, entries: Collection[str]) -> None:
    for cell, more in zip(last.cells, rest.cells, strict=True):
        if not cell.merged_up or cell.paragraphs is not more.paragraphs:
            join_paragraphs(cell.paragraphs, more.paragraphs, entries)
        cell.fill = cell.fill or more.fill
        cell.shape_fill = cell.shape_fill or more.shape_fill
    last.height += rest.height


def join_paragraphs(paragraphs: list[Draft], more: list[Draft], entries: Collection[str]) -> None:
    """The paragraphs of a cell's second part behind those of its first; entries are whole as they are."""
    rest = list(more)
    whole = paragraphs and paragraphs[-1].text in entries and not paragraphs[-1].wraps
    if paragraphs and rest and not whole and continues(paragraphs[-1], rest[0]):
        append(paragraphs[-1], rest.pop(0))
    paragraphs += rest
    set_depths(paragraphs)
