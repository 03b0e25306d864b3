"""Rules and fills put together to grids: the cells that walls enclose, merged cells included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from saferplan.documents.formats.pdf.ink import Box, Fill, Page, Rule

SNAP = 3.0  # edges this close are one edge
MOST_EDGES = 400  # on one page and in one direction; more is a drawing, not a table


@dataclass(slots=True)
class GridCell(Box):
    row: int = 0
    column: int = 0
    rows: int = 1
    span: int = 1


@dataclass(slots=True)
class Grid(Box):
    """`xs` and `ys` are the edges of its columns and rows, the outer ones included."""

    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)
    cells: list[GridCell] = field(default_factory=list)


def find_grids(page: Page) -> list[Grid]:
    """The ruled and filled grids of a page, from top to bottom, then left to right."""
    rules = _merged(page.rules)
    ruled = [grid for group in _connected(rules) if (grid := _grid(group)) is not None]
    beside = [f for f in page.fills if any(_touches(grid, f) or _fills_row(grid, f) for grid in ruled)]
    beside += [fill for grid in ruled for fill in _bands(grid, page.fills)]
    if beside:
        rules = _merged([*page.rules, *_outlines(beside)])
        ruled = [grid for group in _connected(rules) if (grid := _grid(group)) is not None]
    return sorted(_outermost(ruled), key=lambda grid: (round(grid.top), grid.x0))


def _touches(grid: Grid, fill: Fill) -> bool:
    """True for a fill that lies above or below a grid, edge to edge: a heading row without rules."""
    on_columns = all(min(abs(side - x) for x in grid.xs) <= SNAP for side in (fill.x0, fill.x1))
    at_edge = min(abs(fill.bottom - grid.top), abs(fill.top - grid.bottom)) <= SNAP
    return on_columns and at_edge


def _fills_row(grid: Grid, fill: Fill) -> bool:
    """True for a fill as high as a row of the grid: its sides are the walls of a cell."""
    on_rows = all(min(abs(side - y) for y in grid.ys) <= SNAP for side in (fill.top, fill.bottom))
    return on_rows and grid.holds(fill) and fill.width > 2 * SNAP


def _bands(grid: Grid, fills: Iterable[Fill]) -> list[Fill]:
    """The fills of every second row of a table without rules inside: side by side, on its columns, over its width."""
    side_by_side: dict[tuple[int, int], list[Fill]] = {}
    for fill in fills:
        on_columns = all(min(abs(side - x) for x in grid.xs) <= SNAP for side in (fill.x0, fill.x1))
        if on_columns and grid.holds(fill, SNAP):
            side_by_side.setdefault((round(fill.top), round(fill.bottom)), []).append(fill)
    whole = [band for band in side_by_side.values() if sum(fill.width for fill in band) >= 0.97 * grid.width]
    return [fill for band in whole for fill in band] if any(len(band) > 2 for band in whole) else []


def _outlines(fills: Iterable[Fill]) -> Iterable[Rule]:
    for fill in fills:
        for y in (fill.top, fill.bottom):
            yield Rule(True, y, fill.x0, fill.x1)
        for x in (fill.x0, fill.x1):
            yield Rule(False, x, fill.top, fill.bottom)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line that touch, as one."""
    out: list[Rule] = []
    for horizontal in (True, False):
        same = sorted((r for r in rules if r.horizontal is horizontal), key=lambda r: r.at)
        for line in _clusters(same):
            at = sum(rule.at for rule in line) / len(line)
            current: Rule | None = None
            for rule in sorted(line, key=lambda r: r.start):
                if current is not None and rule.start <= current.end + SNAP:
                    current.end = max(current.end, rule.end)
                else:
                    current = Rule(horizontal, at, rule.start, rule.end)
                    out.append(current)
    return out


def _clusters(rules: Sequence[Rule]) -> list[list[Rule]]:
    lines: list[list[Rule]] = []
    for rule in rules:
        if lines and rule.at - lines[-1][0].at <= SNAP:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    return lines


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of rules that cross or touch."""
    across = [rule for rule in rules if rule.horizontal]
    down = [rule for rule in rules if not rule.horizontal]
    if len(across) > MOST_EDGES or len(down) > MOST_EDGES:
        return []
    group = list(range(len(rules)))
    where = {id(rule): index for index, rule in enumerate(rules)}

    def top(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for h in across:
        for v in down:
            touches_x = h.start - SNAP <= v.at <= h.end + SNAP
            if touches_x and v.start - SNAP <= h.at <= v.end + SNAP:
                group[top(where[id(h)])] = top(where[id(v)])
    found: dict[int, list[Rule]] = {}
    for index, rule in enumerate(rules):
        found.setdefault(top(index), []).append(rule)
    return list(found.values())


def _snapped(values: Iterable[float]) -> list[float]:
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= SNAP:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _grid(rules: Sequence[Rule]) -> Grid | None:
    across = [rule for rule in rules if rule.horizontal]
    down = [rule for rule in rules if not rule.horizontal]
    if not across or not down or len(rules) < 3:
        return None
    x_ends = [x for rule in across for x in (rule.start, rule.end)]
    y_ends = [y for rule in down for y in (rule.start, rule.end)]
    xs = _snapped([rule.at for rule in down] + [min(x_ends), max(x_ends)])
    ys = _snapped([rule.at for rule in across] + [min(y_ends), max(y_ends)])
    if len(xs) < 2 or len(ys) < 2:
        return None
    grid = Grid(xs[0], ys[0], xs[-1], ys[-1], xs, ys)
    grid.cells = _cells(grid, across, down)
    return grid


def _covers(rules: Iterable[Rule], at: float, start: float, end: float) -> bool:
    middle = (start + end) / 2
    return any(abs(rule.at - at) <= SNAP and rule.start - SNAP <= middle <= rule.end + SNAP for rule in rules)


def _cells(grid: Grid, across: Sequence[Rule], down: Sequence[Rule]) -> list[GridCell]:
    """Grows each cell right, then down, until a wall stops it."""
    xs, ys = grid.xs, grid.ys
    columns, rows = len(xs) - 1, len(ys) - 1
    wall_right = {
        (row, column): _covers(down, xs[column + 1], ys[row], ys[row + 1])
        for row in range(rows)
        for column in range(columns)
    }
    wall_below = {
        (row, column): _covers(across, ys[row + 1], xs[column], xs[column + 1])
        for row in range(rows)
        for column in range(columns)
    }
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            span = 1
            while (
                column + span < columns and not wall_right[row, column + span - 1] and (row, column + span) not in taken
            ):
                span += 1
            height = 1
            while row + height < rows and _open_below(wall_below, wall_right, row + height - 1, column, span, columns):
                height += 1
            taken |= {(row + i, column + j) for i in range(height) for j in range(span)}
            box = (xs[column], ys[row], xs[column + span], ys[row + height])
            cells.append(GridCell(*box, row, column, height, span))
    return cells


def _open_below(
    below: dict[tuple[int, int], bool],
    right: dict[tuple[int, int], bool],
    row: int,
    column: int,
    span: int,
    columns: int,
) -> bool:
    """True if nothing divides these columns of a row from the next row, and the next row has the same walls."""
    if any(below[row, column + i] for i in range(span)):
        return False
    inner = any(right[row + 1, column + i] for i in range(span - 1))
    last = column + span
    return not inner and (last == columns or right[row + 1, last - 1])


def _outermost(grids: list[Grid]) -> list[Grid]:
    """Grids without those drawn inside a cell of another."""
    by_size = sorted(grids, key=lambda grid: -grid.width * grid.height)
    kept: list[Grid] = []
    for grid in by_size:
        holders = [outer for outer in kept if outer.holds(grid) and outer.width >= grid.width]
        if len(grid.cells) > 1:
            kept = [outer for outer in kept if outer not in holders or len(outer.cells) > 1]  # a frame round a page
            holders = [outer for outer in holders if len(outer.cells) > 1]
        if not holders:
            kept.append(grid)
    return kept
