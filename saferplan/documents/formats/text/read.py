"""Plain text with tabs: neighbouring lines with tabs are the rows of a table, other lines are paragraphs.

Text that was taken out of a web page often keeps some of its tags. They are unpacked: a block's tag begins a
paragraph, a list's tag makes bullets, and tags inside a line are left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from saferplan.documents.formats.reading import UnreadableFile
from saferplan.documents.formats.source import Cell, Item, Marker, Paragraph, Row, Source, Table
from saferplan.report.markdown import escape_text
from saferplan.report.places import Place

# Beyond this no text is a report, and reading it would take minutes.
MOST_LINES = 20_000
_BULLET = re.compile(r"^(?P<indent>\s*)(?:[•●▪◦‣⁃∙·]\s*|[-*–]\s+)(?=\S)")
_BLOCK_TAG = re.compile(r"\s*</?(?:p|div|ul|ol|li|br|tr|h[1-6])\b[^<>]*>\s*|\s*•\s+", re.I)
_INLINE_TAG = re.compile(r"</?(?:i|em|b|strong|u|span|font|a|sup|sub)\b[^<>]*>", re.I)
_LIST_TAG = re.compile(r"<(?:ul|ol|li)\b[^<>]*>", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.I)
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ADVICE = "Save it as plain text (UTF-8) and try again."


def read_source(data: bytes | str) -> Source:
    """The paragraphs and tables of a text. Bytes may be UTF-8, UTF-16 or Windows text. Raises UnreadableFile."""
    text = data if isinstance(data, str) else decode(data)
    if not text.strip():
        raise UnreadableFile("This file holds no text.")
    if text.count("\n") > MOST_LINES:
        raise UnreadableFile("This file is far larger than a report: choose the report alone and try again.")
    items: list[Item] = []
    rows: list[tuple[int, int, str]] = []
    tables = 0
    pages = text.count("\f") + 1
    for page, number, line in _numbered(text):
        if "\t" in line and not _is_indented_bullet(line):
            rows.append((page, number, line))
            continue
        if rows:
            tables += 1
            items.append(_table(rows, tables))
            rows = []
        items += paragraphs_of(line, Place(page=page, line=number))
    if rows:
        items.append(_table(rows, tables + 1))
    return Source(items=tuple(items), pages=pages if pages > 1 else None)


def decode(data: bytes) -> str:
    """Bytes as text: by their mark, else UTF-8, else Windows-1252. Raises UnreadableFile for what is no text."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decode(data, name)
    if data[1:200:2].count(0) > len(data[1:200:2]) * 0.6:
        return _decode(data, "utf-16-le")
    try:
        return _without_controls(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _decode(data, "cp1252")


def _decode(data: bytes, name: str) -> str:
    try:
        return _without_controls(data.decode(name))
    except UnicodeDecodeError:
        raise UnreadableFile(f"This file is not readable as text. {_ADVICE}") from None


def _without_controls(text: str) -> str:
    if len(_NOT_TEXT.findall(text)) > len(text) // 500:
        raise UnreadableFile(f"This file is not plain text. {_ADVICE}")
    return _NOT_TEXT.sub("", text)


def _numbered(text: str) -> Iterator[tuple[int, int, str]]:
    page = 1
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        parts = line.split("\f")
        for index, part in enumerate(parts):
            if index:
                page += 1
            if part.strip(" \f") or index == len(parts) - 1:
                yield page, number, part


def _is_indented_bullet(line: str) -> bool:
    return _BULLET.match(line) is not None and "\t" not in line.strip()


def _table(lines: list[tuple[int, int, str]], number: int) -> Table:
    cut = [line.split("\t") for _, _, line in lines]
    columns = max(len(cells) for cells in cut)
    rows = []
    for index, ((page, at, _), texts) in enumerate(zip(lines, cut, strict=True), 1):
        place = Place(page=page, table=number, row=index, line=at)
        cells = tuple(Cell(column=i, paragraphs=tuple(paragraphs_of(text, place))) for i, text in enumerate(texts))
        rows.append(Row(cells=cells, place=place))
    page, at, _ = lines[0]
    return Table(rows=tuple(rows), columns=columns, place=Place(page=page, table=number, line=at))


def paragraphs_of(text: str, place: Place) -> list[Paragraph]:
    """One line, or the text of one cell, as paragraphs; leftover tags and typed bullets are unpacked."""
    if _BLOCK_TAG.search(text) and "<" in text:
        return _unpacked(text, place)
    bullet = _BULLET.match(text)
    if bullet:
        depth = 1 if len(bullet["indent"].expandtabs(4)) >= 2 else 0
        return _paragraph(text[bullet.end() :], Marker.BULLET, depth, place)
    return _paragraph(text, Marker.NONE, 0, place)


def _unpacked(text: str, place: Place) -> list[Paragraph]:
    """Where a list's tags are left over, each block is an item: the tags no longer say where the list ends."""
    marker = Marker.BULLET if _LIST_TAG.search(text) else Marker.NONE
    found: list[Paragraph] = []
    typed = False
    for match, block in _blocks(text):
        typed = typed or "•" in match
        found += _paragraph(block, Marker.BULLET if "•" in match else marker, 0, place)
    return found


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    mark, start = "", 0
    for match in _BLOCK_TAG.finditer(text):
        yield mark, text[start : match.start()]
        mark, start = match[0], match.end()
    yield mark, text[start:]


def _paragraph(text: str, marker: Marker, depth: int, place: Place) -> list[Paragraph]:
    text = _INLINE_TAG.sub("", text) if "<" in text else text
    text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    words = " ".join(text.split())
    if not words:
        return []
    return [Paragraph(text=words, markdown=escape_text(words), marker=marker, depth=depth, place=place)]
