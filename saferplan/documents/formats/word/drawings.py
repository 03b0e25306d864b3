"""Drawings in a document: text boxes, coloured shapes, the texts that stand for pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from saferplan.documents.formats.word import colours
from saferplan.documents.formats.word.package import MC, PIC, WP, WPS, A, Element, R, V, W

_VML_SHAPES = (V + "oval", V + "rect", V + "roundrect", V + "shape", V + "polyline")
_WRITTEN_BY_WORD = re.compile(r"(?i)\bdescription automatically generated|\bAI-generated content may be incorrect\.?")


def chosen(element: Element) -> Iterator[Element]:
    """The children of an `mc:AlternateContent` that count: the first choice, or the fallback where there is none."""
    choice = element.find(MC + "Choice")
    picked = element.find(MC + "Fallback") if choice is None else choice
    return iter(()) if picked is None else iter(picked)


def walk(element: Element) -> Iterator[Element]:
    """The element and all below it, without the fallbacks that repeat what a choice already says."""
    yield element
    if element.tag == MC + "AlternateContent":
        for child in chosen(element):
            yield from walk(child)
        return
    for child in element:
        if isinstance(child.tag, str):
            yield from walk(child)


def text_boxes(drawing: Element) -> list[tuple[Element, Element | None]]:
    """The contents of the text boxes in a drawing, each with the shape that holds it."""
    found = []
    for element in walk_outside_text(drawing, with_text=True):
        if element.tag == W + "txbxContent":
            found.append((element, _shape_around(element)))
    return found


def walk_outside_text(element: Element, *, with_text: bool = False) -> Iterator[Element]:
    """Like `walk`, but not into text boxes, whose own drawings are met when their text is read."""
    if element.tag == W + "txbxContent":
        if with_text:
            yield element
        return
    yield element
    children = chosen(element) if element.tag == MC + "AlternateContent" else iter(element)
    for child in children:
        if isinstance(child.tag, str):
            yield from walk_outside_text(child, with_text=with_text)


def _shape_around(content: Element) -> Element | None:
    parent = content.getparent()
    while parent is not None:
        if parent.tag == WPS + "wsp" or parent.tag in _VML_SHAPES:
            return parent
        parent = parent.getparent()
    return None


def shape_fill(shape: Element | None, theme: colours.Theme) -> str:
    """The colour that a shape is filled with, or ""."""
    if shape is None:
        return ""
    if shape.tag == WPS + "wsp":
        return _drawing_fill(shape, theme)
    if (shape.get("filled") or "t").lower() in ("f", "false", "0"):
        return ""
    return colours.vml_colour(shape.get("fillcolor") or _vml_fill(shape))


def _vml_fill(shape: Element) -> str | None:
    fill = shape.find(V + "fill")
    return None if fill is None else fill.get("color")


def _drawing_fill(shape: Element, theme: colours.Theme) -> str:
    properties = shape.find(WPS + "spPr")
    if properties is not None:
        for child in properties:
            kind = child.tag.rsplit("}", 1)[-1] if isinstance(child.tag, str) else ""
            if kind == "noFill":
                return ""
            if kind in ("solidFill", "gradFill", "pattFill"):
                return colours.drawing_colour(child, theme)
    reference = shape.find(f"{WPS}style/{A}fillRef")
    if reference is None or reference.get("idx") == "0":
        return ""
    return colours.drawing_colour(reference, theme)


def fills(drawing: Element, theme: colours.Theme) -> list[str]:
    """The colours of the shapes in a drawing, in order."""
    shapes = (e for e in walk_outside_text(drawing) if e.tag == WPS + "wsp" or e.tag in _VML_SHAPES)
    return [fill for fill in (shape_fill(shape, theme) for shape in shapes) if fill]


def lit(found: list[str]) -> str:
    """The one colour that a group of shapes says: the lamp that is lit. Two different lit lamps say nothing."""
    bright = list(dict.fromkeys(fill for fill in found if colours.is_colourful(fill)))
    if len(bright) == 1:
        return bright[0]
    return "" if bright or not found else found[0]


def alternative_text(drawing: Element) -> str:
    """The words that stand for a picture or shape, as its author wrote them."""
    for element in walk_outside_text(drawing):
        words = ""
        if element.tag == WP + "docPr":
            words = element.get("descr") or element.get("title") or ""
        elif element.tag in _VML_SHAPES:
            words = element.get("alt") or ""
        words = _WRITTEN_BY_WORD.sub("", words)
        words = " ".join(words.split())
        if words:
            return words
    return ""


def pictures(drawing: Element) -> list[str]:
    """The relationship ids of the pictures in a drawing."""
    found = []
    for element in walk_outside_text(drawing):
        if element.tag == PIC + "blipFill":
            blip = element.find(A + "blip")
            key = None if blip is None else blip.get(R + "embed")
            if key:
                found.append(key)
    return found
