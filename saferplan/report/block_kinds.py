"""The kinds of blocks that a report is made of."""

from __future__ import annotations

from dataclasses import dataclass

from saferplan.report.markdown import Block as MarkdownBlock
from saferplan.report.tree import Light, Trend


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """`level` counts from 1 below the title. `anchor` is unique in the report, for links and bookmarks."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph of plain text, with a label in front or none."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A quiet line below what it is about, such as why a light is what it is."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Text that was written in the small Markdown."""

    blocks: tuple[MarkdownBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A next step: what, and "Who: …; by: …" or empty."""

    text: str
    who_and_when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LightMark:
    light: Light
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendMark:
    trend: Trend
    word: str


Content = Line | Note | Prose | Steps | LightMark | TrendMark
Cell = tuple[Content, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`share` is the column's part of the table's width; the shares of a table add up to 100."""

    text: str
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a header row; the first cell of each row names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    label: str
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A two-column table of labels and what they say: a card, or the facts of the cover."""

    caption: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What stands at the top of the first page. Texts are empty where the report has none."""

    classification: str
    partnership: str
    motto: str
    title: str
    plan: str
    summary: tuple[Line, ...]
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing as SVG, and what it shows in words for those who cannot see it. `width` and `height` are its own.

    `narrow` is the same for the screen of a telephone, with letters that can still be read there.
    """

    svg: str
    alternative: str
    width: int
    height: int
    narrow: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    pass


Block = Cover | Heading | Line | Note | Prose | Table | Facts | Picture | PageBreak
