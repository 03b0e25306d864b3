"""Text in the small Markdown to blocks.

Everything else (headings, HTML, images, code) is text. Whatever is nested deeper than two lists is lifted to the
second level, so no words are lost.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token

from saferplan.report.markdown_runs import Inline, Run, Text, from_runs, runs

_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Paragraph:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: its line, then the lists inside it (only at the first level)."""

    children: tuple[Inline, ...]
    lists: tuple[BulletList | NumberedList, ...] = ()


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Its items count from `start`."""

    items: tuple[Item, ...]
    start: int = 1


Listing: TypeAlias = BulletList | NumberedList
Block: TypeAlias = Paragraph | BulletList | NumberedList


@lru_cache(maxsize=512)
def parse_markdown(text: str) -> tuple[Block, ...]:
    """The blocks of a text. Never fails: what is no Markdown is text. Blanks are collapsed to one."""
    try:
        tokens = _parser().parse(text)
    except RecursionError:
        return _unstructured(text)
    if any(token.level >= _DEEPEST - 4 for token in tokens):
        return _unstructured(text)
    return tuple(_blocks(tokens))


def plain_text(markdown: str) -> str:
    """The words alone: one line for each paragraph and list item."""
    return "\n".join(plain_lines(markdown))


def plain_lines(markdown: str) -> tuple[str, ...]:
    """The words of each paragraph and list item, in order."""
    return tuple(_lines(parse_markdown(markdown)))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _words(block.children)
        else:
            for item in block.items:
                yield _words(item.children)
                yield from _lines(item.lists)


def _words(children: Sequence[Inline]) -> str:
    return "".join(run.text for run in runs(children))


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return re.match(r"(?i)(https?://|mailto:)\S", url) is not None

    def normalizeLink(self, url: str) -> str:
        return url


@cache
def _parser() -> MarkdownIt:
    parser = _Parser("zero", {"maxNesting": _DEEPEST})
    return parser.enable(["list", "emphasis", "link", "autolink", "escape", "newline"])


def _unstructured(text: str) -> tuple[Block, ...]:
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return tuple(Paragraph((Text(part),)) for part in parts if part)


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """Blocks of one level; neighbouring lists that continue each other are one list."""
    waiting: Listing | None = None
    for part in _parts(tokens):
        block = _block(part)
        joined = _join(waiting, block)
        if joined is not None:
            waiting = joined
            continue
        if waiting is not None:
            yield waiting
        waiting = None
        if isinstance(block, Paragraph):
            if block.children:
                yield block
        elif block.items:
            waiting = block
    if waiting is not None:
        yield waiting


def _join(first: Listing | None, second: Block) -> Listing | None:
    if isinstance(first, BulletList) and isinstance(second, BulletList):
        return BulletList(first.items + second.items)
    if not isinstance(first, NumberedList) or not isinstance(second, NumberedList):
        return None
    continues = second.start == first.start + len(first.items)
    return NumberedList(first.items + second.items, first.start) if continues else None


def _parts(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The tokens of each block or list item, with its opening and closing token."""
    start = depth = 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start : index + 1]
            start = index + 1


def _block(part: Sequence[Token]) -> Block:
    inner = part[1:-1]
    if part[0].type == "bullet_list_open":
        return BulletList(_items(inner))
    if part[0].type == "ordered_list_open":
        return NumberedList(_items(inner), int(part[0].attrs.get("start", 1)))
    return Paragraph(_inline(inner))


def _items(tokens: Sequence[Token]) -> tuple[Item, ...]:
    items: list[Item] = []
    for part in _parts(tokens):
        blocks = tuple(_blocks(part[1:-1]))
        paragraphs = [block.children for block in blocks if isinstance(block, Paragraph)]
        spaced = itertools.chain.from_iterable((Text(" "), *children) for children in paragraphs)
        children = from_runs(runs(tuple(spaced)))
        lists = tuple(_flat(block) for block in blocks if not isinstance(block, Paragraph))
        if children:
            items.append(Item(children, lists))
        else:
            items += [item for each in lists for item in each.items]
    return tuple(items)


def _flat(listing: Listing) -> Listing:
    """A list whose items hold no lists: the items inside follow the one they stood in."""
    items: list[Item] = []
    for item in listing.items:
        items.append(Item(item.children))
        items += [inner for each in item.lists for inner in each.items]
    if isinstance(listing, NumberedList):
        return NumberedList(tuple(items), listing.start)
    return BulletList(tuple(items))


def _inline(tokens: Sequence[Token]) -> tuple[Inline, ...]:
    found: list[Run] = []
    emphasis = strong = 0
    href = ""
    for token in itertools.chain.from_iterable(each.children or () for each in tokens):
        if token.tag == "em":
            emphasis += token.nesting
        elif token.tag == "strong":
            strong += token.nesting
        elif token.tag == "a":
            href = str(token.attrs["href"]) if token.nesting == 1 else ""
        else:
            text = " " if token.type in ("softbreak", "hardbreak") else token.content
            found.append(Run(text, emphasis > 0, strong > 0, href))
    return from_runs(found)
