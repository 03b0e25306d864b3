"""One light over some periods, as a strip: shape, letter, and now and then the period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from saferplan.charts.layout import Label, write_labels
from saferplan.charts.scale import LabelRow, label_points, month_words
from saferplan.charts.svg import number, picture, sign
from saferplan.charts.words import LETTERS, Translate

# The colours of each light: of its shape, and of the box behind it.
LOOKS: Mapping[str, tuple[str, str]] = {
    "green": ("#0b5137", "#dcefe4"),
    "amber": ("#6b3d00", "#fde8c4"),
    "red": ("#ffffff", "#94191d"),
    "complete": ("#1d3f66", "#dde8f4"),
    "deferred": ("#30363c", "#e8eaec"),
    "none": ("#42494f", "#ffffff"),
}
# Drawn in a box of 16 by 16, in the colour of the text.
SHAPES: Mapping[str, str] = {
    "green": '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>',
    "amber": (
        '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>'
        '<path d="M8 2a6 6 0 0 0 0 12z" fill="currentColor"/>'
    ),
    "red": '<path fill="currentColor" fill-rule="evenodd" d="M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM4.5 7v2h7V7z"/>',
    "complete": (
        '<path fill="currentColor" fill-rule="evenodd" '
        'd="M2 2h12v12H2zM6.9 11.6 12.3 6.2 10.9 4.8 6.9 8.8 5.1 7 3.7 8.4z"/>'
    ),
    "deferred": '<path d="M8 2l6 6-6 6-6-6z" fill="none" stroke="currentColor" stroke-width="2"/>',
    "none": (
        '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" '
        'stroke-dasharray="2.6 2.27"/>'
    ),
}
CELL, GAP = 32.0, 4.0
BOX = 24.0
ROW = 62.0


def lights_strip(
    title: str,
    cells: Sequence[tuple[str, str]],
    *,
    description: str = "",
    width: int = 640,
    prefix: str = "",
    translate: Translate = str,
) -> str:
    """`cells` are (period, light). As wide as its cells, in more rows where they do not fit into `width`."""
    in_row = max(1, int((max(width, 64) + GAP) // (CELL + GAP)))
    rows = [cells[first : first + in_row] for first in range(0, len(cells), in_row)] or [cells]
    wide = max(64.0, max(len(row) for row in rows) * (CELL + GAP) - GAP)
    drawn: list[str] = []
    labels: list[Label] = []
    for turn, row in enumerate(rows):
        shapes, texts = _row(row, turn * ROW, wide, translate)
        drawn += shapes
        labels += texts
    drawn.append(write_labels(labels))
    high = len(rows) * ROW - 4
    return picture(drawn, title=title, description=description, width=wide, height=high, prefix=prefix)


def light_sign(light: str) -> str:
    """The shape alone in the colour of the text, beside the light's word."""
    return sign(SHAPES.get(light, SHAPES["none"]))


def _row(
    cells: Sequence[tuple[str, str]], top: float, wide: float, translate: Translate
) -> tuple[list[str], list[Label]]:
    drawn, labels = [], []
    for place, (_period, light) in enumerate(cells):
        known = light if light in SHAPES else "none"
        left = place * (CELL + GAP)
        drawn.append(_cell(known, left, top))
        # Below the box, not in it: where colours are forced, its text would be lost on the tint.
        letter = translate(LETTERS[known])
        labels.append(Label(letter, left + CELL / 2, top + BOX + 14, "middle", bold=True))
    row = LabelRow(
        lambda place: month_words(cells[place][0], translate),
        lambda place: place * (CELL + GAP) + CELL / 2,
        top + BOX + 30,
        0,
        wide,
    )
    labels += label_points([period for period, _light in cells], row).values()
    return drawn, labels


def _cell(light: str, left: float, top: float) -> str:
    ink, fill = LOOKS[light]
    edge = f' stroke="{ink}" stroke-dasharray="3 2.5"' if light == "none" else ""
    if light not in ("none", "red"):
        edge = f' stroke="{ink}"'
    return (
        f'<rect x="{number(left + 0.5)}" y="{number(top + 0.5)}" width="{number(CELL - 1)}" '
        f'height="{number(BOX - 1)}" rx="2" fill="{fill}"{edge}/>'
        f'<g transform="translate({number(left + CELL / 2 - 8)} {number(top + BOX / 2 - 8)})">'
        f"{SHAPES[light].replace('currentColor', ink)}</g>"
    )
