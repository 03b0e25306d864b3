"""Colours of a PDF's drawing operators, as `#rrggbb`."""

from __future__ import annotations

from collections.abc import Sequence

WHITE = "#ffffff"
NEARLY_WHITE = 250


def to_hex(colour: object) -> str:
    """`#rrggbb` of a gray, RGB or CMYK value (numbers 0 to 1), or "" for patterns and anything else."""
    if isinstance(colour, int | float):
        colour = (colour,)
    if not isinstance(colour, Sequence) or isinstance(colour, str | bytes):
        return ""
    parts = [value for value in colour if isinstance(value, int | float)]
    if len(parts) != len(colour):
        return ""
    if len(parts) == 1:
        rgb = [parts[0]] * 3
    elif len(parts) == 3:
        rgb = list(parts)
    elif len(parts) == 4:
        black = 1 - parts[3]
        rgb = [(1 - value) * black for value in parts[:3]]
    else:
        return ""
    return "#" + "".join(f"{round(min(max(value, 0.0), 1.0) * 255):02x}" for value in rgb)


def is_white(colour: str) -> bool:
    """True for white and for the near whites that pages are tinted with."""
    return bool(colour) and all(int(colour[i : i + 2], 16) >= NEARLY_WHITE for i in (1, 3, 5))


def is_dark(colour: str) -> bool:
    """True for black and nearly black: the colour of text, which says nothing. Also where no colour is known."""
    return not colour or all(int(colour[i : i + 2], 16) < 80 for i in (1, 3, 5))
