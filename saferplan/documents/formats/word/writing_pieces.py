"""Pieces of a Word document as XML: runs, paragraphs, rows, tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from saferplan.report import labels
from saferplan.report.blocks import Heading, LightMark

_SIGN_FONT = "Segoe UI Symbol"
# A third of a page, in letters, where each paragraph takes a line of its own.
_A_LINE, _MOST_TOGETHER = 70, 2000
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def element(name: str, attributes: Mapping[str, str] | None = None, *children: Any) -> Any:
    """An element such as `w:tab` with attributes by their prefixed names."""
    made = OxmlElement(name)
    for key, value in (attributes or {}).items():
        made.set(qn(key), value)
    made.extend(children)
    return made


def run(
    text: str, *, bold: bool = False, italic: bool = False, colour: str = "", fill: str = "", style: str = ""
) -> Any:
    """Text in one look; `colour` and `fill` are `rrggbb`."""
    look = [
        element("w:rStyle", {"w:val": style}) if style else None,
        element("w:b") if bold else None,
        element("w:i") if italic else None,
        element("w:color", {"w:val": colour}) if colour else None,
        element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill}) if fill else None,
    ]
    return _run(text, [each for each in look if each is not None])


def sign(text: str, *, colour: str = "", fill: str = "") -> Any:
    """A shape or an arrow, in a font that has it on most machines."""
    fonts = {f"w:{kind}": _SIGN_FONT for kind in ("ascii", "hAnsi", "eastAsia", "cs")}
    look = [element("w:rFonts", fonts)]
    if colour:
        look.append(element("w:color", {"w:val": colour}))
    if fill:
        look.append(element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill}))
    return _run(text, look)


def _run(text: str, look: Sequence[Any]) -> Any:
    made = element("w:r")
    if look:
        made.append(element("w:rPr", None, *look))
    words = element("w:t")
    words.text = text
    words.set(_XML_SPACE, "preserve")
    made.append(words)
    return made


def line_break() -> Any:
    return element("w:r", None, element("w:br"))


def page_break() -> Any:
    return element("w:r", None, element("w:br", {"w:type": "page"}))


def tab() -> Any:
    return element("w:r", None, element("w:tab"))


def page_numbers(template: str) -> list[Any]:
    """The words of "Page {page} of {pages}" with the two numbers as fields that Word works out."""
    found = []
    for part in re.split(r"(\{pages?\})", template):
        field = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(part)
        found.append(element("w:fldSimple", {"w:instr": field}, run("1")) if field else run(part))
    return found


def light(mark: LightMark, *, boxed: bool = False) -> list[Any]:
    """The shape and the word of a light. `boxed` gives the words a fill of their own, outside a filled cell."""
    look = labels.LOOKS[mark.light]
    ink, fill = look.ink[1:], look.fill[1:] if boxed else ""
    edge = "\N{NO-BREAK SPACE}" if boxed else ""
    shape = labels.LIGHT_SIGNS[mark.light]
    return [sign(f"{edge}{shape}", colour=ink, fill=fill), run(f" {mark.word}{edge}", bold=True, colour=ink, fill=fill)]


def paragraph(style: str, *content: Any, keep_next: bool = False, number: tuple[int, int] | None = None) -> Any:
    """A paragraph in a style by its name; `number` is the list's id and level."""
    look = [element("w:pStyle", {"w:val": style_id(style)})]
    if keep_next:
        look.append(element("w:keepNext"))
    if number:
        level = element("w:ilvl", {"w:val": str(number[1])})
        look.append(element("w:numPr", None, level, element("w:numId", {"w:val": str(number[0])})))
    return element("w:p", None, element("w:pPr", None, *look), *content)


def style_id(name: str) -> str:
    return name.replace(" ", "")


def heading(block: Heading, number: int) -> Any:
    """A heading with a bookmark of its anchor, for links from elsewhere."""
    name = re.sub(r"\W", "_", block.anchor)[:40]
    start = element("w:bookmarkStart", {"w:id": str(number), "w:name": name})
    end = element("w:bookmarkEnd", {"w:id": str(number)})
    return paragraph(f"Heading {block.level}", start, run(block.text), end)


def cell(content: Sequence[Any], width: int, fill: str = "", *, span: int = 1) -> Any:
    """A table cell; `width` in twentieths of a point, `fill` `#rrggbb` or empty. A spanning one is open above."""
    look = element("w:tcPr", None, element("w:tcW", {"w:w": str(width), "w:type": "dxa"}))
    if span > 1:
        look.append(element("w:gridSpan", {"w:val": str(span)}))
        look.append(element("w:tcBorders", None, element("w:top", {"w:val": "nil"})))
    if fill:
        look.append(element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill.lstrip("#")}))
    return element("w:tc", None, look, *content)


def open_below(cells: Sequence[Any]) -> None:
    """Leaves out the line below these cells of a row, and keeps the row on one page with the next."""
    for each in cells:
        width = each.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
        width.addnext(element("w:tcBorders", None, element("w:bottom", {"w:val": "nil"})))
        for style in each.iter(qn("w:pStyle")):
            style.addnext(element("w:keepNext"))


def keep_together(rows: Sequence[Any]) -> None:
    """Keeps the rows of a short table on one page; a long one breaks where it must."""
    words = sum(len(each.text or "") for row in rows for each in row.iter(qn("w:t")))
    paragraphs = sum(1 for row in rows for _ in row.iter(qn("w:p")))
    if words + _A_LINE * paragraphs > _MOST_TOGETHER:
        return
    for style in (each for row in rows[:-1] for each in row.iter(qn("w:pStyle"))):
        following = style.getnext()
        if following is None or following.tag != qn("w:keepNext"):
            style.addnext(element("w:keepNext"))


def row(cells: Sequence[Any], *, header: bool = False, whole: bool = False) -> Any:
    """A row; a header repeats on each page, a whole one does not break over pages."""
    look = element("w:trPr")
    if whole:
        look.append(element("w:cantSplit"))
    if header:
        look.append(element("w:tblHeader"))
    return element("w:tr", None, look, *cells)


def table(caption: str, widths: Sequence[int], rows: Sequence[Any], *, header_row: bool) -> Any:
    """A table with its caption as alternative text."""
    look = element(
        "w:tblPr",
        None,
        element("w:tblStyle", {"w:val": style_id("Report table")}),
        element("w:tblW", {"w:w": str(sum(widths)), "w:type": "dxa"}),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblLook", {"w:val": "04A0" if header_row else "0480"}),
        element("w:tblCaption", {"w:val": caption[:250]}),
        element("w:tblDescription", {"w:val": caption[:250]}),
    )
    grid = element("w:tblGrid", None, *(element("w:gridCol", {"w:w": str(width)}) for width in widths))
    return element("w:tbl", None, look, grid, *rows)
