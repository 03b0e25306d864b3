"""What a file holds before anyone says what it means: paragraphs and tables, in reading order.

Each format's reader turns its file into a `Source`; `interpret` alone turns a `Source` into a report tree. So the
many ways of laying a report out are understood in one place, for every format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from saferplan.report.places import Place


class Part(StrEnum):
    """Which part of the document a text stands in."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    TEXT_BOX = "text box"
    FOOTNOTE = "footnote"
    COMMENT = "comment"


class Marker(StrEnum):
    """What stands in front of a paragraph. Typed bullets ("• ", "- ") are BULLET too, their sign removed."""

    NONE = ""
    BULLET = "bullet"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """`text` is plain, one line, blanks collapsed. `markdown` is the same with *emphasis*, **strong** and links.

    `heading` is a heading level from 1, or 0. `depth` is a list depth from 0. `number` is the label of a numbered
    item as shown ("1."). `size` is the letter size in points, 0 where unknown; `bold` is true if all of it is.
    `fill` is the colour behind the text, `#rrggbb`, or "". `strong_lead`: the bold words that begin it, if any.
    """

    text: str
    markdown: str = ""
    heading: int = 0
    marker: Marker = Marker.NONE
    number: str = ""
    depth: int = 0
    size: float = 0.0
    bold: bool = False
    fill: str = ""
    strong_lead: str = ""
    part: Part = Part.BODY
    place: Place = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`column` counts grid columns from 0; `span` is how many it covers. `fill` is `#rrggbb` or "".

    `merged_up`: the cell continues the one above it (a vertical merge); it then repeats that cell's content.
    `shape_fill` is the colour of a shape drawn in the cell (a disc, a picture of a light), or "".
    """

    column: int
    span: int = 1
    paragraphs: tuple[Paragraph, ...] = ()
    fill: str = ""
    shape_fill: str = ""
    merged_up: bool = False

    @property
    def text(self) -> str:
        return "\n".join(p.text for p in self.paragraphs if p.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    cells: tuple[Cell, ...]
    place: Place = Place()
    repeats_as_header: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)

    def at(self, column: int) -> Cell | None:
        """The cell that covers a grid column, or None."""
        return next((c for c in self.cells if c.column <= column < c.column + c.span), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`columns` is the number of grid columns. A table that a page break cut is one table again here."""

    rows: tuple[Row, ...]
    columns: int
    place: Place = Place()
    part: Part = Part.BODY


Item = Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file's content in reading order, and what the file's own properties say."""

    items: tuple[Item, ...]
    title: str = ""
    author: str = ""
    pages: int | None = None

    def tables(self) -> Iterator[Table]:
        return (item for item in self.items if isinstance(item, Table))
