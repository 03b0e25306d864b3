"""An uploaded file as it stands, for a person who compares it with what was read: its text in order, its pages.

Both run in the limited process, since the file is a stranger's.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from saferplan.documents.formats.child import load
from saferplan.documents.formats.registry import format_of_kind
from saferplan.documents.formats.source import Cell, Item, Paragraph, Part, Source
from saferplan.files.gate import FileKind, check_upload
from saferplan.files.process import run_limited

_HERE = "saferplan.documents.formats.original:"
PICTURE_DOTS_AN_INCH = 110


@dataclass(frozen=True, slots=True)
class OriginalCell:
    lines: tuple[str, ...]
    span: int
    fill: str


@dataclass(frozen=True, slots=True)
class OriginalRow:
    """`number` counts from 1 in the table, as places do; cells that continue the one above are left out."""

    number: int
    cells: tuple[OriginalCell, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, paragraph, list item or table of the file. `rows` is filled for a table only."""

    kind: str
    text: str = ""
    page: int | None = None
    table: int | None = None
    line: int | None = None
    rows: tuple[OriginalRow, ...] = ()

    @property
    def anchor(self) -> str:
        """A name for the piece in a page, empty where its place is not known."""
        if self.table is not None:
            return f"table-{self.table}"
        return f"line-{self.line}" if self.line is not None else ""

    @property
    def columns(self) -> int:
        return max((sum(cell.span for cell in row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Original:
    """`pages` is the number of pages that can be shown as pictures: 0 for anything but PDF."""

    pieces: tuple[Piece, ...]
    pages: int = 0


def original(name: str, data: bytes) -> Original:
    """The file's own content in order. Raises RefusedFile or ParserFailed."""
    kind = check_upload(name, data)
    if kind is FileKind.JSON:
        return Original(())
    answer = run_limited(_HERE + "pieces_as_json", data, [format_of_kind(kind).read])
    found = msgspec.json.decode(answer, type=Original)
    return found if kind is FileKind.PDF else Original(found.pieces)


def page_picture(data: bytes, number: int) -> bytes:
    """A page of a PDF as PNG; `number` counts from 1. Raises ParserFailed."""
    return run_limited(_HERE + "picture", data, [str(number)])


def pieces_as_json(data: bytes, reader: str) -> bytes:
    source: Source = load(reader)(data)
    return msgspec.json.encode(Original(tuple(_piece(item) for item in source.items), source.pages or 0))


def _piece(item: Item) -> Piece:
    if isinstance(item, Paragraph):
        mark = f"{item.number} " if item.number else ""
        kind = "heading" if item.heading else "item" if item.marker else "paragraph"
        if item.part is not Part.BODY:
            mark = f"({item.part.value}) {mark}"
        return Piece(kind, mark + item.text, item.place.page, line=item.place.line)
    rows = (
        OriginalRow(row.place.row or number, tuple(_cell(cell) for cell in row.cells if not cell.merged_up))
        for number, row in enumerate(item.rows, start=1)
    )
    return Piece("table", "", item.place.page, item.place.table, rows=tuple(row for row in rows if row.cells))


def _cell(cell: Cell) -> OriginalCell:
    return OriginalCell(tuple(p.text for p in cell.paragraphs if p.text), cell.span, cell.fill or cell.shape_fill)


def picture(data: bytes, number: str) -> bytes:
    import io

    import pypdfium2

    page = pypdfium2.PdfDocument(data)[int(number) - 1]
    png = io.BytesIO()
    page.render(scale=PICTURE_DOTS_AN_INCH / 72).to_pil().save(png, "PNG")
    return png.getvalue()
