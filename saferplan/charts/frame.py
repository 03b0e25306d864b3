"""Measuring a chart over time before it is drawn: how much room its words need, and what is left for the field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from saferplan.charts.break_words import ROW, BreakLine, place_breaks, row_count
from saferplan.charts.figures import figure, is_known, tick_figure, unit_words
from saferplan.charts.key_row import key_height
from saferplan.charts.layout import Label
from saferplan.charts.lettering import shorten, text_width
from saferplan.charts.plot import Plot
from saferplan.charts.points import Band, Setting, SpcPoint
from saferplan.charts.scale import ValueAxis, value_axis
from saferplan.charts.side_words import SIDE_GAP, SideWords, named_value
from saferplan.charts.svg import SIZE, one_line
from saferplan.charts.words import ENDS_AT, STARTS_AT, TARGET

LEAST_WIDTH, LEAST_HEIGHT = 200, 120
LEAST_FIELD = 48
LEAST_TICK = 15.0
HEAD = 19.0
FOOT = 26.0
TICK_GAP = 8.0
# A chart's sides may take this share of its width for words.
SIDE_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Frame:
    """A chart measured: the field, and the words around it."""

    width: float
    height: float
    plot: Plot
    head: Label | None
    head_height: float
    ticks: tuple[tuple[float, str], ...]
    breaks: tuple[BreakLine, ...]
    side: tuple[SideWords, ...]
    latest: int | None


def measure(
    setting: Setting,
    points: Sequence[SpcPoint],
    bands: Sequence[Band],
    centre: str,
    key: Sequence[tuple[str, str]],
) -> Frame:
    width, height = max(setting.width, LEAST_WIDTH), max(setting.height, LEAST_HEIGHT)
    values = [point.value for point in points if is_known(point.value)]
    latest = latest_place(points)
    below = key_height(key, 0, width - 1) + FOOT
    bottom = height - below
    axis = axis_of(setting, values, bands, most_ticks=5 if bottom >= 170 else 4)
    texts = axis.texts(setting.unit) if values else []
    left = min(max([text_width(text, SIZE) for text in texts], default=0.0), width * SIDE_SHARE) + TICK_GAP + 1
    side = tuple(side_of(setting, points, bands, centre, latest, width))
    margin = min(max([each.width for each in side], default=0.0), width * SIDE_SHARE) + SIDE_GAP + 1 if side else 8.0
    head = head_words(setting, axis, width) if values else None
    head_height = HEAD if head else 0.0
    plot = Plot(left, 0.0, width - margin, bottom, len(points), axis)
    places = [(plot.x(place - 0.5), words) for place, words in setting.breaks if 0 < place < len(points)]
    breaks = tuple(place_breaks(places, left, width - 1))
    top = head_height + row_count(breaks) * ROW + 8
    plot = replace(plot, top=top, bottom=max(bottom, top + LEAST_FIELD))
    shown = tuple(spaced_ticks(plot, texts))
    return Frame(width, plot.bottom + below, plot, head, head_height, shown, breaks, side, latest)


def spaced_ticks(plot: Plot, texts: Sequence[str]) -> list[tuple[float, str]]:
    """Of the ticks as many as have room between them; zero is always among them, else the lowest."""
    ticks = list(zip(plot.axis.ticks, texts, strict=False))
    if len(ticks) < 2:
        return ticks
    apart = abs(plot.y(ticks[0][0]) - plot.y(ticks[1][0]))
    every = next((each for each in (1, 2, 5, 10) if each * apart >= LEAST_TICK), len(ticks))
    origin = min(range(len(ticks)), key=lambda place: abs(ticks[place][0])) if plot.axis.shows_zero else 0
    return [tick for place, tick in enumerate(ticks) if (place - origin) % every == 0]


def latest_place(points: Sequence[SpcPoint]) -> int | None:
    """The point that is said to be the latest, else the last that has a value."""
    known = [place for place, point in enumerate(points) if is_known(point.value)]
    said = [place for place in known if points[place].is_latest]
    return max(said or known, default=None)


def axis_of(setting: Setting, values: Sequence[float], bands: Sequence[Band], *, most_ticks: int) -> ValueAxis:
    """Holds values, target, means and limits; of limits only what values can reach: no count is below zero."""
    aims = [setting.target] if is_known(setting.target) else []
    means = [band.mean for band in bands if is_known(band.mean)]
    held = [*values, *aims, *means]
    limits = [limit for band in bands for limit in (band.lower, band.upper) if is_known(limit)]
    if held and min(held) >= 0:
        limits = [max(limit, 0.0) for limit in limits]
    if held and setting.unit == "%" and max(held) <= 100:
        limits = [min(limit, 100.0) for limit in limits]
    return value_axis([*held, *limits], zero=setting.zero, most_ticks=most_ticks)


def head_words(setting: Setting, axis: ValueAxis, width: float) -> Label | None:
    """The unit, and where the scale starts if that is not zero."""
    said = one_line(unit_words(setting.unit))
    if not axis.shows_zero:
        words, end = (STARTS_AT, axis.low) if axis.low > 0 else (ENDS_AT, axis.ticks[-1])
        most = max(abs(tick) for tick in axis.ticks)
        text = setting.translate(words).format(number=tick_figure(end, axis.step, most, setting.unit))
        said = f"{said}; {text}" if said else text
    said = said[:1].upper() + said[1:]
    return Label(shorten(said, width - 2, SIZE), 0, SIZE * 0.85) if said else None


def side_of(
    setting: Setting,
    points: Sequence[SpcPoint],
    bands: Sequence[Band],
    centre: str,
    latest: int | None,
    width: float,
) -> list[SideWords]:
    """The latest value where it is the last point, then the target, then the mean of the last band."""
    last = len(points) - 1
    if latest is None:
        return []

    def text(value: float) -> str:
        return figure(value, unit=setting.unit, decimals=setting.decimals)

    side = []
    value = points[latest].value
    if latest == last and is_known(value):
        side.append(SideWords((text(value),), value, must=True, bold=True))
    if is_known(setting.target):
        words = named_value(setting.translate(TARGET), text(setting.target), int(width))
        side.append(SideWords(words, setting.target, must=True))
    mean = next((band.mean for band in reversed(bands) if band.last >= last), None)
    if centre and is_known(mean):
        side.append(SideWords(named_value(setting.translate(centre), text(mean), int(width)), mean))
    return side
