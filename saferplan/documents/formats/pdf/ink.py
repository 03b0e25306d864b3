"""What is on a page: words, rules, fills and small shapes, all in points from the top left corner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from saferplan.documents.formats.pdf.colours import is_white, to_hex
from saferplan.documents.formats.pdf.struck import strikes
from saferplan.documents.formats.pdf.symbols import plain_text

THIN = 2.6  # a rectangle this thin is a rule
SMALL_SHAPE = 40.0  # a light drawn as a shape is no wider than this
BACKGROUND_SHARE = 0.55  # a fill over more than this share of the page is its background
ASKEW = 0.15  # slanted letters and scans lean less than this
SAME_WORD_GAP = 0.16  # of the letter size
BOLD = re.compile(r"bold|black|heavy|semibold|demi|[-,]bd", re.IGNORECASE)
ITALIC = re.compile(r"italic|oblique|[-,]it\b", re.IGNORECASE)


@dataclass(slots=True)
class Box:
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """True if the middle of the other box lies in this one."""
        x, y = other.middle
        return self.x0 - slack <= x <= self.x1 + slack and self.top - slack <= y <= self.bottom + slack


@dataclass(slots=True)
class Word(Box):
    """`symbol`: a letter of a symbol font. `turned`: 90 for text that runs up the page, 270 for down, else 0.

    `spaced`: a blank is written behind it. `stops`: it has none although the file writes blanks where lines wrap, so
    at the end of a line it also ends its paragraph. `ends`: it does so by the file's tags; `content` is its tag.
    `wraps`: it has one, and the file writes blanks at the end of a line only where lines wrap. `pitch`: the distance of
    wrapped lines in letters of its size, where it is the same all over the file, else 0.
    `may_begin`, `may_end`: it may begin or end a word; false for a part of a word that a narrow cell cut.
    """

    text: str = ""
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    symbol: bool = False
    turned: int = 0
    link: str = ""
    colour: str = ""
    spaced: bool = False
    stops: bool = False
    ends: bool = False
    wraps: bool = False
    pitch: float = 0.0
    content: int | None = None
    may_begin: bool = True
    may_end: bool = True


@dataclass(slots=True)
class Rule:
    """A horizontal (`at` is y) or vertical (`at` is x) line from `start` to `end`."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Fill(Box):
    colour: str = ""


@dataclass(slots=True)
class Page:
    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    shapes: list[Fill] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)


def read_page(page: Any) -> Page:
    """A `pdfplumber` page as a `Page`."""
    ink = Page(number=page.page_number, width=float(page.width), height=float(page.height))
    for rect in page.rects:
        _add_rectangle(ink, rect)
    thin = [*page.lines, *(rect for rect in page.rects if rect["height"] <= THIN)]
    struck_lines, struck = strikes(thin, page.chars)
    for index, line in enumerate(page.lines):
        if index not in struck_lines:
            _add_line(ink, line)
    for curve in page.curves:
        _add_curve(ink, curve)
    ink.pictures = [_box(image) for image in page.images]
    shown = [char for index, char in enumerate(page.chars) if index not in struck]
    ink.words = list(_words(_visible(ink, shown), _links(page)))
    return ink


def _box(thing: dict[str, Any]) -> Box:
    return Box(float(thing["x0"]), float(thing["top"]), float(thing["x1"]), float(thing["bottom"]))


def _add_rectangle(ink: Page, rect: dict[str, Any]) -> None:
    box = _box(rect)
    if min(box.width, box.height) <= THIN:
        if max(box.width, box.height) > THIN and (rect["fill"] or rect["stroke"]):
            _add_thin(ink, box)
        return
    colour = to_hex(rect["non_stroking_color"]) if rect["fill"] else ""
    page_area = ink.width * ink.height
    if colour and box.width * box.height < BACKGROUND_SHARE * page_area:
        _add_fill(ink, box, colour)
    if rect["stroke"]:
        ink.rules += [Rule(True, y, box.x0, box.x1) for y in (box.top, box.bottom)]
        ink.rules += [Rule(False, x, box.top, box.bottom) for x in (box.x0, box.x1)]


def _add_thin(ink: Page, box: Box) -> None:
    x, y = box.middle
    if box.width >= box.height:
        ink.rules.append(Rule(True, y, box.x0, box.x1))
    else:
        ink.rules.append(Rule(False, x, box.top, box.bottom))


def _add_fill(ink: Page, box: Box, colour: str) -> None:
    fill = Fill(box.x0, box.top, box.x1, box.bottom, colour)
    ink.fills.append(fill)
    if max(box.width, box.height) <= SMALL_SHAPE and 0.6 < box.width / box.height < 1.7:
        ink.shapes.append(fill)


def _add_line(ink: Page, line: dict[str, Any]) -> None:
    box = _box(line)
    if max(box.width, box.height) > THIN and min(box.width, box.height) <= THIN:
        _add_thin(ink, box)


def _add_curve(ink: Page, curve: dict[str, Any]) -> None:
    box = _box(curve)
    colour = to_hex(curve["non_stroking_color"]) if curve["fill"] else ""
    if not colour:
        return
    if min(box.width, box.height) <= THIN:
        if max(box.width, box.height) > THIN:
            _add_thin(ink, box)
    elif max(box.width, box.height) <= SMALL_SHAPE:
        ink.shapes.append(Fill(box.x0, box.top, box.x1, box.bottom, colour))
    elif box.width * box.height < BACKGROUND_SHARE * ink.width * ink.height:
        _add_fill(ink, box, colour)  # a box with round corners


def _visible(ink: Page, chars: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Letters without those written white on white."""
    for char in chars:
        if is_white(to_hex(char["non_stroking_color"])):
            box = _box(char)
            under = [fill for fill in [*ink.fills, *ink.shapes] if fill.holds(box)]
            hidden = is_white(under[-1].colour) if under else not any(p.holds(box) for p in ink.pictures)
            if hidden:
                continue
        yield char


def _words(chars: Iterable[dict[str, Any]], links: Sequence[tuple[Box, str]]) -> Iterator[Word]:
    word: Word | None = None
    style: tuple[object, ...] = ()
    for char in chars:
        symbol, text = plain_text(char["fontname"], char["text"])
        turned = _turn(char)
        if not text.strip() or turned < 0:
            if word is not None:
                word.spaced = bool(text)
                yield word
            word = None
            continue
        box = _box(char)
        size = box.width if turned else float(char["size"])
        link = next((address for area, address in links if area.holds(box)), "")
        these = (char["fontname"], round(size, 1), turned, link)
        if word is not None and these == style and not symbol and _follows(word, box):
            word.text += text
            word.x0, word.top = min(word.x0, box.x0), min(word.top, box.top)
            word.x1, word.bottom = max(word.x1, box.x1), max(word.bottom, box.bottom)
            continue
        if word is not None:
            yield word
        font = char["fontname"].partition("+")[2] or char["fontname"]
        bold, italic = bool(BOLD.search(font)), bool(ITALIC.search(font))
        word = Word(box.x0, box.top, box.x1, box.bottom, text, size, bold, italic, symbol, turned, link)
        word.colour = to_hex(char["non_stroking_color"])
        word.content = char.get("mcid")
        style = these
    if word is not None:
        yield word


def _turn(char: dict[str, Any]) -> int:
    """0 for upright text, 90 for text that runs up the page, 270 for down, -1 for askew (a stamp over the page)."""
    along, up = float(char["matrix"][0]), float(char["matrix"][1])
    if abs(up) < ASKEW * abs(along):
        return 0
    if abs(along) < ASKEW * abs(up):
        return 90 if up > 0 else 270
    return -1


def _follows(word: Word, box: Box) -> bool:
    gap = SAME_WORD_GAP * max(word.size, 4.0)
    if word.turned == 90:
        return abs(box.bottom - word.top) <= gap and abs(box.x0 - word.x0) <= gap
    if word.turned == 270:
        return abs(box.top - word.bottom) <= gap and abs(box.x0 - word.x0) <= gap
    return -2 * gap <= box.x0 - word.x1 <= gap and abs(box.bottom - word.bottom) <= 0.35 * word.size


def _links(page: Any) -> list[tuple[Box, str]]:
    found = [(area, each.get("uri") or "") for each in page.hyperlinks for area in _areas(each)]
    return [(area, address) for area, address in found if address.startswith(("http://", "https://", "mailto:"))]


def _areas(annotation: dict[str, Any]) -> list[Box]:
    """Where a link is: one box a line where the file says so, since one around all lines covers their neighbours."""
    whole, data = _box(annotation), annotation.get("data") or {}
    corners, edge = list(data.get("QuadPoints") or []), list(data.get("Rect") or [])
    try:
        numbers, left, low = [float(each) for each in corners], float(edge[0]), float(edge[1])
    except (TypeError, ValueError, IndexError):
        return [whole]
    boxes = []
    for start in range(0, len(numbers) - 7, 8):
        xs, ys = numbers[start : start + 8 : 2], numbers[start + 1 : start + 8 : 2]
        across, down = whole.x0 - left, whole.bottom + low
        boxes.append(Box(min(xs) + across, down - max(ys), max(xs) + across, down - min(ys)))
    return boxes or [whole]
