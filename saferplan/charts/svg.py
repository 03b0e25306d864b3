"""Writing SVG: presentation attributes only, every text escaped, ids that do not collide on one page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape as escape_markup
from zlib import crc32

FONT = "Helvetica Neue, Helvetica, Arial, sans-serif"
SIZE = 12
# What XML 1.0 has no place for.
NOT_TEXT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOT_AN_ID = re.compile(r"[^A-Za-z0-9_-]")


def escape(text: str) -> str:
    return escape_markup(NOT_TEXT.sub("", text))


def one_line(text: str) -> str:
    """A text without characters that no picture can hold, and with single spaces."""
    return " ".join(NOT_TEXT.sub(" ", text).split())


def number(value: float) -> str:
    """A coordinate with one decimal at most."""
    text = f"{value:z.1f}"
    return text[:-2] if text.endswith(".0") else text


def picture(
    body: Iterable[str], *, title: str, description: str = "", width: float, height: float, prefix: str = ""
) -> str:
    """A whole SVG. Without a prefix its ids are made of what it holds, so only equal pictures share them."""
    inside = "".join(body)
    name = NOT_AN_ID.sub("-", prefix) or f"c{crc32(f'{title}|{description}|{inside}'.encode(errors='replace')):08x}"
    described = f'<desc id="{name}-d">{escape(description)}</desc>' if description else ""
    ids = f"{name}-t {name}-d" if description else f"{name}-t"
    wide, high = number(width), number(height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" '
        f'role="img" aria-labelledby="{ids}" font-family="{FONT}" font-size="{SIZE}">'
        f'<title id="{name}-t">{escape(title)}</title>{described}{inside}</svg>'
    )


def sign(body: str, *, width: float = 16, height: float = 16) -> str:
    """A small picture beside a word that says the same: hidden from screen readers."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}" height="{number(height)}" '
        f'viewBox="0 0 {number(width)} {number(height)}" aria-hidden="true" focusable="false">{body}</svg>'
    )


def line(
    x1: float, y1: float, x2: float, y2: float, *, colour: str, width: float = 1, dashes: str = "", opacity: str = ""
) -> str:
    more = f' stroke-dasharray="{dashes}"' if dashes else ""
    more += f' stroke-opacity="{opacity}"' if opacity else ""
    return (
        f'<path d="M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}" fill="none" stroke="{colour}" '
        f'stroke-width="{width:g}"{more}/>'
    )
