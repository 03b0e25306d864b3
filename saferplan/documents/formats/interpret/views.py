"""The source again, each text in it a thing of its own, so that it can be ticked off once when it is placed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from saferplan.documents.formats.reading import Notice
from saferplan.documents.formats.source import Cell, Marker, Paragraph, Part, Row, Source, Table
from saferplan.report.places import Place


@dataclass(eq=False, slots=True)
class Text:
    """A paragraph of the body, or the content of one cell. Compared by identity: equal texts are two texts.

    `why` is the code and message of the notice, where more is known than that the text was not placed.
    """

    paragraphs: tuple[Paragraph, ...]
    place: Place
    part: Part = Part.BODY
    placed: bool = False
    why: tuple[str, str] | None = None
    _words: str | None = field(default=None, init=False, repr=False)

    @property
    def words(self) -> str:
        if self._words is None:
            self._words = " ".join(shown(p) for p in self.paragraphs if p.text.strip())
        return self._words

    @property
    def lines(self) -> list[str]:
        return [shown(p) for p in self.paragraphs if p.text.strip()]

    def reword(self, paragraphs: tuple[Paragraph, ...]) -> None:
        self.paragraphs = paragraphs
        self._words = None


@dataclass(eq=False, slots=True)
class CellView:
    column: int
    span: int
    text: Text | None
    fill: str = ""
    shape_fill: str = ""
    merged_up: bool = False

    @property
    def words(self) -> str:
        return self.text.words if self.text else ""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return self.text.paragraphs if self.text else ()

    @property
    def behind(self) -> str:
        """The colour behind a paragraph of the cell, where the reader found one."""
        return next((p.fill for p in self.paragraphs if p.fill), "")


@dataclass(eq=False, slots=True)
class RowView:
    cells: list[CellView]
    place: Place
    repeats_as_header: bool = False
    # Why the lights of the row's priority are what they are, by the field of the tree.
    reasons: dict[str, str] | None = None

    def at(self, column: int) -> CellView | None:
        return next((c for c in self.cells if c.column <= column < c.column + c.span), None)

    @property
    def filled(self) -> list[CellView]:
        return [cell for cell in self.cells if cell.text]

    @property
    def lone(self) -> CellView | None:
        """The cell of a row in which only one cell says anything, neither in words nor by its colour."""
        filled = self.filled
        return filled[0] if len(filled) == 1 else None


@dataclass(eq=False, slots=True)
class TableView:
    rows: list[RowView]
    columns: int
    place: Place
    part: Part = Part.BODY


ItemView = Text | TableView


def shown(paragraph: Paragraph) -> str:
    """A paragraph as it reads on the page: with its number, without a bullet."""
    text = paragraph.text.strip()
    if paragraph.marker is not Marker.BULLET and paragraph.number and not text.startswith(paragraph.number):
        return f"{paragraph.number} {text}".strip()
    return text


def views_of(source: Source) -> list[ItemView]:
    """The items of a source; empty paragraphs and rows are left out."""
    views: list[ItemView] = []
    for item in source.items:
        if isinstance(item, Table):
            views.append(_table(item))
        elif item.text.strip():
            views.append(Text((item,), item.place, item.part))
    return views


def _table(table: Table) -> TableView:
    rows: list[RowView] = []
    for number, row in enumerate(table.rows, 1):
        rows.append(_row(row, row.place if row.place != Place() else _at_row(table.place, number), rows, table.part))
    columns = max([table.columns, 1, *(c.column + c.span for row in rows for c in row.cells)])
    return TableView(rows, columns, table.place, table.part)


def _at_row(place: Place, row: int) -> Place:
    return Place(page=place.page, table=place.table, row=row, line=place.line)


def _row(row: Row, place: Place, above: list[RowView], part: Part) -> RowView:
    cells = []
    for cell in row.cells:
        upper = above[-1].at(cell.column) if above and cell.merged_up else None
        text = upper.text if upper and upper.words == _words(cell) else _cell_text(cell, place, part)
        cells.append(CellView(cell.column, max(cell.span, 1), text, cell.fill, cell.shape_fill, cell.merged_up))
    return RowView(cells, place, row.repeats_as_header)


def _words(cell: Cell) -> str:
    return " ".join(shown(p) for p in cell.paragraphs if p.text.strip())


def _cell_text(cell: Cell, place: Place, part: Part) -> Text | None:
    paragraphs = tuple(p for p in cell.paragraphs if p.text.strip())
    if not paragraphs:
        return None
    return Text(paragraphs, place, paragraphs[0].part if part is Part.BODY else part)


def texts_of(views: list[ItemView]) -> Iterator[Text]:
    """Each text once, in reading order."""
    seen: set[int] = set()
    for view in views:
        found = [view] if isinstance(view, Text) else [c.text for row in view.rows for c in row.cells if c.text]
        for text in found:
            if id(text) not in seen:
                seen.add(id(text))
                yield text


@dataclass(slots=True)
class Ledger:
    """What has been placed, where, and with which doubts."""

    notices: list[Notice] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    def use(self, *found: Text | CellView | None) -> None:
        """Tick off texts: their content is in the tree, or is a heading or label that the tree makes needless."""
        for one in found:
            text = one.text if isinstance(one, CellView) else one
            if text is not None:
                text.placed = True

    def doubt(self, code: str, message: str, text: str = "", place: Place | None = None) -> None:
        self.notices.append(Notice(code=code, message=message, text=text, place=place or Place()))

    def mark(self, key: str, place: Place) -> None:
        self.places.setdefault(key, place)
