"""A report as Markdown that people can read as it stands, with pipe tables."""

from __future__ import annotations

import re

from saferplan.report import labels
from saferplan.report.blocks import (
    Block,
    Cell,
    Content,
    Cover,
    Fact,
    Facts,
    Heading,
    LightMark,
    Line,
    Note,
    PageBreak,
    Picture,
    Prose,
    Steps,
    Table,
    TrendMark,
    blocks,
)
from saferplan.report.labels import Translate
from saferplan.report.markdown import Block as MarkdownBlock
from saferplan.report.markdown import Inline, Listing, NumberedList, Paragraph, runs
from saferplan.report.tree import Report

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~]|!(?=\[)|&(?=#?\w+;)")
_LINE_START = re.compile(r"^(?:([-+=#])|(\d{1,9})([.)])(?=\s|$))")
_ADDRESS_SPECIAL = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", " ": "%20", "|": "%7C", "\\": "%5C"})


def write(report: Report, *, language: str = "en", translate: Translate = str) -> bytes:
    """The report as Markdown in UTF-8. `language` is taken for the sake of one form for all writers."""
    parts = [text for block in blocks(report, translate) if (text := _block(block))]
    return ("\n\n".join(parts) + "\n").encode()


def _block(block: Block) -> str:
    if isinstance(block, Cover):
        return _cover(block)
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {_text(block.text)}"
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Facts):
        return _facts(block)
    return "" if isinstance(block, PageBreak | Picture) else _content(block)


def _cover(cover: Cover) -> str:
    parts = [
        _paragraph(cover.classification),
        _paragraph(cover.partnership),
        _paragraph(cover.motto),
        f"# {_text(cover.title)}" if cover.title else "",
        _paragraph(cover.plan),
        *(_content(line) for line in cover.summary),
        _facts(cover.facts) if cover.facts.facts else "",
    ]
    return "\n\n".join(part for part in parts if part)


def _table(table: Table) -> str:
    head = _row([_text(column.text) for column in table.columns])
    rule = _row(["---"] * len(table.columns))
    return "\n".join([head, rule, *(_row([_cell(cell) for cell in row]) for row in table.rows)])


def _facts(facts: Facts) -> str:
    """Short facts as a table whose first row is the first fact; what has paragraphs of its own comes below it."""
    short = [fact for fact in facts.facts if not _is_long(fact)]
    rows = [_row([_text(fact.label), _cell(fact.cell)]) for fact in short]
    parts = ["\n".join([*rows[:1], "| --- | --- |", *rows[1:]])] if rows else []
    for fact in facts.facts:
        if _is_long(fact):
            parts.append(f"**{_text(fact.label)}**")
            parts += [_content(each) for each in fact.cell]
    return "\n\n".join(parts)


def _is_long(fact: Fact) -> bool:
    return any(isinstance(each, Prose | Steps) for each in fact.cell)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    return "<br>".join(_short(each) for each in cell)


def _short(content: Content) -> str:
    if isinstance(content, Line | Note):
        return (f"{_text(content.label)}: " if content.label else "") + _text(content.text)
    if isinstance(content, LightMark):
        return f"{labels.LIGHT_SIGNS[content.light]} {_text(content.word)}"
    if isinstance(content, TrendMark):
        return f"{labels.TREND_SIGNS[content.trend]} {_text(content.word)}".strip()
    return _content(content)


def _content(content: Content) -> str:
    if isinstance(content, Line):
        label = f"**{_text(content.label)}:** " if content.label else ""
        return label + (_text(content.text) if label else _line_start(_text(content.text)))
    if isinstance(content, Prose):
        return "\n\n".join(_prose(block) for block in content.blocks)
    if isinstance(content, Steps):
        return "\n".join(_step(step.text, step.who_and_when) for step in content.steps)
    return _short(content)


def _step(text: str, who_and_when: str) -> str:
    first = f"- {_line_start(_text(text))}"
    return f"{first}  \n  {_text(who_and_when)}" if who_and_when else first


def _prose(block: MarkdownBlock) -> str:
    if isinstance(block, Paragraph):
        return _line_start(_inline(block.children))
    return "\n".join(_list(block))


def _list(block: Listing) -> list[str]:
    found = []
    for place, item in enumerate(block.items):
        mark = f"{block.start + place}." if isinstance(block, NumberedList) else "-"
        found.append(f"{mark} {_line_start(_inline(item.children))}")
        found += [" " * (len(mark) + 1) + line for inner in item.lists for line in _list(inner)]
    return found


def _inline(children: tuple[Inline, ...]) -> str:
    found = []
    for each in runs(children):
        bare = each.text.strip()
        mark = "*" * (each.emphasis + 2 * each.strong)
        words = f"{mark}{_text(bare)}{mark}" if bare else ""
        if each.href and bare:
            words = f"[{words}]({each.href.translate(_ADDRESS_SPECIAL)})"
        before, after = _blanks_around(each.text)
        found.append(f"{before}{words}{after}")
    return "".join(found)


def _blanks_around(text: str) -> tuple[str, str]:
    if not text.strip():
        return text, ""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _paragraph(text: str) -> str:
    return _line_start(_text(text))


def _text(text: str) -> str:
    """Plain words as Markdown: every mark is escaped, so nothing in them can become structure."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def _line_start(text: str) -> str:
    return _LINE_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", text)
