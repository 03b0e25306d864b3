"""A report as one self-contained page: no script, nothing fetched, every text escaped.

It has one block of style and no style attributes, so a policy can let exactly that block in by its hash.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from pathlib import Path

from saferplan.documents.formats.html.signs import light_sign, trend_sign
from saferplan.report import labels
from saferplan.report.blocks import (
    Block,
    Cell,
    Content,
    Cover,
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
from saferplan.report.markdown import BulletList, Inline, Listing, NumberedList, Paragraph, runs
from saferplan.report.readable import line
from saferplan.report.tree import Light, Report, Trend

# A table of facts that is as long as this with its tags takes a third of a page, and stays on one.
_WHOLE = 2500
_STYLE = Path(__file__).resolve().parent / "report.css"


def write(report: Report, *, language: str = "en", translate: Translate = str) -> bytes:
    """The report as a complete HTML file in UTF-8; the same report always gives the same bytes."""
    name = report_name(report, translate)
    title = ", ".join(dict.fromkeys(text for text in (name, line(report.partnership.name)) if text))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{style(translate)}</style>\n</head>\n"
        f'<body class="report-page">\n<main>\n{article(report, translate=translate)}\n</main>\n</body>\n</html>\n'
    ).encode()


def report_name(report: Report, translate: Translate = str) -> str:
    return line(report.title) or line(report.partnership.name) or translate("Performance report")


def article(report: Report, *, translate: Translate = str, level: int = 1) -> str:
    """What stands in the page, for another page to frame with `style`. `level` is that of its first heading."""
    page = _Page(translate, level)
    parts = blocks(report, translate)
    body = "\n".join(filter(None, (page.block(part, parts) for part in parts)))
    return f'<article class="report">\n{body}\n</article>'


def style(translate: Translate = str) -> str:
    """The style sheet, with a rule for each light, each width of a column, and the words of the page numbers.

    It is the same for all reports of a language, and holds for nothing outside the article.
    """
    rules = [
        f".report .light-{light.value} {{ color: {look.ink}; background: {look.fill}; }}\n"
        for light, look in labels.LOOKS.items()
    ]
    rules += [f".report .share-{share} {{ width: {share}%; }}\n" for share in range(1, 101)]
    parts = re.split(r"(\{pages?\})", translate("Page {page} of {pages}"))
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    number = " ".join(counters.get(part) or _css_text(part) for part in parts if part)
    return "\n" + _STYLE.read_text(encoding="utf-8").replace("var(--page-number)", number) + "".join(rules)


def style_source(translate: Translate = str) -> str:
    """What a content security policy calls the style sheet: its hash, for `style-src`."""
    return f"'sha256-{b64encode(sha256(style(translate).encode()).digest()).decode()}'"


def _css_text(text: str) -> str:
    return '"' + re.sub(r'[\\"<\n]', "", text) + '"'


STYLE = style()


class _Page:
    def __init__(self, translate: Translate, level: int) -> None:
        self.say = translate
        self.level = level

    def block(self, block: Block, all_blocks: Iterable[Block]) -> str:
        if isinstance(block, Cover):
            return self._cover(block, all_blocks)
        if isinstance(block, Heading):
            level = min(block.level + self.level, 6)
            kind = f"level-{block.level}{' in-focus' if block.anchor == 'in-focus' else ''}"
            return f'<h{level} id="{escape(block.anchor)}" class="{kind}">{escape(block.text)}</h{level}>'
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Facts):
            return self._facts(block)
        if isinstance(block, Picture):
            return f'<div class="picture wide">{block.svg}</div>\n<div class="picture narrow">{block.narrow}</div>'
        return "" if isinstance(block, PageBreak) else _content(block)

    def _cover(self, cover: Cover, all_blocks: Iterable[Block]) -> str:
        name = cover.title or cover.partnership or self.say("Performance report")
        found = [f'<p class="classification">{escape(cover.classification)}</p>'] if cover.classification else []
        found += [f'<p class="partnership">{escape(cover.partnership)}</p>'] if cover.partnership else []
        found += [f'<p class="motto">{escape(cover.motto)}</p>'] if cover.motto else []
        found.append(f'<h{self.level} class="title">{escape(name)}</h{self.level}>')
        found += [f'<p class="plan">{escape(cover.plan)}</p>'] if cover.plan else []
        found += [f'<p class="summary">{_labelled(each)}</p>' for each in cover.summary]
        found += [self._facts(cover.facts, "facts cover")] if cover.facts.facts else []
        items = "".join(
            f'<li><a href="#{escape(each.anchor)}">{escape(each.text)}</a></li>'
            for each in all_blocks
            if isinstance(each, Heading) and each.level == 1
        )
        found.append(f'<nav aria-label="{escape(self.say("Contents"))}"><ul>{items}</ul></nav>')
        return "\n".join(found)

    def _table(self, table: Table) -> str:
        head = "".join(
            f'<th scope="col" role="columnheader" class="share-{column.share}">{escape(column.text)}</th>'
            for column in table.columns
        )
        names = [column.text for column in table.columns]
        rows = "\n".join(_row(row, names) for row in table.rows)
        return (
            f'<div class="table-box"><table class="rows" role="table">{_caption(table.caption)}\n'
            f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n'
            f'<tbody role="rowgroup">\n{rows}\n</tbody></table></div>'
        )

    def _facts(self, facts: Facts, kind: str = "facts") -> str:
        rows = "\n".join(
            f'<tr role="row"{_long(fact.cell)}><th scope="row" role="rowheader">{escape(fact.label)}</th>'
            f'<td role="cell">{_cell(fact.cell)}</td></tr>'
            for fact in facts.facts
        )
        whole = " whole" if len(rows) < _WHOLE else ""
        return (
            f'<div class="table-box{whole}"><table class="{kind}" role="table">{_caption(facts.caption)}\n'
            f'<tbody role="rowgroup">\n{rows}\n</tbody></table></div>'
        )


def _caption(text: str) -> str:
    return f'<caption class="hidden">{escape(text)}</caption>'


def _long(cell: Cell) -> str:
    return ' class="long"' if any(isinstance(each, Prose | Steps) for each in cell) else ""


def _row(row: tuple[Cell, ...], names: list[str]) -> str:
    first, *others = row
    # What explains a row stands in one of its own below, so that the row's name stays short for who hears it.
    notes = [each for each in first if isinstance(each, Note)]
    first = tuple(each for each in first if not isinstance(each, Note))
    kind = f' class="{_mark(first)}"' if _mark(first) else ""
    cells = [f'<th scope="row" role="rowheader"{kind}>{_cell(first)}</th>']
    for cell, name in zip(others, names[1:], strict=True):
        kind = _mark(cell)
        # On a narrow screen the rows stand as blocks, and a cell says which column it is from, but for the only one.
        says = kind or (cell and len(others) > 1)
        label = f'<span class="column" aria-hidden="true">{escape(name)}: </span>' if says else ""
        cells.append(f'<td role="cell" class="{kind or "words"}">{label}{_cell(cell)}</td>')
    if not notes:
        return f'<tr role="row">{"".join(cells)}</tr>'
    below = f'<td role="cell" class="notes" colspan="{len(row)}">{_cell(tuple(notes))}</td>'
    return f'<tr role="row" class="noted">{"".join(cells)}</tr>\n<tr role="row">{below}</tr>'


def _mark(cell: Cell) -> str:
    """The classes of a cell that holds just a light or a trend."""
    mark = cell[0] if len(cell) == 1 else None
    if isinstance(mark, LightMark):
        return f"mark light-{mark.light.value}"
    return "trend-cell" if isinstance(mark, TrendMark) else ""


def _cell(cell: Cell) -> str:
    if len(cell) == 1 and isinstance(cell[0], Line):
        return _labelled(cell[0])
    return "".join(_content(each) for each in cell)


def _content(content: Content) -> str:
    if isinstance(content, Line):
        return f"<p>{_labelled(content)}</p>"
    if isinstance(content, Note):
        return f'<p class="quiet"><strong>{escape(content.label)}:</strong> {escape(content.text)}</p>'
    if isinstance(content, Prose):
        return "".join(_prose(block) for block in content.blocks)
    if isinstance(content, Steps):
        return f"<ul>{''.join(_step(step.text, step.who_and_when) for step in content.steps)}</ul>"
    if isinstance(content, LightMark):
        return _light(content.light, content.word)
    quiet = " quiet" if content.trend is Trend.NONE else ""
    return f'<span class="trend{quiet}">{trend_sign(content.trend)}{escape(content.word)}</span>'


def _light(light: Light, word: str) -> str:
    return f'<span class="light light-{light.value}">{light_sign(light)}{escape(word)}</span>'


def _labelled(content: Line) -> str:
    label = f"<strong>{escape(content.label)}:</strong> " if content.label else ""
    return label + escape(content.text)


def _step(text: str, who_and_when: str) -> str:
    after = f'<br><span class="quiet">{escape(who_and_when)}</span>' if who_and_when else ""
    return f"<li>{escape(text)}{after}</li>"


def _prose(block: MarkdownBlock) -> str:
    return f"<p>{_inline(block.children)}</p>" if isinstance(block, Paragraph) else _list(block)


def _list(block: Listing) -> str:
    items = "".join(
        f"<li>{_inline(item.children)}{''.join(_list(inner) for inner in item.lists)}</li>" for item in block.items
    )
    if isinstance(block, BulletList):
        return f"<ul>{items}</ul>"
    start = f' start="{block.start}"' if isinstance(block, NumberedList) and block.start != 1 else ""
    return f"<ol{start}>{items}</ol>"


def _inline(children: tuple[Inline, ...]) -> str:
    found = []
    for each in runs(children):
        text = escape(each.text)
        text = f"<em>{text}</em>" if each.emphasis else text
        text = f"<strong>{text}</strong>" if each.strong else text
        found.append(f'<a href="{escape(each.href)}">{text}</a>' if each.href else text)
    return "".join(found)
