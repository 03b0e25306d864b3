"""A key under a chart that stands alone, in a document or on a slide: only what the chart shows."""

from __future__ import annotations

from collections.abc import Sequence

from saferplan.charts.colours import TINT
from saferplan.charts.layout import Label
from saferplan.charts.lettering import shorten, text_width
from saferplan.charts.marks import DRAW, RADIUS, RING, crosses, stars
from saferplan.charts.svg import SIZE, number

ROW = 18.0
SIGN = 16.0
BETWEEN = 18.0


def flow(texts: Sequence[str], left: float, right: float) -> list[tuple[float, int, str]]:
    """Where each entry starts, in which row, and its text as far as there is room for it."""
    placed = []
    x, row = left, 0
    for text in texts:
        text = shorten(text, right - left - SIGN, SIZE)
        wide = SIGN + text_width(text, SIZE)
        if x > left and x + wide > right:
            x, row = left, row + 1
        placed.append((x, row, text))
        x += wide + BETWEEN
    return placed


def key_height(entries: Sequence[tuple[str, str]], left: float, right: float) -> float:
    placed = flow([text for _kind, text in entries], left, right)
    return (placed[-1][1] + 1) * ROW if placed else 0.0


def draw_key(entries: Sequence[tuple[str, str]], left: float, right: float, bottom: float) -> tuple[str, list[Label]]:
    """`entries` are (kind of mark, text). Returns the marks and the texts."""
    placed = flow([text for _kind, text in entries], left, right)
    high = key_height(entries, left, right)
    drawn, labels = [], []
    for (kind, _text), (x, row, text) in zip(entries, placed, strict=True):
        y = bottom - high + ROW * row + ROW / 2
        drawn.append(_sign(kind, x + 5, y))
        labels.append(Label(text, x + SIGN, y + SIZE * 0.26))
    return "".join(drawn), labels


def _sign(kind: str, x: float, y: float) -> str:
    if kind == "range":
        box = f'x="{number(x - 5)}" y="{number(y - 4)}" width="11" height="8"'
        return f'<rect {box} fill="{TINT}" fill-opacity=".12" stroke="{TINT}" stroke-width=".8"/>'
    if kind == "missing":
        return crosses([(x, y)])
    if kind == "kept":
        return stars([(x, y)])
    return DRAW[kind]([(x, y)], RING + 0.4 if kind == "common" else RADIUS)
