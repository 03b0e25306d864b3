"""Topics laid out on slides: what has no room flows on to the next, under the same title, with the table's header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from saferplan.documents.formats.slides.fitting import clipped, height_of, line_starts, split
from saferplan.documents.formats.slides.parts import (
    Box,
    Grid,
    GridCell,
    GridRow,
    Para,
    Segment,
    Slide,
    Span,
    Text,
    Topic,
)
from saferplan.report.block_kinds import Picture
from saferplan.report.labels import Translate

WIDE, HIGH = 960.0, 540.0
LEFT, ACROSS = 48.0, 864.0
TITLE_TOP, TITLE_HIGH = 32.0, 74.0
TOP, BOTTOM = 122.0, 500.0
ROOM = BOTTOM - TOP
SIZES = (16.0, 14.0, 12.0)
# Title sizes, each with the lines it has room for.
TITLES = ((28.0, 2), (24.0, 2), (20.0, 3))
CELL_X, CELL_Y = 6.0, 5.0
HEADER_SCALE = 0.9
_GAP = 10.0
_LEAST_PICTURE, _LEAST_ROOM = 210.0, 120.0


def lay_out(topics: Iterable[Topic], say: Translate) -> Iterator[Slide]:
    """Each topic on as few slides as it needs; every title stands once."""
    titles = _Titles(say)
    for topic in topics:
        whole = titles.fits(topic.title)
        shown = topic if whole else replace(topic, segments=(_full_title(topic.title), *topic.segments))
        slides = _best(shown, say)
        for place, slide in enumerate(slides, 1):
            slide.title, slide.title_size = titles.title(topic.title, place, len(slides))
            yield slide


def _full_title(title: str) -> Text:
    return Text((Para(spans=(Span(title, bold=True),)),))


def _best(topic: Topic, say: Translate) -> list[Slide]:
    """At the largest size that needs one slide, else at the size that the topic has for several."""
    # Beside a chart the words are smaller, so that it is as large as can be.
    drawn = any(isinstance(each, Picture) for each in topic.segments)
    for size in SIZES[1:] if drawn else SIZES:
        slides = _Flow(topic, size, say).slides
        if len(slides) == 1:
            return slides
    return _limited(_Flow(topic, topic.several, say).slides, topic.most, say)


def _limited(slides: list[Slide], most: int, say: Translate) -> list[Slide]:
    """The first slides, with a line that says where the rest is."""
    if not most or len(slides) <= most or not isinstance(slides[most - 1].boxes[-1].segment, Text):
        return slides
    last = slides[most - 1]
    words = say("There is more: the whole text is in the notes of the first slide with this title.")
    more = Text((Para(spans=(Span(words, italic=True),)),))
    need = height_of(more.paras, ACROSS, last.size)
    cut = last.boxes.pop()
    paras, _rest = split(
        cut.segment.paras if isinstance(cut.segment, Text) else (), ACROSS, last.size, BOTTOM - cut.y - need - _GAP
    )
    if paras:
        height = height_of(paras, ACROSS, last.size)
        last.boxes.append(replace(cut, segment=Text(tuple(paras)), height=height))
    last.boxes.append(Box(segment=more, x=LEFT, y=BOTTOM - need, width=ACROSS, height=need))
    return slides[:most]


class _Titles:
    def __init__(self, say: Translate) -> None:
        self.say = say
        self.taken: set[str] = set()

    def fits(self, text: str) -> bool:
        return self._size(text) is not None

    def title(self, text: str, place: int, of: int) -> tuple[str, float]:
        part = f" ({self.say('{page} of {pages}').format(page=place, pages=of)})" if of > 1 else ""
        number, more = 1, ""
        while True:
            found, size = self._with(text, part + more)
            if found.casefold() not in self.taken:
                self.taken.add(found.casefold())
                return found, size
            number += 1
            more = f" ({number})"

    def _with(self, text: str, tail: str) -> tuple[str, float]:
        size = self._size(text + tail)
        if size is not None:
            return text + tail, size
        size, lines = TITLES[-1]
        short = clipped(text, width=ACROSS, size=size, lines=lines, bold=True).rstrip("…")
        while short and self._size(f"{short}…{tail}") is None:
            short = short[:-4].rstrip()
        return f"{short}…{tail}", size

    def _size(self, text: str) -> float | None:
        for size, lines in TITLES:
            if len(line_starts(text, width=ACROSS, size=size, bold=True)) <= lines:
                return size
        return None


@dataclass(frozen=True, slots=True)
class _Sized:
    row: GridRow
    height: float


class _Flow:
    """One topic at one size."""

    def __init__(self, topic: Topic, size: float, say: Translate) -> None:
        self.say = say
        self.size = size
        self.slides: list[Slide] = []
        self._next()
        self.slides[0].notes += topic.notes
        for place, segment in enumerate(topic.segments):
            if isinstance(segment, Text):
                self._text(segment)
            elif isinstance(segment, Grid):
                self._grid(segment)
            else:
                self._picture(segment, topic.segments[place + 1 :])

    @property
    def _slide(self) -> Slide:
        return self.slides[-1]

    @property
    def _left(self) -> float:
        return BOTTOM - self.y

    def _next(self) -> None:
        self.slides.append(Slide(title="", title_size=0, size=self.size))
        self.y = TOP

    def _put(self, segment: Segment, height: float, *, width: float = ACROSS, rows: Sequence[float] = ()) -> None:
        self._slide.boxes.append(Box(segment=segment, x=LEFT, y=self.y, width=width, height=height, rows=tuple(rows)))
        self.y += height + _GAP

    def _text(self, text: Text) -> None:
        rest = list(text.paras)
        while rest:
            fits, after = split(rest, ACROSS, self.size, self._left)
            if fits:
                self._put(Text(tuple(fits)), height_of(fits, ACROSS, self.size))
            elif self.y == TOP:
                # A heading that keeps to what does not fit: it may stand alone.
                fits, after = split([replace(each, keep=False) for each in rest], ACROSS, self.size, self._left)
                self._put(Text(tuple(fits)), height_of(fits, ACROSS, self.size))
            rest = after
            if rest:
                self._next()

    def _picture(self, picture: Picture, after: Sequence[Segment]) -> None:
        below = sum(height_of(each.paras, ACROSS, self.size) + _GAP for each in after if isinstance(each, Text))
        shape = picture.height / picture.width
        room = self._left - below
        if room < _LEAST_PICTURE:
            if self.y > TOP and self._left < _LEAST_PICTURE:
                self._next()
            room = min(self._left, max(_LEAST_PICTURE, ROOM * 0.75))
        height = min(room, ACROSS * shape)
        width = height / shape
        self._put(picture, height, width=width)

    def _grid(self, grid: Grid) -> None:
        widths = [ACROSS * share / 100 - 2 * CELL_X for share in grid.shares]
        header = self._header(grid, widths)
        rest = [_Sized(row, self._row_height(row, widths)) for row in grid.rows]
        rest.reverse()
        first = True
        while rest or first:
            room = self._left - header
            if (
                self.y > TOP
                and rest
                and rest[-1].height > room
                and (rest[-1].height <= ROOM - header or room < _LEAST_ROOM)
            ):
                self._next_with_heading()
                continue
            taken = self._take(rest, room, widths)
            part = replace(grid, rows=tuple(each.row for each in taken))
            heights = (header, *(each.height for each in taken))
            for each in taken:
                self._slide.notes += each.row.notes
            self._put(part, sum(heights), rows=heights)
            first = False
            if rest:
                self._next()

    def _next_with_heading(self) -> None:
        """To the next slide, with the heading of the table that goes there."""
        boxes = self._slide.boxes
        segment = boxes[-1].segment if len(boxes) > 1 else None
        if isinstance(segment, Text) and segment.paras[0].keep:
            heading = boxes.pop()
            self._next()
            self._put(segment, heading.height)
        else:
            self._next()

    def _take(self, rest: list[_Sized], room: float, widths: Sequence[float]) -> list[_Sized]:
        """Takes the rows that have room off the end of `rest`; a row higher than a slide is divided."""
        taken: list[_Sized] = []
        while rest and rest[-1].height <= room:
            taken.append(rest.pop())
            room -= taken[-1].height
        if rest and not taken:
            upper, lower = self._divide(rest.pop().row, room, widths)
            rest.append(_Sized(lower, self._row_height(lower, widths)))
            taken.append(_Sized(upper, self._row_height(upper, widths)))
        return taken

    def _divide(self, row: GridRow, room: float, widths: Sequence[float]) -> tuple[GridRow, GridRow]:
        upper: list[GridCell] = []
        lower: list[GridCell] = []
        for cell, width in zip(row.cells, widths, strict=True):
            fits, rest = split([replace(each, keep=False) for each in cell.paras], width, self.size, room - 2 * CELL_Y)
            upper.append(replace(cell, paras=tuple(fits)))
            lower.append(GridCell(paras=tuple(rest)))
        if not lower[0].paras:
            lower[0] = GridCell(paras=(Para(spans=(Span(self.say("Continued"), italic=True),)),))
        return GridRow(cells=tuple(upper), notes=row.notes), GridRow(cells=tuple(lower))

    def _header(self, grid: Grid, widths: Sequence[float]) -> float:
        cells = [GridCell(paras=(header_para(text),)) for text in grid.columns]
        return self._row_height(GridRow(cells=tuple(cells)), widths)

    def _row_height(self, row: GridRow, widths: Sequence[float]) -> float:
        heights = [height_of(cell.paras, width, self.size) for cell, width in zip(row.cells, widths, strict=True)]
        return max(heights, default=0.0) + 2 * CELL_Y


def header_para(text: str) -> Para:
    return Para(spans=(Span(text, bold=True),), scale=HEADER_SCALE)
