"""Lines of text pieces made into paragraphs: plain text, Markdown, typed list signs, look."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from saferplan.documents.formats.source import Marker
from saferplan.documents.formats.word import symbols
from saferplan.documents.formats.word.inline import Piece
from saferplan.report.markdown import Paragraph, Run, escape_text, from_runs, to_markdown

_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_NOTHING = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
_TYPED_BULLET = re.compile(r"(?:[•·‣◦▪▫●○■□◆➢⁃∙❖]\s*|[-–—*o]\s+)(?=\S)")
_TYPED_NUMBER = re.compile(r"(?:\d{1,2}[.)]|\(\d{1,2}\)|[a-z]\)|\([a-z]\)|\(?[ivx]{1,5}\))\s+(?=\S)")
# Anything else is the same in Markdown as in plain text, and needs no slow look.
_MAYBE_MARKDOWN = re.compile(r"[\\*_\]<]|^(?:[-+#>]|\d{1,9}[.)](?:\s|$))")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph. `sign_fill` is the colour of letters that are a shape or arrow ("●" in green)."""

    text: str = ""
    markdown: str = ""
    marker: Marker = Marker.NONE
    number: str = ""
    bold: bool = False
    size: float = 0.0
    fill: str = ""
    strong_lead: str = ""
    sign_fill: str = ""
    sign: str = ""


def make_line(pieces: list[Piece], *, plain: bool = False, listed: bool = False) -> Line:
    """One line. `plain`: no emphasis in its Markdown (a heading). `listed`: it is an item of a real list already."""
    pieces = _normalised(pieces)
    marker, number, sign = Marker.NONE, "", ""
    if not listed:
        marker, number, sign, pieces = _without_typed_sign(pieces)
    text = "".join(p.text for p in pieces)
    if not text:
        return Line()
    return Line(
        text=text,
        markdown=escaped(text) if plain else _markdown(pieces, text),
        marker=marker,
        number=number,
        bold=all(p.look.bold for p in pieces if p.text.strip()),
        size=_size(pieces),
        fill=next((p.look.fill for p in pieces if p.look.fill and p.text.strip()), ""),
        strong_lead=_strong_lead(pieces),
        sign_fill=_sign_fill(pieces),
        sign=sign,
    )


def _normalised(pieces: list[Piece]) -> list[Piece]:
    """The pieces with single blanks, none at the ends, and no characters that cannot be seen."""
    result: list[Piece] = []
    after_blank = True
    for piece in pieces:
        text = _BLANKS.sub(" ", _NOTHING.sub("", piece.text)).replace("\u2011", "-")
        if after_blank:
            text = text.lstrip(" ")
        if text:
            after_blank = text.endswith(" ")
            result.append(piece if text == piece.text else replace(piece, text=text))
    while result and result[-1].text.endswith(" "):
        text = result[-1].text.rstrip(" ")
        if text:
            result[-1] = replace(result[-1], text=text)
            break
        result.pop()
    return result


def _without_typed_sign(pieces: list[Piece]) -> tuple[Marker, str, str, list[Piece]]:
    text = "".join(p.text for p in pieces)
    for marker, pattern in ((Marker.BULLET, _TYPED_BULLET), (Marker.NUMBER, _TYPED_NUMBER)):
        match = pattern.match(text)
        if match:
            sign = match.group().strip()
            return marker, sign if marker is Marker.NUMBER else "", sign, _cut(pieces, match.end())
    return Marker.NONE, "", "", pieces


def _cut(pieces: list[Piece], count: int) -> list[Piece]:
    rest = []
    for piece in pieces:
        if count < len(piece.text):
            rest.append(replace(piece, text=piece.text[count:]))
        count = max(0, count - len(piece.text))
    return rest


def _size(pieces: list[Piece]) -> float:
    if len(pieces) == 1:
        return pieces[0].look.size or 0.0
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[piece.look.size or 0.0] += len(piece.text)
    return sizes.most_common(1)[0][0]


def _strong_lead(pieces: list[Piece]) -> str:
    lead = ""
    for piece in pieces:
        if not piece.look.bold and piece.text.strip():
            break
        lead += piece.text
    return lead.strip()


def _sign_fill(pieces: list[Piece]) -> str:
    for piece in pieces:
        signs = piece.text.strip()
        if piece.look.colour and signs and all(c in symbols.SHAPES or c in symbols.ARROWS for c in signs):
            return piece.look.colour
    return ""


def escaped(text: str) -> str:
    """Plain text as Markdown that shows just that text."""
    return escape_text(text) if _MAYBE_MARKDOWN.search(text) else text


def _markdown(pieces: list[Piece], text: str) -> str:
    if not any(p.own.bold or p.own.italic or p.link for p in pieces):
        return escaped(text)
    return _of_runs(tuple(Run(p.text, bool(p.own.italic), bool(p.own.bold), p.link) for p in pieces))


@lru_cache(maxsize=2048)
def _of_runs(row: tuple[Run, ...]) -> str:
    """Labels and headings come again and again."""
    return to_markdown([Paragraph(from_runs(row))])
