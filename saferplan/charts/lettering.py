"""How wide a text is in Helvetica or Arial, without a font: widths of letters in thousandths of the size."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# From the space to the tilde, in order.
REGULAR = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
)  # fmt: skip
BOLD = (
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
    556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
    280, 389, 584,
)  # fmt: skip
OTHERS = {
    "\N{NO-BREAK SPACE}": 278,
    "\N{POUND SIGN}": 556,
    "\N{EURO SIGN}": 556,
    "\N{EN DASH}": 556,
    "\N{LEFT SINGLE QUOTATION MARK}": 278,
    "\N{RIGHT SINGLE QUOTATION MARK}": 278,
    "\N{MIDDLE DOT}": 333,
    "\N{MINUS SIGN}": 584,
    "\N{MULTIPLICATION SIGN}": 584,
    "\N{DEGREE SIGN}": 400,
}
# A letter that is in no table is taken to be as wide as it is high.
UNKNOWN = 1000
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
# The reader's font may be a little wider than these.
SLACK = 1.04


def letter_width(letter: str, *, bold: bool = False) -> int:
    table = BOLD if bold else REGULAR
    place = ord(letter) - 32
    if 0 <= place < len(table):
        return table[place]
    if letter in OTHERS:
        return OTHERS[letter]
    base = unicodedata.normalize("NFD", letter)[0]
    place = ord(base) - 32
    return table[place] if 0 <= place < len(table) else UNKNOWN


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, bold: bool = False) -> float:
    return sum([letter_width(letter, bold=bold) for letter in text]) * size * SLACK / 1000


def shorten(text: str, room: float, size: float, bold: bool = False) -> str:
    """The text, or as much of it as there is room for and an ellipsis; nothing where not even that fits."""
    # Room that was measured from the text itself may have lost a little in adding up.
    room += 0.01
    if text_width(text, size, bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + ELLIPSIS, size, bold) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS if low else ""
