"""Blocks of a report as paragraphs of a slide, and as plain lines of its notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from saferplan.documents.formats.slides.parts import LINK, QUIET, GridCell, Para, Span
from saferplan.report import labels
from saferplan.report.block_kinds import Cell, Content, Facts, LightMark, Line, Note, Prose, Steps, TrendMark
from saferplan.report.markdown import Inline, Listing, NumberedList, Paragraph, runs
from saferplan.report.tree import Trend


def plain(text: str, *, bold: bool = False, italic: bool = False, colour: str = "", scale: float = 1.0) -> Para:
    return Para(spans=(Span(text, bold=bold, italic=italic, colour=colour),), scale=scale)


def labelled(label: str, text: str) -> Para:
    return Para(spans=(Span(f"{label}: ", bold=True), Span(text)))


def quiet(text: str) -> Para:
    return plain(text, colour=QUIET)


def grid_cell(cell: Cell) -> GridCell:
    """A cell of a table; one that holds only a light has its fill."""
    fill = labels.LOOKS[cell[0].light].fill[1:] if len(cell) == 1 and isinstance(cell[0], LightMark) else ""
    return GridCell(paras=tuple(paras(cell)), fill=fill)


def paras(cell: Iterable[Content]) -> list[Para]:
    return [para for each in cell for para in _content(each)]


def _content(content: Content) -> Iterator[Para]:
    if isinstance(content, Line):
        yield labelled(content.label, content.text) if content.label else plain(content.text)
    elif isinstance(content, Note):
        label = Span(f"{content.label}: ", bold=True, colour=QUIET)
        yield Para(spans=(label, Span(content.text, colour=QUIET)), scale=0.85)
    elif isinstance(content, Prose):
        for block in content.blocks:
            if isinstance(block, Paragraph):
                yield Para(spans=_inline(block.children))
            else:
                yield from _list(block, 0)
    elif isinstance(content, Steps):
        for step in content.steps:
            yield Para(spans=(Span(step.text),), mark="•", keep=bool(step.who_and_when))
            if step.who_and_when:
                yield Para(spans=(Span(step.who_and_when, colour=QUIET),), level=1, scale=0.9)
    else:
        yield Para(spans=_mark(content))


def _mark(mark: LightMark | TrendMark) -> tuple[Span, ...]:
    if isinstance(mark, LightMark):
        ink = labels.LOOKS[mark.light].ink[1:]
        sign = Span(labels.LIGHT_SIGNS[mark.light], colour=ink, sign=True)
        return sign, Span(f" {mark.word}", bold=True, colour=ink)
    if mark.trend is Trend.NONE:
        return (Span(mark.word, colour=QUIET),)
    return Span(labels.TREND_SIGNS[mark.trend], sign=True), Span(f" {mark.word}")


def _list(listing: Listing, level: int) -> Iterator[Para]:
    for place, item in enumerate(listing.items):
        mark = f"{listing.start + place}." if isinstance(listing, NumberedList) else "–" if level else "•"
        yield Para(spans=_inline(item.children), mark=mark, level=level)
        for inner in item.lists:
            yield from _list(inner, level + 1)


def _inline(children: tuple[Inline, ...]) -> tuple[Span, ...]:
    return tuple(
        Span(each.text, each.strong, each.emphasis, LINK if each.href else "", each.href) for each in runs(children)
    )


def said(cell: Iterable[Content]) -> list[str]:
    """The same as plain lines; a link with its address."""
    found = []
    for para in paras(cell):
        text = "".join(f"{each.text} ({each.href})" if each.href else each.text for each in para.spans)
        found.append(f"{'  ' * para.level}{para.mark} {text}" if para.mark else text)
    return found


def facts_said(facts: Facts, *, leaving_out: Iterable[str] = ()) -> list[str]:
    """Labels with what they say, a line each; longer ones below their label."""
    found: list[str] = []
    for fact in facts.facts:
        if fact.label in leaving_out:
            continue
        lines = said(fact.cell)
        if len(lines) == 1 and not lines[0].startswith(("•", " ")):
            found.append(f"{fact.label}: {lines[0]}")
        else:
            found += [f"{fact.label}:", *lines]
    return found
