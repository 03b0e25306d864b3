"""Lists of a Word document: one look for bullets, a count of its own for each numbered list."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from saferplan.documents.formats.word.writing_pieces import element
from saferplan.report.markdown import BulletList, Listing, NumberedList

_BULLETS = (("bullet", "\N{BULLET}"), ("bullet", "\N{EN DASH}"))
_NUMBERS = (("decimal", "%1."), ("decimal", "%2."))


class Numbering:
    """The list definitions of one document, beside those that a template has. `bullets` is the id of bulleted lists."""

    def __init__(self, document: Any, *, keep: bool = False) -> None:
        self.root: Any = _root(document)
        if not keep:
            for old in list(self.root):
                self.root.remove(old)
        self.first = 1 + max(self._ids("w:abstractNum", "w:abstractNumId"), default=-1)
        for number, levels in enumerate((_BULLETS, _NUMBERS)):
            self._insert(_abstract(self.first + number, levels), "w:num", "w:numIdMacAtCleanup")
        self.count = max(self._ids("w:num", "w:numId"), default=0)
        self.bullets = self._add(0)

    def style(self, block: Listing) -> str:
        return "List Bullet" if isinstance(block, BulletList) else "List Number"

    def of(self, block: Listing, depth: int) -> int:
        """The id for a list; a numbered one begins to count anew."""
        if isinstance(block, NumberedList):
            start = element("w:startOverride", {"w:val": str(block.start)})
            return self._add(1, element("w:lvlOverride", {"w:ilvl": str(depth)}, start))
        return self.bullets

    def _ids(self, tag: str, name: str) -> list[int]:
        return [int(each.get(qn(name), "0")) for each in self.root.iterchildren(qn(tag))]

    def _add(self, abstract: int, *overrides: Any) -> int:
        self.count += 1
        link = element("w:abstractNumId", {"w:val": str(self.first + abstract)})
        self._insert(element("w:num", {"w:numId": str(self.count)}, link, *overrides), "w:numIdMacAtCleanup")
        return self.count

    def _insert(self, made: Any, *before: str) -> None:
        tags = {qn(each) for each in before}
        place = next((each for each in self.root if each.tag in tags), None)
        self.root.append(made) if place is None else place.addprevious(made)


def _root(document: Any) -> Any:
    """The part of lists; a template that has never had one gets it."""
    try:
        return document.part.numbering_part.element
    except NotImplementedError:
        name, root = PackURI("/word/numbering.xml"), element("w:numbering")
        part = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, root, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return root


def _abstract(number: int, levels: tuple[tuple[str, str], ...]) -> Any:
    made = element(
        "w:abstractNum", {"w:abstractNumId": str(number)}, element("w:multiLevelType", {"w:val": "multilevel"})
    )
    for depth, (kind, text) in enumerate(levels):
        indent = {"w:left": str(340 * (depth + 1)), "w:hanging": "340"}
        level = element(
            "w:lvl",
            {"w:ilvl": str(depth)},
            element("w:start", {"w:val": "1"}),
            element("w:numFmt", {"w:val": kind}),
            element("w:lvlText", {"w:val": text}),
            element("w:lvlJc", {"w:val": "left"}),
            element("w:pPr", None, element("w:ind", indent)),
        )
        made.append(level)
    return made
