"""Bars from zero beside their names and values: a comparison with others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saferplan.charts.colours import LINE, SLATE
from saferplan.charts.figures import figure, is_known, unit_words
from saferplan.charts.layout import Label, middle_baseline, write_labels
from saferplan.charts.lettering import shorten, text_width
from saferplan.charts.scale import bounded
from saferplan.charts.svg import SIZE, line, number, one_line, picture
from saferplan.charts.words import NO_FIGURE, NO_FIGURES, Translate

LEAST_WIDTH = 200
HEAD = 22.0
THICK = 16.0
NOTE = 14.0
NAME = 17.0
COLUMN_GAP = 12.0
# Names stand above their bars where the chart is narrower, or where they would take more than this share of it.
NARROW = 440
NAME_SHARE = 0.4
VALUE_SHARE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    label: str
    value: float | None
    note: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Where names, bars and values stand. `zero` and `scale` turn a value into a place."""

    left: float
    right: float
    width: float
    low: float
    high: float
    is_above: bool

    def x(self, value: float) -> float:
        size = max(abs(self.low), abs(self.high)) or 1.0
        span = self.high / size - self.low / size or 1.0
        return self.left + (bounded(value) / size - self.low / size) / span * (self.right - self.left)


def bars(
    *,
    title: str,
    description: str,
    bars: Sequence[Bar],
    unit: str = "",
    decimals: int | None = None,
    reference: tuple[str, float] | None = None,
    width: int = 640,
    prefix: str = "",
    translate: Translate = str,
) -> str:
    """In the order given. `reference` is a named line across, such as the group's median. As high as it has to be."""
    width = max(width, LEAST_WIDTH)
    texts = [
        figure(bar.value, unit=unit, decimals=decimals) if is_known(bar.value) else translate(NO_FIGURE) for bar in bars
    ]
    columns = _columns(bars, texts, reference, width)
    labels, top = _head(columns, unit, reference, decimals)
    drawn, tops = [], []
    y = top
    for bar, text in zip(bars, texts, strict=True):
        shape, names, high = _row(bar, text, columns, y)
        drawn.append(shape)
        labels += names
        tops.append(y + (NAME if columns.is_above else 0))
        y += high
    if not bars:
        labels.append(Label(shorten(translate(NO_FIGURES), width, SIZE), 0, y + SIZE))
        y += HEAD
    drawn += _lines(bars, columns, tops, reference)
    drawn.append(write_labels([label for label in labels if label.text]))
    return picture(drawn, title=title, description=description, width=width, height=y, prefix=prefix)


def _columns(bars: Sequence[Bar], texts: Sequence[str], reference: tuple[str, float] | None, width: float) -> Columns:
    names = max([text_width(one_line(text), SIZE, True) for bar in bars for text in (bar.label, bar.note)], default=0.0)
    is_above = width < NARROW or names > width * NAME_SHARE
    values = min(max([text_width(text, SIZE, True) for text in texts], default=0.0), width * VALUE_SHARE)
    held = [bounded(bar.value) for bar in bars if is_known(bar.value)]
    if reference and is_known(reference[1]):
        held.append(bounded(reference[1]))
    left = 1.0 if is_above else names + COLUMN_GAP
    return Columns(left, width - values - COLUMN_GAP - 1, width, min([0.0, *held]), max([0.0, *held]), is_above)


def _head(
    columns: Columns, unit: str, reference: tuple[str, float] | None, decimals: int | None
) -> tuple[list[Label], float]:
    """The unit, and the name of the reference line above its end; each has a row of its own."""
    labels, y = [], 0.0
    words = one_line(unit_words(unit))
    if words:
        labels.append(Label(shorten(words[:1].upper() + words[1:], columns.width - 1, SIZE), 0, y + SIZE * 0.9))
        y += HEAD
    if reference and is_known(reference[1]):
        value = figure(reference[1], unit=unit, decimals=decimals)
        text = shorten(f"{one_line(reference[0])} {value}", columns.width - 2, SIZE)
        half = text_width(text, SIZE) / 2
        x = min(max(columns.x(reference[1]), half), columns.width - 1 - half)
        labels.append(Label(text, x, y + SIZE * 0.9, "middle"))
        y += HEAD
    return labels, y + 4


def _row(bar: Bar, text: str, columns: Columns, y: float) -> tuple[str, list[Label], float]:
    """A bar with its name, note and value, and how high they are together."""
    top = y + NAME if columns.is_above else y
    middle = middle_baseline(top + THICK / 2)
    room = columns.width - 1 if columns.is_above else columns.left - COLUMN_GAP
    name = shorten(one_line(bar.label), room, SIZE, bar.is_own)
    labels = [Label(name, 0, y + SIZE if columns.is_above else middle, bold=bar.is_own)]
    value = shorten(text, columns.width * VALUE_SHARE, SIZE, bar.is_own)
    labels.append(Label(value, columns.width - 1, middle, "end", bold=bar.is_own))
    high = top - y + THICK + (10 if columns.is_above else 9)
    if bar.note and columns.is_above:
        rest = room - labels[0].width - COLUMN_GAP
        labels.append(Label(shorten(one_line(bar.note), rest, SIZE), columns.width - 1, y + SIZE, "end"))
    elif bar.note:
        labels.append(Label(shorten(one_line(bar.note), room, SIZE), 0, middle + NOTE))
        high += NOTE - 4
    return _shape(bar, columns, top), labels, high


def _lines(
    bars: Sequence[Bar], columns: Columns, tops: Sequence[float], reference: tuple[str, float] | None
) -> list[str]:
    """Zero and the reference down all bars; beside each alone where names stand between them."""
    if not tops:
        return []
    spans = [(top - 3, top + THICK + 3) for top in tops]
    if not columns.is_above:
        spans = [(spans[0][0], spans[-1][1])]
    zero = columns.x(0)
    drawn = [line(zero, start, zero, end, colour=LINE) for start, end in spans]
    if reference and is_known(reference[1]):
        x = columns.x(reference[1])
        # White below it where it crosses the dark bar.
        drawn += [
            line(x, top, x, top + THICK, colour="#fff", width=3.6)
            for bar, top in zip(bars, tops, strict=True)
            if bar.is_own and is_known(bar.value) and min(0, bar.value) < reference[1] <= max(0, bar.value)
        ]
        dashes = "" if columns.is_above else "5 3"
        drawn += [line(x, start, x, end, colour=LINE, width=1.6, dashes=dashes) for start, end in spans]
    return drawn


def _shape(bar: Bar, columns: Columns, top: float) -> str:
    if not is_known(bar.value):
        return ""
    start, end = sorted((columns.x(0), columns.x(bar.value)))
    look = f'fill="{SLATE}"' if bar.is_own else f'fill="{SLATE}" fill-opacity=".22" stroke="{SLATE}" stroke-width=".8"'
    return (
        f'<rect x="{number(start)}" y="{number(top)}" width="{number(max(end - start, 0.8))}" '
        f'height="{number(THICK)}" {look}/>'
    )
