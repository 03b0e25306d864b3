"""Pieces of a slide as XML: text boxes, tables, the running lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from saferplan.documents.formats.slides.fitting import AFTER, INDENT
from saferplan.documents.formats.slides.flowing import CELL_X, CELL_Y, header_para
from saferplan.documents.formats.slides.markup import Markup, element, text, together
from saferplan.documents.formats.slides.parts import BRAND, HAIR, INK, Box, Grid, GridCell, Para, Span, Text

POINT = 12700
_SIGN_FONT = "Segoe UI Symbol"
# A table without a look of its own: ours is in its cells.
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_NUMBER = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_RUNNING = {"ftr": ("Footer", "11"), "sldNum": ("Slide number", "12")}

Link = Callable[[str], str]


def emu(points: float) -> str:
    return str(round(points * POINT))


def solid(colour: str) -> Markup:
    return element("a:solidFill", None, element("a:srgbClr", {"val": colour}))


class Pieces:
    """Makes pieces in one language; `link` gives the id of an address on the slide at hand."""

    def __init__(self, language: str) -> None:
        self.language = language

    def paragraph(self, para: Para, size: float, link: Link, *, align: str = "", last: bool = False) -> Markup:
        real = size * para.scale
        look: dict[str, str] = {"algn": align} if align else {}
        left = (para.level + bool(para.mark)) * INDENT * size
        if left:
            look = {"marL": emu(left), "indent": emu(-INDENT * size if para.mark else 0), **look}
        after = element("a:spcAft", None, element("a:spcPts", {"val": _size(real * AFTER)}))
        form = element("a:pPr", look, *([] if last else [after]), _bullet(para.mark))
        runs = [self.run(each, real, link) for each in para.spans if each.text]
        return element("a:p", None, form, *runs, element("a:endParaRPr", {"lang": self.language, "sz": _size(real)}))

    def run(self, span: Span, size: float, link: Link | None = None) -> Markup:
        look = {"lang": self.language, "sz": _size(size)}
        if span.bold:
            look["b"] = "1"
        if span.italic:
            look["i"] = "1"
        inside = [solid(span.colour or INK)]
        if span.sign:
            inside += [element(f"a:{kind}", {"typeface": _SIGN_FONT}) for kind in ("latin", "ea", "cs", "sym")]
        if span.href and link:
            inside.append(element("a:hlinkClick", {"r:id": link(span.href)}))
        return element("a:r", None, element("a:rPr", look, *inside), element("a:t", None, text(span.text)))

    def number(self, size: float, colour: str) -> Markup:
        look = element("a:rPr", {"lang": self.language, "sz": _size(size)}, solid(colour))
        return element("a:fld", {"id": _NUMBER, "type": "slidenum"}, look, element("a:t", None, text("‹#›")))

    def text_box(self, key: int, name: str, box: Box, size: float, link: Link, *, align: str = "") -> Markup:
        if not isinstance(box.segment, Text):
            raise TypeError("only text goes into a text box")
        paras = box.segment.paras
        form = element("a:prstGeom", {"prst": "rect"}, element("a:avLst"))
        place = element("p:spPr", None, _xfrm("a:xfrm", box), form, element("a:noFill"))
        lines = [self.paragraph(each, size, link, align=align, last=each is paras[-1]) for each in paras]
        body = element("p:txBody", None, _BODY, element("a:lstStyle"), *lines)
        named = element("p:cNvPr", {"id": str(key), "name": name})
        top = element("p:nvSpPr", None, named, element("p:cNvSpPr", {"txBox": "1"}), element("p:nvPr"))
        return element("p:sp", None, top, place, body)

    def table(self, key: int, name: str, box: Box, size: float, link: Link) -> Markup:
        grid = box.segment
        if not isinstance(grid, Grid):
            raise TypeError("only a table goes into a frame")
        look = element("a:tblPr", {"firstRow": "1"}, element("a:tableStyleId", None, text(_NO_STYLE)))
        widths = [element("a:gridCol", {"w": emu(box.width * share / 100)}) for share in grid.shares]
        head = [GridCell(paras=(header_para(each),)) for each in grid.columns]
        rows = [self._row(head, box.rows[0], size, link, _UNDER_HEAD)]
        for row, height in zip(grid.rows, box.rows[1:], strict=True):
            rows.append(self._row(row.cells, height, size, link, _UNDER_ROW))
        made = element("a:tbl", None, look, element("a:tblGrid", None, *widths), *rows)
        named = element("p:cNvPr", {"id": str(key), "name": name, "descr": grid.caption})
        locks = element("p:cNvGraphicFramePr", None, element("a:graphicFrameLocks", {"noGrp": "1"}))
        top = element("p:nvGraphicFramePr", None, named, locks, element("p:nvPr"))
        data = element("a:graphicData", {"uri": _TABLE}, made)
        return element("p:graphicFrame", None, top, _xfrm("p:xfrm", box), element("a:graphic", None, data))

    def _row(self, cells: Sequence[GridCell], height: float, size: float, link: Link, line: Markup) -> Markup:
        made = []
        for each in cells:
            paras = each.paras or (Para(spans=()),)
            lines = [self.paragraph(para, size, link, last=para is paras[-1]) for para in paras]
            body = element("a:txBody", None, element("a:bodyPr"), element("a:lstStyle"), *lines)
            fill = solid(each.fill) if each.fill else element("a:noFill")
            made.append(element("a:tc", None, body, element("a:tcPr", _CELL, _NO_LINES, line, fill)))
        return element("a:tr", {"h": emu(height)}, *made)

    def running(self, key: int, kind: str, content: Iterable[Markup]) -> Markup:
        """The footer or the slide number, where the layout has it."""
        name, index = _RUNNING[kind]
        place = element("p:nvPr", None, element("p:ph", {"type": kind, "sz": "quarter", "idx": index}))
        locks = element("p:cNvSpPr", None, element("a:spLocks", {"noGrp": "1"}))
        top = element("p:nvSpPr", None, element("p:cNvPr", {"id": str(key), "name": name}), locks, place)
        line = element("a:p", None, *content)
        body = element("p:txBody", None, element("a:bodyPr"), element("a:lstStyle"), line)
        return element("p:sp", None, top, element("p:spPr"), body)

    def plain_paragraph(self, words: str) -> Markup:
        """A paragraph of the notes, in their own look."""
        look = element("a:rPr", {"lang": self.language})
        return element("a:p", None, element("a:r", None, look, element("a:t", None, text(words))))


def _bullet(mark: str) -> Markup:
    if not mark:
        return element("a:buNone")
    if mark[:-1].isdecimal():
        # The format counts no further than this.
        start = str(min(max(int(mark[:-1]), 1), 32767))
        return element("a:buAutoNum", {"type": "arabicPeriod", "startAt": start})
    return together(element("a:buFont", {"typeface": "Arial"}), element("a:buChar", {"char": mark}))


def _size(points: float) -> str:
    return str(round(points * 100))


def _xfrm(name: str, box: Box) -> Markup:
    place = element("a:off", {"x": emu(box.x), "y": emu(box.y)})
    return element(name, None, place, element("a:ext", {"cx": emu(box.width), "cy": emu(box.height)}))


_EDGES = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), "0")
_BODY = element("a:bodyPr", {"wrap": "square", **_EDGES, "anchor": "t"}, element("a:noAutofit"))
_CELL = {"marL": emu(CELL_X), "marR": emu(CELL_X), "marT": emu(CELL_Y), "marB": emu(CELL_Y)}
_NO_LINES = together(*(element(f"a:ln{side}", {"w": "0"}, element("a:noFill")) for side in "LRT"))
_UNDER_HEAD = element("a:lnB", {"w": emu(1.5)}, solid(BRAND))
_UNDER_ROW = element("a:lnB", {"w": emu(0.75)}, solid(HAIR))
