"""Charts on slides: as SVG for programs that can draw it, and as PNG for those that cannot."""

from __future__ import annotations

import io
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from saferplan.charts.svg import FONT
from saferplan.documents.formats.drawings import png_of
from saferplan.documents.formats.slides.look import FONT as OFFICE_FONT
from saferplan.documents.formats.slides.parts import Box
from saferplan.documents.formats.slides.pieces import POINT
from saferplan.report.block_kinds import Picture

_SVG = "image/svg+xml"
_EXTENSION = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{key}"/>'
    "</a:ext></a:extLst>"
)


class Pictures:
    """The pictures of one presentation, counted so that each has a name of its own."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, slide: Any, key: int, box: Box) -> None:
        picture = box.segment
        if not isinstance(picture, Picture):
            raise TypeError("only a picture is drawn")
        self.count += 1
        place = [round(each * POINT) for each in (box.x, box.y, box.width, box.height)]
        shape = slide.shapes.add_picture(io.BytesIO(png_of(picture.svg, picture.width)), *place)
        named = shape._element.nvPicPr.cNvPr
        named.set("id", str(key))
        named.set("name", f"Chart {self.count}")
        named.set("descr", picture.alternative)
        blip = shape._element.find(f".//{qn('a:blip')}")
        blip.append(parse_xml(_EXTENSION.format(key=self._drawing(slide, picture.svg))))

    def _drawing(self, slide: Any, svg: str) -> str:
        name = PackURI(f"/ppt/media/chart-{self.count}.svg")
        drawing = Part(name, _SVG, slide.part.package, svg.replace(FONT, OFFICE_FONT).encode())
        return str(slide.part.relate_to(drawing, RELATIONSHIP_TYPE.IMAGE))
