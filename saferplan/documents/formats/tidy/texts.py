"""Texts of a report as the plain text of one cell."""

from __future__ import annotations

from collections.abc import Iterator

from saferplan.report.markdown import Block, Inline, Listing, NumberedList, Paragraph, parse_markdown, runs
from saferplan.report.readable import line


def plain_prose(text: str) -> str:
    """A position without its marks: paragraphs and list items on lines of their own, addresses after their words."""
    return "\n".join(told for block in parse_markdown(text) for told in _lines(block) if told.strip())


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _words(block.children)
    else:
        yield from _items(block, "")


def _items(listing: Listing, indent: str) -> Iterator[str]:
    for place, item in enumerate(listing.items):
        mark = f"{listing.start + place}." if isinstance(listing, NumberedList) else "•"
        yield f"{indent}{mark} {_words(item.children)}"
        for inner in item.lists:
            yield from _items(inner, indent + "   ")


def _words(children: tuple[Inline, ...]) -> str:
    found = []
    for each in runs(children):
        address = each.href.removeprefix("mailto:")
        told = not address or address in each.text
        found.append(each.text if told else f"{each.text} ({address})")
    return line("".join(found))
