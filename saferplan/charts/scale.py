"""Axes: round numbers up the side, sparse months along the bottom."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from saferplan.charts.figures import tick_figure
from saferplan.charts.layout import Label
from saferplan.charts.lettering import shorten, text_width
from saferplan.charts.svg import SIZE, one_line
from saferplan.charts.words import MONTHS, Translate

FURTHEST = 1e300
NEAREST = 1e-200
# An axis may start elsewhere only where the lowest value is more than this share of the highest.
SHARE_TO_LEAVE_ZERO = 0.6
LABEL_GAP = 14.0
LONGEST_LABEL = 110.0
DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class ValueAxis:
    low: float
    high: float
    step: float
    ticks: tuple[float, ...]

    @property
    def shows_zero(self) -> bool:
        return self.low <= 0 <= self.high

    def texts(self, unit: str) -> list[str]:
        most = max(abs(tick) for tick in self.ticks)
        return [tick_figure(tick, self.step, most, unit) for tick in self.ticks]


def bounded(value: float) -> float:
    """The value as it can be drawn: numbers near the ends of what a float holds cannot."""
    if NEAREST < value < FURTHEST or -FURTHEST < value < -NEAREST:
        return value
    if abs(value) <= NEAREST:
        return 0.0
    return FURTHEST if value > 0 else -FURTHEST


def nice_step(span: float, most: int, *, is_whole: bool) -> float:
    raw = span / most
    size = 10.0 ** math.floor(math.log10(raw))
    # Steps of 25 and 250 read well, steps of 2.5 and 0.25 do not.
    factors = (1, 2, 2.5, 5, 10, 20) if size >= 10 else (1, 2, 5, 10, 20)
    step = next(factor * size for factor in factors if factor * size >= raw)
    return max(step, 1.0) if is_whole else step


def value_axis(values: Iterable[float], *, zero: bool = False, most_ticks: int = 4) -> ValueAxis:
    """From zero, unless all values lie far from it and zero is not asked for."""
    drawn = [bounded(value) for value in values] or [0.0]
    low, high = min(drawn), max(drawn)
    is_whole = all(value == int(value) for value in drawn)
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        low, high = (0.0, high * 1.25) if high > 0 else (low * 1.25, 0.0)
        high = high if high > low else 1.0
    if low > 0 and (zero or low <= SHARE_TO_LEAVE_ZERO * high):
        low = 0.0
    if high < 0 and (zero or high >= SHARE_TO_LEAVE_ZERO * low):
        high = 0.0
    step = nice_step(high - low, most_ticks, is_whole=is_whole)
    first = math.floor(low / step + 1e-9)
    if low and low - first * step < 0.04 * (high - low):
        first -= 1
    low = first * step
    high = max(high + (high - low) * 0.04 if high else 0.0, (first + 1) * step)
    count = math.floor((high - low) / step + 1e-9)
    return ValueAxis(low, high, step, tuple((first + turn) * step for turn in range(count + 1)))


def month_words(label: str, translate: Translate) -> str:
    """`2018-09` as "Sep 2018"; any other text as it is."""
    found = DATE.fullmatch(label)
    if not found or not found[2]:
        return one_line(label)
    month = f"{translate(MONTHS[int(found[2]) - 1])} {found[1]}"
    return f"{int(found[3])} {month}" if found[3] else month


def year_starts(labels: Sequence[str]) -> dict[int, int]:
    """The place of each year's first point. Empty where the labels are not dates."""
    years = []
    for label in labels:
        found = DATE.fullmatch(label)
        if not found:
            return {}
        years.append(int(found[1]))
    return {place: year for place, year in enumerate(years) if place and year != years[place - 1]}


class LabelRow:
    """One row of labels that keep clear of each other and of the frame."""

    def __init__(self, texts: Callable[[int], str], x: Callable[[int], float], y: float, left: float, right: float):
        self.texts, self.x, self.y, self.left, self.right = texts, x, y, left, right
        self.labels: dict[int, Label] = {}

    def make(self, place: int) -> Label | None:
        """Centred under its point, or pushed in from the edge."""
        text = shorten(self.texts(place), min(LONGEST_LABEL, self.right - self.left), SIZE)
        half = text_width(text, SIZE) / 2
        middle = min(max(self.x(place), self.left + half), self.right - half)
        return Label(text, round(middle, 1), self.y, "middle") if text else None

    def add(self, place: int) -> bool:
        label = self.make(place)
        if place in self.labels or label is None:
            return False
        if any(label.box.overlaps(each.box, LABEL_GAP) for each in self.labels.values()):
            return False
        self.labels[place] = label
        return True


def label_points(labels: Sequence[str], row: LabelRow) -> dict[int, Label]:
    """The last point, the first of each year as far as they fit, the first of all. Even steps where no years show."""
    last = len(labels) - 1
    if last < 0:
        return {}
    row.add(last)
    years = year_starts(labels)
    for every in (1, 2, 5, 10, 25):
        chosen = [place for place, year in years.items() if year % every == 0]
        if len(chosen) * (LABEL_GAP + text_width("Mmm 0000", SIZE)) <= row.right - row.left or every == 25:
            for place in chosen:
                row.add(place)
            break
    if len(years) < 2:
        room = max(1, int((row.right - row.left) // 100))
        every = next(step for step in (1, 2, 3, 4, 6, 12, 24, 60, last + 1) if last / step <= room)
        for place in range(last - every, -1, -every):
            row.add(place)
    row.add(0)
    return row.labels
