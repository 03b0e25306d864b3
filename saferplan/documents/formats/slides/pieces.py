"""Pieces of a slide as XML: text boxes, tables, the running lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement

from saferplan.documents.formats.slides.fitting import AFTER, INDENT
from saferplan.documents.formats.slides.flowing import CELL_X, CELL_Y, header_para
from saferplan.documents.formats.slides.parts import BRAND, HAIR, INK, Box, Grid, GridCell, Para, Span, Text

POINT = 12700
_SIGN_FONT = "Segoe UI Symbol"
# A table without a look of its own: ours is in its cells.
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_NUMBER = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"

Link = Callable[[str], str]


def element(name: str, attributes: Mapping[str, str] | None = None, *children: Any) -> Any:
    """An element such as `a:t` with attributes by their names."""
    made: Any = OxmlElement(name)
    for key, value in (attributes or {}).items():
        made.set(qn(key) if ":" in key else key, value)
    made.extend(children)
    return made


def emu(points: float) -> str:
    return str(round(points * POINT))


def solid(colour: str) -> Any:
    return element("a:solidFill", None, element("a:srgbClr", {"val": colour}))


class Pieces:
    """Makes pieces in one language; `link` gives the id of an address on the slide at hand."""

    def __init__(self, language: str) -> None:
        self.language = language

    def paragraph(self, para: Para, size: float, link: Link, *, align: str = "", last: bool = False) -> Any:
        real = size * para.scale
        look: dict[str, str] = {"algn": align} if align else {}
        left = (para.level + bool(para.mark)) * INDENT * size
        if left:
            look |= {"marL": emu(left), "indent": emu(-INDENT * size if para.mark else 0)}
        form = element("a:pPr", look)
        if not last:
            form.append(element("a:spcAft", None, element("a:spcPts", {"val": str(round(real * AFTER * 100))})))
        form.extend(_bullet(para.mark))
        runs = [self.run(each, real, link) for each in para.spans if each.text]
        return element("a:p", None, form, *runs, element("a:endParaRPr", {"lang": self.language, "sz": _size(real)}))

    def run(self, span: Span, size: float, link: Link | None = None) -> Any:
        look = element("a:rPr", {"lang": self.language, "sz": _size(size), "dirty": "0"})
        if span.bold:
            look.set("b", "1")
        if span.italic:
            look.set("i", "1")
        look.append(solid(span.colour or INK))
        if span.sign:
            look.extend(element(f"a:{kind}", {"typeface": _SIGN_FONT}) for kind in ("latin", "ea", "cs", "sym"))
        if span.href and link:
            look.append(element("a:hlinkClick", {"r:id": link(span.href)}))
        words = element("a:t")
        words.text = span.text
        return element("a:r", None, look, words)

    def number(self, size: float, colour: str) -> Any:
        look = element("a:rPr", {"lang": self.language, "sz": _size(size), "dirty": "0"}, solid(colour))
        words = element("a:t")
        words.text = "‹#›"
        return element("a:fld", {"id": _NUMBER, "type": "slidenum"}, look, words)

    def text_box(self, key: int, name: str, box: Box, size: float, link: Link, *, align: str = "") -> Any:
        if not isinstance(box.segment, Text):
            raise TypeError("only text goes into a text box")
        paras = box.segment.paras
        place = element("p:spPr", None, _xfrm("a:xfrm", box), _rectangle(), element("a:noFill"))
        body = element("p:txBody", None, body_form(), element("a:lstStyle"))
        body.extend(self.paragraph(each, size, link, align=align, last=each is paras[-1]) for each in paras)
        named = element("p:cNvPr", {"id": str(key), "name": name})
        top = element("p:nvSpPr", None, named, element("p:cNvSpPr", {"txBox": "1"}), element("p:nvPr"))
        return element("p:sp", None, top, place, body)

    def table(self, key: int, name: str, box: Box, size: float, link: Link) -> Any:
        grid = box.segment
        if not isinstance(grid, Grid):
            raise TypeError("only a table goes into a frame")
        widths = [box.width * share / 100 for share in grid.shares]
        look = element("a:tblPr", {"firstRow": "1"}, _words_of("a:tableStyleId", _NO_STYLE))
        columns = element("a:tblGrid", None, *(element("a:gridCol", {"w": emu(each)}) for each in widths))
        made = element("a:tbl", None, look, columns)
        head = [GridCell(paras=(header_para(each),)) for each in grid.columns]
        made.append(self._row(head, box.rows[0], size, link, _line(BRAND, 1.5)))
        for row, height in zip(grid.rows, box.rows[1:], strict=True):
            made.append(self._row(row.cells, height, size, link, _line(HAIR, 0.75)))
        data = element("a:graphicData", {"uri": _TABLE}, made)
        named = element("p:cNvPr", {"id": str(key), "name": name, "descr": grid.caption})
        locks = element("p:cNvGraphicFramePr", None, element("a:graphicFrameLocks", {"noGrp": "1"}))
        top = element("p:nvGraphicFramePr", None, named, locks, element("p:nvPr"))
        return element("p:graphicFrame", None, top, _xfrm("p:xfrm", box), element("a:graphic", None, data))

    def _row(self, cells: Sequence[GridCell], height: float, size: float, link: Link, line: Callable[[], Any]) -> Any:
        made = element("a:tr", {"h": emu(height)})
        for each in cells:
            body = element("a:txBody", None, element("a:bodyPr"), element("a:lstStyle"))
            paras = each.paras or (Para(spans=()),)
            body.extend(self.paragraph(para, size, link, last=para is paras[-1]) for para in paras)
            margins = {"marL": emu(CELL_X), "marR": emu(CELL_X), "marT": emu(CELL_Y), "marB": emu(CELL_Y)}
            look = element("a:tcPr", margins, _no_line("a:lnL"), _no_line("a:lnR"), _no_line("a:lnT"), line())
            look.append(solid(each.fill) if each.fill else element("a:noFill"))
            made.append(element("a:tc", None, body, look))
        return made

    def running(self, key: int, kind: str, content: Iterable[Any]) -> Any:
        """The footer or the slide number, where the layout has it."""
        name, index = _RUNNING[kind]
        place = element("p:nvPr", None, element("p:ph", {"type": kind, "sz": "quarter", "idx": index}))
        locks = element("p:cNvSpPr", None, element("a:spLocks", {"noGrp": "1"}))
        top = element("p:nvSpPr", None, element("p:cNvPr", {"id": str(key), "name": name}), locks, place)
        line = element("a:p", None, *content)
        body = element("p:txBody", None, element("a:bodyPr"), element("a:lstStyle"), line)
        return element("p:sp", None, top, element("p:spPr"), body)

    def plain_paragraph(self, text: str) -> Any:
        """A paragraph of the notes, in their own look."""
        words = element("a:t")
        words.text = text
        return element(
            "a:p", None, element("a:r", None, element("a:rPr", {"lang": self.language, "dirty": "0"}), words)
        )


_RUNNING = {"ftr": ("Footer", "11"), "sldNum": ("Slide number", "12")}


def body_form(anchor: str = "t") -> Any:
    edges = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), "0")
    return element("a:bodyPr", {"wrap": "square", **edges, "anchor": anchor}, element("a:noAutofit"))


def _bullet(mark: str) -> list[Any]:
    if not mark:
        return [element("a:buNone")]
    if mark[:-1].isdecimal():
        # The format counts no further than this.
        start = str(min(max(int(mark[:-1]), 1), 32767))
        return [
            element("a:buFont", {"typeface": "+mj-lt"}),
            element("a:buAutoNum", {"type": "arabicPeriod", "startAt": start}),
        ]
    return [element("a:buFont", {"typeface": "Arial"}), element("a:buChar", {"char": mark})]


def _size(points: float) -> str:
    return str(round(points * 100))


def _words_of(name: str, text: str) -> Any:
    made = element(name)
    made.text = text
    return made


def _xfrm(name: str, box: Box) -> Any:
    place = element("a:off", {"x": emu(box.x), "y": emu(box.y)})
    return element(name, None, place, element("a:ext", {"cx": emu(box.width), "cy": emu(box.height)}))


def _rectangle() -> Any:
    return element("a:prstGeom", {"prst": "rect"}, element("a:avLst"))


def _line(colour: str, width: float) -> Callable[[], Any]:
    return lambda: element("a:lnB", {"w": emu(width)}, solid(colour))


def _no_line(name: str) -> Any:
    return element(name, {"w": "0"}, element("a:noFill"))
