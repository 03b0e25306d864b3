"""Tables: the grid of a `w:tbl`, its merged cells, its fills and the look that its style gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from saferplan.documents.formats.word import colours, drawings
from saferplan.documents.formats.word.package import MC, VAL, Element, W, is_on, number, value
from saferplan.documents.formats.word.styles import PLAIN, Look, Styles, TableStyle

_WRAPPERS = frozenset(W + t for t in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_MOST_COLUMNS = 63 * 4


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of the grid. `look` is what the table's style gives to its text. `continues` is a vertical merge."""

    element: Element
    column: int
    span: int
    continues: bool
    fill: str
    look: Look


@dataclass(frozen=True, slots=True)
class GridRow:
    cells: list[GridCell]
    repeats_as_header: bool


def children(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, through content controls and the like."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, tag)
        elif child.tag == MC + "AlternateContent":
            for inner in drawings.chosen(child):
                yield from [inner] if inner.tag == tag else children(inner, tag)


def read_grid(table: Element, styles: Styles, theme: colours.Theme) -> list[GridRow]:
    """The rows of a table as they show once all tracked changes are accepted."""
    properties = table.find(W + "tblPr")
    style = styles.table(value(properties, "tblStyle"))
    options = _look_options(None if properties is None else properties.find(W + "tblLook"))
    rows = [row for row in children(table, W + "tr") if not _is_gone(row)]
    return [_grid_row(row, index, len(rows), style, options, theme) for index, row in enumerate(rows)]


def _is_gone(row: Element) -> bool:
    properties = row.find(W + "trPr")
    if properties is None:
        return False
    return properties.find(W + "del") is not None or bool(is_on(value(properties, "hidden")))


def _grid_row(
    row: Element, index: int, count: int, style: TableStyle, options: frozenset[str], theme: colours.Theme
) -> GridRow:
    properties = row.find(W + "trPr")
    column = min(max(number(value(properties, "gridBefore")), 0), _MOST_COLUMNS)
    elements = [c for c in children(row, W + "tc") if c.find(f"{W}tcPr/{W}cellDel") is None]
    cells: list[GridCell] = []
    for position, element in enumerate(elements):
        tcpr = element.find(W + "tcPr")
        span = min(max(number(value(tcpr, "gridSpan"), 1), 1), _MOST_COLUMNS)
        if cells and value(tcpr, "hMerge") in ("continue", ""):
            last = cells.pop()
            cells.append(GridCell(last.element, last.column, last.span + span, last.continues, last.fill, last.look))
            column += span
            continue
        regions = _regions(index, count, position, len(elements), options) if style.fills or style.looks else []
        fill = None if tcpr is None else colours.shading(tcpr.find(W + "shd"), theme)
        if not fill and fill is None:
            fill = next((style.fills[r] for r in regions if r in style.fills), "")
        look = PLAIN
        for region in regions:
            look = look.over(style.looks.get(region, PLAIN))
        continues = value(tcpr, "vMerge") in ("continue", "")
        cells.append(GridCell(element, column, span, continues, fill or "", look))
        column += span
    return GridRow(cells, bool(is_on(value(properties, "tblHeader"))))


def _look_options(element: Element | None) -> frozenset[str]:
    """Which parts of its style a table uses: named attributes, or the bits of older files."""
    names = ("firstRow", "lastRow", "firstColumn", "lastColumn", "noHBand", "noVBand")
    if element is None:
        return frozenset(("noHBand", "noVBand"))
    if any(element.get(W + name) is not None for name in names):
        return frozenset(name for name in names if is_on(element.get(W + name)))
    try:
        bits = int(element.get(VAL, "0"), 16)
    except ValueError:
        bits = 0
    flags = zip((0x20, 0x40, 0x80, 0x100, 0x200, 0x400), names, strict=True)
    return frozenset(name for bit, name in flags if bits & bit)


def _regions(row: int, rows: int, cell: int, cells: int, options: frozenset[str]) -> list[str]:
    """The parts of a table style that apply to a cell, the strongest first."""
    found = []
    if row == 0 and "firstRow" in options:
        found.append("firstRow")
    if row == rows - 1 and "lastRow" in options:
        found.append("lastRow")
    if cell == 0 and "firstColumn" in options:
        found.append("firstCol")
    if cell == cells - 1 and "lastColumn" in options:
        found.append("lastCol")
    if "noHBand" not in options and "firstRow" not in found:
        found.append("band1Horz" if (row - ("firstRow" in options)) % 2 == 0 else "band2Horz")
    if "noVBand" not in options and "firstCol" not in found:
        found.append("band1Vert" if (cell - ("firstColumn" in options)) % 2 == 0 else "band2Vert")
    return [*found, "wholeTable"]


def is_layout(table: Element) -> bool:
    """Whether a table only arranges others on the page: it holds real tables, and little text of its own."""
    inner = [t for t in table.iter(W + "tbl") if t is not table and _is_grid(t)]
    if not inner:
        return False
    inside = sum(_letters(t) for t in inner)
    return _letters(table) - inside <= inside


def _is_grid(table: Element) -> bool:
    rows = list(children(table, W + "tr"))
    return len(rows) > 1 and max(sum(1 for _ in children(row, W + "tc")) for row in rows) > 1


def _letters(element: Element) -> int:
    return sum(len(t.text or "") for t in element.iter(W + "t"))
