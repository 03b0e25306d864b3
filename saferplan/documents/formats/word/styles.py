"""Styles: what a paragraph or run looks like after its chain of styles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from saferplan.documents.formats.word import colours
from saferplan.documents.formats.word.package import VAL, Element, W, is_on, number, value


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks; None where a level says nothing. `size` is in points."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    colour: str | None = None
    fill: str | None = None
    font: str | None = None

    def over(self, base: Look) -> Look:
        """This look where it says something, and the base's elsewhere."""
        if self is PLAIN:
            return base
        if base is PLAIN:
            return self
        return Look(
            base.bold if self.bold is None else self.bold,
            base.italic if self.italic is None else self.italic,
            base.hidden if self.hidden is None else self.hidden,
            base.size if self.size is None else self.size,
            base.colour if self.colour is None else self.colour,
            base.fill if self.fill is None else self.fill,
            base.font if self.font is None else self.font,
        )


PLAIN = Look()


def read_look(rpr: Element | None, theme: colours.Theme) -> Look:
    """The look that a `w:rPr` element states itself."""
    if rpr is None or len(rpr) == 0:
        return PLAIN
    found: dict[str, object] = {}
    for child in rpr:
        tag = child.tag.rsplit("}", 1)[-1]
        if tag == "b":
            found["bold"] = is_on(child.get(VAL, ""))
        elif tag == "i":
            found["italic"] = is_on(child.get(VAL, ""))
        elif tag == "vanish":
            found["hidden"] = is_on(child.get(VAL, ""))
        elif tag == "sz":
            found["size"] = number(child.get(VAL)) / 2 or None
        elif tag == "color":
            found["colour"] = colours.text_colour(child, theme)
        elif tag == "highlight":
            found["fill"] = colours.highlight(child.get(VAL))
        elif tag == "shd":
            found.setdefault("fill", colours.shading(child, theme) or None)
        elif tag == "rFonts":
            found["font"] = child.get(W + "ascii") or child.get(W + "hAnsi")
    return Look(**found) if found else PLAIN  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Style:
    """A style after its chain. `heading` is a level from 1, or 0. `list_id` is None where it states none."""

    name: str = ""
    look: Look = PLAIN
    heading: int = 0
    list_id: str | None = None
    list_level: int | None = None
    fill: str = ""
    indent: int | None = None


@dataclass(frozen=True, slots=True)
class TableStyle:
    """The fill and look of a table style's parts (`wholeTable`, `firstRow`, `band1Horz` …)."""

    fills: dict[str, str] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)


NO_STYLE = Style()
NO_TABLE_STYLE = TableStyle()
_CHAIN_LIMIT = 30


class Styles:
    """The styles of a document by id. Each is worked out once."""

    def __init__(self, root: Element | None, theme: colours.Theme) -> None:
        self._theme = theme
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self._tables: dict[str, TableStyle] = {}
        self._defaults: dict[str, str] = {}
        self.base = Look(size=10.0)
        if root is None:
            return
        for element in root.iterchildren(W + "style"):
            key = element.get(W + "styleId", "")
            self._elements[key] = element
            if is_on(element.get(W + "default")):
                self._defaults[element.get(W + "type", "")] = key
        self.base = read_look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"), theme).over(self.base)

    def paragraph(self, key: str | None) -> Style:
        return self.get(key or self._defaults.get("paragraph", ""))

    def get(self, key: str) -> Style:
        """The style with this id; a style of nothing when the document does not have it."""
        if key not in self._known:
            style = NO_STYLE
            for ancestor in reversed(self._chain(key)):
                style = self._extend(style, self._elements[ancestor])
            self._known[key] = style
        return self._known[key]

    def table(self, key: str | None) -> TableStyle:
        key = key or self._defaults.get("table", "")
        if key not in self._tables:
            fills: dict[str, str] = {}
            looks: dict[str, Look] = {}
            for ancestor in reversed(self._chain(key)):
                self._add_table_parts(self._elements[ancestor], fills, looks)
            self._tables[key] = TableStyle(fills, looks) if fills or looks else NO_TABLE_STYLE
        return self._tables[key]

    def _chain(self, key: str) -> list[str]:
        chain: list[str] = []
        while key in self._elements and key not in chain and len(chain) < _CHAIN_LIMIT:
            chain.append(key)
            key = value(self._elements[key], "basedOn") or ""
        return chain

    def _extend(self, base: Style, element: Element) -> Style:
        name = value(element, "name") or ""
        ppr = element.find(W + "pPr")
        numbering = None if ppr is None else ppr.find(W + "numPr")
        outline = value(ppr, "outlineLvl")
        fill = None if ppr is None else colours.shading(ppr.find(W + "shd"), self._theme)
        list_id, list_level = value(numbering, "numId"), value(numbering, "ilvl")
        return Style(
            name=name,
            look=read_look(element.find(W + "rPr"), self._theme).over(base.look),
            heading=_heading_level(name, outline, base.heading),
            list_id=base.list_id if list_id is None else list_id,
            list_level=base.list_level if list_level is None else number(list_level),
            fill=base.fill if fill is None else fill,
            indent=left_indent(ppr, base.indent),
        )

    def _add_table_parts(self, element: Element, fills: dict[str, str], looks: dict[str, Look]) -> None:
        parts = [("wholeTable", element)]
        parts += [(p.get(W + "type", ""), p) for p in element.iterchildren(W + "tblStylePr")]
        for kind, part in parts:
            fill = colours.shading(part.find(f"{W}tcPr/{W}shd"), self._theme)
            if fill is not None:
                fills[kind] = fill
            look = read_look(part.find(W + "rPr"), self._theme)
            if look is not PLAIN:
                looks[kind] = look.over(looks.get(kind, PLAIN))


def _heading_level(name: str, outline: str | None, inherited: int) -> int:
    """Built-in names are English in the file whatever the language of Word."""
    match = re.fullmatch(r"heading (\d)", name.lower())
    if match:
        return int(match.group(1)) or 1
    if name.lower() == "title":
        return 1
    if outline is not None:
        level = number(outline, 9)
        return level + 1 if 0 <= level < 9 else 0
    return inherited


def left_indent(ppr: Element | None, default: int | None = None) -> int | None:
    """The left indent that a `w:pPr` states, in twentieths of a point."""
    indent = None if ppr is None else ppr.find(W + "ind")
    if indent is None:
        return default
    stated = indent.get(W + "left") or indent.get(W + "start")
    return default if stated is None else number(stated)
