"""Lines of text pieces made into paragraphs: plain text, Markdown, typed list signs, look."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt

from saferplan.documents.formats.source import Marker
from saferplan.documents.formats.word import symbols
from saferplan.documents.formats.word.inline import Piece

_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_NOTHING = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
_TYPED_BULLET = re.compile(r"(?:[•·‣◦▪▫●○■□◆➢⁃∙❖]\s*|[-–—*o]\s+)(?=\S)")
_TYPED_NUMBER = re.compile(r"(?:\d{1,2}[.)]|\(\d{1,2}\)|[a-z]\)|\([a-z]\)|\(?[ivx]{1,5}\))\s+(?=\S)")
_SPECIAL = re.compile(r"[\\`*_\[\]<]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BLOCK_START = re.compile(r"(#{1,6}(?=\s|$)|[+>~=]|-(?=\s|-|$)|\d{1,9}(?=[.)](?:\s|$)))")


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
    text = _ENTITY.sub(r"\\&", _SPECIAL.sub(lambda m: "\\" + m.group(), text))
    match = _BLOCK_START.match(text)
    if not match:
        return text
    start = match.group(1)
    return f"{start}\\{text[match.end() :]}" if start.isdigit() else "\\" + text


@dataclass(frozen=True, slots=True)
class _Span:
    text: str
    bold: bool
    italic: bool
    link: str

    @property
    def is_plain(self) -> bool:
        return not (self.bold or self.italic or self.link)


def _markdown(pieces: list[Piece], text: str) -> str:
    spans: list[_Span] = []
    for piece in pieces:
        span = _Span(piece.text, bool(piece.own.bold), bool(piece.own.italic), piece.link)
        if spans and (spans[-1].bold, spans[-1].italic, spans[-1].link) == (span.bold, span.italic, span.link):
            spans[-1] = replace(spans[-1], text=spans[-1].text + span.text)
        else:
            spans.append(span)
    if all(span.is_plain for span in spans):
        return escaped(text)
    spans = _trimmed(spans)
    markdown = "".join(_span_markdown(span) for span in spans)
    if _BLOCK_START.match(markdown) and spans[0].is_plain:
        markdown = escaped(spans[0].text) + "".join(_span_markdown(span) for span in spans[1:])
    return markdown if shown(markdown) == text else escaped(text)


def _trimmed(spans: list[_Span]) -> list[_Span]:
    """Spans whose blanks and edge punctuation stand outside the emphasis, where Markdown needs them."""
    result: list[_Span] = []
    for span in spans:
        if span.is_plain:
            result.append(span)
            continue
        core = span.text.strip(" ")
        start = span.text.index(core) if core else len(span.text)
        end = start + len(core)
        for text, source in ((span.text[:start], None), (core, span), (span.text[end:], None)):
            if text:
                result.append(replace(source, text=text) if source else _Span(text, False, False, ""))
    return _without_edge_punctuation(result)


def _without_edge_punctuation(spans: list[_Span]) -> list[_Span]:
    result: list[_Span] = []
    for index, span in enumerate(spans):
        following = spans[index + 1].text[:1] if index + 1 < len(spans) else ""
        preceding = spans[index - 1].text[-1:] if index else ""
        if span.is_plain or span.link:
            result.append(span)
            continue
        text, head, tail = span.text, "", ""
        if following.isalnum():
            text, tail = _split_tail(text)
        if preceding.isalnum():
            kept = text.lstrip(".,;:!?()'\"-–/&")
            head, text = text[: len(text) - len(kept)], kept
        for part, source in ((head, None), (text, span), (tail, None)):
            if part:
                result.append(replace(source, text=part) if source else _Span(part, False, False, ""))
    return result


def _split_tail(text: str) -> tuple[str, str]:
    kept = text.rstrip(".,;:!?()'\"-–/&")
    return kept, text[len(kept) :]


def _span_markdown(span: _Span) -> str:
    text = _ENTITY.sub(r"\\&", _SPECIAL.sub(lambda m: "\\" + m.group(), span.text))
    if span.link:
        address = span.link.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("<", "%3C")
        text = f"[{text}]({address})"
    mark = ("**" if span.bold else "") + ("*" if span.italic else "")
    return f"{mark}{text}{mark[::-1]}" if mark else text


_PARSER = MarkdownIt("commonmark")


def shown(markdown: str) -> str:
    """The text that a line of Markdown shows."""
    tokens = _PARSER.parse(markdown)
    if [t.type for t in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return ""
    return "".join(t.content for t in tokens[1].children or [] if t.type in ("text", "text_special"))
