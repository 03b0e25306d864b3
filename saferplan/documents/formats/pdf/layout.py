"""One page's words, rules and fills as paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from saferplan.documents.formats.pdf.aligned import LEAST_ROWS, Hints, Run, column_lines, find_runs, is_prose
from saferplan.documents.formats.pdf.drafts import DraftTable
from saferplan.documents.formats.pdf.grids import Grid, GridCell, find_grids
from saferplan.documents.formats.pdf.ink import Box, Fill, Page, Rule, Word
from saferplan.documents.formats.pdf.lines import Line, make_lines, segments
from saferplan.documents.formats.pdf.paragraphs import Draft, group
from saferplan.documents.formats.pdf.rows import SIGN, row_edges
from saferplan.documents.formats.pdf.tables import USUAL_PADDING, cell_fill, fill_grid

DraftItem = Draft | DraftTable
FAR_APART = 2.0  # letter sizes
RULE_SHARE = 0.6  # a rule over this share of a table's width divides its rows


@dataclass(slots=True)
class PageItems:
    number: int
    height: float
    items: list[DraftItem]
    top: float
    bottom: float
    notes: list[Draft] = field(default_factory=list)


def lay_out(page: Page, right: float) -> PageItems:
    """The page's items from top to bottom. `right` is the x at which text outside tables wraps."""
    tables: list[DraftTable] = []
    taken: set[int] = set()
    grids = [grid for grid in find_grids(page) if not _is_lines_only(grid, page)]
    for grid in grids:
        table, words = fill_grid(grid, page)
        if table.rows:
            tables.append(table)
            taken |= {id(word) for word in words}
    free = [word for word in page.words if id(word) not in taken]
    hints = Hints(
        [fill for fill in page.fills if not _within(fill, grids)],
        [rule for rule in page.rules if rule.horizontal and not _on_grid(rule, grids)],
    )
    items: list[DraftItem] = []
    right = max([right, *(grid.x1 - USUAL_PADDING for grid in grids)])
    bands: list[list[Word]] = [[] for _ in range(len(tables) + 1)]
    for word in free:
        bands[sum(1 for table in tables if table.top < word.middle[1])].append(word)
    for index, band in enumerate(bands):
        if index:
            items.append(tables[index - 1])
        items += _free_text(make_lines(band, page.number), page, hints, right)
    for item in items:
        if isinstance(item, Draft):
            item.fill = cell_fill(_around(item), hints.fills)
    tops = [word.top for word in page.words] + [table.top for table in tables]
    bottoms = [word.bottom for word in page.words] + [table.bottom for table in tables]
    return PageItems(page.number, page.height, items, min(tops, default=0.0), max(bottoms, default=0.0))


def _around(draft: Draft) -> Box:
    lines = draft.lines
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return Box(left, min(line.top for line in lines), right, max(line.bottom for line in lines))


def _is_lines_only(grid: Grid, page: Page) -> bool:
    """True for a frame with rules between its rows and none between its columns."""
    if len(grid.xs) > 2 or len(grid.ys) < 4:
        return False
    lines = make_lines([word for word in page.words if grid.holds(word)], page.number)
    return any(isinstance(found, Run) and not is_prose(found) for found in find_runs(lines, Hints([], [])))


def _within(fill: Fill, grids: Sequence[Grid]) -> bool:
    return any(grid.holds(fill, 3.0) for grid in grids)


def _on_grid(rule: Rule, grids: Sequence[Grid]) -> bool:
    return any(g.top - 4 <= rule.at <= g.bottom + 4 and g.x0 - 4 <= rule.start <= g.x1 + 4 for g in grids)


def _free_text(lines: Sequence[Line], page: Page, hints: Hints, right: float) -> Iterator[DraftItem]:
    plain: list[Line] = []
    for found in find_runs(lines, hints):
        if isinstance(found, Line):
            plain += _apart(found)
            continue
        prose = is_prose(found)
        table = None if prose else _aligned_table(found, page, hints)
        if table is None and not prose:
            for line in sorted([*found.lines, *found.full], key=lambda line: line.bottom):
                plain += _apart(line)
            continue
        yield from group(plain, right)
        plain = []
        if table is not None:
            yield table
        else:
            edges = found.columns
            for left, end in zip(edges, edges[1:], strict=False):
                yield from group(column_lines(found.lines, left, end), end)
    yield from group(plain, right)


def _apart(line: Line) -> list[Line]:
    """Three or more texts on one line, far apart, are texts of their own; two may be a label and its value."""
    parts = segments(line, FAR_APART)
    return parts if len(parts) > 2 else [line]


def _aligned_table(run: Run, page: Page, hints: Hints) -> DraftTable | None:
    """The table of a run, or None if too little is aligned to call it one."""
    edges = _column_edges(run, hints)
    top, bottom = run.lines[0].top, run.lines[-1].bottom
    width = edges[-1] - edges[0]
    rules = [
        rule
        for rule in hints.rules
        if top - 12 < rule.at < bottom + 12
        and min(rule.end, edges[-1]) - max(rule.start, edges[0]) > RULE_SHARE * width
    ]
    fills = [fill for fill in hints.fills if fill.bottom > top and fill.top < bottom]
    ys = row_edges(run.lines, edges, fills, rules)
    for line in run.full:
        ys += [line.top - 0.5, line.bottom + 0.5]
    signed = any(SIGN.match(part.text) for line in run.lines for part in _parts(line, edges))
    if len(ys) + 1 < LEAST_ROWS and not signed and not fills:
        return None
    top = min([top - 2, *(fill.top for fill in fills if fill.top > top - 20)])
    bottom = max([bottom + 2, *(fill.bottom for fill in fills if fill.bottom < bottom + 20)])
    grid = Grid(edges[0], top, edges[-1], bottom, edges, _spread([top, *sorted(ys), bottom]))
    for row, (upper, lower) in enumerate(zip(grid.ys, grid.ys[1:], strict=False)):
        if any(upper <= line.middle[1] <= lower for line in run.full):
            grid.cells.append(GridCell(edges[0], upper, edges[-1], lower, row, 0, 1, len(edges) - 1))
            continue
        for column, (left, right) in enumerate(zip(edges, edges[1:], strict=False)):
            grid.cells.append(GridCell(left, upper, right, lower, row, column))
    table, _ = fill_grid(grid, page)
    return table if table.rows else None


def _spread(values: Sequence[float], least: float = 2.0) -> list[float]:
    out: list[float] = []
    for value in values:
        if not out or value - out[-1] > least:
            out.append(value)
    return out


def _parts(line: Line, edges: Sequence[float]) -> Iterator[Line]:
    for left, right in zip(edges, edges[1:], strict=False):
        yield from column_lines([line], left, right)


def _column_edges(run: Run, hints: Hints) -> list[float]:
    """The fill edges that lie in a gutter, or its middle where there are none."""
    top, bottom = run.lines[0].top, run.lines[-1].bottom
    beside = [fill for fill in hints.fills if fill.bottom > top + 2 and fill.top < bottom - 2]
    sides = _spread(sorted(x for fill in beside for x in (fill.x0, fill.x1)), 4)
    left, right = run.covered[0][0], run.covered[-1][1]
    edges: list[float] = [max((x for x in sides if left - 30 < x <= left + 1), default=left - 1)]
    for a, b in run.gaps:
        inside = [x for x in sides if a - 2 <= x <= b + 2]
        edges += inside or [(a + b) / 2]
    edges.append(min((x for x in sides if right - 1 <= x < right + 90), default=right + 1))
    return edges
