"""Nodes of the small Markdown back to its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

from saferplan.report.markdown_parsing import Block, Item, NumberedList, Paragraph, parse_markdown
from saferplan.report.markdown_runs import Emphasis, Inline, Link, Run, Strong, Text, from_runs, runs

_LINE_START = re.compile(r"^(?:(\d{1,9})([.)])(?=\s|$)|([-+>](?=\s|$)|#{1,6}(?=\s|$)))")
_AUTOLINK = re.compile(r"<(?=[A-Za-z][^\s<>]*[:@][^\s<>]*>)")
_PUNCTUATION_EDGE = re.compile(r"^([^\w\s]*)(.*?)([^\w\s]*)$", re.DOTALL)


def to_markdown(blocks: Sequence[Block]) -> str:
    """The text of the blocks; parsing it gives equal blocks. Emphasis that Markdown cannot express is dropped."""
    return "\n\n".join(_block_texts(blocks))


def escape_text(text: str) -> str:
    """Plain words as Markdown that reads as just these words, blanks collapsed."""
    return _line((Text(text),))


def _block_texts(blocks: Sequence[Block]) -> Iterator[str]:
    other = False
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            yield _line(block.children)
            continue
        # The same mark would make one list of two neighbours.
        other = index > 0 and type(blocks[index - 1]) is type(block) and not other
        yield "\n".join(_list_lines(block, other=other))


def _list_lines(block: Block, *, other: bool) -> Iterator[str]:
    if isinstance(block, Paragraph):
        return
    for index, item in enumerate(block.items):
        if isinstance(block, NumberedList):
            mark = f"{block.start + index}{')' if other else '.'}"
        else:
            mark = "*" if other else "-"
        yield from _item_lines(item, mark)


def _item_lines(item: Item, mark: str) -> Iterator[str]:
    yield f"{mark} {_line(item.children)}"
    other = False
    for index, inner in enumerate(item.lists):
        other = index > 0 and type(item.lists[index - 1]) is type(inner) and not other
        for line in _list_lines(inner, other=other):
            yield " " * (len(mark) + 1) + line


def _line(children: Iterable[Inline]) -> str:
    """Tries the look as it is, then with punctuation outside emphasis, then without emphasis."""
    row = runs(from_runs(runs(children)))
    for attempt in (row, _punctuation_outside(row), [replace(run, emphasis=False, strong=False) for run in row]):
        wanted = from_runs(attempt)
        text = _escape_start("".join(_inline(wanted)))
        if parse_markdown(text) == (Paragraph(wanted),):
            return text
    return _escape_start(_escape_all("".join(run.text for run in row)))


def _punctuation_outside(row: Iterable[Run]) -> list[Run]:
    found: list[Run] = []
    for run in row:
        match = _PUNCTUATION_EDGE.match(run.text)
        if (run.emphasis or run.strong) and match:
            plain = replace(run, emphasis=False, strong=False)
            before, inside, after = match.groups()
            found += [replace(plain, text=before), replace(run, text=inside), replace(plain, text=after)]
        else:
            found.append(run)
    return [run for run in found if run.text]


def _inline(children: Iterable[Inline], *, linked: bool = False) -> Iterator[str]:
    for child in children:
        if isinstance(child, Text):
            yield _escape(child.text, linked=linked)
        elif isinstance(child, Emphasis):
            yield f"*{''.join(_inline(child.children, linked=linked))}*"
        elif isinstance(child, Strong):
            yield f"**{''.join(_inline(child.children, linked=linked))}**"
        elif isinstance(child, Link):
            address = quote(child.href, safe="!#$%&'*+,-./:;=?@_~[]|^`{}\"") if _awkward(child.href) else child.href
            yield f"[{''.join(_inline(child.children, linked=True))}]({address})"


def _awkward(href: str) -> bool:
    return re.search(r"[\s()<>\\*_]", href) is not None


def _escape(text: str, *, linked: bool) -> str:
    """Only what would be read as a mark is escaped, so that ordinary text stays readable."""
    text = re.sub(r"\\(?=[^\w\s]|$)", r"\\\\", text)
    text = text.replace("*", "\\*")
    text = re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", text)
    text = re.sub(r"[\[\]]", r"\\\g<0>", text) if linked else re.sub(r"\](?=\()", r"\\]", text)
    return _AUTOLINK.sub(r"\\<", text)


def _escape_all(text: str) -> str:
    return re.sub(r"[\\*_\[\]<]", r"\\\g<0>", text)


def _escape_start(text: str) -> str:
    def escaped(match: re.Match[str]) -> str:
        return rf"{match[1]}\{match[2]}" if match[1] else rf"\{match[3]}"

    return _LINE_START.sub(escaped, text, count=1)
