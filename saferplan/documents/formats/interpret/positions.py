"""Paragraphs of a position as the small Markdown: bullets, numbers, two levels, emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from saferplan.documents.formats.source import Marker, Paragraph
from saferplan.report import markdown
from saferplan.report.markdown import Block, BulletList, Inline, Item, Listing, NumberedList

_TYPED_BULLET = re.compile(r"\s*[•●▪◦‣⁃∙·]\s+")
_TYPED_NUMBER = re.compile(r"^(\d{1,3})[.)]\s+(?=\S)")


@dataclass(slots=True)
class _Line:
    marker: Marker
    depth: int
    number: int
    children: tuple[Inline, ...]


@dataclass(slots=True)
class _Open:
    """An item while its inner lists are still being collected."""

    children: tuple[Inline, ...]
    inner: list[_Line] = field(default_factory=list)


def position_of(paragraphs: Iterable[Paragraph]) -> str:
    """The Markdown of paragraphs. Bullets and numbers typed into one run of text become lists."""
    blocks: list[Block] = []
    lines = _lines(list(paragraphs))
    start = 0
    while start < len(lines):
        if lines[start].marker is Marker.NONE:
            blocks.append(markdown.Paragraph(lines[start].children))
            start += 1
            continue
        end = start + 1
        while end < len(lines) and (lines[end].depth > 0 or lines[end].marker is lines[start].marker):
            if lines[end].marker is Marker.NONE or _restarts(lines[start], lines[end]):
                break
            end += 1
        blocks.append(_listing(lines[start:end]))
        start = end
    return markdown.to_markdown([block for block in blocks if not _is_empty(block)])


def plain_of(paragraphs: Iterable[Paragraph]) -> str:
    """The words of paragraphs in one line, for the fields that are plain text."""
    return " ".join(" ".join(p.text for p in paragraphs).split())


def _is_empty(block: Block) -> bool:
    return isinstance(block, markdown.Paragraph) and not block.children


def _restarts(first: _Line, line: _Line) -> bool:
    return line.depth == 0 and first.depth == 0 and line.marker is Marker.NUMBER and line.number == 1


def _listing(lines: list[_Line]) -> Listing:
    items: list[_Open] = []
    for line in lines:
        if line.depth > 0 and items:
            items[-1].inner.append(line)
        else:
            items.append(_Open(line.children))
    done = tuple(Item(each.children, _inner_lists(each.inner)) for each in items)
    if lines[0].marker is Marker.NUMBER:
        return NumberedList(done, start=lines[0].number)
    return BulletList(done)


def _inner_lists(lines: list[_Line]) -> tuple[Listing, ...]:
    lists: list[Listing] = []
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and lines[end].marker is lines[start].marker:
            end += 1
        items = tuple(Item(line.children) for line in lines[start:end])
        numbered = lines[start].marker is Marker.NUMBER
        lists.append(NumberedList(items, start=lines[start].number) if numbered else BulletList(items))
        start = end
    return tuple(lists)


def _lines(paragraphs: list[Paragraph]) -> list[_Line]:
    lines: list[_Line] = []
    for paragraph in paragraphs:
        pieces = _pieces(paragraph)
        numbers = _enumerated(pieces[0]) if len(pieces) == 1 else []
        if len(numbers) > 1:
            _add_enumeration(lines, paragraph, numbers)
            continue
        for index, piece in enumerate(pieces):
            marker = paragraph.marker if index == 0 else Marker.BULLET
            if index == 0 and not piece.strip():
                continue
            lines.append(_line(marker, paragraph, piece, lines))
    return _typed_numbers(lines)


def _add_enumeration(lines: list[_Line], paragraph: Paragraph, numbers: list[str]) -> None:
    """ "1. one 2. two" in one item belongs below the item before it; in a paragraph it is a list of its own."""
    below = paragraph.marker is not Marker.NONE and bool(lines) and lines[-1].marker is not Marker.NONE
    depth = 1 if below or paragraph.depth else 0
    lines += [_Line(Marker.NUMBER, depth, number, _inline(text)) for number, text in enumerate(numbers, 1)]


def _line(marker: Marker, paragraph: Paragraph, piece: str, before: list[_Line]) -> _Line:
    number = 1
    if marker is Marker.NUMBER:
        digits = re.match(r"\d+", paragraph.number)
        number = int(digits[0]) if digits else 1
        if not digits and before and before[-1].marker is Marker.NUMBER:
            number = before[-1].number + 1
    return _Line(marker, min(paragraph.depth, 1) if marker is not Marker.NONE else 0, number, _inline(piece))


def _pieces(paragraph: Paragraph) -> list[str]:
    """The Markdown of a paragraph, cut at bullets that were typed inside it."""
    source = paragraph.markdown or markdown.escape_text(paragraph.text)
    pieces = _TYPED_BULLET.split(source)
    if len(pieces) == 1 or (len(pieces) == 2 and pieces[0].strip()):
        return [source]
    if any(piece.count("*") % 2 for piece in pieces):
        return [markdown.escape_text(piece) for piece in _TYPED_BULLET.split(paragraph.text)]
    return pieces


def _enumerated(text: str) -> list[str]:
    """The parts of "1. one 2. two 3. three", or nothing where the text is no such enumeration."""
    text = re.sub(r"^(\d+)\\([.)])", r"\1\2", text.strip())
    if not re.match(r"1[.)]\s+\S", text):
        return []
    cuts, number, at = [re.match(r"1[.)]\s+", text)], 2, 2
    while match := re.compile(rf"(?<=\s){number}[.)]\s+(?=\D)").search(text, at):
        cuts.append(match)
        number, at = number + 1, match.end()
    spans = [match for match in cuts if match]
    ends = [match.start() for match in spans[1:]] + [len(text)]
    parts = [text[match.end() : end].strip() for match, end in zip(spans, ends, strict=True)]
    return parts if all(parts) and not any(part.count("*") % 2 for part in parts) else []


def _typed_numbers(lines: list[_Line]) -> list[_Line]:
    """Paragraphs that begin "1.", "2." one after another become a numbered list."""
    for index, line in enumerate(lines):
        number = _typed(line)
        if number is None:
            continue
        after = _typed(lines[index + 1]) if index + 1 < len(lines) else None
        before = lines[index - 1] if index else None
        follows = before is not None and before.marker is Marker.NUMBER and before.number == number - 1
        if follows or (number == 1 and after == 2):
            words = markdown.to_markdown([markdown.Paragraph(line.children)])
            rest = re.sub(r"^\d{1,3}\\?[.)]\s+", "", words, count=1)
            lines[index] = _Line(Marker.NUMBER, 0, number, _inline(rest))
    return lines


def _typed(line: _Line) -> int | None:
    if line.marker is not Marker.NONE:
        return None
    match = _TYPED_NUMBER.match("".join(run.text for run in markdown.runs(line.children)))
    return int(match[1]) if match else None


def _inline(piece: str) -> tuple[Inline, ...]:
    """One line of Markdown as nodes; whatever would be read as a list or several blocks is taken as plain words."""
    blocks = markdown.parse_markdown(piece.strip())
    if len(blocks) == 1 and isinstance(blocks[0], markdown.Paragraph):
        return blocks[0].children
    blocks = markdown.parse_markdown(markdown.escape_text(piece))
    return blocks[0].children if blocks and isinstance(blocks[0], markdown.Paragraph) else ()
