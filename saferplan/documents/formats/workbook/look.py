"""The look of a spreadsheet: letters, lights, numbers, headers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from saferplan.report.labels import LOOKS
from saferplan.report.tree import Light

FONT: Mapping[str, Any] = MappingProxyType({"font_name": "Arial", "font_size": 11})
INK, QUIET, BRAND, HAIR, PALE, LINK = "#14181c", "#4d565e", "#1d3346", "#c3c9cf", "#e8edf2", "#0f4c81"


# The indent keeps a number away from the words of the next column.
RIGHT = {"align": "right", "indent": 1}


class Look:
    """The formats of one workbook, each made once when it is first asked for."""

    def __init__(self, workbook: Any) -> None:
        self._add = workbook.add_format
        self.light = cache(self._light)
        self.number = cache(self._number)
        line = {"bottom": 1, "bottom_color": HAIR, "right": 1, "right_color": HAIR}
        self._cell = {**FONT, "font_color": INK, "valign": "top", "text_wrap": True, **line}
        self.label = self._add({**self._cell, "align": "left"})
        self.text = self._add(self._cell)
        self.risky = self._add({**self._cell, "quote_prefix": True})
        self.mark = self._add({**self._cell, "font_color": QUIET})
        self.mark_right = self._add({**self._cell, "font_color": QUIET, **RIGHT})
        self.link = self._add({**self._cell, "font_color": LINK, "underline": 1})
        head = {**FONT, "font_color": BRAND, "bold": True, "bg_color": PALE, "text_wrap": True, "valign": "bottom"}
        self.head = self._add({**head, "bottom": 2, "bottom_color": BRAND})
        self.head_right = self._add({**head, "bottom": 2, "bottom_color": BRAND, **RIGHT})
        self.plain = self._add(dict(FONT))
        self.title = self._add({**FONT, "font_size": 16, "font_color": BRAND, "bold": True, "valign": "vcenter"})
        self.said = self._add({**FONT, "font_color": QUIET})
        self.said_link = self._add({**FONT, "font_color": LINK, "underline": 1})
        wrapped = {**FONT, "font_color": INK, "text_wrap": True, "valign": "top"}
        self.cover = self._add(wrapped)
        self.cover_risky = self._add({**wrapped, "quote_prefix": True})
        self.cover_title = self._add({**wrapped, "font_size": 20, "font_color": BRAND, "bold": True})
        self.cover_heading = self._add(
            {**wrapped, "font_size": 14, "font_color": BRAND, "bold": True, "valign": "bottom"}
        )
        self.cover_strong = self._add({**wrapped, "bold": True})

    def _light(self, light: Light) -> Any:
        """The word in the light's ink on its tint; the word says it all."""
        look = LOOKS[light]
        fill = {} if look.fill == "#ffffff" else {"bg_color": look.fill}
        return self._add({**self._cell, "font_color": look.ink, "bold": light is not Light.NONE, **fill})

    def _number(self, decimals: int) -> Any:
        shown = "#,##0" + (f".{'0' * decimals}" if decimals else "")
        return self._add({**self._cell, "num_format": shown, **RIGHT})
