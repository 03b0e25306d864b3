"""What a chart shows, read back from its SVG alone: texts with their boxes, the marks, and the line of values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from saferplan.charts.colours import ORANGE
from saferplan.charts.lettering import letter_width

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "title", "desc", "g", "path", "circle", "rect", "text"}
ATTRIBUTES = {
    *("width", "height", "viewBox", "role", "aria-labelledby", "aria-hidden", "focusable", "id", "transform"),
    *("font-family", "font-size", "font-weight", "text-anchor", "x", "y", "cx", "cy", "r", "rx", "d"),
    *("fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray"),
    *("stroke-linejoin", "stroke-linecap"),
}
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Text:
    text: str
    left: float
    top: float
    right: float
    bottom: float
    is_bold: bool

    @property
    def box(self) -> Box:
        return self.left, self.top, self.right, self.bottom


@dataclass
class Drawing:
    root: ElementTree.Element
    width: float
    height: float
    texts: list[Text] = field(default_factory=list)

    def named(self, name: str) -> Iterator[ElementTree.Element]:
        return self.root.iter(SVG + name)

    def words(self) -> list[str]:
        return [text.text for text in self.texts]


def read(svg: str) -> Drawing:
    root = ElementTree.fromstring(svg)
    drawing = Drawing(root, float(root.get("width", "")), float(root.get("height", "")))
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    _read_texts(root, {"font-size": "12", "font-weight": "normal"}, drawing)
    return drawing


def _read_texts(element: ElementTree.Element, above: dict[str, str], drawing: Drawing) -> None:
    style = {key: element.get(key, value) for key, value in above.items()}
    if element.tag == SVG + "text":
        size, bold = float(style["font-size"]), style["font-weight"] == "bold"
        text = element.text or ""
        wide = sum(letter_width(letter, bold=bold) for letter in text) * size / 1000
        x, y = float(element.get("x", "")), float(element.get("y", ""))
        left = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")]
        # From the top of a capital to the foot of a comma.
        drawing.texts.append(Text(text, left, y - 0.74 * size, left + wide, y + 0.22 * size, bold))
    for child in element:
        _read_texts(child, style, drawing)


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def subpaths(d: str) -> list[list[tuple[float, float]]]:
    """The corners of a path of absolute moves and lines."""
    return [
        [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", part)] for part in d.split("M") if part
    ]


def value_line(drawing: Drawing) -> list[list[tuple[float, float]]]:
    """The line that joins the values: the only one with round joins."""
    found = [path for path in drawing.named("path") if path.get("stroke-linejoin") == "round"]
    assert len(found) <= 1
    return subpaths(found[0].get("d", "")) if found else []


def touches(box: Box, start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Whether a straight line runs through a box: tried at many places, unlike in the product."""
    steps = 1 + int(max(abs(end[0] - start[0]), abs(end[1] - start[1])))
    for turn in range(steps + 1):
        x = start[0] + (end[0] - start[0]) * turn / steps
        y = start[1] + (end[1] - start[1]) * turn / steps
        if box[0] < x < box[2] and box[1] < y < box[3]:
            return True
    return False


def check_sound(svg: str) -> Drawing:
    """Well formed; nothing but shapes, texts and presentation attributes; named by title and description."""
    drawing = read(svg)
    for element in drawing.root.iter():
        assert element.tag.removeprefix(SVG) in ALLOWED, element.tag
        assert set(element.keys()) <= ATTRIBUTES, set(element.keys()) - ATTRIBUTES
        assert not any("url(" in value for value in element.attrib.values())
    assert drawing.root.get("role") == "img"
    ids = {each.get("id"): each for each in drawing.root.iter() if each.get("id")}
    labels = drawing.root.get("aria-labelledby", "").split()
    assert labels
    assert set(labels) == set(ids)
    assert not re.search(r'"[^"]*\b(?:inf|nan)\b[^"]*"', re.sub(r"<(title|desc|text)[^>]*>[^<]*", "", svg))
    return drawing


def check_texts(svg: str) -> Drawing:
    """No text on another, outside the frame, or on the line of values."""
    drawing = check_sound(svg)
    texts = drawing.texts
    for place, one in enumerate(texts):
        assert one.text
        assert one.left >= -0.2, one
        assert one.top >= -0.2, one
        assert one.right <= drawing.width + 0.2, (one, drawing.width)
        assert one.bottom <= drawing.height + 0.2, (one, drawing.height)
        for other in texts[place + 1 :]:
            assert not overlap(one.box, other.box), (one, other)
    for run in value_line(drawing):
        for start, end in zip(run, run[1:], strict=False):
            for text in texts:
                assert not touches(text.box, start, end), (text, start, end)
    check_marks(drawing)
    return drawing


def marks(drawing: Drawing) -> list[Box]:
    """Rings, discs and halos by their circles; diamonds by their upper corner and half their width."""
    found = []
    for circle in drawing.named("circle"):
        x, y, r = (float(circle.get(name, "")) for name in ("cx", "cy", "r"))
        found.append((x - r, y - r, x + r, y + r))
    for path in drawing.named("path"):
        if path.get("fill") == ORANGE:
            for x, y, r in re.findall(r"M([\d.]+) ([\d.]+)l([\d.]+) ", path.get("d", "")):
                half = float(r)
                found.append((float(x) - half, float(y), float(x) + half, float(y) + 2 * half))
    return found


def check_marks(drawing: Drawing) -> None:
    """No text on a mark."""
    for mark in marks(drawing):
        for text in drawing.texts:
            assert not overlap(text.box, mark), (text, mark)
