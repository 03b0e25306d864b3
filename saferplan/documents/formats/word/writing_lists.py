"""Lists of a Word document: one look for bullets, a count of its own for each numbered list."""

from __future__ import annotations

from typing import Any

from saferplan.documents.formats.word.writing_pieces import element
from saferplan.report.markdown import BulletList, Listing, NumberedList

_BULLETS = (("bullet", "\N{BULLET}"), ("bullet", "\N{EN DASH}"))
_NUMBERS = (("decimal", "%1."), ("decimal", "%2."))


class Numbering:
    """The list definitions of one document. `bullets` is the id of bulleted lists."""

    def __init__(self, document: Any) -> None:
        self.root: Any = document.part.numbering_part.element
        for old in list(self.root):
            self.root.remove(old)
        for number, levels in enumerate((_BULLETS, _NUMBERS)):
            self.root.append(_abstract(number, levels))
        self.count = 0
        self.bullets = self._add(0)

    def style(self, block: Listing) -> str:
        return "List Bullet" if isinstance(block, BulletList) else "List Number"

    def of(self, block: Listing, depth: int) -> int:
        """The id for a list; a numbered one begins to count anew."""
        if isinstance(block, NumberedList):
            start = element("w:startOverride", {"w:val": str(block.start)})
            return self._add(1, element("w:lvlOverride", {"w:ilvl": str(depth)}, start))
        return self.bullets

    def _add(self, abstract: int, *overrides: Any) -> int:
        self.count += 1
        link = element("w:abstractNumId", {"w:val": str(abstract)})
        self.root.append(element("w:num", {"w:numId": str(self.count)}, link, *overrides))
        return self.count


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
