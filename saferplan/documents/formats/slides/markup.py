"""XML put together as text and parsed once a shape, which is much faster than element by element.

Whatever a report says passes `text` or stands in an attribute: both escape it. Only this module makes `Markup`.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, NewType

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

Markup = NewType("Markup", str)

_OPEN = f"<p:all {nsdecls('a', 'p', 'r')}>"


def element(name: str, attributes: Mapping[str, str] | None = None, *children: Markup) -> Markup:
    """An element such as `a:p` with attributes by their names."""
    given = "".join([f' {key}="{escape(value)}"' for key, value in attributes.items()]) if attributes else ""
    if not children:
        return Markup(f"<{name}{given}/>")
    return Markup(f"<{name}{given}>{''.join(children)}</{name}>")


def text(words: str) -> Markup:
    return Markup(escape(words, quote=False))


def together(*parts: Markup) -> Markup:
    return Markup("".join(parts))


def parsed(*parts: Markup) -> list[Any]:
    """The elements, to be put into a slide."""
    return list(parse_xml(f"{_OPEN}{''.join(parts)}</p:all>"))
