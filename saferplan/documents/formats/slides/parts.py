"""What stands on slides, before it has a place: text, tables and pictures of a topic. All sizes are in points."""

from __future__ import annotations

from dataclasses import dataclass, field

from saferplan.report.block_kinds import Picture

INK, QUIET, BRAND, HAIR, LINK = "14181c", "4d565e", "1d3346", "c3c9cf", "0f4c81"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one look. A `sign` is a shape or an arrow, in a font that has it."""

    text: str
    bold: bool = False
    italic: bool = False
    colour: str = ""
    href: str = ""
    sign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Para:
    """A paragraph. `mark` is "•", "–", a number with a stop, or empty; `scale` its size against that of the topic.

    `keep` holds it on one slide with what follows. One that goes on from the slide before has no mark.
    """

    spans: tuple[Span, ...]
    mark: str = ""
    level: int = 0
    scale: float = 1.0
    keep: bool = False

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.spans)


@dataclass(frozen=True, slots=True)
class Text:
    paras: tuple[Para, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    paras: tuple[Para, ...] = ()
    fill: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A row, and what the speaker notes of its slide say about it."""

    cells: tuple[GridCell, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table with a header row; `shares` of the width add up to 100."""

    caption: str
    columns: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[GridRow, ...]


Segment = Text | Grid | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What one slide is about, or several where it is long. `notes` are for the first of them.

    `several` is the size of its text where it needs more than one slide. `most` limits their number where the notes
    hold the whole text; 0 is no limit.
    """

    title: str
    segments: tuple[Segment, ...] = ()
    notes: tuple[str, ...] = ()
    several: float = 12.0
    most: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A segment, or its part on this slide, in its place."""

    segment: Segment
    x: float
    y: float
    width: float
    height: float
    rows: tuple[float, ...] = ()


@dataclass(slots=True, kw_only=True)
class Slide:
    """`size` is that of the text, `title_size` that of the title."""

    title: str
    title_size: float
    size: float
    boxes: list[Box] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
