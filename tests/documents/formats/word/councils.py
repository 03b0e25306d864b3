"""Invented templates of councils: with a logo and styles of their own, with a marked place, with next to nothing."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

SECRET = "Sample words of the template that no report may hold"


def logo(wide: int = 60, high: int = 20) -> bytes:
    """A picture in one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + b"\x20\x60\x50" * wide for _ in range(high))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def saved(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def council() -> Any:
    """Logo in the header, a footer in its own words, wide margins, headings in green Georgia, text in Verdana."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(3)
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(logo()), width=Cm(3))
    section.header.add_paragraph("Quayside Borough Council")
    section.footer.paragraphs[0].text = "Town Hall, 1 Quay Street"
    for name, size in (("Heading 1", 20), ("Heading 2", 15), ("Heading 3", 12)):
        document.styles[name].font.name = "Georgia"
        document.styles[name].font.size = Pt(size)
        document.styles[name].font.color.rgb = RGBColor(0x20, 0x60, 0x50)
    document.styles["Body Text"].font.name = "Verdana"
    document.styles["Normal"].font.name = "Verdana"
    document.styles["Normal"].font.size = Pt(11)
    document.add_paragraph(SECRET)
    document.add_paragraph(SECRET, style="List Bullet")
    document.add_table(2, 2).cell(0, 0).text = SECRET
    document.add_picture(io.BytesIO(logo(30, 30)))
    document.core_properties.keywords = SECRET
    document.core_properties.last_printed = document.core_properties.created
    return document


def with_mark() -> Any:
    """A cover section with a logo, then the marked place in a section with another page."""
    document = council()
    document.add_section(WD_SECTION.NEW_PAGE)
    section = document.sections[1]
    section.left_margin = section.right_margin = Cm(2)
    document.add_paragraph().add_run().add_picture(io.BytesIO(logo(90, 10)), width=Cm(6))
    document.add_paragraph(SECRET)
    paragraph = document.add_paragraph()
    paragraph.add_run("[Rep")
    paragraph.add_run("ort]").bold = True
    document.add_paragraph(SECRET)
    return document


def with_first_page() -> Any:
    """Another header on the first page, and on even pages."""
    document = council()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Quayside Borough Council, Civic Centre"
    document.settings.odd_and_even_pages_header_footer = True
    section.even_page_header.paragraphs[0].text = "Quayside"
    document.styles.add_style("Motto", WD_STYLE_TYPE.CHARACTER)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    return document


BARE_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>Words</w:t></w:r></w:p><w:sectPr/></w:body></w:document>",
}


def packed(parts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def related(data: bytes, kind: str, target: str, part: str = "word/_rels/settings.xml.rels") -> bytes:
    """The document with a relation to something outside it."""
    relation = (
        f'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/>'
    )
    empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts.get(part, empty.encode()).decode()
    parts[part] = text.replace("</Relationships>", relation + "</Relationships>").encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


TEMPLATES: dict[str, Callable[[], bytes]] = {
    "council": lambda: saved(council()),
    "with a mark": lambda: saved(with_mark()),
    "with a first page": lambda: saved(with_first_page()),
    "bare": lambda: packed(BARE_PARTS),
}
