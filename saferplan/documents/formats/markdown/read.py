"""Markdown: headings, pipe tables, lists and emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from saferplan.documents.formats.reading import UnreadableFile
from saferplan.documents.formats.source import Cell, Item, Marker, Paragraph, Row, Source, Table
from saferplan.documents.formats.text.read import decode, paragraphs_of
from saferplan.report import markdown
from saferplan.report.places import Place

_BREAK = re.compile(r"(?<!\\)<br\s*/?>", re.I)
_HARD_BREAK = re.compile(r"(?: {2,}|\\)\n")
_WHO_AND_WHEN = re.compile(r"^\s*(?:who|by|by whom|by when|due)\s*:", re.I)
_LIST_START = re.compile(r"^(\d{0,9})([-+*.)>#])(?=\s|$)")
_MOST_TOKENS = 400_000
_DEEPEST = 100
_TOO_DEEP = "The lists or quotes of this file are nested too deeply to be read."


@dataclass(slots=True)
class _Place:
    """Where the reader is: the lists that are open, the table that is being read."""

    lists: list[int | None] = field(default_factory=list)
    first: bool = False
    heading: int = 0
    rows: list[Row] | None = None
    cells: list[Cell] = field(default_factory=list)
    in_head: bool = False
    tables: int = 0
    line: int = 0


def read_source(data: bytes | str) -> Source:
    """The headings, paragraphs, list items and tables of a Markdown file. Raises UnreadableFile for what is no text."""
    text = data if isinstance(data, str) else decode(data)
    if not text.strip():
        raise UnreadableFile("This file holds no text.")
    try:
        tokens = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").parse(text)
    except RecursionError:
        raise UnreadableFile(_TOO_DEEP) from None
    if any(token.level >= _DEEPEST - 4 for token in tokens):
        # The parser leaves out what is nested more deeply, and nothing may be lost in silence.
        raise UnreadableFile(_TOO_DEEP)
    if len(tokens) > _MOST_TOKENS:
        raise UnreadableFile("This file is too long to be read as a report.")
    return Source(items=tuple(_items(tokens)))


def _items(tokens: Sequence[Token]) -> Iterator[Item]:
    at = _Place()
    for token in tokens:
        if token.map:
            at.line = token.map[0] + 1
        if at.rows is not None or token.type == "table_open":
            table = _table_token(token, at)
            if table is not None:
                yield table
        elif token.type == "inline":
            yield from _inline(token.content, at)
        elif token.type in ("code_block", "fence"):
            for line in token.content.splitlines():
                yield from _code_line(line, at)
        elif token.type == "html_block":
            yield from paragraphs_of(" ".join(token.content.split()), Place(line=at.line))
        else:
            _structure(token, at)


def _structure(token: Token, at: _Place) -> None:
    if token.type == "bullet_list_open":
        at.lists.append(None)
    elif token.type == "ordered_list_open":
        at.lists.append(int(token.attrGet("start") or 1) - 1)
    elif token.type in ("bullet_list_close", "ordered_list_close"):
        at.lists.pop()
    elif token.type == "list_item_open":
        at.first = True
        number = at.lists[-1]
        if number is not None:
            at.lists[-1] = number + 1
    elif token.type == "heading_open":
        at.heading = int(token.tag[1:])
    elif token.type == "heading_close":
        at.heading = 0


def _table_token(token: Token, at: _Place) -> Table | None:
    if token.type == "table_open":
        at.rows, at.tables = [], at.tables + 1
    elif token.type in ("thead_open", "thead_close"):
        at.in_head = token.type == "thead_open"
    elif token.type == "tr_open":
        at.cells = []
    elif token.type == "inline":
        place = _row_place(at)
        parts = [part for part in _BREAK.split(token.content) if part.strip()]
        paragraphs = tuple(found for part in parts if (found := _paragraph(part, place)).text)
        at.cells.append(Cell(column=len(at.cells), paragraphs=paragraphs))
    elif token.type == "tr_close" and at.rows is not None:
        at.rows.append(Row(cells=tuple(at.cells), place=_row_place(at), repeats_as_header=at.in_head))
    elif token.type == "table_close" and at.rows is not None:
        rows, at.rows = at.rows, None
        columns = max((len(row.cells) for row in rows), default=1)
        return Table(
            rows=tuple(rows), columns=columns, place=Place(table=at.tables, line=rows[0].place.line if rows else None)
        )
    return None


def _row_place(at: _Place) -> Place:
    return Place(table=at.tables, row=len(at.rows or ()) + 1, line=at.line)


def _inline(content: str, at: _Place) -> Iterator[Paragraph]:
    for part in _lines(content):
        paragraph = _paragraph(part, Place(line=at.line), heading=at.heading)
        if not paragraph.text:
            continue
        if at.lists and at.first:
            number = at.lists[-1]
            marker = Marker.BULLET if number is None else Marker.NUMBER
            label = "" if number is None else f"{number}."
            paragraph = replace(paragraph, marker=marker, number=label, depth=len(at.lists) - 1)
            at.first = False
        yield paragraph


def _lines(content: str) -> list[str]:
    """A line broken by hand goes on with the one before, but for who and when of a next step, and `<br>`."""
    found: list[str] = []
    for part in _BREAK.split(content):
        first, *others = _HARD_BREAK.split(part)
        found.append(first)
        for line in others:
            if _WHO_AND_WHEN.match(line):
                found.append(line)
            else:
                found[-1] = f"{found[-1]} {line.strip()}"
    return found


def _paragraph(content: str, place: Place, *, heading: int = 0) -> Paragraph:
    blocks = markdown.parse_markdown(" ".join(content.split()))
    if len(blocks) == 1 and isinstance(blocks[0], markdown.Paragraph):
        block = blocks[0]
    else:
        # In a cell or a heading "1." begins no list.
        blocks = markdown.parse_markdown(_LIST_START.sub(r"\1\\\2", " ".join(content.split())))
        single = len(blocks) == 1 and isinstance(blocks[0], markdown.Paragraph)
        block = blocks[0] if single else markdown.Paragraph((markdown.Text(" ".join(content.split())),))  # type: ignore[assignment]
    runs = markdown.runs(block.children)
    lead = ""
    for run in runs:
        if not run.strong:
            break
        lead += run.text
    text = "".join(run.text for run in runs).strip()
    bold = bool(text) and lead.strip() == text
    return Paragraph(
        text=text,
        markdown=markdown.to_markdown([block]),
        heading=heading,
        bold=bold,
        strong_lead=lead.strip(),
        place=place,
    )


def _code_line(line: str, at: _Place) -> Iterator[Paragraph]:
    words = " ".join(line.split())
    if words:
        yield Paragraph(text=words, markdown=markdown.escape_text(words), place=Place(line=at.line))
