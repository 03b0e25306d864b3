"""Symbol fonts: what a letter set in Wingdings and its like shows, as Unicode.

Only signs that a report uses: arrows, ticks, crosses, shapes, bullets, faces, thumbs. Plain Unicode arrows stand for
their many drawn variants, so that one trend has one sign.
"""

from __future__ import annotations

import re
from functools import cache

_COMPASS = "←→↑↓↖↗↙↘"

_WINGDINGS = {
    0x43: "👍", 0x44: "👎", 0x46: "☞", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□",
    0x70: "□", 0x71: "□", 0x72: "□", 0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x78: "☒", 0x9E: "·",
    0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA2: "○", 0xA3: "○", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "□", 0xAB: "★",
    0xD8: "➢", 0xF3: "↔", 0xF4: "↕", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS |= dict(enumerate("←→↑↓", 0xD7 + 4)) | dict(enumerate(_COMPASS, 0xDF))
_WINGDINGS |= dict(enumerate("⬅➔⬆⬇⬉⬈⬋⬊", 0xE7)) | dict(enumerate("⇦⇨⇧⇩", 0xEF)) | dict(enumerate("↖↗↙↘", 0xF5))
_WINGDINGS |= dict(enumerate("①②③④⑤⑥⑦⑧⑨⑩", 0x81)) | dict(enumerate("❶❷❸❹❺❻❼❽❾❿", 0x8C))

_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x95: "•", 0x96: "•", 0x97: "●", 0x98: "●",
    0x99: "○", 0x9A: "○", 0x9B: "○", 0x9C: "◉", 0x9F: "▪", 0xA0: "▪", 0xA1: "■", 0xA2: "■", 0xA3: "□",
}  # fmt: skip

_WINGDINGS_3: dict[int, str] = {0x80: "▼", 0xA5: "←", 0xA7: "←", 0xA9: "←", 0xAB: "←", 0xB1: "←", 0xB3: "←"}
_WINGDINGS_3 |= dict.fromkeys((0xA6, 0xA8, 0xAA, 0xB0, 0xB2, 0xB4), "→")
for _start in (0x21, 0xD1, 0xD9, 0xE1):
    _WINGDINGS_3 |= dict(enumerate(_COMPASS, _start))
for _start in (0x33, *range(0x89, 0xA5, 4), *range(0xB5, 0xC9, 4)):
    _WINGDINGS_3 |= dict(enumerate("←→↑↓", _start))
for _start in (0x85, 0xE9, 0xED):
    _WINGDINGS_3 |= dict(enumerate("◀▶▲▼", _start))
_WINGDINGS_3 |= dict(enumerate("↔↕", 0x31)) | dict(enumerate(_COMPASS + "↔↕", 0x66))
_WINGDINGS_3 |= dict(enumerate("▲▼△▽◀▶◁▷◣◢◤◥◀▶▲", 0x70)) | dict(enumerate("▲▼◀▶", 0x81))

_WEBDINGS = {
    0x33: "◀", 0x34: "▶", 0x35: "▲", 0x36: "▼", 0x3D: "●", 0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗",
}  # fmt: skip

_SYMBOL = {0xB7: "•", 0xAB: "↔", 0xA8: "♦", 0xD7: "·", 0xB0: "°", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xD6: "√"}
_SYMBOL |= dict(enumerate("←↑→↓", 0xAC)) | dict(enumerate("⇔⇐⇑⇒⇓", 0xDB))

_TABLES = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}
_PRIVATE = 0xF000
_PRIVATE_LETTERS = re.compile("[\uf020-\uf0ff]")
# In Windows' code page these letters stand for the bytes 0x80 to 0x9F.
_WINDOWS_BYTES = {ord(bytes([b]).decode("cp1252", "ignore") or "\0"): b for b in range(0x80, 0xA0)}

SHAPES = frozenset("●■◆▲▼◀▶○□◇△▽◉⬤◼◾▪⚫⚪★☆◢◣◤◥⬛⬜⏺🔺🔻")
ARROWS = frozenset("←→↑↓↖↗↙↘↔↕⬅➔⬆⬇⬉⬈⬋⬊⇦⇨⇧⇩➡➜➝➞➙⇒⇑⇓⇐⇔⬌⬍⮕")


@cache
def _table(font: str) -> dict[int, str] | None:
    return _TABLES.get(font.strip().lower())


def is_symbol_font(font: str | None) -> bool:
    return font is not None and _table(font) is not None


def symbol(font: str, code: int) -> str:
    """What a font shows for a character code; the character itself where the font is no symbol font."""
    table = _table(font)
    if table is None:
        return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else ""
    low = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else _WINDOWS_BYTES.get(code, code)
    return table.get(low) or (chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "")


def in_font(text: str, font: str | None) -> str:
    """Text set in a font, as it shows. Private-use characters of no known font are read as Wingdings' or Symbol's."""
    if font is not None and _table(font) is not None:
        return "".join(c if c.isspace() else symbol(font, ord(c)) for c in text)
    if _PRIVATE_LETTERS.search(text):
        return "".join(_unnamed(c) if "\uf020" <= c <= "\uf0ff" else c for c in text)
    return text


def _unnamed(character: str) -> str:
    """Word writes Symbol's and Wingdings' bullets without their font when text is pasted."""
    low = ord(character) - _PRIVATE
    return "•" if low in (0xB7, 0xA7) else _WINGDINGS.get(low, character)
