"""Tables while they are put together, before they are frozen."""

from __future__ import annotations

from dataclasses import dataclass, field

from saferplan.documents.formats.pdf.paragraphs import Draft


@dataclass(slots=True)
class DraftCell:
    column: int
    span: int = 1
    paragraphs: list[Draft] = field(default_factory=list)
    fill: str = ""
    shape_fill: str = ""
    merged_up: bool = False

    @property
    def text(self) -> str:
        return "\n".join(draft.text for draft in self.paragraphs if draft.text)


@dataclass(slots=True)
class DraftRow:
    cells: list[DraftCell]
    page: int
    height: float = 0.0
    repeats: bool = False

    @property
    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells]

    @property
    def empty(self) -> bool:
        return not any(cell.text or cell.fill or cell.shape_fill for cell in self.cells)


@dataclass(slots=True)
class DraftTable:
    """`xs` are the edges of its columns; `top` and `bottom` belong to `page` and to `last_page`."""

    rows: list[DraftRow]
    xs: list[float]
    page: int
    last_page: int
    top: float
    bottom: float

    @property
    def columns(self) -> int:
        return len(self.xs) - 1
