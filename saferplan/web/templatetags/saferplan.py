"""Template tags for lights, movements, dates and the small Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache

from django import template
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from saferplan.report.derived import Derived, Since
from saferplan.report.markdown import (
    Block,
    BulletList,
    Emphasis,
    Inline,
    Link,
    NumberedList,
    Paragraph,
    Strong,
    parse_markdown,
)
from saferplan.report.tree import Criteria, Light, Trend
from saferplan.web import signs

register = template.Library()


def _svg(shape: str, kind: str = "sp-sign") -> str:
    size = 'width="16" height="16" viewBox="0 0 16 16"'
    return f'<svg class="{kind}" {size} aria-hidden="true" focusable="false">{shape}</svg>'


def _sign(light: Light) -> str:
    return f'<span class="sp-ink sp-ink--{light.value}">{_svg(signs.SHAPES[light])}</span>'


def _light(light: Light, words: Mapping[Light, Promise | str]) -> str:
    return (
        f'<span class="sp-light sp-ink--{light.value}">{_svg(signs.SHAPES[light])}'
        f'<span class="sp-light__word">{escape(str(words[light]))}</span></span>'
    )


@register.simple_tag
def light(value: Light) -> SafeString:
    """A light of work: its shape and its word."""
    return mark_safe(_light(value, signs.WORK))


@register.simple_tag
def result(value: Light) -> SafeString:
    """A light of results: its shape and its word."""
    return mark_safe(_light(value, signs.RESULTS))


@register.simple_tag
def rolled_light(value: Derived) -> SafeString:
    """The light of a card or priority, which says why it has none where its activities have theirs."""
    return mark_safe(_light(value.light, {value.light: signs.rolled_word(value)}))


@register.simple_tag
def sign(value: Light) -> SafeString:
    """The shape alone, hidden from screen readers: only beside the same word."""
    return mark_safe(_sign(value))


@register.simple_tag
def light_cell(value: Light) -> SafeString:
    """A light in a heat map or history strip: shape and letter to the eye, the word to a screen reader."""
    return _cell(value, get_language())


@cache
def _cell(value: Light, language: str | None) -> SafeString:
    """A heat map has thousands: they are drawn once a language, which the words are looked up in."""
    return mark_safe(
        f'<span class="sp-cell sp-cell--{value.value}">{_svg(signs.SHAPES[value])}'
        f'<span class="sp-cell__letter" aria-hidden="true">{escape(str(signs.LETTERS[value]))}</span>'
        f'<span class="govuk-visually-hidden">{escape(str(signs.WORK[value]))}</span></span>'
    )


@register.simple_tag
def move(before: Light, now: Light, since: Since) -> SafeString:
    """From a light to a light, with the word for the difference."""
    word = escape(str(signs.MOVES[since]))
    if since is Since.NEW:
        return mark_safe(f'<span class="sp-move"><span class="sp-move__word">{word}</span></span>')
    spoken = escape(gettext("%(before)s, then %(now)s:") % {"before": signs.WORK[before], "now": signs.WORK[now]})
    return mark_safe(
        f'<span class="sp-move"><span class="sp-move__signs">{_sign(before)}{_svg(signs.ARROW, "sp-arrow")}{_sign(now)}'
        f'</span><span class="govuk-visually-hidden">{spoken} </span>'
        f'<span class="sp-move__word sp-move__word--{since.name.lower()}">{word}</span></span>'
    )


@register.simple_tag
def trend(value: Trend) -> SafeString:
    """A stated direction: arrow and word."""
    arrow = _svg(signs.TREND_ARROWS[value], "sp-arrow") if signs.TREND_ARROWS[value] else ""
    return mark_safe(f'<span class="sp-trend">{arrow}<span>{escape(str(signs.TRENDS[value]))}</span></span>')


@register.filter
def work_word(value: Light) -> str:
    return str(signs.WORK[value])


@register.filter
def colour_word(value: Light) -> str:
    return str(signs.COLOURS[value])


@register.filter
def shorten(text: str, most: int) -> str:
    """At most so many characters, cut at a word."""
    return textwrap.shorten(text, most, placeholder="\N{HORIZONTAL ELLIPSIS}")


@register.filter
def day(value: date | datetime | str | None) -> str:
    """A day or a month in words (`2018-09` is September 2018); other text as it is."""
    if isinstance(value, datetime):
        return date_format(localtime(value), "j F Y")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if not value:
        return ""
    try:
        found = parse_date(value)
        month = parse_date(f"{value}-01") if found is None else None
    except ValueError:
        return value
    if found:
        return date_format(found, "j F Y")
    return date_format(month, "F Y") if month else value


@register.filter
def markdown(text: str) -> SafeString:
    """The small Markdown as HTML. Raw HTML in it is text."""
    return mark_safe("".join(_block(block) for block in parse_markdown(text)))


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return f'<p class="govuk-body">{_inlines(block.children)}</p>'
    return _list(block)


def _list(block: BulletList | NumberedList) -> str:
    items = "".join(
        f"<li>{_inlines(item.children)}{''.join(_list(inner) for inner in item.lists)}</li>" for item in block.items
    )
    if isinstance(block, BulletList):
        return f'<ul class="govuk-list govuk-list--bullet">{items}</ul>'
    start = f' start="{block.start}"' if block.start != 1 else ""
    return f'<ol class="govuk-list govuk-list--number"{start}>{items}</ol>'


def _inlines(children: Iterable[Inline]) -> str:
    return "".join(_inline(child) for child in children)


def _inline(child: Inline) -> str:
    if isinstance(child, Strong):
        return f"<strong>{_inlines(child.children)}</strong>"
    if isinstance(child, Emphasis):
        return f"<em>{_inlines(child.children)}</em>"
    if isinstance(child, Link):
        return f'<a class="govuk-link" href="{escape(child.href)}" rel="noopener">{_inlines(child.children)}</a>'
    return escape(child.text)


@register.simple_tag
def work_lights() -> tuple[Light, ...]:
    """Every light of work, in the order of a key."""
    return signs.ORDER


@register.simple_tag
def result_lights() -> tuple[Light, ...]:
    """Every light of results, in the order of a key."""
    return (Light.GREEN, Light.AMBER, Light.RED, Light.NONE)


@register.filter
def criteria_rows(criteria: Criteria) -> tuple[tuple[Light, str], ...]:
    """Each light with the text that says when it is shown; "complete" only where it is stated."""
    rows = ((Light.GREEN, criteria.green), (Light.AMBER, criteria.amber), (Light.RED, criteria.red))
    return (*rows, (Light.COMPLETE, criteria.complete)) if criteria.complete else rows
