"""Sources made by hand, as short as the layouts they stand for."""

from __future__ import annotations

from collections.abc import Sequence

from saferplan.documents.formats.source import Cell, Item, Marker, Paragraph, Part, Row, Source, Table
from saferplan.report.places import Place

CellLike = str | Cell | Sequence[Paragraph]


def p(text: str, **more: object) -> Paragraph:
    """A paragraph; a text that begins "• " is a bullet."""
    if text.startswith("• "):
        return Paragraph(text=text[2:], marker=Marker.BULLET, **more)  # type: ignore[arg-type]
    return Paragraph(text=text, **more)  # type: ignore[arg-type]


def heading(text: str, level: int = 2) -> Paragraph:
    return Paragraph(text=text, heading=level, bold=True)


def note(text: str, part: Part) -> Paragraph:
    return Paragraph(text=text, part=part)


def filled(colour: str, text: str = "", column: int = 0) -> Cell:
    return Cell(column=column, paragraphs=_paragraphs(text), fill=colour)


def _paragraphs(content: str | Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    if isinstance(content, str):
        return tuple(p(line) for line in content.split("\n") if line)
    return tuple(content)


def table(*rows: Sequence[CellLike], columns: int | None = None) -> Table:
    """A table of rows of cells. A row of one cell in a wider table is merged across; None-like "^" is merged up."""
    width = columns or max(len(row) for row in rows)
    made: list[Row] = []
    for number, row in enumerate(rows, 1):
        cells = []
        for index, content in enumerate(row):
            span = width if len(row) == 1 else 1
            if content == "^":
                above = made[-1].at(index)
                cells.append(Cell(column=index, paragraphs=above.paragraphs if above else (), merged_up=True))
            elif isinstance(content, Cell):
                cells.append(
                    Cell(
                        column=index,
                        span=span,
                        paragraphs=content.paragraphs,
                        fill=content.fill,
                        shape_fill=content.shape_fill,
                    )
                )
            else:
                cells.append(Cell(column=index, span=span, paragraphs=_paragraphs(content)))
        made.append(Row(cells=tuple(cells), place=Place(table=1, row=number)))
    return Table(rows=tuple(made), columns=width, place=Place(table=1))


def source(*items: Item) -> Source:
    return Source(items=items)
