"""Lights and arrows as people draw them: fills, shapes, letters, symbols, pictures; and Word's hidden parts."""

from __future__ import annotations

import io
import struct
import zlib
from itertools import count
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from saferplan.report.tree import Light, Trend

WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_SHAPES = f'{nsdecls("w")} xmlns:wps="{WPS}" xmlns:mc="{MC}" xmlns:wp="{WP}" xmlns:a="{A}" {VML}'
_ids = count(500)

FILLS = {
    Light.GREEN: "00B050",
    Light.AMBER: "FFC000",
    Light.RED: "FF0000",
    Light.COMPLETE: "0070C0",
    Light.NONE: "BFBFBF",
}
TINTS = {
    Light.GREEN: ("92D050", "C6EFCE", "70AD47", "A9D08E", "00B050", "548235"),
    Light.AMBER: ("FFC000", "FFEB9C", "F4B083", "ED7D31", "FFD966", "FFFF00"),
    Light.RED: ("FF0000", "FFC7CE", "C00000", "FF7C80", "E06666", "DA291C"),
    Light.COMPLETE: ("0070C0", "9DC3E6", "5B9BD5"),
    Light.NONE: ("BFBFBF", "D9D9D9", "A6A6A6"),
}
LETTERS = {Light.GREEN: "G", Light.AMBER: "A", Light.RED: "R", Light.COMPLETE: "B", Light.NONE: ""}
ARROWS = {
    "block": {Trend.IMPROVING: "⬆", Trend.SAME: "➡", Trend.WORSENING: "⬇", Trend.NONE: ""},
    "slant": {Trend.IMPROVING: "↗", Trend.SAME: "→", Trend.WORSENING: "↘", Trend.NONE: ""},
    "thin": {Trend.IMPROVING: "↑", Trend.SAME: "↔", Trend.WORSENING: "↓", Trend.NONE: "-"},
    "solid": {Trend.IMPROVING: "▲", Trend.SAME: "◄►", Trend.WORSENING: "▼", Trend.NONE: "n/a"},
    "words": {
        Trend.IMPROVING: "Improving",
        Trend.SAME: "No change",
        Trend.WORSENING: "Deteriorating",
        Trend.NONE: "",
    },
    "hollow": {Trend.IMPROVING: "⇧", Trend.SAME: "⇨", Trend.WORSENING: "⇩", Trend.NONE: ""},
    "plain": {Trend.IMPROVING: "Improved", Trend.SAME: "Stable", Trend.WORSENING: "Worsening", Trend.NONE: "–"},
    "mixed": {Trend.IMPROVING: "▲ Better", Trend.SAME: "↔ Same", Trend.WORSENING: "▼ Worse", Trend.NONE: "–"},
}
WINGDINGS = {Trend.IMPROVING: "F0E9", Trend.SAME: "F0E8", Trend.WORSENING: "F0EA"}


def tint(light: Light, number: int) -> str:
    shades = TINTS[light]
    return shades[number % len(shades)]


def symbol(paragraph: Any, char: str, font: str = "Wingdings") -> None:
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:sym w:font="{font}" w:char="{char}"/></w:r>'))


def symbol_font(paragraph: Any, text: str, font: str) -> None:
    """A sign typed in a symbol font, as an older Word does it."""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
    run = f"<w:r {nsdecls('w')}><w:rPr>{fonts}</w:rPr><w:t>{text}</w:t></w:r>"
    paragraph._p.append(parse_xml(run))


def _shape(colour: str, *, geometry: str, size: int, inner: str = "", anchored: bool = False) -> str:
    number = next(_ids)
    body = (
        f'<wp:docPr id="{number}" name="Oval {number}"/><a:graphic><a:graphicData uri="{WPS}"><wps:wsp><wps:cNvSpPr/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{size}" cy="{size}"/></a:xfrm><a:prstGeom prst="{geometry}">'
        f'<a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln w="6350"><a:solidFill>'
        f'<a:srgbClr val="404040"/></a:solidFill></a:ln></wps:spPr>{inner}<wps:bodyPr/></wps:wsp></a:graphicData>'
        "</a:graphic>"
    )
    if not anchored:
        return (
            f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{size}" cy="{size}"/>{body}</wp:inline>'
        )
    return (
        '<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="251659264" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>180000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>30000</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{size}" cy="{size}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f"<wp:wrapNone/>{body}</wp:anchor>"
    )


def oval(paragraph: Any, colour: str, *, geometry: str = "ellipse", anchored: bool = False, letter: str = "") -> None:
    """A drawn disc, with a letter inside if given, and the older form that Word writes beside it."""
    text = f"<w:p><w:r><w:t>{letter}</w:t></w:r></w:p>"
    inner = f"<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>" if letter else ""
    size = 420000 if letter else 190000
    drawing = _shape(colour, geometry=geometry, size=size, inner=inner, anchored=anchored)
    paragraph._p.append(
        parse_xml(
            f'<w:r {_SHAPES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{drawing}</w:drawing>'
            f"</mc:Choice><mc:Fallback>{_pict(colour)}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )


def _pict(colour: str) -> str:
    return (
        f'<w:pict><v:oval id="_x{next(_ids)}" style="width:15pt;height:15pt" fillcolor="#{colour.lower()}" '
        'strokecolor="#404040"/></w:pict>'
    )


def vml_oval(paragraph: Any, colour: str) -> None:
    paragraph._p.append(parse_xml(f"<w:r {_SHAPES}>{_pict(colour)}</w:r>"))


def text_box(paragraph: Any, lines: list[str], *, width: float = 11.0, height: float = 3.2) -> None:
    """A text box as Word writes it: the text twice, in the new form and in the old one. Only one counts."""
    inside = "".join(f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in lines)
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    wide, high, number = int(width * 360000), int(height * 360000), next(_ids)
    paragraph._p.append(
        parse_xml(
            f'<w:r {_SHAPES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
            f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
            f'<wp:docPr id="{number}" name="Text Box {number}"/><a:graphic><a:graphicData uri="{WPS}"><wps:wsp>'
            f'<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="6350"><a:solidFill>'
            '<a:srgbClr val="1F3864"/></a:solidFill></a:ln></wps:spPr>'
            f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
            f'</mc:Choice><mc:Fallback><w:pict><v:shape style="width:{width}cm;height:{height}cm"><v:textbox>{content}'
            "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )


def disc_png(colour: str, size: int = 48) -> io.BytesIO:
    """A PNG of a disc on white, written by hand."""
    ink, middle = bytes.fromhex(colour), (size - 1) / 2
    rows = b""
    for y in range(size):
        inside = [(x - middle) ** 2 + (y - middle) ** 2 <= (size / 2 - 1) ** 2 for x in range(size)]
        rows += b"\0" + b"".join(ink if i else b"\xff\xff\xff" for i in inside)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return io.BytesIO(data)


def picture(paragraph: Any, colour: str) -> None:
    paragraph.add_run().add_picture(disc_png(colour), width=Cm(0.5))


def _change(tag: str, inside: str) -> Any:
    number = next(_ids)
    return parse_xml(
        f'<w:{tag} {nsdecls("w")} w:id="{number}" w:author="R Sparrow" w:date="2025-10-03T09:00:00Z">{inside}</w:{tag}>'
    )


def inserted(paragraph: Any, text: str) -> None:
    paragraph._p.append(_change("ins", f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'))


def deleted(paragraph: Any, text: str) -> None:
    paragraph._p.append(_change("del", f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'))


def moved(source: Any, target: Any, text: str) -> None:
    """Text that was moved from one paragraph to another."""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    source._p.append(_change("moveFrom", run))
    target._p.append(_change("moveTo", run))


def mark_row(row: Any, tag: str) -> None:
    """Mark a whole row as inserted ("ins") or deleted ("del"), with its text."""
    row._tr.get_or_add_trPr().append(_change(tag, ""))
    for paragraph in (p for cell in row.cells for p in cell.paragraphs):
        texts = paragraph.text
        for run in list(paragraph._p.r_lst):
            paragraph._p.remove(run)
        (deleted if tag == "del" else inserted)(paragraph, texts)


def control(paragraph: Any, tag: str) -> None:
    """Put all runs of a paragraph into a content control."""
    holder = parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{tag}"/><w:id w:val="{next(_ids)}"/></w:sdtPr><w:sdtContent/>'
        "</w:sdt>"
    )
    for run in list(paragraph._p.r_lst):
        holder[-1].append(run)
    paragraph._p.append(holder)


def control_around(element: Any, tag: str) -> None:
    """Put a cell or a row (its element) into a content control."""
    holder = parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{tag}"/><w:id w:val="{next(_ids)}"/></w:sdtPr><w:sdtContent/>'
        "</w:sdt>"
    )
    element.addprevious(holder)
    holder[-1].append(element)


def footnotes(doc: Any, texts: list[str]) -> None:
    """The footnotes part; `footnote` refers to its notes from 1."""
    notes = "".join(
        f'<w:footnote w:id="{i}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for i, text in enumerate(texts, 1)
    )
    lead = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        "</w:footnote>"
    )
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{lead}{notes}</w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), doc.part.package)
    doc.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def footnote(paragraph: Any, number: int) -> None:
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            f'<w:footnoteReference w:id="{number}"/></w:r>'
        )
    )
