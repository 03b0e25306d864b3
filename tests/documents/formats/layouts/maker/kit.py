"""Word documents as people make them: python-docx where it can, raw XML where it cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

_INLINE = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*")
_ITEM = re.compile(r"^( *)(-|\d+\.) (.*)$")


def new(font: str = "Arial", size: float = 11, *, landscape: bool = False, margin: float = 2.0) -> Any:
    """An empty A4 document with one body font."""
    doc = Document()
    style = doc.styles["Normal"]
    style.font.name = font
    style.font.size = Pt(size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    style.paragraph_format.space_after = Pt(6)
    for name in ("Heading 1", "Heading 2", "Heading 3", "Title"):
        fonts = doc.styles[name].element.rPr.rFonts
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        doc.styles[name].font.name = font
    orient(doc.sections[0], landscape=landscape, margin=margin)
    return doc


def orient(section: Any, *, landscape: bool, margin: float = 2.0) -> None:
    wide, high = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = wide, high
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(margin))


def inline(text: str) -> Iterator[tuple[str, bool, bool]]:
    """The pieces of a line of Markdown: text, strong, emphasis."""
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False, False
        yield (match[1] or match[2]), bool(match[1]), bool(match[2])
        at = match.end()
    if at < len(text):
        yield text[at:], False, False


def put(
    paragraph: Any,
    text: str,
    *,
    bold: bool = False,
    size: float | None = None,
    colour: str | None = None,
    split: bool = False,
) -> Any:
    """Write a line of Markdown into a paragraph; `split` breaks it over runs in the middle of words."""
    for piece, strong, emphasis in inline(text):
        for part in _shards(piece) if split else [piece]:
            run = paragraph.add_run(part)
            run.bold = True if bold or strong else None
            run.italic = True if emphasis else None
            if size:
                run.font.size = Pt(size)
            if colour:
                run.font.color.rgb = RGBColor.from_string(colour)
            if split:
                proof = OxmlElement("w:proofErr")
                proof.set(qn("w:type"), "spellStart")
                run._r.addnext(proof)
    return paragraph


def _shards(text: str) -> list[str]:
    out: list[str] = []
    sizes, at = (2, 5, 1, 9, 3, 14), 0
    for i in count():
        if at >= len(text):
            return out
        out.append(text[at : at + sizes[i % len(sizes)]])
        at += sizes[i % len(sizes)]
    return out


def write(cell: Any, text: str, **style: Any) -> Any:
    """Put a line into the first empty paragraph of a cell, or a new one."""
    paragraph = cell.paragraphs[-1]
    if paragraph.text or paragraph._p.xpath(".//w:drawing | .//w:pict | .//w:sym"):
        paragraph = cell.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    return put(paragraph, text, **style)


def line(doc: Any, text: str, *, style: str | None = None, **look: Any) -> Any:
    paragraph = doc.add_paragraph(style=style)
    return put(paragraph, text, **look)


class Lists:
    """Real bullets and numbers: one bullet list with levels, and a new numbered list whenever one begins."""

    def __init__(self, doc: Any, glyphs: Sequence[tuple[str, str]] = (("\uf0b7", "Symbol"), ("o", "Courier New"))):
        self.numbering = doc.part.numbering_part.element
        self.bullets = self._add(self._levels("bullet", glyphs))
        self._decimal = ""

    def _levels(self, kind: str, glyphs: Sequence[tuple[str, str]]) -> str:
        out = ""
        for depth, (glyph, font) in enumerate(glyphs):
            fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:hint="default"/></w:rPr>' if font else ""
            out += (
                f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{glyph}"/>'
                f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{360 * (depth + 1)}" w:hanging="360"/></w:pPr>{fonts}'
                "</w:lvl>"
            )
        return out

    def _add(self, levels: str) -> int:
        ids = [int(v) for v in self.numbering.xpath("w:abstractNum/@w:abstractNumId")]
        abstract = max(ids, default=0) + 1
        num = max((int(v) for v in self.numbering.xpath("w:num/@w:numId")), default=0) + 1
        self.numbering.insert(
            0,
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">'
                f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
            ),
        )
        xml = f'<w:num {nsdecls("w")} w:numId="{num}"><w:abstractNumId w:val="{abstract}"/></w:num>'
        self.numbering.append(parse_xml(xml))
        return num

    def numbers(self, text: str = "%1.") -> int:
        return self._add(self._levels("decimal", [(text, "")]))

    def apply(self, paragraph: Any, num: int, depth: int = 0) -> None:
        numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbering.get_or_add_ilvl().val = depth
        numbering.get_or_add_numId().val = num


def blocks(markdown: str) -> Iterator[tuple[str, int, str]]:
    """(kind, depth, text) of each block: kind is "", "-" or a number such as "1."."""
    for block in markdown.split("\n"):
        if not block.strip():
            continue
        item = _ITEM.match(block)
        yield (item[2], len(item[1]) // 2, item[3]) if item else ("", 0, block)


def position(cell: Any, markdown: str, lists: Lists | None = None, **style: Any) -> None:
    """Write a position: real lists where `lists` is given, typed bullets and numbers otherwise."""
    num = 0
    for kind, depth, text in blocks(markdown):
        if not kind:
            write(cell, text, **style)
        elif lists:
            if kind == "1.":
                num = lists.numbers()
            lists.apply(write(cell, text, **style), lists.bullets if kind == "-" else num, depth)
        else:
            sign = ("•", "o")[depth] if kind == "-" else kind
            paragraph = write(cell, f"{sign}\t{text}" if kind == "-" else f"{sign} {text}", **style)
            if kind == "-":
                paragraph.paragraph_format.left_indent = Cm(0.6 * (depth + 1))
                paragraph.paragraph_format.first_line_indent = Cm(-0.6)


def grid(doc: Any, widths: Sequence[float], *, rows: int = 0, style: str = "Table Grid") -> Any:
    """A table with fixed column widths in centimetres."""
    table = doc.add_table(rows=rows, cols=len(widths), style=style) if hasattr(doc, "sections") else None
    if table is None:
        table = doc.add_table(rows, len(widths))
        table.style = style
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        _widths(row, widths)
    return table


def _widths(row: Any, widths: Sequence[float]) -> None:
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Cm(width)


def add(
    table: Any, texts: Sequence[str], *, fill: str = "", header: bool = False, keep: bool = True, **style: Any
) -> Any:
    """Add a row; a header row repeats on each page. `keep`: the row is not broken over pages."""
    row = table.add_row()
    for cell, column, text in zip(row.cells, table.columns, texts, strict=True):
        cell.width = column.width
        if text:
            write(cell, text, **style)
        if fill:
            shade(cell, fill)
    properties = row._tr.get_or_add_trPr()
    if keep:
        properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))
    return row


def shade(cell: Any, colour: str) -> None:
    properties = cell._tc.get_or_add_tcPr()
    for old in properties.findall(qn("w:shd")):
        properties.remove(old)
    properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>'))


def span(row: Any, first: int, last: int) -> Any:
    """Merge cells of a row; gives the merged cell."""
    return row.cells[first].merge(row.cells[last])


def save(doc: Any, folder: Path, name: str) -> Path:
    path = folder / f"{name}.docx"
    doc.save(str(path))
    return path
