"""Drawing values over time: what SPC, run and rolling charts have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from saferplan.charts import marks
from saferplan.charts.break_words import ROW
from saferplan.charts.colours import LINE, TINT
from saferplan.charts.figures import figure, is_known
from saferplan.charts.frame import Frame, measure
from saferplan.charts.key_row import draw_key
from saferplan.charts.layout import Box, Label, middle_baseline, write_labels
from saferplan.charts.lettering import shorten
from saferplan.charts.marks import RADIUS, RING
from saferplan.charts.plot import Plot
from saferplan.charts.points import Band, Setting, SpcPoint
from saferplan.charts.scale import LabelRow, label_points, month_words
from saferplan.charts.side_words import Place, place_beside, place_side
from saferplan.charts.svg import SIZE, escape, line, number, one_line, picture
from saferplan.charts.words import NO_FIGURES

# Closer together than this, points without a signal are drawn as the line alone.
CLOSEST_RINGS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """In what one kind of chart over time differs from another."""

    centre: str
    is_centre_solid: bool = False
    # Points that get a mark and, beside it, their value; None: every point gets a mark.
    marked: tuple[int, ...] | None = None
    key: Callable[[], Sequence[tuple[str, str]]] = tuple


def draw_over_time(setting: Setting, points: Sequence[SpcPoint], bands: Sequence[Band], manner: Manner) -> str:
    entries = manner.key() if setting.key else ()
    frame = measure(setting, points, bands, manner.centre, entries)
    if frame.latest is None:
        return _without_figures(setting, frame)
    plot = frame.plot
    places = _places(plot, points)
    runs = _runs(points, places, bands, {place for place, _words in setting.breaks})
    row = LabelRow(
        lambda place: month_words(points[place].label, setting.translate),
        plot.x,
        plot.bottom + 18,
        0,
        frame.width,
    )
    months = label_points([point.label for point in points], row)
    key, key_labels = draw_key(entries, 0, frame.width - 1, frame.height)
    labels = [*months.values(), *_fixed_labels(frame), *place_side(frame.side, plot, frame.width - 1), *key_labels]
    labels += _values_beside(setting, frame, points, bands, places, runs, manner, labels)
    body = (
        *_bands(plot, bands, manner),
        _grid(frame),
        _months(plot, months),
        _target(plot, setting.target),
        *_break_lines(frame),
        _line(runs),
        _marks(plot, points, places, runs, manner),
        key,
        write_labels(labels),
    )
    return _picture(setting, frame, body)


def _picture(setting: Setting, frame: Frame, body: Iterable[str]) -> str:
    return picture(
        body,
        title=setting.title,
        description=setting.description,
        width=frame.width,
        height=frame.height,
        prefix=setting.prefix,
    )


def _without_figures(setting: Setting, frame: Frame) -> str:
    text = shorten(setting.translate(NO_FIGURES), frame.width, SIZE)
    label = Label(text, frame.width / 2, frame.height / 2, "middle")
    base = line(0, frame.plot.bottom, frame.width, frame.plot.bottom, colour=LINE, dashes="3 3")
    return _picture(setting, frame, (base, write_labels([label])))


def _places(plot: Plot, points: Sequence[SpcPoint]) -> list[Place | None]:
    """Where each point lies; None where its value is missing."""
    return [
        (plot.x(place), plot.y(point.value)) if is_known(point.value) else None for place, point in enumerate(points)
    ]


def _runs(
    points: Sequence[SpcPoint], places: Sequence[Place | None], bands: Sequence[Band], breaks: set[int]
) -> list[list[Place]]:
    """The points that a line may join: it crosses no missing value, no break and no end of a group."""
    starts = breaks | {band.first for band in bands}
    runs: list[list[Place]] = []
    before: SpcPoint | None = None
    for turn, (point, place) in enumerate(zip(points, places, strict=True)):
        if place is None:
            before = None
            continue
        if before is None or turn in starts or point.group != before.group:
            runs.append([])
        runs[-1].append(place)
        before = point
    return runs


def _bands(plot: Plot, bands: Sequence[Band], manner: Manner) -> Iterator[str]:
    for band in bands:
        if band.first > band.last or band.first >= plot.count:
            continue
        left, right = plot.stretch(band.first, min(band.last, plot.count - 1))
        has_limits = False
        if is_known(band.lower) and is_known(band.upper):
            has_limits = True
            top, bottom = max(plot.y(band.upper), plot.top), min(plot.y(band.lower), plot.bottom)
            yield (
                f'<path d="M{number(left)} {number(top)}H{number(right)}V{number(bottom)}H{number(left)}z" '
                f'fill="{TINT}" fill-opacity=".11"/>'
            )
            for limit, y in ((band.upper, top), (band.lower, bottom)):
                if plot.top - 0.5 <= plot.y(limit) < plot.bottom - 0.5:
                    yield line(left, y, right, y, colour=TINT, width=0.7)
        if is_known(band.mean):
            y = plot.y(band.mean)
            dashes = "" if has_limits or manner.is_centre_solid else "1.5 3"
            yield line(left, y, right, y, colour=LINE, dashes=dashes)


def _grid(frame: Frame) -> str:
    plot = frame.plot
    heights = [plot.y(tick) for tick, _text in frame.ticks]
    path = "".join(f"M{number(plot.left)} {number(y)}H{number(plot.right)}" for y in heights if y < plot.bottom - 0.5)
    quiet = f'<path d="{path}" fill="none" stroke="{LINE}" stroke-opacity=".22" stroke-width=".7"/>' if path else ""
    at_zero = plot.y(0) if plot.axis.shows_zero else plot.bottom
    base = line(plot.left, at_zero, plot.right, at_zero, colour=LINE, width=0.8)
    if at_zero < plot.bottom - 0.5:
        base += line(plot.left, plot.bottom, plot.right, plot.bottom, colour=LINE, width=0.7, opacity=".35")
    return quiet + base


def _months(plot: Plot, months: dict[int, Label]) -> str:
    path = "".join(f"M{number(plot.x(place))} {number(plot.bottom)}v4" for place in sorted(months))
    return f'<path d="{path}" fill="none" stroke="{LINE}" stroke-width=".8"/>' if path else ""


def _target(plot: Plot, target: float | None) -> str:
    if not is_known(target):
        return ""
    y = plot.y(target)
    return line(plot.left, y, plot.right, y, colour=LINE, width=1.4, dashes="7 4")


def _break_lines(frame: Frame) -> Iterator[str]:
    for each in frame.breaks:
        top = frame.head_height + each.row * ROW
        drawn = line(each.x, top, each.x, frame.plot.bottom, colour=LINE, dashes="3 3")
        # Words that are cut short show in full under the pointer.
        cut = each.shown != each.words
        yield f"<g><title>{escape(each.words)}</title>{drawn}</g>" if cut else drawn


def _line(runs: Sequence[Sequence[Place]]) -> str:
    path = "".join("M" + "L".join([f"{number(x)} {number(y)}" for x, y in run]) for run in runs if len(run) > 1)
    if not path:
        return ""
    return f'<path d="{path}" fill="none" stroke="{LINE}" stroke-width="1.5" stroke-linejoin="round"/>'


def radii(step: float) -> tuple[float, float]:
    """Of rings and of signals, smaller where points are close."""
    return max(1.4, min(RING, step * 0.34)), max(2.4, min(RADIUS, step * 0.55))


def _marks(
    plot: Plot,
    points: Sequence[SpcPoint],
    places: Sequence[Place | None],
    runs: Sequence[Sequence[Place]],
    manner: Manner,
) -> str:
    ring, signal = radii(plot.step)
    alone = {run[0] for run in runs if len(run) == 1}
    by_kind: dict[str, list[Place]] = {kind: [] for kind in marks.DRAW}
    missing: list[Place] = []
    kept: list[Place] = []
    halos = []
    for turn, (point, place) in enumerate(zip(points, places, strict=True)):
        if place is None:
            (kept if point.mark else missing).append((plot.x(turn), plot.bottom))
            continue
        is_marked = plot.step >= CLOSEST_RINGS if manner.marked is None else turn in manner.marked
        if is_marked or point.kind != "common" or point.note or place in alone:
            by_kind[point.kind].append(place)
        if point.note:
            radius = ring if point.kind == "common" else signal
            halos.append(marks.halo(*place, radius, escape(one_line(point.note))))
    drawn = [marks.DRAW[kind](found, ring if kind == "common" else signal) for kind, found in by_kind.items()]
    return "".join([marks.crosses(missing), marks.stars(kept), *drawn, *halos])


def _around(point: SpcPoint, place: Place, ring: float, signal: float) -> Box:
    """The room that a point's mark takes: a signal's shape is wider than its radius, a note's halo wider still."""
    radius = ring if point.kind == "common" else signal
    radius = radius + 5 if point.note else radius * 1.4
    return Box(place[0] - radius, place[1] - radius, place[0] + radius, place[1] + radius)


def _fixed_labels(frame: Frame) -> list[Label]:
    plot = frame.plot
    labels = [frame.head] if frame.head else []
    for tick, text in frame.ticks:
        shown = shorten(text, plot.left - 9, SIZE)
        labels.append(Label(shown, plot.left - 8, middle_baseline(plot.y(tick)), "end"))
    for each in frame.breaks:
        words = each.label(frame.head_height)
        labels += [words] if words else []
    return labels


def _values_beside(
    setting: Setting,
    frame: Frame,
    points: Sequence[SpcPoint],
    bands: Sequence[Band],
    places: Sequence[Place | None],
    runs: Sequence[Sequence[Place]],
    manner: Manner,
    labels: Sequence[Label],
) -> list[Label]:
    """The latest value where later ones are missing, and the values that are compared with it."""
    plot, last = frame.plot, len(points) - 1
    wanted = [place for place in manner.marked or () if place != frame.latest]
    wanted += [frame.latest] if frame.latest is not None and frame.latest != last else []
    if not wanted:
        return []
    ring, signal = radii(plot.step)
    taken = [label.box for label in labels]
    taken += [Box(each.x - 1, plot.top, each.x + 1, plot.bottom) for each in frame.breaks]
    taken += [_around(point, place, ring, signal) for point, place in zip(points, places, strict=True) if place]
    levels = [level for band in bands for level in (band.mean, band.lower, band.upper)] + [setting.target]
    across = [plot.y(level) for level in levels if is_known(level)]
    room = Box(plot.left, plot.top - 6, frame.width - 1, plot.bottom - 4)
    placed: list[Label] = []
    for place in wanted:
        value, at = points[place].value, places[place]
        if at is None or not is_known(value):
            continue
        text = figure(value, unit=setting.unit, decimals=setting.decimals)
        label = place_beside(text, at, runs=runs, taken=taken, across=across, frame=room)
        if label:
            placed.append(label)
            taken.append(label.box)
    return placed
