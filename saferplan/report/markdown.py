"""The small Markdown of positions: paragraphs, two list levels, emphasis, strong, http(s) and mailto links.

Text is parsed once to frozen nodes that every writer walks. Readers build nodes (from runs) and write them back.
"""

from __future__ import annotations

from saferplan.report.markdown_parsing import (
    Block,
    BulletList,
    Item,
    Listing,
    NumberedList,
    Paragraph,
    parse_markdown,
    plain_lines,
    plain_text,
)
from saferplan.report.markdown_runs import Emphasis, Inline, Link, Run, Strong, Text, from_runs, runs
from saferplan.report.markdown_writing import escape_text, to_markdown

__all__ = [
    "Block",
    "BulletList",
    "Emphasis",
    "Inline",
    "Item",
    "Link",
    "Listing",
    "NumberedList",
    "Paragraph",
    "Run",
    "Strong",
    "Text",
    "escape_text",
    "from_runs",
    "parse_markdown",
    "plain_lines",
    "plain_text",
    "runs",
    "to_markdown",
]
