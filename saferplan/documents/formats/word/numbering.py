"""Lists: which paragraphs are bullets or numbered, and the number each shows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from saferplan.documents.formats.source import Marker
from saferplan.documents.formats.word.package import Element, W, is_on, number, value

_LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `text` is the pattern of its label, such as "%1.%2."."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    plain: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    marker: Marker = Marker.NONE
    number: str = ""


NO_LABEL = Label()


class Numbering:
    """The lists of a document with their running counters: ask for labels in reading order, once a paragraph."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, dict[int, Level]] = {}
        self._families: dict[str, str] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        families: dict[str, Element] = {e.get(W + "abstractNumId", ""): e for e in root.iterchildren(W + "abstractNum")}
        linked = {value(e, "styleLink"): key for key, e in families.items() if value(e, "styleLink")}
        for element in root.iterchildren(W + "num"):
            key, family = element.get(W + "numId", ""), value(element, "abstractNumId") or ""
            link = value(families.get(family), "numStyleLink")
            family = linked.get(link, family) if link else family
            levels = _levels(families.get(family))
            for override in element.iterchildren(W + "lvlOverride"):
                index = number(override.get(W + "ilvl"))
                replaced = override.find(W + "lvl")
                if replaced is not None:
                    levels[index] = _level(replaced)
                start = value(override, "startOverride")
                if start is not None:
                    self._restarts.setdefault(key, {})[index] = number(start, 1)
            self._lists[key] = levels
            self._families[key] = family

    def label(self, list_id: str, level: int, style: str = "") -> Label:
        """The label of the next paragraph of a list; counts it."""
        levels = self._lists.get(list_id)
        if levels is None:
            return NO_LABEL
        level = min(max(level, 0), _LEVELS - 1)
        shape = levels.get(level)
        if shape is None:
            return NO_LABEL
        counters = self._count(list_id, levels, level)
        if shape.form == "bullet":
            return Label(Marker.BULLET)
        text = re.sub(r"%([1-9])", lambda m: _shown(levels, counters, int(m.group(1)) - 1, shape.plain), shape.text)
        text = " ".join(text.split())
        return Label(Marker.NUMBER, text) if text else NO_LABEL

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level that a paragraph style is tied to in a list; 0 where it is tied to none."""
        levels = self._lists.get(list_id, {})
        return next((index for index, level in levels.items() if style and level.style == style), 0)

    def _count(self, list_id: str, levels: dict[int, Level], level: int) -> list[int | None]:
        counters = self._counters.setdefault(self._families[list_id], [None] * _LEVELS)
        for index, start in self._restarts.pop(list_id, {}).items():
            if 0 <= index < _LEVELS:
                counters[index] = start - 1
        for above in range(level):
            if counters[above] is None:
                counters[above] = levels.get(above, Level()).start
        current = counters[level]
        counters[level] = levels[level].start if current is None else current + 1
        for below in range(level + 1, _LEVELS):
            restart = levels.get(below, Level()).restart
            if restart is None or (restart > 0 and level < restart):
                counters[below] = None
        return counters


def _levels(family: Element | None) -> dict[int, Level]:
    if family is None:
        return {}
    return {number(e.get(W + "ilvl")): _level(e) for e in family.iterchildren(W + "lvl")}


def _level(element: Element) -> Level:
    restart = value(element, "lvlRestart")
    return Level(
        form=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        start=number(value(element, "start"), 1),
        plain=bool(is_on(value(element, "isLgl"))),
        restart=None if restart is None else number(restart),
        style=value(element, "pStyle") or "",
    )


def _shown(levels: dict[int, Level], counters: list[int | None], index: int, plain: bool) -> str:
    level = levels.get(index, Level())
    count = counters[index]
    return shown_number(level.start if count is None else count, "decimal" if plain else level.form)


def shown_number(count: int, form: str) -> str:
    """A count as Word shows it: 3, 03, c, C, iii, III, 3rd."""
    if form == "none" or form == "bullet":
        return ""
    if form == "decimalZero":
        return f"{count:02d}"
    if form in ("lowerLetter", "upperLetter") and 0 < count <= 780:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    if form == "ordinal":
        ending = {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th") if count % 100 not in (11, 12, 13) else "th"
        return f"{count}{ending}"
    return str(count)


def _roman(count: int) -> str:
    text = ""
    for size, sign in _ROMAN:
        text += sign * (count // size)
        count %= size
    return text
