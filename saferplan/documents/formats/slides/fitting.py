"""How much room text takes: lines are counted from the widths of Arial's letters, rather too many than too few."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from saferplan.documents.formats.slides.parts import Para, Span

# Thousandths of the size, from the blank to the tilde.
_WIDTHS = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
_BY_SIGN = {chr(32 + place): wide / 1000 for place, wide in enumerate(_WIDTHS)}
_BY_SIGN |= {"–": 0.556, "—": 1.0, "’": 0.25, "‘": 0.25, "“": 0.36, "”": 0.36, "…": 1.0, "•": 0.36, "£": 0.556}
_BOLDER = 0.056
# Programs differ by a little in how they set the same line.
_SAFE = 0.97
_ROUNDING = 0.01
_LINE, _TALL_LINE = 1.2, 1.38
AFTER = 0.4
INDENT = 1.3
_WORD = re.compile(r"\S+\s*|\s+")
# Beyond these another font steps in, whose lines are higher.
_LATIN = re.compile(r"[\u0000-\u02ff\u1e00-\u1eff\u2010-\u2027\u20ac]*")


def width_of(text: str, *, bold: bool = False) -> float:
    """In sizes of the text."""
    return sum(map(_sign_width, text)) + (_BOLDER * len(text) if bold else 0)


@lru_cache(maxsize=4096)
def _sign_width(sign: str) -> float:
    known = _BY_SIGN.get(sign)
    if known is not None:
        return known
    if ord(sign) < 0x250:
        return max(0.62, _BY_SIGN.get(unicodedata.normalize("NFD", sign)[0], 1.0))
    return 1.1 if ord(sign) < 0x10000 else 1.4


def line_starts(text: str, *, width: float, size: float, bold: bool = False) -> list[int]:
    """Where in the text each of its lines begins."""
    room = width / size * _SAFE
    starts, used = [0], 0.0
    for found in _WORD.finditer(text):
        word = found[0]
        wide = width_of(word.rstrip(), bold=bold)
        if used and used + wide > room:
            starts.append(found.start())
            used = 0.0
        if wide > room:
            used = _break_word(starts, found.start(), word, room, bold=bold)
        else:
            used += width_of(word, bold=bold)
    return starts


def _break_word(starts: list[int], at: int, word: str, room: float, *, bold: bool) -> float:
    """Breaks a word that is wider than a line anywhere; adds the starts, returns what its last line takes."""
    used = 0.0
    for place, sign in enumerate(word):
        wide = width_of(sign, bold=bold)
        if used and used + wide > room:
            starts.append(at + place)
            used = 0.0
        used += wide
    return used


def clipped(text: str, *, width: float, size: float, lines: int, bold: bool = False) -> str:
    """The text, or as much of it as has room, with an ellipsis that shows that there is more."""
    starts = line_starts(text, width=width, size=size, bold=bold)
    if len(starts) <= lines:
        return text
    # The ellipsis takes no more than the last three letters of the last line.
    kept = text[: max(1, starts[lines] - 3)].rstrip()
    return f"{kept}…"


def height_of(paras: Sequence[Para], width: float, size: float) -> float:
    """Without the room after the last one."""
    whole = sum(_para_height(each, len(_starts(each, width, size)), size) for each in paras)
    return whole - size * paras[-1].scale * AFTER if paras else 0.0


def split(paras: Sequence[Para], width: float, size: float, height: float) -> tuple[list[Para], list[Para]]:
    """What has room, and the rest."""
    fits: list[Para] = []
    for place, para in enumerate(paras):
        starts = _starts(para, width, size)
        need = _para_height(para, len(starts), size)
        if need - size * para.scale * AFTER <= height + _ROUNDING:
            fits.append(para)
            height -= need
            continue
        room = int(height / (size * para.scale * _line_height(para)))
        rest = list(paras[place:])
        if 0 < room < len(starts):
            before, after = _cut(para, starts[room])
            fits.append(before)
            rest[0] = after
        else:
            while fits and fits[-1].keep:
                rest.insert(0, fits.pop())
        return fits, rest
    return fits, []


def indent_of(para: Para) -> float:
    """How far in a paragraph stands, in sizes of the topic's text."""
    return (para.level + bool(para.mark)) * INDENT


def _starts(para: Para, width: float, size: float) -> list[int]:
    real = size * para.scale
    indent = indent_of(para) * size
    return line_starts(para.text, width=width - indent, size=real, bold=any(each.bold for each in para.spans))


def _para_height(para: Para, lines: int, size: float) -> float:
    return size * para.scale * (lines * _line_height(para) + AFTER)


def _line_height(para: Para) -> float:
    plain = all(not each.sign and _LATIN.fullmatch(each.text) for each in para.spans)
    return _LINE if plain else _TALL_LINE


def _cut(para: Para, at: int) -> tuple[Para, Para]:
    before: list[Span] = []
    after: list[Span] = []
    for span in para.spans:
        if at >= len(span.text):
            before.append(span)
        elif at <= 0:
            after.append(span)
        else:
            before.append(replace(span, text=span.text[:at]))
            after.append(replace(span, text=span.text[at:]))
        at -= len(span.text)
    level = para.level + bool(para.mark)
    return replace(para, spans=tuple(before)), replace(para, spans=tuple(after), mark="", level=level)
