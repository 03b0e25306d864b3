"""Pictures in a Word document: as SVG for programs that can draw it, and as PNG for those that cannot."""

from __future__ import annotations

import io
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.shared import Emu

from saferplan.charts.svg import FONT
from saferplan.documents.formats.drawings import png_of
from saferplan.documents.formats.word import writing_pieces as pieces
from saferplan.report.blocks import Picture

_SVG = "image/svg+xml"
# One font that every office program has or has a twin of: of a list, some take only the first.
_FONT = "Arial"
_EXTENSION = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{key}"/>'
    "</a:ext></a:extLst>"
)


class Pictures:
    """The pictures of one document, counted so that each has a name of its own."""

    def __init__(self, document: Any, wide: Emu) -> None:
        """Each as wide as the text between the margins."""
        self.part = document.part
        self.wide = wide
        self.count = 0

    def paragraph(self, picture: Picture) -> Any:
        """A paragraph with the picture, kept on one page with what follows it."""
        self.count += 1
        fallback, _image = self.part.get_or_add_image(io.BytesIO(png_of(picture.svg, picture.width)))
        high = Emu(self.wide * picture.height // picture.width)
        inline = CT_Inline.new_pic_inline(self.count, fallback, f"chart-{self.count}.png", self.wide, high)
        inline.docPr.set("descr", picture.alternative)
        inline.docPr.set("name", f"Chart {self.count}")
        blip = inline.find(f".//{qn('a:blip')}")
        blip.append(parse_xml(_EXTENSION.format(key=self._drawing(picture.svg))))
        return pieces.paragraph(
            "Normal", pieces.element("w:r", None, pieces.element("w:drawing", None, inline)), keep_next=True
        )

    def _drawing(self, svg: str) -> str:
        name = PackURI(f"/word/media/chart-{self.count}.svg")
        drawing = Part(name, _SVG, svg.replace(FONT, _FONT).encode(), self.part.package)
        return str(self.part.relate_to(drawing, RELATIONSHIP_TYPE.IMAGE))
